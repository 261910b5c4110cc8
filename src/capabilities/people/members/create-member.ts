// Makes a member's account: by a membership worker who hands the passphrase over, or by the demonstration.
import { randomBytes } from 'node:crypto'
import { newReceipt, newVerifier } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '../../house.ts'
import { alone } from './joining/standing.ts'
import { insertStanding } from './joining/standing-store.ts'
import {
  defaultPreferences,
  isMemberKind,
  type MemberKind,
  type MemberPreferences,
  PSEUDONYM_MAX,
  PSEUDONYM_MIN,
} from './member.ts'
import { type PassphraseMistake, passphraseMistake, passphrasePepper } from './passphrase.ts'
import { insertMember } from './store.ts'

export type PseudonymMistake = 'too-short' | 'too-long' | 'taken'
export type CreateMistakes = { pseudonym?: PseudonymMistake; passphrase?: PassphraseMistake; kind?: 'missing' }
export type MadeMember = { ok: true; memberId: string } | { ok: false; mistakes: CreateMistakes }

export const newFeedToken = (): string => randomBytes(24).toString('base64url')

/** Five plain words (64 bits) to read out and hand over; the person changes them after signing in. */
export const newHandoverPassphrase = (): string => newReceipt('words').canonical.split(' ').slice(0, 5).join(' ')

export const tidyPseudonym = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/gu, ' ')

/** What is wrong with a pseudonym as typed, before the database is asked whether it is taken. */
export function pseudonymMistake(typed: string): PseudonymMistake | undefined {
  const length = [...typed.normalize('NFKC').trim()].length
  if (length < PSEUDONYM_MIN) return 'too-short'
  return length > PSEUDONYM_MAX ? 'too-long' : undefined
}

/**
 * Makes an account as `actor` (who must hold `member.create`, else NotFound). Mistakes a person can mend come back by field;
 * rejects with TooBusy when too many passphrases are being worked on.
 */
export async function createMember(
  house: House,
  actor: Actor,
  wish: { pseudonym: string; passphrase: string; kind: MemberKind; preferences?: MemberPreferences | undefined },
): Promise<MadeMember> {
  demand(actor, 'member.create')
  const pseudonym = tidyPseudonym(wish.pseudonym)
  const mistakes: CreateMistakes = {}
  const badName = pseudonymMistake(pseudonym)
  if (badName) mistakes.pseudonym = badName
  const badPassphrase = passphraseMistake(wish.passphrase)
  if (badPassphrase) mistakes.passphrase = badPassphrase
  if (!isMemberKind(wish.kind)) mistakes.kind = 'missing'
  if (Object.keys(mistakes).length > 0) return { ok: false, mistakes }

  const { stored } = await newVerifier(wish.passphrase, passphrasePepper(house.keys))
  const memberId = newId()
  const profile = {
    pseudonym,
    preferences: wish.preferences ?? defaultPreferences(),
    feedToken: newFeedToken(),
  }
  try {
    await house.asActor(actor, async (tx) => {
      await insertMember(tx, house.keys, { id: memberId, kind: wish.kind, profile, stored, madeAt: house.clock.now() })
      await insertStanding(tx, house.keys, memberId, alone('worker'))
    })
  } catch (error) {
    const uniqueViolation = '23505'
    if ((error as { code?: unknown }).code === uniqueViolation) return { ok: false, mistakes: { pseudonym: 'taken' } }
    throw error
  }
  return { ok: true, memberId }
}
