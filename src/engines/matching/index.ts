/** The door of the matching engine: reading identifiers in any writing, and finding the same or a similar one in a
 * registry. Pure: no input or output, no clock, no randomness. */

import { emailReadings } from './email.ts'
import { nameReadings } from './name.ts'
import { phonePartial, phoneReadings } from './phone.ts'
import { plateReadings } from './plate.ts'
import { platePartial } from './plate-partial.ts'
import type { IdentifierKind, Partial, Reading } from './shapes.ts'

export { guessKind, possibleKinds } from './guess.ts'
export { createMatchIndex, MOST_MATCHES } from './match-index.ts'
export { findIdentifiers } from './running-text.ts'
export type {
  Band,
  Difference,
  DifferenceKind,
  Entry,
  FoundIdentifier,
  Hints,
  IdentifierKind,
  Match,
  MatchIndex,
  Partial,
  Query,
  Reading,
  ReadingNote,
} from './shapes.ts'
export { DIFFERENCE_KINDS } from './shapes.ts'

const READERS: Record<IdentifierKind, (text: string) => Reading[]> = {
  phone: phoneReadings,
  plate: plateReadings,
  email: emailReadings,
  name: nameReadings,
}

/** Every way to read the text as one identifier of the kind, best first; [] when nothing can be read. Several numbers in
 * one text each have a reading, noted 'one-of-several'. Never throws; text beyond 1,024 units is not read. */
export function readings(kind: IdentifierKind, text: string): Reading[] {
  return READERS[kind](text)
}

/** What the text says of an identifier only known in part: 'ends 4417', 'MV19 ???', 'starts YD1'. Undefined when the
 * text holds a whole one, or too little: three digits of a number, two characters of a plate. */
export function partialOf(kind: IdentifierKind, text: string): Partial | undefined {
  if (kind === 'phone') return phonePartial(text)
  return kind === 'plate' ? platePartial(text) : undefined
}
