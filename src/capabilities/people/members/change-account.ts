// What members do with their own account: preferences, a new passphrase, a new feed address, leaving.
import { checkPassphrase, newVerifier, TooBusy } from '#engines/sealing/index.ts'
import { type MemberActor, task } from '#permissions/actor.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '../../house.ts'
import { newFeedToken } from './create-member.ts'
import { forgetVouching } from './joining/forget-vouching.ts'
import type { MemberPreferences, MemberProfile } from './member.ts'
import { type PassphraseMistake, passphraseMistake, passphrasePepper } from './passphrase.ts'
import {
  beginTry,
  deleteMember,
  findMember,
  forgetTries,
  type MemberRow,
  updatePassphrase,
  updateProfile,
} from './store.ts'

export async function readAccount(house: House, actor: MemberActor): Promise<MemberProfile> {
  return (await own(house, actor)).profile
}

async function own(house: House, actor: MemberActor): Promise<MemberRow> {
  const row = await house.asActor(actor, (tx) => findMember(tx, house.keys, actor.memberId))
  if (!row) throw new NotFound()
  return row
}

async function changeProfile(house: House, actor: MemberActor, change: (profile: MemberProfile) => MemberProfile) {
  await house.asActor(actor, async (tx) => {
    const row = await findMember(tx, house.keys, actor.memberId)
    if (!row) throw new NotFound()
    await updateProfile(tx, house.keys, row.id, change(row.profile))
  })
}

/** Changes what is named and leaves the rest: the preferences stand on two pages. */
export const changePreferences = (house: House, actor: MemberActor, changed: Partial<MemberPreferences>) =>
  changeProfile(house, actor, (profile) => ({ ...profile, preferences: { ...profile.preferences, ...changed } }))

/** The old feed address stops answering at once. */
export const renewFeed = (house: House, actor: MemberActor) =>
  changeProfile(house, actor, (profile) => ({ ...profile, feedToken: newFeedToken() }))

export type PassphraseChange =
  | { ok: true }
  | { ok: false; mistakes: { current?: 'no-match' | 'busy'; next?: PassphraseMistake } }

/** Asks for the present passphrase first; ends every other session of the account. Wrong tries count as at sign-in. */
export async function changePassphrase(
  house: House,
  actor: MemberActor,
  wish: { current: string; next: string },
): Promise<PassphraseChange> {
  const bad = passphraseMistake(wish.next)
  if (bad) return { ok: false, mistakes: { next: bad } }
  try {
    const known = await isOwnPassphrase(house, actor, wish.current)
    if (!known) return { ok: false, mistakes: { current: 'no-match' } }
    const { stored } = await newVerifier(wish.next, passphrasePepper(house.keys))
    await house.asActor(actor, (tx) => updatePassphrase(tx, actor.memberId, stored))
    return { ok: true }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, mistakes: { current: 'busy' } }
    throw error
  }
}

/** Whether this is the member's passphrase. Wrong tries count as at sign-in; rejects with TooBusy. */
export async function isOwnPassphrase(house: House, actor: MemberActor, passphrase: string): Promise<boolean> {
  const { profile } = await own(house, actor)
  const finder = task('task-sign-in')
  const row = await house.asActor(finder, (tx) => beginTry(tx, house.keys, profile.pseudonym, house.clock.now()))
  if (!row) return false
  if (!(await checkPassphrase(passphrase.slice(0, 1024), row.stored, passphrasePepper(house.keys)))) return false
  await house.asActor(finder, (tx) => forgetTries(tx, row.id))
  return true
}

/**
 * Deletes the account and ends all of its sessions. With the row go, by the database itself, its standing, recovery words,
 * passkeys, deliveries and counts; its vouching codes and their tally go first. Nothing of the person stays but counts.
 */
export async function leave(house: House, actor: MemberActor): Promise<void> {
  await forgetVouching(house, actor.memberId)
  await house.asActor(actor, (tx) => deleteMember(tx, actor.memberId))
  await house.sessions.endAllOf(actor.memberId)
}
