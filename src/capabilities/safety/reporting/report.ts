// What a report is: its words, its states and what may be asked of whom. Pure; everything here is shown to no database.
import type { Area } from '#partnership/organisations/index.ts'
import type { SealedWords } from './sealed-words.ts'

export const harmKinds = [
  'violence',
  'sexual-violence',
  'robbery',
  'threats',
  'stalking',
  'blackmail',
  'non-payment',
  'time-wasting',
  'condom-removal',
  'online-abuse',
  'other',
] as const
export type HarmKind = (typeof harmKinds)[number]

/** How somebody works; alerts can be chosen by it. */
export const workKinds = ['street', 'outcall', 'incall', 'venue', 'online', 'other'] as const
export type WorkKind = (typeof workKinds)[number]

/** Who did it, as far as it decides who may receive the report. */
export const aboutKinds = ['client', 'stranger', 'known', 'manager', 'police', 'worker', 'other'] as const
export type AboutKind = (typeof aboutKinds)[number]

export const whoForKinds = ['me', 'someone-else'] as const
export type WhoFor = (typeof whoForKinds)[number]

export type PersonDescribed = {
  /** Names, nicknames, profile names they used. */
  names: string
  phones: string
  emails: string
  /** What they look like, in the reporter's words. */
  looks: string
  /** Scars, tattoos, voice: what stands out. */
  marks: string
  /** In place of the fields above, when a browser sealed them. Gone once a team has opened them. */
  sealed?: SealedWords
}
export type Vehicle = { registration: string; description: string; sealed?: SealedWords }

/** The sealed words of a report. Absent means not answered or skipped. */
export type ReportContent = {
  whoFor?: WhoFor
  about?: { kind: AboutKind; organisationId?: string; route?: string }
  story?: string
  harms?: HarmKind[]
  /** In the reporter's own words: "around 2am in March". */
  when?: { words: string; month?: string }
  where?: { area?: Area; words: string }
  work?: WorkKind[]
  people?: PersonDescribed[]
  vehicles?: Vehicle[]
  /** Answers in the person's own words that their browser sealed. Gone once a team has opened them. */
  sealed?: { story?: SealedWords; when?: SealedWords; where?: SealedWords }
  /** What an imported row held that could not be read, kept beside it; column → text. */
  leftover?: Record<string, string>
  /**
   * Where an imported row came from. `beside`: cells that have no question of their own here (heading → as written);
   * `doubts`: why a person must look, as codes with the column or line they are about.
   */
  imported?: {
    reference: string
    takenBy: string
    file: string
    line: number
    clientInitials: string
    beside?: Record<string, string>
    doubts?: string[]
  }
}

/** Fields that can be held back from a purpose. */
export const withholdable = [
  'story',
  'when',
  'where',
  'work',
  'names',
  'contacts',
  'looks',
  'marks',
  'vehicles',
  'attachments',
] as const
export type Withholdable = (typeof withholdable)[number]

/** All purposes of consent that Rowan knows (DOMAIN 1); only those whose path works are offered. */
export const purposes = [
  'count',
  'warn',
  'support',
  'police-anonymous',
  'police-questions',
  'police-report',
  'match',
] as const
export type Purpose = (typeof purposes)[number]
export const offeredPurposes = ['count', 'warn', 'support'] as const satisfies readonly Purpose[]
export type OfferedPurpose = (typeof offeredPurposes)[number]

/** "Warn now", or wait until it cannot point to the reporter: for another report, or some weeks. */
export type WarnTiming = { kind: 'now' } | { kind: 'another-report' } | { kind: 'until'; weeks: number }

export type ConsentChoice = { purpose: Purpose; withheld: Withholdable[]; timing: WarnTiming }

/** How and when somebody may be contacted; sealed to the team that will do it. */
export type SupportWish = {
  how: string
  when: string
  /** What must not be said, to whom, or left on a machine. */
  never: string
  callMe: string
  organisationId: string
  sealed?: SealedWords
}

export type ReportState = 'draft' | 'received' | 'in-work' | 'closed' | 'erased'
export type ReportOutcome = 'warned' | 'nothing-to-warn' | 'not-published'

/** State × action → next state. What is not here is refused. */
export const transitions = {
  draft: { send: 'received', erase: 'erased' },
  received: { claim: 'in-work', erase: 'erased' },
  'in-work': { release: 'received', close: 'closed', erase: 'erased' },
  closed: { reopen: 'in-work', erase: 'erased' },
  erased: {},
} as const satisfies Record<ReportState, Partial<Record<string, ReportState>>>

export type ReportAction = 'send' | 'claim' | 'release' | 'close' | 'reopen' | 'erase'

export const nextState = (state: ReportState, action: ReportAction): ReportState | undefined =>
  (transitions[state] as Partial<Record<ReportAction, ReportState>>)[action]

/** Purposes a report may carry: a third party's only these two, until the person concerned confirms. */
export const allowedPurposes = (isThirdParty: boolean, confirmed: boolean): readonly OfferedPurpose[] =>
  isThirdParty && !confirmed ? ['count', 'warn'] : offeredPurposes
