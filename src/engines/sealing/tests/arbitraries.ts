// What the properties of this engine are tried on: any bytes, any well-formed text, any binding.
import fc from 'fast-check'
import type { Binding } from '../index.ts'

/** Any short array, or a long one that shrinks by its length alone: byte by byte a failure would shrink for minutes. */
export const bytes = (maxLength = 20_000): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.uint8Array({ maxLength: Math.min(maxLength, 100) }),
    fc.nat({ max: maxLength }).map((length) => Uint8Array.from({ length }, (_, at) => (at * 31 + length) & 0xff)),
  )

export const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => value.isWellFormed())

export const binding: fc.Arbitrary<Binding> = fc.record({
  organisation: text,
  epoch: fc.nat(),
  record: text,
  part: text,
})

/** The same array with one bit turned over. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = bit % (copy.length * 8)
  copy[at >> 3] = (copy[at >> 3] ?? 0) ^ (1 << (at & 7))
  return copy
}
