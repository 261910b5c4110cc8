// Walking the chain from its first entry to its last, beside the checkpoints that somebody kept, up to the first thing wrong.
import { type ChainEntry, chainStart, linkHash, sameBytes } from './chain.ts'
import type { Checkpoint } from './checkpoint.ts'

/** A link as it stands in the database, and its entry unless that is gone. */
export type StoredLink = {
  sequence: number
  previous: Uint8Array
  hash: Uint8Array
  entry: Omit<ChainEntry, 'sequence'> | undefined
}

/** What is wrong first, at which place in the chain. */
export type ChainFault =
  /** The words of the entry are not those that were hashed. */
  | { what: 'edited'; sequence: number }
  /** It does not follow the entry that stands before it: moved, or something was put in or taken out. */
  | { what: 'out-of-order'; sequence: number }
  /** There is no such entry any more, though later ones are there. */
  | { what: 'missing'; sequence: number }
  /** The chain ends before what this checkpoint vouches for: entries were cut off, or an earlier copy was put back. */
  | { what: 'cut-off'; sequence: number; promised: number }
  /** Whole in itself, and not the chain that was signed: written anew somewhere from `from` to `sequence`. */
  | { what: 'rewritten'; from: number; sequence: number }

export type Verified = { entries: number; hash: Uint8Array }

/**
 * Follows links in the order of their sequence; `take` answers the first fault, and after it nothing more is judged.
 * The checkpoints must be genuine: their signatures are judged elsewhere.
 */
export function chainWalk(checkpoints: readonly Pick<Checkpoint, 'sequence' | 'hash'>[]) {
  const promised = [...checkpoints].sort((one, other) => one.sequence - other.sequence)
  let at = 0
  let hash = chainStart
  let agreed = 0
  let next = 0

  return {
    take(link: StoredLink): ChainFault | undefined {
      const expected = at + 1
      if (link.sequence < expected) return { what: 'out-of-order', sequence: link.sequence }
      if (link.sequence > expected || !link.entry) return { what: 'missing', sequence: expected }
      if (!sameBytes(link.previous, hash)) return { what: 'out-of-order', sequence: expected }
      const computed = linkHash({ ...link.entry, sequence: expected }, hash)
      if (!sameBytes(computed, link.hash)) return { what: 'edited', sequence: expected }
      at = expected
      hash = computed
      for (; promised[next]?.sequence === at; next++) {
        if (!sameBytes(promised[next]!.hash, hash)) return { what: 'rewritten', from: agreed + 1, sequence: at }
        agreed = at
      }
      return undefined
    },
    /** To be asked after the last link. */
    end(): ChainFault | undefined {
      const beyond = promised[next]
      return beyond && { what: 'cut-off', sequence: at + 1, promised: beyond.sequence }
    },
    verified: (): Verified => ({ entries: at, hash }),
  }
}
