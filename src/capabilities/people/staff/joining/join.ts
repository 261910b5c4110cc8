// The invited person comes in: with both halves of the code, a passphrase of their own and a phone of their own.
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { House } from '#src/capabilities/house.ts'
import { makePerson } from '../create-staff-member.ts'
import { createTeam } from '../create-team.ts'
import { readsSealed, StaffRefused } from '../person.ts'
import { insertPerson, useStep } from '../store.ts'
import { stepOf, tidyCode } from '../totp.ts'
import type { Invitation } from './invitation.ts'
import { deleteInvitation, findByHalves, findById, holdInvitation } from './invitation-store.ts'
import { confirmerDigest, proposerDigest } from './invite.ts'

const joining = task('task-invitation')

export type Halves = { one: string; other: string }

/** The invitation both halves open, in whichever order they were typed; undefined for anything else, without saying which half. */
export async function findInvitation(house: House, { one, other }: Halves): Promise<Invitation | undefined> {
  const now = house.clock.now()
  return await house.asActor(
    joining,
    async (tx) =>
      (await findByHalves(tx, proposerDigest(house, one), confirmerDigest(house, other), now)) ??
      (await findByHalves(tx, proposerDigest(house, other), confirmerDigest(house, one), now)),
  )
}

export type Joined = { personId: string; username: string; privateKey: Uint8Array }

/**
 * Enters the invited person with the passphrase they chose and the secret their phone holds, and uses the invitation up.
 * `gone`: it was used or taken back meanwhile; `code`: the phone does not show a code of that secret.
 * Throws StaffRefused for a passphrase that cannot be used, and when the username was taken meanwhile.
 */
export async function join(
  house: House,
  halves: Halves,
  own: { passphrase: string; totpSecret: string; code: string },
): Promise<Joined | 'gone' | 'code'> {
  const invitation = await findInvitation(house, halves)
  if (!invitation) return 'gone'
  const step = stepOf(own.totpSecret, tidyCode(own.code), house.clock.now())
  if (step === undefined) return 'code'
  const organisation = { id: invitation.organisationId, name: invitation.organisationName }
  const made = await makePerson(house, organisation, { ...invitation, ...own })
  const { person, publicKey, privateKey, credential } = made
  try {
    await house.asActor(joining, async (tx) => {
      // Two who come with one code are one: the second waits here and finds it gone.
      await holdInvitation(tx, invitation.id)
      if (!(await findById(tx, invitation.id))) throw new Gone()
      await insertPerson(tx, { ...person, publicKey }, credential)
      // Last, so that the walls still find it above.
      await deleteInvitation(tx, invitation.id)
      await recordAudit(tx, { kind: 'person.joined', organisationId: person.organisationId, recordId: person.id })
    })
  } catch (error) {
    if (error instanceof Gone) return 'gone'
    if (isTaken(error)) throw new StaffRefused('username-taken')
    throw error
  }
  await house.asActor(task('task-sign-in'), (tx) => useStep(tx, person.id, step))
  if (readsSealed(person.roles)) await beginTeamIfNone(house, person.organisationId, person.id)
  return { personId: person.id, username: person.username, privateKey }
}

class Gone extends Error {}

/** Somebody else has the name, or came in by the same code a moment before. */
const isTaken = (error: unknown) => (error as { code?: unknown }).code === '23505'

/** The first who reads in an organisation begins its team, as at the command line. */
async function beginTeamIfNone(house: House, organisationId: string, personId: string): Promise<void> {
  const hasTeam = await house.asActor(joining, (tx) => currentTeamKey(tx, organisationId))
  if (!hasTeam) await createTeam(house, organisationId, [personId])
}
