// What the register's forms send, read strictly: either a whole value, or what was typed with the keys of what to mend.
import type { Form } from '#platform/http/form.ts'
import type { NewProposal, NewRequest } from './decide.ts'
import {
  askedFor,
  askers,
  bases,
  decisions,
  handsOver,
  longestBanDays,
  parts,
  powers,
  reportIdsIn,
} from './legal-request.ts'

export const wordsLimit = 5000
export const reportsLimit = 50

export type FieldError =
  | 'choose'
  | 'chooseSome'
  | 'date'
  | 'dateAhead'
  | 'datePast'
  | 'dateFar'
  | 'words'
  | 'tooLong'
  | 'onlyOrder'
  | 'reports'
  | 'tooMany'
export type Errors = Readonly<Record<string, FieldError>>
export type Typed = Readonly<Record<string, string | readonly string[]>>
export type Read<T> = { ok: true; value: T } | { ok: false; typed: Typed; errors: Errors }

const oneOf = <T extends string>(known: readonly T[], typed: string): T | undefined =>
  known.find((each) => each === typed)
const someOf = <T extends string>(known: readonly T[], typed: readonly string[]): T[] =>
  known.filter((each) => typed.includes(each))

/** A real day as `YYYY-MM-DD`, or undefined. */
function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text > '2000' ? text : undefined
}

const wordsError = (text: string): FieldError | undefined =>
  text.trim() === '' ? 'words' : text.length > wordsLimit ? 'tooLong' : undefined

const typedIn = (form: Form): Typed =>
  Object.fromEntries(
    form.entries().map(([name, values]) => {
      const short = values.map((value) => value.slice(0, wordsLimit * 2))
      return [name, short.length > 1 || ['asked', 'parts'].includes(name) ? short : (short[0] ?? '')]
    }),
  )

function finished<T>(form: Form, errors: Record<string, FieldError | undefined>, value: () => T): Read<T> {
  const wrong = Object.entries(errors).filter((each): each is [string, FieldError] => each[1] !== undefined)
  return wrong.length
    ? { ok: false, typed: typedIn(form), errors: Object.fromEntries(wrong) }
    : { ok: true, value: value() }
}

/** `today` as `YYYY-MM-DD`. */
export function readRequest(form: Form, today: string): Read<NewRequest> {
  const asker = oneOf(askers, form.one('asker'))
  const power = oneOf(powers, form.one('power'))
  const asked = someOf(askedFor, form.all('asked'))
  const askedOn = dayOf(form.one('askedOn'))
  const words = form.one('words')
  const errors = {
    asker: asker ? undefined : ('choose' as const),
    power: power ? undefined : ('choose' as const),
    askedOn: askedOn === undefined ? ('date' as const) : askedOn > today ? ('dateAhead' as const) : undefined,
    asked: asked.length ? undefined : ('chooseSome' as const),
    words: wordsError(words),
  }
  return finished(form, errors, () => ({ asker: asker!, power: power!, askedOn: askedOn!, asked, words: words.trim() }))
}

/** Ground and parts count only for a decision that hands something over; a ban only under an order. */
export function readProposal(form: Form, today: string): Read<NewProposal> {
  const decision = oneOf(decisions, form.one('decision'))
  const isHandingOver = decision !== undefined && handsOver(decision)
  const basis = isHandingOver ? oneOf(bases, form.one('basis')) : undefined
  const some = isHandingOver ? someOf(parts, form.all('parts')) : []
  const typedDay = isHandingOver ? form.one('tellOn').trim() : ''
  const tellOn = dayOf(typedDay)
  const reason = form.one('reason')
  const dayError = (): FieldError | undefined => {
    if (typedDay === '') return undefined
    if (tellOn === undefined) return 'date'
    if (basis !== 'legal-order') return 'onlyOrder'
    if (tellOn <= today) return 'datePast'
    return Date.parse(tellOn) - Date.parse(today) > longestBanDays * 86_400_000 ? 'dateFar' : undefined
  }
  const errors = {
    decision: decision ? undefined : ('choose' as const),
    basis: isHandingOver && !basis ? ('choose' as const) : undefined,
    parts: isHandingOver && some.length === 0 ? ('chooseSome' as const) : undefined,
    tellOn: dayError(),
    reason: wordsError(reason),
  }
  return finished(form, errors, () => ({ decision: decision!, basis, parts: some, reason: reason.trim(), tellOn }))
}

export function readHandOver(form: Form): Read<{ reportIds: string[]; parts: NewProposal['parts'] }> {
  const reportIds = reportIdsIn(form.one('reports').slice(0, wordsLimit))
  const some = someOf(parts, form.all('parts'))
  const errors = {
    reports:
      reportIds.length === 0
        ? ('reports' as const)
        : reportIds.length > reportsLimit
          ? ('tooMany' as const)
          : undefined,
    parts: some.length ? undefined : ('chooseSome' as const),
  }
  return finished(form, errors, () => ({ reportIds, parts: some }))
}
