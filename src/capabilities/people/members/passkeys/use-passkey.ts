// A member's passkeys: made by themselves after their passphrase, shown at the door, removed. They open a session, and no key:
// nothing of a member's is sealed to a key of theirs.
import { type MemberActor, task } from '#permissions/actor.ts'
import { isId, newId } from '#platform/ids.ts'
import {
  authentication,
  type Ceremony,
  credentialIdOf,
  finishAuthentication,
  finishRegistration,
  registration,
} from '#platform/passkeys/ceremony.ts'
import type { RelyingParty } from '#platform/passkeys/relying-party.ts'
import type { House } from '../../../house.ts'
import { restingAmong } from '../joining/standing-store.ts'
import {
  deletePasskey,
  holderOf,
  holdOwnPasskeys,
  insertPasskey,
  keepPasskey,
  listPasskeys,
  lockPasskey,
  type MemberPasskey,
} from './passkey-store.ts'

/** More than anybody needs; a bound on what one account can pile up. */
export const mostPasskeys = 10
const longestName = 40

export const ownPasskeys = (house: House, actor: MemberActor): Promise<MemberPasskey[]> =>
  house.asActor(actor, (tx) => listPasskeys(tx, house.keys, actor.memberId))

/** What the browser is asked in order to make one. The device is told neither pseudonym nor account. */
export async function askForPasskey(
  house: House,
  actor: MemberActor,
  party: RelyingParty,
  challenge: string,
): Promise<Ceremony> {
  const known = (await ownPasskeys(house, actor)).map((each) => each.passkey)
  const userHandle = holderOf(house.keys, actor.memberId)
  return await registration({ party, challenge, known, userHandle, userName: party.name })
}

export const askToSignIn = (party: RelyingParty, challenge: string): Promise<Ceremony> =>
  authentication({ party, challenge, known: [] })

/** Keeps a passkey for the member who is signed in here. `credential` is what the browser posted. */
export async function makePasskey(
  house: House,
  actor: MemberActor,
  party: RelyingParty,
  answer: { challenge: string; credential: string; name: string },
): Promise<'made' | 'wrong' | 'already' | 'tooMany'> {
  const passkey = await finishRegistration(party, answer.challenge, answer.credential)
  if (!passkey) return 'wrong'
  const name = [...answer.name.trim()].slice(0, longestName).join('')
  try {
    return await house.asActor(actor, async (tx) => {
      await holdOwnPasskeys(tx, actor.memberId)
      if ((await listPasskeys(tx, house.keys, actor.memberId)).length >= mostPasskeys) return 'tooMany'
      const row = { id: newId(), memberId: actor.memberId, name, passkey, isDoubted: false }
      await insertPasskey(tx, house.keys, row)
      return 'made'
    })
  } catch (error) {
    const uniqueViolation = '23505'
    if ((error as { code?: unknown }).code === uniqueViolation) return 'already'
    throw error
  }
}

/** Whose passkey it is. `wrong` says the same of one that nobody has; `rests` is said only to who holds the account's passkey. */
export async function signInByPasskey(
  house: House,
  party: RelyingParty,
  { challenge, credential }: { challenge: string; credential: string },
): Promise<{ memberId: string } | { problem: 'wrong' | 'copied' | 'rests' }> {
  const credentialId = credentialIdOf(credential)
  if (credentialId === undefined) return { problem: 'wrong' }
  return await house.asActor(task('task-sign-in'), async (tx) => {
    const found = await lockPasskey(tx, house.keys, credentialId)
    const usable = found && !found.isDoubted ? found : undefined
    const kept = usable && { passkey: usable.passkey, userHandle: holderOf(house.keys, usable.memberId) }
    const shown = await finishAuthentication(party, challenge, credential, kept)
    if (!usable || shown === 'wrong') return { problem: 'wrong' }
    if (shown === 'copied') {
      await keepPasskey(tx, house.keys, { ...usable, isDoubted: true })
      return { problem: 'copied' }
    }
    await keepPasskey(tx, house.keys, { ...usable, passkey: shown })
    const { memberId } = usable
    return (await restingAmong(tx, house.keys, [memberId])).size > 0 ? { problem: 'rests' } : { memberId }
  })
}

/** Removes one of the member's own and ends their other sessions: whoever came in with it is out. A passphrase always stays. */
export async function removePasskey(
  house: House,
  actor: MemberActor,
  id: string,
  keepSession: string | undefined,
): Promise<'removed' | 'gone'> {
  const isRemoved = isId(id) && (await house.asActor(actor, (tx) => deletePasskey(tx, actor.memberId, id)))
  if (!isRemoved) return 'gone'
  for (const session of await house.sessions.listOf('public', actor.memberId))
    if (session.id !== keepSession) await house.sessions.endOneOf(actor.memberId, session.id)
  return 'removed'
}
