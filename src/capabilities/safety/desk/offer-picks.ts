// What a worker may pick from a report for its warning, and the form they pick it in. Pure.
import { isArea } from '#partnership/organisations/index.ts'
import type { Form } from '#platform/http/form.ts'
import {
  type AlertBody,
  emptyBody,
  type FactKind,
  fieldOfFact,
  fieldOfIdentifier,
  type IdentifierKind,
  isHarm,
  isManner,
  isSeverity,
  isWork,
  limits,
} from '#safety/alerts/index.ts'
import type { ReportContent, Withholdable } from '#safety/reporting/index.ts'

export type OfferedFact = { key: string; kind: FactKind; text: string; isHeldBack: boolean }
export type OfferedClue = {
  kind: IdentifierKind
  value: string
  display: string
  isPartial: boolean
  isHeldBack: boolean
}

const shorten = (text: string) => (text.length <= limits.fact ? text : `${text.slice(0, limits.fact - 1).trimEnd()}…`)

/** Looks, marks and vehicles as they were told; a worker ticks and shortens. Held-back ones are named, never offered. */
export function offerFacts(content: ReportContent, withheld: readonly Withholdable[]): OfferedFact[] {
  const fact = (kind: FactKind, index: number, text: string | undefined): OfferedFact[] =>
    text?.trim()
      ? [
          {
            key: `${kind}-${index}`,
            kind,
            text: shorten(text.trim()),
            isHeldBack: withheld.includes(fieldOfFact[kind]),
          },
        ]
      : []
  return [
    ...(content.people ?? []).flatMap((person, i) => [
      ...fact('looks', i, person.looks),
      ...fact('marks', i, person.marks),
    ]),
    ...(content.vehicles ?? []).flatMap((vehicle, i) => fact('vehicle', i, vehicle.description)),
  ]
}

export const offerClues = (
  identifiers: readonly { kind: IdentifierKind; value: string; display: string; isPartial: boolean }[],
  withheld: readonly Withholdable[],
): OfferedClue[] =>
  identifiers.map(({ kind, value, display, isPartial }) => ({
    kind,
    value,
    display,
    isPartial,
    isHeldBack: withheld.includes(fieldOfIdentifier[kind]),
  }))

/** What stands in the form before anything was chosen: the codes the reporter gave, none of their words. */
export function firstBody(content: ReportContent, withheld: readonly Withholdable[]): AlertBody {
  const may = (field: Withholdable) => !withheld.includes(field)
  const area = content.where?.area
  return {
    ...emptyBody(),
    harms: content.harms ?? [],
    month: may('when') && content.when?.month ? content.when.month : undefined,
    areas: may('where') && area && isArea(area) ? [area] : [],
    work: may('work') ? (content.work ?? []) : [],
    notForVenues: content.about?.kind === 'manager',
  }
}

export type WarningError = 'tooLong' | 'ownText' | 'ownReason' | 'harms' | 'factText' | 'notAnOption'
export type WarningErrors = Record<string, WarningError>

const kindOfKey = (key: string): FactKind | undefined => {
  const kind = /^(looks|marks|vehicle)-\d{1,2}$/.exec(key)?.[1]
  return kind as FactKind | undefined
}

export const clueValue = (clue: { kind: string; value: string; isPartial: boolean }): string =>
  `${clue.kind}|${clue.isPartial ? 'part' : 'whole'}|${clue.value}`

function clueOf(text: string) {
  const match = /^(phone|plate|email|name)\|(whole|part)\|(.{1,200})$/su.exec(text)
  return match && { kind: match[1] as IdentifierKind, isPartial: match[2] === 'part', value: match[3] as string }
}

/**
 * Reads the warning's form. The body holds whatever could be read, so that nothing typed is lost; `errors` name the fields
 * to mend. `forAsking` also wants what a second person needs.
 */
export function readWarning(form: Form, forAsking: boolean): { body: AlertBody; errors: WarningErrors } {
  const errors: WarningErrors = {}
  const choices = <T extends string>(name: string, is: (text: string) => text is T): T[] => {
    const all = form.all(name)
    const known = all.filter(is)
    if (known.length !== all.length) errors[name] = 'notAnOption'
    return [...new Set(known)]
  }
  const severity = form.one('severity')
  const month = form.one('month')
  const facts = choices('fact', (text): text is string => kindOfKey(text) !== undefined)
    .slice(0, 40)
    .map((key) => ({ key, kind: kindOfKey(key) as FactKind, text: form.one(`text-${key}`).trim() }))
  for (const fact of facts) {
    if (!fact.text) errors[`text-${fact.key}`] = 'factText'
    else if (fact.text.length > limits.fact) errors[`text-${fact.key}`] = 'tooLong'
  }
  const clues = form
    .all('clue')
    .slice(0, 60)
    .flatMap((text) => clueOf(text) ?? [])
  if (clues.length !== Math.min(60, form.all('clue').length)) errors.clue = 'notAnOption'
  if (month && !/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month)) errors.month = 'notAnOption'
  if (!isSeverity(severity)) errors.severity = 'notAnOption'

  const body: AlertBody = {
    ...emptyBody(),
    severity: isSeverity(severity) ? severity : 'serious',
    harms: choices('harm', isHarm),
    manner: choices('manner', isManner),
    areas: choices('area', isArea),
    work: choices('work', isWork),
    month: month && !errors.month ? month : undefined,
    facts,
    identifiers: clues,
    notForVenues: form.one('venues') === 'no',
  }
  if (form.has('own')) {
    body.freeText = { text: form.one('own-text').trim(), reason: form.one('own-reason').trim() }
    if (!body.freeText.text) errors['own-text'] = 'ownText'
    else if (body.freeText.text.length > limits.freeText) errors['own-text'] = 'tooLong'
    if (body.freeText.reason.length > limits.reason) errors['own-reason'] = 'tooLong'
    else if (forAsking && !body.freeText.reason) errors['own-reason'] = 'ownReason'
  }
  if (forAsking && body.harms.length === 0) errors.harm = 'harms'
  return { body, errors }
}
