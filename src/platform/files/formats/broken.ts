// What a reader of a hostile file throws, and the sight of bytes it reads through: nothing beyond the end is ever read.
import type { Refusal } from './sniff.ts'

/** The file cannot be taken, and why. */
export class Refused extends Error {
  override name = 'Refused'
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why)
    this.why = why
  }
}

/** Throws Refused `broken` unless it holds. */
export function need(holds: boolean): asserts holds {
  if (!holds) throw new Refused('broken')
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.subarray(at, at + length)).toString('latin1')

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
