// A share on paper: groups of five characters, the last of each a check, so that a slip of the pen is found in its group.
// Apart from the sharing itself, which knows nothing of paper.
import { createHash } from 'node:crypto'
import { joinBytes } from './layout.ts'
import { LONGEST_SHARED_SECRET, readShareLabel, type ShareLabel } from './shamir.ts'

// 32 characters without I, L, O and U, which are taken for others (Crockford's choice).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA_PER_GROUP = 4
const SUM_BYTES = 2
const LONGEST_TYPED = LONGEST_SHARED_SECRET * 4

/** What is wrong with a share as typed. `group` counts from 1. */
export type TypedShareProblem =
  | { problem: 'empty' | 'too-long' | 'not-a-share' }
  | { problem: 'character' | 'group'; group: number }
  | { problem: 'length'; group: number }

export type TypedShare = { share: Uint8Array; label: ShareLabel } | TypedShareProblem

// Powers of x in GF(32), modulo x^5 + x^2 + 1; x has order 31.
const power = (() => {
  const powers = [1]
  for (let at = 1; at < 31; at++) {
    const doubled = (powers[at - 1] ?? 0) << 1
    powers.push(doubled & 32 ? doubled ^ 37 : doubled)
  }
  return (exponent: number) => powers[exponent % 31] ?? 1
})()
const log = (value: number) => Array.from({ length: 31 }, (_, at) => at).find((at) => power(at) === value) ?? 0
const times = (one: number, other: number) => (one && other ? power(log(one) + log(other)) : 0)

// Each place has its own factor, so one wrong character or two that changed places always changes the check; the group's
// place is in it, so two neighbouring groups that changed places do; so is being the last, so a lost end does.
function checkCharacter(data: readonly number[], group: number, isLast: boolean): number {
  const sum = data.reduce((total, value, at) => total ^ times(power(at + 1), value), 0)
  return sum ^ times(power(7), group % 32) ^ (isLast ? 21 : 0)
}

const sumOf = (share: Uint8Array) =>
  Uint8Array.from(createHash('sha256').update('rowan printed share').update(share).digest().subarray(0, SUM_BYTES))

/** A share as it is printed: groups of five characters, digits and capitals. */
export function printShare(share: Uint8Array): string[] {
  readShareLabel(share)
  const values: number[] = []
  let bits = 0
  let held = 0
  for (const byte of joinBytes(share, sumOf(share))) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      values.push((held >> bits) & 31)
    }
  }
  if (bits > 0) values.push((held << (5 - bits)) & 31)
  while (values.length % DATA_PER_GROUP !== 0) values.push(0)
  const count = values.length / DATA_PER_GROUP
  return Array.from({ length: count }, (_, group) => {
    const data = values.slice(group * DATA_PER_GROUP, (group + 1) * DATA_PER_GROUP)
    return [...data, checkCharacter(data, group, group === count - 1)].map((value) => alphabet[value]).join('')
  })
}

/**
 * A share as somebody typed it: capitals or not, any spaces, dots or hyphens, O for 0 and I or L for 1. Any one wrong
 * character, two neighbours that changed places, or a character or group too few or too many is found, with its group.
 */
export function readTypedShare(typed: string): TypedShare {
  if (typed.length > LONGEST_TYPED) return { problem: 'too-long' }
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-–—_,;:]+/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (text === '') return { problem: 'empty' }
  const groupAt = (at: number) => Math.floor(at / (DATA_PER_GROUP + 1)) + 1
  const values = [...text].map((character) => alphabet.indexOf(character))
  const unknown = values.indexOf(-1)
  if (unknown >= 0) return { problem: 'character', group: groupAt(unknown) }
  const count = Math.ceil(values.length / (DATA_PER_GROUP + 1))
  const data: number[] = []
  for (let group = 0; group < count; group++) {
    const all = values.slice(group * (DATA_PER_GROUP + 1), (group + 1) * (DATA_PER_GROUP + 1))
    const check = all.pop()
    // A character too few or too many shifts all that follows, so the first group that disagrees is where to look.
    if (all.length < DATA_PER_GROUP) return { problem: 'length', group: group + 1 }
    if (check !== checkCharacter(all, group, group === count - 1)) return { problem: 'group', group: group + 1 }
    data.push(...all)
  }
  const bytes = new Uint8Array(Math.floor((data.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const value of data) {
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  // Up to two bytes at the end are only padding of the last group; the sum says how many.
  for (let spare = 0; spare <= 2 && bytes.length - spare > SUM_BYTES; spare++) {
    const end = bytes.length - spare
    if (bytes.subarray(end).some((byte) => byte !== 0)) break
    const share = bytes.slice(0, end - SUM_BYTES)
    if (Buffer.compare(sumOf(share), bytes.subarray(end - SUM_BYTES, end)) !== 0) continue
    try {
      return { share, label: readShareLabel(share) }
    } catch {
      break
    }
  }
  return { problem: 'not-a-share' }
}
