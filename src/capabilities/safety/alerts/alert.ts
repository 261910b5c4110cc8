// What an alert is: its fixed parts, its states and who may move it. Pure. Everything that can be a code is a code, so that
// members read it in their own language and nobody's story is retold.
import type { Area } from '#partnership/organisations/index.ts'
import {
  type HarmKind,
  harmKinds,
  type LiveConsent,
  type Withholdable,
  type WorkKind,
  workKinds,
} from '#safety/reporting/index.ts'

export const severities = ['severe', 'serious', 'caution'] as const
export type Severity = (typeof severities)[number]

/** How it went, as picks: enough to recognise a pattern, nothing that only one person could have said. */
export const manners = [
  'books-by-text',
  'books-online',
  'many-calls',
  'false-name',
  'changes-place',
  'parks-away',
  'more-than-one',
  'drunk-or-drugs',
  'weapon',
  'takes-money-back',
  'refuses-to-pay',
  'false-money',
  'removes-condom',
  'refuses-to-leave',
  'follows',
  'films',
  'threatens-to-tell',
  'pretends-police',
] as const
export type Manner = (typeof manners)[number]

export const identifierKinds = ['phone', 'plate', 'email', 'name'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** Kinds of fact a worker may pick from a report and shorten; each comes from one field that can be held back. */
export const factKinds = ['looks', 'marks', 'vehicle'] as const
export type FactKind = (typeof factKinds)[number]

/** `key` says which of the report's people or vehicles it was picked from: `looks-0`. */
export type PickedFact = { key: string; kind: FactKind; text: string }
/** `value` is canonical; `display` is how people write it, set from the report when the alert is published. */
export type PickedIdentifier = { kind: IdentifierKind; value: string; isPartial: boolean; display?: string }

/** What members read, as codes and short picked facts. Its headline is composed from the codes (see wording.ts). */
export type AlertBody = {
  harms: HarmKind[]
  manner: Manner[]
  facts: PickedFact[]
  /** 'YYYY-MM', never finer. */
  month?: string
  /** Boroughs, never finer. Empty: all. */
  areas: Area[]
  work: WorkKind[]
  severity: Severity
  identifiers: PickedIdentifier[]
  /** The exception: the worker's own words, with the reason that the second person sees. */
  freeText?: { text: string; reason: string }
  /** The language of facts and free text. */
  writtenIn: 'en'
  /** About a manager or a venue: not shown to venues' accounts, which could turn it against those who work there. */
  notForVenues: boolean
}

export const alertStates = ['draft', 'awaiting-second', 'published', 'retracted', 'expired', 'dropped'] as const
export type AlertState = (typeof alertStates)[number]
export type AlertAction = 'save' | 'ask' | 'approve' | 'return' | 'retract' | 'expire' | 'drop'

/** State × action → next state. What is not here is refused. An update moves inside `published`: see `Update`. */
export const transitions = {
  draft: { save: 'draft', ask: 'awaiting-second', drop: 'dropped' },
  'awaiting-second': { approve: 'published', return: 'draft', drop: 'dropped' },
  published: {
    save: 'published',
    ask: 'published',
    approve: 'published',
    return: 'published',
    retract: 'retracted',
    expire: 'expired',
  },
  retracted: {},
  expired: {},
  dropped: {},
} as const satisfies Record<AlertState, Partial<Record<AlertAction, AlertState>>>

export const nextState = (state: AlertState, action: AlertAction): AlertState | undefined =>
  (transitions[state] as Partial<Record<AlertAction, AlertState>>)[action]

export const retractReasons = ['mistaken', 'challenged', 'superseded'] as const
export type RetractReason = (typeof retractReasons)[number]
export type EndReason = RetractReason | 'withdrawn' | 'expired'

/** Why something was refused, for the screen to put into words. */
export type AlertProblem =
  | 'wrong-state'
  | 'own-work' // who wrote or edited it cannot be its second person
  | 'recused'
  | 'consent-gone'
  | 'too-early' // the reporter asked to wait until a date
  | 'needs-another-report' // the reporter asked to wait for another report
  | 'held-back' // it uses a field the reporter held back from warnings
  | 'flags-open' // the second person has not answered every flag
  | 'changed-meanwhile' // the words or the consent are not those that were read
  | 'nothing-to-say'
  | 'not-offered' // a fact or clue that the report does not hold
  | 'reason-missing'
  | 'already-open' // the report has a warning in the making or published
export type Outcome<T = unknown> = { ok: true; value: T } | { ok: false; problem: AlertProblem }

/** Months an alert stands before it expires unless renewed: harm by force is remembered longest, a nuisance shortest. */
export const standsMonths: Readonly<Record<Severity, number>> = { severe: 24, serious: 12, caution: 6 }

/** The field each part comes from, as far as it can be held back. */
export const fieldOfFact: Readonly<Record<FactKind, Withholdable>> = {
  looks: 'looks',
  marks: 'marks',
  vehicle: 'vehicles',
}
export const fieldOfIdentifier: Readonly<Record<IdentifierKind, Withholdable>> = {
  phone: 'contacts',
  email: 'contacts',
  plate: 'vehicles',
  name: 'names',
}

/** The fields of the report that a body draws on. Publication needs every one of them not to be held back. */
export function fieldsUsed(body: AlertBody): Withholdable[] {
  const used = new Set<Withholdable>()
  // How it went is read in the story; a worker's own words may hold anything that was told there.
  if (body.manner.length || body.freeText) used.add('story')
  if (body.month) used.add('when')
  if (body.areas.length) used.add('where')
  if (body.work.length) used.add('work')
  for (const fact of body.facts) used.add(fieldOfFact[fact.kind])
  for (const identifier of body.identifiers) used.add(fieldOfIdentifier[identifier.kind])
  return [...used]
}

export const heldBackIn = (body: AlertBody, withheld: readonly Withholdable[]): Withholdable[] =>
  fieldsUsed(body).filter((field) => withheld.includes(field))

/** Whether the reporter still waits for a date. It may be chosen after the warning went out, and holds from then on. */
export const isTooEarly = (consent: LiveConsent, now: Date): boolean =>
  consent.timing === 'until' && (!consent.notBefore || consent.notBefore > now)

/** Whether a live consent covers these words at this moment: nothing in them held back, and their time has come. */
export const isCovered = (body: AlertBody, consent: LiveConsent, now: Date): boolean =>
  heldBackIn(body, consent.withheld).length === 0 && !isTooEarly(consent, now)

/** An alert says what happened; without that it warns of nothing. */
export const saysSomething = (body: AlertBody): boolean => body.harms.length > 0

export const limits = { fact: 120, freeText: 600, reason: 300 } as const

const isOneOf =
  <T extends string>(list: readonly T[]) =>
  (text: string): text is T =>
    (list as readonly string[]).includes(text)
export const isHarm = isOneOf(harmKinds)
export const isWork = isOneOf(workKinds)
export const isManner = isOneOf(manners)
export const isSeverity = isOneOf(severities)
export const isRetractReason = isOneOf(retractReasons)

export const emptyBody = (): AlertBody => ({
  harms: [],
  manner: [],
  facts: [],
  areas: [],
  work: [],
  severity: 'serious',
  identifiers: [],
  writtenIn: 'en',
  notForVenues: false,
})
