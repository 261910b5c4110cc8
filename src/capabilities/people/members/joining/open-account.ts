// Makes the account of a newcomer, together with whatever gives the right to it: both happen or neither.
import { newVerifier, TooBusy } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '../../../house.ts'
import { newFeedToken, type PseudonymMistake, pseudonymMistake, tidyPseudonym } from '../create-member.ts'
import { defaultPreferences } from '../member.ts'
import { type PassphraseMistake, passphraseMistake, passphrasePepper } from '../passphrase.ts'
import { newRecoveryWords } from '../recovery/recover.ts'
import { insertRecovery } from '../recovery/recovery-store.ts'
import { isPublishedPassphrase } from '../sample-members.ts'
import { insertMember } from '../store.ts'
import { claimAccepted, countApplicationTry } from './application-store.ts'
import { alone, type Standing } from './standing.ts'
import { insertStanding } from './standing-store.ts'
import { type CodePair, useCodes } from './vouch.ts'
import { countCodeTry } from './vouch-store.ts'

/** What a newcomer's session holds after two codes or an accepted application. */
export type Right = { codes: CodePair } | { applicationId: string }
export type AccountMistakes = {
  pseudonym?: PseudonymMistake
  passphrase?: PassphraseMistake
  form?: 'busy' | 'no-right'
}
export type OpenedAccount = { ok: true; memberId: string; words: string } | { ok: false; mistakes: AccountMistakes }

/** So many pseudonyms that were taken may be tried: who joins must not find out which names exist. */
export const PSEUDONYM_TRIES = 8

const joining = task('task-joining')

/** An individual's account; venues and projects are made by a worker. */
export async function openAccount(
  house: House,
  right: Right,
  wish: { pseudonym: string; passphrase: string; locale: Locale },
): Promise<OpenedAccount> {
  const pseudonym = tidyPseudonym(wish.pseudonym)
  const mistakes: AccountMistakes = {}
  const badName = pseudonymMistake(pseudonym)
  if (badName) mistakes.pseudonym = badName
  const badPassphrase = isPublishedPassphrase(wish.passphrase) ? 'too-plain' : passphraseMistake(wish.passphrase)
  if (badPassphrase) mistakes.passphrase = badPassphrase
  if (badName || badPassphrase) return { ok: false, mistakes }
  const memberId = newId()
  try {
    const { stored } = await newVerifier(wish.passphrase, passphrasePepper(house.keys))
    const recovery = await newRecoveryWords(house.keys)
    const profile = { pseudonym, preferences: defaultPreferences(wish.locale), feedToken: newFeedToken() }
    const isMade = await house.asActor(joining, async (tx) => {
      const standing = await useRight(tx, house, right)
      if (!standing) return false
      const madeAt = house.clock.now()
      await insertMember(tx, house.keys, { id: memberId, kind: 'individual', profile, stored, madeAt })
      await insertStanding(tx, house.keys, memberId, standing)
      await insertRecovery(tx, memberId, recovery.stored)
      return true
    })
    return isMade ? { ok: true, memberId, words: recovery.words } : { ok: false, mistakes: { form: 'no-right' } }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, mistakes: { form: 'busy' } }
    const uniqueViolation = '23505'
    if ((error as { code?: unknown }).code !== uniqueViolation) throw error
    await countTry(house, right)
    return { ok: false, mistakes: { pseudonym: 'taken' } }
  }
}

async function useRight(tx: Tx, house: House, right: Right): Promise<Standing | undefined> {
  if ('codes' in right) return await useCodes(tx, house, right.codes)
  return (await claimAccepted(tx, right.applicationId)) ? alone('evidence') : undefined
}

async function countTry(house: House, right: Right): Promise<void> {
  await house.asActor(joining, async (tx) => {
    if ('codes' in right)
      await countCodeTry(
        tx,
        right.codes.map((each) => Buffer.from(each, 'hex')),
        PSEUDONYM_TRIES,
      )
    else await countApplicationTry(tx, right.applicationId, PSEUDONYM_TRIES)
  })
}
