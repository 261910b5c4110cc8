// Argon2id behind one doorway for the whole process. Apart because it is the only costly thing here: 64 MiB and about a
// tenth of a second each. @node-rs/argon2 was twice as fast as node:crypto's own when measured (see README.md).
import { availableParallelism } from 'node:os'
import { hashRaw } from '@node-rs/argon2'
import { SealError } from './failure.ts'
import { fewAtATime } from './few-at-a-time.ts'

export type Argon2Cost = { memoryKiB: number; passes: number; lanes: number }

/** Argon2id, 64 MiB, three passes, one lane (RFC 9106 §4, second recommendation, with one lane). */
export const ARGON2_COST: Argon2Cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 }

/**
 * One core is left to the pages: with all of them at this work, pages waited a hundred times longer for no more receipts
 * (docs/FIGURES.md). Four at most, which take 256 MiB.
 */
export const argon2AtOnce = Math.max(1, Math.min(4, availableParallelism() - 1))

/**
 * Forty waiting are some four to eight seconds of work on two cores; each lane has places of its own among them, so that those
 * who sign in, or guess, never stand in the way of somebody telling.
 */
export const argon2Doorway = fewAtATime({ atOnce: argon2AtOnce, mayWait: 40, kept: { reporter: 8, staff: 4, rest: 2 } })

/** 32 bytes from Argon2id v1.3. `pepper` is Argon2's own secret input (RFC 9106 §3.1, K). Rejects with TooBusy. */
export async function argon2id(
  input: Uint8Array,
  salt: Uint8Array,
  cost: Argon2Cost,
  pepper?: Uint8Array,
): Promise<Uint8Array> {
  if (salt.length < 16) throw new SealError('bad-input')
  const options = {
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: 32,
    salt,
    ...(pepper ? { secret: pepper } : {}),
  }
  return argon2Doorway.run(async () => Uint8Array.from(await hashRaw(input, options)))
}
