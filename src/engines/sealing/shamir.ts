// A secret in several hands: shares of which so many give it back and fewer give nothing (Shamir, over GF(256)), over an
// audited library. Apart because a share carries what the library does not keep: its set, its number, and how many are needed.
import { createHash, randomBytes } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { SealError } from './failure.ts'
import { joinBytes } from './layout.ts'

/** What a share says about itself. `set` is eight hexadecimal characters, the same on every share of one splitting. */
export type ShareLabel = { set: string; number: number; threshold: number }

const VERSION = 1
const SET_BYTES = 4
const HEADER_BYTES = 3 + SET_BYTES
const CHECK_BYTES = 3
export const LONGEST_SHARED_SECRET = 4096

// Split together with the secret, so that what comes out can be told from what did not join.
const checkOf = (secret: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha256').update('rowan shared secret').update(secret).digest().subarray(0, CHECK_BYTES))

/**
 * Splits `secret` (1 to 4,096 bytes) into `shares`, any `threshold` of which give it back; both 2 to 255.
 * Each share: version 1 · set 4 · threshold 1 · number 1 · the library's share of (secret · check 3).
 */
export async function splitSecret(
  secret: Uint8Array,
  { shares, threshold }: { shares: number; threshold: number },
): Promise<Uint8Array[]> {
  const whole = (value: number) => Number.isInteger(value) && value >= 2 && value <= 255
  if (!(secret instanceof Uint8Array) || secret.length < 1 || secret.length > LONGEST_SHARED_SECRET) {
    throw new SealError('bad-input')
  }
  if (!whole(shares) || !whole(threshold) || threshold > shares) throw new SealError('bad-input')
  const set = randomBytes(SET_BYTES)
  const parts = await split(joinBytes(secret, checkOf(secret)), shares, threshold)
  return parts.map((part, at) => joinBytes(Uint8Array.of(VERSION), set, Uint8Array.of(threshold, at + 1), part))
}

/** What a share says about itself. Throws SealError `malformed` or `unknown-suite`. */
export function readShareLabel(share: Uint8Array): ShareLabel {
  if (!(share instanceof Uint8Array) || share.length < HEADER_BYTES + CHECK_BYTES + 2) throw new SealError('malformed')
  if (share[0] !== VERSION) throw new SealError('unknown-suite')
  const [threshold = 0, number = 0] = share.subarray(1 + SET_BYTES, HEADER_BYTES)
  if (threshold < 2 || number < 1) throw new SealError('malformed')
  return { set: Buffer.from(share.subarray(1, 1 + SET_BYTES)).toString('hex'), number, threshold }
}

/**
 * The secret of shares of one set, in any order; more than the threshold may be given. Throws SealError
 * `shares-of-different-sets`, `share-given-twice`, `too-few-shares`, `malformed`, or `not-opened` where one was changed.
 */
export async function joinShares(shares: readonly Uint8Array[]): Promise<Uint8Array> {
  const labels = shares.map(readShareLabel)
  const [first] = labels
  if (!first) throw new SealError('too-few-shares')
  if (labels.some(({ set, threshold }) => set !== first.set || threshold !== first.threshold)) {
    throw new SealError('shares-of-different-sets')
  }
  if (new Set(labels.map(({ number }) => number)).size !== labels.length) throw new SealError('share-given-twice')
  if (labels.length < first.threshold) throw new SealError('too-few-shares')
  let joined: Uint8Array
  try {
    joined = await combine(shares.map((share) => share.slice(HEADER_BYTES)))
  } catch {
    throw new SealError('malformed')
  }
  const secret = joined.slice(0, -CHECK_BYTES)
  const agrees = Buffer.compare(checkOf(secret), joined.subarray(-CHECK_BYTES)) === 0
  joined.fill(0)
  if (agrees) return secret
  secret.fill(0)
  throw new SealError('not-opened')
}
