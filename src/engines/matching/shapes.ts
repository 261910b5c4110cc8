/** The words of the matching engine: what goes in, what comes out. Apart so that every part can speak them
 * without importing another part. */

export type IdentifierKind = 'phone' | 'plate' | 'email' | 'name'

/** How the text as typed departs from the plain way of writing what was read. */
export type ReadingNote =
  | 'letters-for-digits' // O for 0, I or l for 1 (and the reverse on plates)
  | 'look-alike' // S for 5, B for 8, a Cyrillic а …
  | 'other-digits' // Arabic-Indic, full-width, keycaps …
  | 'international-form'
  | 'no-leading-zero'
  | 'other-country'
  | 'spelled-out'
  | 'one-of-several'
  | 'joined' // pieces with words between them were put together
  | 'invisible-marks'
  | 'unusual-age' // a current-style plate whose age number was not issued
  | 'age-unknown' // a Q plate
  | 'format-not-recognised'
  | 'at-and-dot-words'
  | 'mailbox-alias' // provider ignores dots or what follows +
  | 'accents'
  | 'separators'
  | 'leetspeak'
  | 'other-script'

/** One way to read a text. `canonical` is what two writings of one identifier share; `penalty` is 0 for a plain
 * reading and grows with how much had to be assumed. */
export type Reading = { canonical: string; display: string; penalty: number; notes: ReadingNote[] }

/** What is known of an identifier only seen in part. In `pattern` a `?` stands for one unknown character. */
export type Partial = {
  kind: IdentifierKind
  anchor: 'whole' | 'start' | 'end' | 'inside'
  pattern: string
  display: string
}

export type FoundIdentifier = {
  kind: IdentifierKind
  /** Offsets into the text as given, in UTF-16 units. */
  start: number
  end: number
  text: string
  readings: Reading[]
  partial?: Partial
}

export type Hints = { make?: string; colour?: string; area?: string }
export type Entry = { id: string; kind: IdentifierKind; value: string; attributes?: Hints }

export type Band = 'certain' | 'likely' | 'possible'

/** Every kind of difference an answer may name: what kind, never where, never the registered value. */
export const DIFFERENCE_KINDS = [
  'identical',
  'written-differently',
  'letters-for-digits',
  'look-alike',
  'digits-swapped',
  'one-digit-differs',
  'digit-missing',
  'digit-extra',
  'last-digits',
  'part-of-number',
  'part-of-plate',
  'part-given', // only part of the registered one is known, and the question fits it
  'characters-swapped',
  'one-character-differs',
  'character-missing',
  'character-extra',
  'mailbox-alias',
  'part-of-address',
  'spelling',
  'word-order',
  'nickname',
  'name-alike',
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]
export type Difference = { kind: DifferenceKind; count?: number }

export type Match = { id: string; kind: IdentifierKind; band: Band; score: number; why: Difference[] }
export type Query = { kind?: IdentifierKind; text: string; hints?: Hints }

export type MatchIndex = {
  /** Adds an entry, or replaces the one of the same id. An unreadable value is kept but never matches. */
  add(entry: Entry): void
  remove(id: string): void
  /** At most 20, best first. */
  find(query: Query): Match[]
  readonly size: number
}
