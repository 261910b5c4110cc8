/** What the index of one kind of identifier offers to the whole: the seam behind which each kind can be replaced. */

import type { Band, Difference, DifferenceKind, ReadingNote } from './shapes.ts'

export type Report = (slot: number, band: Band, score: number, why: Difference[]) => void

/** `stored` is shared: the index of a kind keeps there, by slot, the text it compares exactly. */
export type KindIndex = {
  /** False when nothing could be read; the entry then never matches. */
  add(slot: number, value: string): boolean
  remove(slot: number, value: string): void
  find(text: string, report: Report): void
}

/** One question never gathers more than this many entries before ranking, however many share a key. */
export const GATHER_LIMIT = 200

const OF_TYPING: ReadonlySet<ReadingNote> = new Set([
  'unusual-age',
  'age-unknown',
  'format-not-recognised',
  'one-of-several',
])

/** Why two writings with one canonical form are the same: 'identical', or how the question was written. */
export function whySame(notes: readonly ReadingNote[]): Difference[] {
  const telling = notes.filter((note) => !OF_TYPING.has(note))
  if (telling.length === 0) return [{ kind: 'identical' }]
  const kinds: DifferenceKind[] = ['written-differently']
  if (telling.includes('letters-for-digits')) kinds.push('letters-for-digits')
  if (telling.includes('look-alike')) kinds.push('look-alike')
  return kinds.map((kind) => ({ kind }))
}
