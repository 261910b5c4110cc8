// Proof of work: a signed challenge for one act of one visit, and a number that makes its SHA-256 begin with enough zero bits.
import { createHash, randomBytes } from 'node:crypto'
import type { Signer } from '../http/step-token.ts'
import { type Act, leastBits, mostBits } from './acts.ts'

/** Minutes for which a challenge may be answered: somebody reads, or writes. */
export const challengeMinutes = 30

export type Challenge = { text: string; bits: number }

/** `subject`: the session, '-' before there is one. */
export function issueChallenge(signer: Signer, act: Act, subject: string, bits: number, now: Date): Challenge {
  const stamp = Math.floor(now.getTime() / 1000).toString(36)
  const body = `${act}.${stamp}.${bits}.${randomBytes(9).toString('base64url')}`
  return { text: `${body}.${signer.sign('proof of work', `${subject}|${body}`)}`, bits }
}

/**
 * Reads `challenge:number` as a form sends it. Answers the challenge, to be used up by the caller; undefined when it is not
 * ours, not for this act and visit, too old, or not solved.
 */
export function readProof(
  signer: Signer,
  act: Act,
  subject: string,
  sent: string,
  now: Date,
  least = leastBits,
): { challenge: string; bits: number } | undefined {
  if (sent.length > 300) return undefined
  const [challenge = '', number = ''] = sent.split(':')
  if (!/^\d{1,15}$/.test(number)) return undefined
  const parts = challenge.split('.')
  const [named, stamp = '', bitsText = ''] = parts
  const signature = parts.pop() ?? ''
  if (parts.length !== 4 || named !== act) return undefined
  if (!signer.verify('proof of work', `${subject}|${parts.join('.')}`, signature)) return undefined
  const age = now.getTime() / 1000 - Number.parseInt(stamp, 36)
  if (!(age > -60 && age < challengeMinutes * 60)) return undefined
  const bits = Number(bitsText)
  if (!(bits >= least && bits <= mostBits)) return undefined
  return isSolved(challenge, number, bits) ? { challenge, bits } : undefined
}

export const isSolved = (challenge: string, number: string, bits: number): boolean =>
  createHash('sha256').update(`${challenge}:${number}`).digest().readUInt32BE(0) >>> (32 - bits) === 0

/** What the script in the browser does: about 2^bits hashes. For tests and measuring. */
export function solve({ text, bits }: Challenge): string {
  for (let number = 0; ; number++) if (isSolved(text, String(number), bits)) return `${text}:${number}`
}
