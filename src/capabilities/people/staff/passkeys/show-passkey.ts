// Showing a passkey: to come in, which also opens the person's key, or to prove once more who one is.
import { openPrivateKey, passkeyKey, publicKeyOf, SealError } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { authentication, type Ceremony, credentialIdOf, finishAuthentication } from '#platform/passkeys/ceremony.ts'
import type { RelyingParty } from '#platform/passkeys/relying-party.ts'
import type { House } from '#src/capabilities/house.ts'
import { totpContext } from '../create-staff-member.ts'
import type { StaffVisit } from '../person.ts'
import { isPublishedSecret } from '../sample-people.ts'
import { findAccount } from '../store.ts'
import { type FoundPasskey, keepUse, listPasskeys, lockPasskey, markDoubted } from './passkey-store.ts'
import {
  lookupOf,
  openDetail,
  passkeyPepper,
  prfPurpose,
  readSecret,
  sealDetail,
  userHandleOf,
} from './sealed-passkey.ts'

/** What the browser posted, and the challenge that was waiting for it. */
export type Answer = { challenge: string; credential: string; secret: string }

/** `wrong` says the same of a passkey that nobody has. `copied`: its counter went back; it opens nothing from now on. */
export type ShowProblem = 'wrong' | 'copied' | 'noSecret'

export const askToSignIn = (party: RelyingParty, challenge: string): Promise<Ceremony> =>
  authentication({ party, challenge, known: [], prf: prfPurpose })

/** One of the person's own passkeys is asked for; undefined when they have none. */
export async function askToProveByPasskey(
  house: House,
  { actor, person }: StaffVisit,
  party: RelyingParty,
  challenge: string,
): Promise<Ceremony | undefined> {
  const rows = await house.asActor(actor, (tx) => listPasskeys(tx, person.id))
  const known = rows.filter((row) => row.doubtedAt === null).map((row) => openDetail(house.keys, row).passkey)
  return known.length > 0 ? await authentication({ party, challenge, known }) : undefined
}

const signInTask = task('task-sign-in')

/** The passkey's row when the answer holds; `onlyOf` is the one person it may belong to. */
async function judge(
  house: House,
  party: RelyingParty,
  { challenge, credential }: Pick<Answer, 'challenge' | 'credential'>,
  onlyOf?: string,
): Promise<FoundPasskey | 'wrong' | 'copied'> {
  const credentialId = credentialIdOf(credential)
  if (credentialId === undefined) return 'wrong'
  const now = house.clock.now()
  return await house.asActor(signInTask, async (tx) => {
    const found = await lockPasskey(tx, lookupOf(house.keys, credentialId))
    const usable = found && !found.doubtedAt && (onlyOf ?? found.personId) === found.personId ? found : undefined
    const detail = usable && openDetail(house.keys, usable)
    const kept = usable && detail && { ...detail, userHandle: userHandleOf(house.keys, usable.personId) }
    const shown = await finishAuthentication(party, challenge, credential, kept)
    if (!usable || !detail || shown === 'wrong') return 'wrong'
    if (shown === 'copied') {
      await markDoubted(tx, usable.id, now)
      await recordAudit(tx, { kind: 'passkey.doubted', recordId: usable.id })
      return 'copied'
    }
    await keepUse(tx, usable.id, sealDetail(house.keys, usable, { ...detail, passkey: shown }), now)
    return usable
  })
}

/**
 * Comes in with a passkey alone: it is possession and its holder's finger, face or PIN. The private key it opens must be that of
 * the person, so that a row planted in the table by whoever could lets nobody in.
 */
export async function signInByPasskey(
  house: House,
  party: RelyingParty,
  answer: Answer,
): Promise<{ personId: string; username: string; privateKey: Uint8Array } | { problem: ShowProblem }> {
  const found = await judge(house, party, answer)
  if (typeof found === 'string') return { problem: found }
  const { personId, username } = found
  if (!house.config.demonstration && (await isSamplePerson(house, username))) return { problem: 'wrong' }
  const privateKey = openOwnKey(house, found, answer.secret)
  return privateKey ? { personId, username, privateKey } : { problem: 'noSecret' }
}

function openOwnKey(house: House, found: FoundPasskey, posted: string): Uint8Array | undefined {
  const secret = readSecret(posted)
  if (!secret) return undefined
  const key = passkeyKey(secret, passkeyPepper(house.keys), found.personId, found.id)
  try {
    const privateKey = openPrivateKey(found.sealedPrivateKey, key)
    return Buffer.compare(publicKeyOf(privateKey), found.publicKey) === 0 ? privateKey : undefined
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}

/** Whoever tried out the demonstration may have made one for its people, whose names are public: it opens nothing elsewhere. */
async function isSamplePerson(house: House, username: string): Promise<boolean> {
  const account = await house.asActor(signInTask, (tx) => findAccount(tx, username))
  return (
    account !== undefined && isPublishedSecret(house.keys.openField(account.sealedTotp, totpContext(account.personId)))
  )
}

/** Whether one of this person's own passkeys was shown. It opens nothing here, so no secret is asked. */
export async function proveByPasskey(
  house: House,
  staff: StaffVisit,
  party: RelyingParty,
  answer: Pick<Answer, 'challenge' | 'credential'>,
): Promise<'proved' | 'wrong' | 'copied'> {
  const found = await judge(house, party, answer, staff.person.id)
  return typeof found === 'string' ? found : 'proved'
}
