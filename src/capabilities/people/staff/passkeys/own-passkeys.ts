// What somebody who works here does with their own passkeys: make one, list them, remove one. Nobody does it for anybody else.
import { passkeyKey, sealPrivateKey } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { isId, newId } from '#platform/ids.ts'
import { type Ceremony, finishRegistration, registration } from '#platform/passkeys/ceremony.ts'
import type { RelyingParty } from '#platform/passkeys/relying-party.ts'
import type { House } from '#src/capabilities/house.ts'
import type { StaffVisit } from '../person.ts'
import { deletePasskey, hasPassphrase, holdOwnPasskeys, insertPasskey, listPasskeys } from './passkey-store.ts'
import {
  lookupOf,
  openDetail,
  passkeyPepper,
  prfPurpose,
  readSecret,
  sealDetail,
  userHandleOf,
} from './sealed-passkey.ts'

/** More than anybody needs; a bound on what one person can pile up. */
export const mostPasskeys = 10
const longestName = 40

export type OwnPasskey = { id: string; name: string; madeAt: Date; usedAt: Date | null; isDoubted: boolean }

export async function ownPasskeys(house: House, { actor, person }: StaffVisit): Promise<OwnPasskey[]> {
  const rows = await house.asActor(actor, (tx) => listPasskeys(tx, person.id))
  return rows.map((row) => ({
    id: row.id,
    name: openDetail(house.keys, row).name,
    madeAt: row.madeAt,
    usedAt: row.usedAt,
    isDoubted: row.doubtedAt !== null,
  }))
}

/** What the browser is asked in order to make one more. */
export async function askForPasskey(
  house: House,
  { actor, person }: StaffVisit,
  party: RelyingParty,
  challenge: string,
): Promise<Ceremony> {
  const rows = await house.asActor(actor, (tx) => listPasskeys(tx, person.id))
  return await registration({
    party,
    challenge,
    known: rows.map((row) => openDetail(house.keys, row).passkey),
    prf: prfPurpose,
    userHandle: userHandleOf(house.keys, person.id),
    userName: person.username,
  })
}

/** `noSecret`: it cannot open the person's key, so it would let them in to nothing. `already`: it stands here already. */
export type MakeProblem = 'wrong' | 'noSecret' | 'already' | 'tooMany'

/**
 * Keeps a passkey of the person who is at work in this session, and their private key (32 bytes) once more under its secret.
 * `answer.credential` and `answer.secret` are what the browser posted.
 */
export async function makePasskey(
  house: House,
  staff: StaffVisit,
  privateKey: Uint8Array,
  party: RelyingParty,
  answer: { challenge: string; credential: string; secret: string; name: string },
): Promise<'made' | MakeProblem> {
  const { actor, person } = staff
  demand(actor, 'staff.self')
  const passkey = await finishRegistration(party, answer.challenge, answer.credential)
  if (!passkey) return 'wrong'
  const secret = readSecret(answer.secret)
  if (!secret) return 'noSecret'
  const row = { id: newId(), personId: person.id }
  const key = passkeyKey(secret, passkeyPepper(house.keys), person.id, row.id)
  const name = [...answer.name.trim()].slice(0, longestName).join('')
  try {
    return await house.asActor(actor, async (tx) => {
      await holdOwnPasskeys(tx, person.id)
      if ((await listPasskeys(tx, person.id)).length >= mostPasskeys) return 'tooMany'
      await insertPasskey(tx, {
        ...row,
        lookup: lookupOf(house.keys, passkey.credentialId),
        sealed: sealDetail(house.keys, row, { name, passkey }),
        sealedPrivateKey: sealPrivateKey(privateKey, key),
        now: house.clock.now(),
      })
      await recordAudit(tx, { kind: 'passkey.enrolled', recordId: row.id })
      return 'made'
    })
  } catch (error) {
    const uniqueViolation = '23505'
    if ((error as { code?: unknown }).code === uniqueViolation) return 'already'
    throw error
  }
}

/**
 * Removes one of the person's own. `last`: no other way in would be left. Their other sessions end: whoever came in with that
 * passkey is out.
 */
export async function removePasskey(
  house: House,
  { actor, person }: StaffVisit,
  id: string,
  keepSession: string | undefined,
): Promise<'removed' | 'gone' | 'last'> {
  demand(actor, 'staff.self')
  if (!isId(id)) return 'gone'
  const hasOtherWay = await house.asActor(task('task-sign-in'), (tx) => hasPassphrase(tx, person.id))
  const result = await house.asActor(actor, async (tx) => {
    await holdOwnPasskeys(tx, person.id)
    const others = (await listPasskeys(tx, person.id)).filter((each) => each.id !== id && each.doubtedAt === null)
    if (!hasOtherWay && others.length === 0) return 'last'
    if (!(await deletePasskey(tx, person.id, id))) return 'gone'
    await recordAudit(tx, { kind: 'passkey.removed', recordId: id })
    return 'removed'
  })
  if (result === 'removed')
    for (const session of await house.sessions.listOf('staff', person.id))
      if (session.id !== keepSession) await house.sessions.endOneOf(person.id, session.id)
  return result
}
