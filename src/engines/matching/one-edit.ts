/** Keys of strings, and the keys of every string one edit away, each in constant time: the question is varied and
 * looked up exactly, so that no index of deletions has to be kept. */

import type { PostingTable } from './posting-table.ts'

const BASE_HIGH = 0x01000193
const BASE_LOW = 0x2c1b3c6d

/** Two independent polynomial hashes of the UTF-16 units; `tag` keeps different kinds of key apart in one table. */
export function highKey(text: string, tag = 0): number {
  let key = tag
  for (let i = 0; i < text.length; i++) key = (Math.imul(key, BASE_HIGH) + text.charCodeAt(i)) | 0
  return key
}
export function lowKey(text: string, tag = 0): number {
  let key = tag
  for (let i = 0; i < text.length; i++) key = (Math.imul(key, BASE_LOW) + text.charCodeAt(i)) | 0
  return key
}

export type Edit = 'swapped' | 'differs' | 'missing' | 'extra'
export const LETTERS_AND_DIGITS = [...'abcdefghijklmnopqrstuvwxyz0123456789'].map((c) => c.charCodeAt(0))
export const CAPITALS_AND_DIGITS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'].map((c) => c.charCodeAt(0))
export const DIGITS = [...'0123456789'].map((c) => c.charCodeAt(0))
export const EMAIL_CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789.@-_'].map((c) => c.charCodeAt(0))

const LONGEST = 64
const units = new Int32Array(LONGEST + 2)
const prefixHigh = new Int32Array(LONGEST + 2)
const prefixLow = new Int32Array(LONGEST + 2)
const suffixHigh = new Int32Array(LONGEST + 2)
const suffixLow = new Int32Array(LONGEST + 2)
const powerHigh = new Int32Array(LONGEST + 3)
const powerLow = new Int32Array(LONGEST + 3)
powerHigh[0] = 1
powerLow[0] = 1
for (let i = 1; i < LONGEST + 3; i++) {
  powerHigh[i] = Math.imul(powerHigh[i - 1] as number, BASE_HIGH)
  powerLow[i] = Math.imul(powerLow[i - 1] as number, BASE_LOW)
}

/** Looks up every string one edit from `text` and reports the postings found: 'swapped' two neighbours, one
 * 'differs', 'missing' (the question lacks one), 'extra' (the question has one too many). The first `fixed` characters
 * are not varied. Texts over 64 units are skipped. Not to be called again from within `report`. */
export function findOneEdit(
  table: PostingTable,
  text: string,
  alphabet: readonly number[],
  report: (posting: number, edit: Edit) => void,
  fixed = 0,
  tag = 0,
): void {
  const n = text.length
  if (n > LONGEST) return
  prefixHigh[0] = tag
  prefixLow[0] = tag
  for (let i = 0; i < n; i++) {
    const unit = text.charCodeAt(i)
    units[i] = unit
    prefixHigh[i + 1] = Math.imul(prefixHigh[i] as number, BASE_HIGH) + unit
    prefixLow[i + 1] = Math.imul(prefixLow[i] as number, BASE_LOW) + unit
  }
  suffixHigh[n] = 0
  suffixLow[n] = 0
  for (let i = n - 1; i >= 0; i--) {
    suffixHigh[i] = Math.imul(units[i] as number, powerHigh[n - 1 - i] as number) + (suffixHigh[i + 1] as number)
    suffixLow[i] = Math.imul(units[i] as number, powerLow[n - 1 - i] as number) + (suffixLow[i + 1] as number)
  }
  const probe = (high: number, low: number, edit: Edit) => {
    const posting = table.first(high, low)
    if (posting >= 0) report(posting, edit)
  }
  for (let i = fixed; i <= n; i++) {
    const preHigh = prefixHigh[i] as number
    const preLow = prefixLow[i] as number
    const before = i > fixed ? (units[i - 1] as number) : -1
    if (i < n) {
      const unit = units[i] as number
      // Runs of one character give the same string wherever it is dropped: try the first only.
      if (unit !== before) {
        const power = n - 1 - i
        probe(
          Math.imul(preHigh, powerHigh[power] as number) + (suffixHigh[i + 1] as number),
          Math.imul(preLow, powerLow[power] as number) + (suffixLow[i + 1] as number),
          'extra',
        )
      }
      const after = i + 1 < n ? (units[i + 1] as number) : unit
      if (after !== unit) {
        const power = n - 2 - i
        const high = Math.imul(Math.imul(preHigh, BASE_HIGH) + after, BASE_HIGH) + unit
        const low = Math.imul(Math.imul(preLow, BASE_LOW) + after, BASE_LOW) + unit
        probe(
          Math.imul(high, powerHigh[power] as number) + (suffixHigh[i + 2] as number),
          Math.imul(low, powerLow[power] as number) + (suffixLow[i + 2] as number),
          'swapped',
        )
      }
      const powHigh = powerHigh[n - 1 - i] as number
      const powLow = powerLow[n - 1 - i] as number
      for (const other of alphabet) {
        if (other === unit) continue
        probe(
          Math.imul(Math.imul(preHigh, BASE_HIGH) + other, powHigh) + (suffixHigh[i + 1] as number),
          Math.imul(Math.imul(preLow, BASE_LOW) + other, powLow) + (suffixLow[i + 1] as number),
          'differs',
        )
      }
    }
    const powHigh = powerHigh[n - i] as number
    const powLow = powerLow[n - i] as number
    for (const other of alphabet) {
      if (other === before) continue
      probe(
        Math.imul(Math.imul(preHigh, BASE_HIGH) + other, powHigh) + (suffixHigh[i] as number),
        Math.imul(Math.imul(preLow, BASE_LOW) + other, powLow) + (suffixLow[i] as number),
        'missing',
      )
    }
  }
}
