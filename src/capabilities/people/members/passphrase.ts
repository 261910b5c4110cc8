// The rules of a member's passphrase, and the secret that goes into every one of them.
import { PASSPHRASE_MAX, passphraseProblem, type ServiceKeys } from '#engines/sealing/index.ts'
import { MEMBER_PASSPHRASE_MIN } from './member.ts'

export type PassphraseMistake = 'too-short' | 'too-long' | 'too-plain'

/** Kept outside the database: without it a stolen table cannot be guessed against. */
export const passphrasePepper = (keys: ServiceKeys): Uint8Array => keys.secret('member-passphrase')

/** What is wrong with a new passphrase, or undefined. Members may be shorter than staff; "too plain" means the same. */
export function passphraseMistake(passphrase: string): PassphraseMistake | undefined {
  if (passphrase.length > PASSPHRASE_MAX * 4) return 'too-long'
  const length = [...passphrase.normalize('NFKC')].length
  if (length < MEMBER_PASSPHRASE_MIN) return 'too-short'
  const problem = passphraseProblem(passphrase)
  // Between the two minimum lengths the engine says no more than "too short": judge plainness by characters alone.
  if (problem === 'too-short') return new Set(passphrase.normalize('NFKC')).size < 5 ? 'too-plain' : undefined
  return problem ?? undefined
}
