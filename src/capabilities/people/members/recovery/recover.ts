// Recovery words: six words that set a new passphrase once. No e-mail, nobody to ask, nothing that tells whether a name exists.
import {
  checkPassphrase,
  deriveDummy,
  newReceipt,
  newVerifier,
  parseReceipt,
  type ServiceKeys,
  type StoredPassphrase,
  TooBusy,
} from '#engines/sealing/index.ts'
import { type MemberActor, task } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import type { House } from '../../../house.ts'
import { isOwnPassphrase } from '../change-account.ts'
import { deletePasskey, listPasskeys } from '../passkeys/passkey-store.ts'
import { type PassphraseMistake, passphraseMistake, passphrasePepper } from '../passphrase.ts'
import { forgetTries, updatePassphrase } from '../store.ts'
import { findRecovery, hasRecovery, replaceRecovery, setRecovery } from './recovery-store.ts'

const finder = task('task-sign-in')
const wordsPepper = (keys: ServiceKeys): Uint8Array => keys.secret('member-recovery')

/** New words, and what they are recognised by. 77 bits: nobody guesses them, so a wrong try locks nobody out. */
export async function newRecoveryWords(keys: ServiceKeys): Promise<{ words: string; stored: StoredPassphrase }> {
  const { canonical, shown } = newReceipt('words')
  const { stored } = await newVerifier(canonical, wordsPepper(keys))
  return { words: shown, stored }
}

export type RecoverProblem = 'no-match' | 'words-unreadable' | 'busy' | PassphraseMistake
export type Recovered = { ok: true; memberId: string; words: string } | { ok: false; why: RecoverProblem }

/**
 * Sets a new passphrase with a pseudonym and its words, uses the words up, gives new ones and ends every session. The same
 * work and the same answer whether the name exists, has no words, or has others.
 */
export async function recover(
  house: House,
  typed: { pseudonym: string; words: string; next: string },
): Promise<Recovered> {
  const mistake = passphraseMistake(typed.next)
  if (mistake) return { ok: false, why: mistake }
  const parsed = parseReceipt(typed.words)
  if (!parsed.ok || parsed.kind !== 'words') return { ok: false, why: 'words-unreadable' }
  try {
    const found = await house.asActor(finder, (tx) => findRecovery(tx, house.keys, typed.pseudonym.slice(0, 200)))
    const pepper = wordsPepper(house.keys)
    const key = found
      ? await checkPassphrase(parsed.canonical, found.stored, pepper)
      : await deriveDummy(parsed.canonical, pepper)
    if (!found || !key) return { ok: false, why: 'no-match' }
    const { stored } = await newVerifier(typed.next, passphrasePepper(house.keys))
    const fresh = await newRecoveryWords(house.keys)
    const isFirst = await house.asActor(finder, async (tx) => {
      if (!(await replaceRecovery(tx, found.memberId, found.stored, fresh.stored))) return false
      await updatePassphrase(tx, found.memberId, stored)
      await forgetTries(tx, found.memberId)
      return true
    })
    if (!isFirst) return { ok: false, why: 'no-match' }
    await removePasskeys(house, found.memberId)
    await house.sessions.endAllOf(found.memberId)
    return { ok: true, memberId: found.memberId, words: fresh.words }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, why: 'busy' }
    throw error
  }
}

/** Whoever took an account over may have left a passkey of their own: words let one person in, and every other way ends. */
async function removePasskeys(house: House, memberId: string): Promise<void> {
  const owner: MemberActor = { kind: 'member', memberId, memberKind: 'individual' }
  await house.asActor(owner, async (tx) => {
    for (const { id } of await listPasskeys(tx, house.keys, memberId)) await deletePasskey(tx, memberId, id)
  })
}

export type NewWords = { ok: true; words: string } | { ok: false; why: 'no-match' | 'busy' }

/** New words for a member who shows their passphrase: a phone left open is not enough. The old ones open nothing any more. */
export async function renewWords(house: House, actor: MemberActor, passphrase: string): Promise<NewWords> {
  demand(actor, 'member.self')
  try {
    if (!(await isOwnPassphrase(house, actor, passphrase))) return { ok: false, why: 'no-match' }
    const { words, stored } = await newRecoveryWords(house.keys)
    await house.asActor(finder, (tx) => setRecovery(tx, actor.memberId, stored))
    return { ok: true, words }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, why: 'busy' }
    throw error
  }
}

export const hasWords = (house: House, actor: MemberActor): Promise<boolean> =>
  house.asActor(finder, (tx) => hasRecovery(tx, actor.memberId))
