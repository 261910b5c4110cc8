// Two people invite a third: one proposes, another confirms, and each holds half of the code that lets the third in.

import { type StaffActor, task } from '#permissions/actor.ts'
import { demand, mayDo } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { checkParticulars, type Particulars } from '../create-staff-member.ts'
import { StaffRefused, type StaffVisit, tidyUsername } from '../person.ts'
import { codeHours, type Invitation, newHalf, proposalDays, tidyHalf } from './invitation.ts'
import {
  confirmInvitation,
  deleteInvitation,
  insertInvitation,
  listInvitations,
  setProposerHalf,
  sweepInvitations,
} from './invitation-store.ts'

export const confirmerDigest = (house: House, half: string): Uint8Array =>
  house.keys.blindIndex('staff invitation confirmer', tidyHalf(half))
export const proposerDigest = (house: House, half: string): Uint8Array =>
  house.keys.blindIndex('staff invitation proposer', tidyHalf(half))

/** Those this person can do something about, or waits for. */
export const invitationsFor = (house: House, { actor }: StaffVisit): Promise<Invitation[]> =>
  house.asActor(actor, (tx) => listInvitations(tx, house.clock.now()))

/** Proposes somebody for one's own organisation. Nobody is entered by it. Throws StaffRefused with what is at fault. */
export async function propose(
  house: House,
  { actor }: StaffVisit,
  wanted: Omit<Particulars, 'organisationId'>,
): Promise<void> {
  demand(actor, 'staff.invite')
  const { organisationId } = actor
  await checkParticulars(house, { ...wanted, organisationId })
  const id = newId()
  await house.asActor(actor, async (tx) => {
    const isFree = await insertInvitation(tx, {
      id,
      organisationId,
      username: tidyUsername(wanted.username),
      displayName: wanted.displayName.trim(),
      roles: wanted.roles,
      proposedBy: actor.personId,
    })
    if (!isFree) throw new StaffRefused('username-taken')
    await recordAudit(tx, { kind: 'invitation.proposed', recordId: id })
  })
}

export const mayConfirm = ({ actor }: Pick<StaffVisit, 'actor'>, invitation: Invitation): boolean =>
  invitation.confirmedBy === undefined &&
  invitation.proposedBy !== actor.personId &&
  ((mayDo(actor, 'staff.confirm') && invitation.organisationId === actor.organisationId) ||
    (invitation.isAlone && mayDo(actor, 'staff.confirm-alone')))

/** How many wait for this person, for the rail: to be confirmed by them, or for their half of the code. */
export async function countInvitations(house: House, actor: StaffActor): Promise<number> {
  const all = await house.asActor(actor, (tx) => listInvitations(tx, house.clock.now()))
  const needsCode = (each: Invitation) => each.proposedBy === actor.personId && each.confirmedBy && !each.expiresAt
  return all.filter((each) => mayConfirm({ actor }, each) || needsCode(each)).length
}

/**
 * The second person agrees; answers their half of the code, which is shown to them once and is nowhere else.
 * Throws NotFound for one's own proposal, for one that is confirmed or gone, and for another organisation's.
 */
export async function confirm(house: House, staff: StaffVisit, id: string): Promise<{ half: string; name: string }> {
  const { actor } = staff
  const invitation = await findFor(house, staff, id)
  if (!mayConfirm(staff, invitation)) throw new NotFound()
  const half = newHalf()
  await house.asActor(actor, async (tx) => {
    const isDone = await confirmInvitation(tx, id, actor.personId, house.clock.now(), confirmerDigest(house, half))
    if (!isDone) throw new NotFound()
    await recordAudit(tx, { kind: 'invitation.confirmed', recordId: id, organisationId: invitation.organisationId })
  })
  return { half, name: invitation.displayName }
}

/** The proposer's half, once it is confirmed; from now on the code is good for `codeHours`. Throws NotFound. */
export async function makeCode(house: House, staff: StaffVisit, id: string): Promise<{ half: string; name: string }> {
  const { actor } = staff
  demand(actor, 'staff.invite')
  const invitation = await findFor(house, staff, id)
  const half = newHalf()
  const expiresAt = new Date(house.clock.now().getTime() + codeHours * 3_600_000)
  await house.asActor(actor, async (tx) => {
    if (!(await setProposerHalf(tx, id, actor.personId, proposerDigest(house, half), expiresAt))) throw new NotFound()
    await recordAudit(tx, { kind: 'invitation.coded', recordId: id })
  })
  return { half, name: invitation.displayName }
}

/** Takes an invitation of one's organisation back, whoever proposed it; its code, if made, opens nothing any more. */
export async function takeBack(house: House, { actor }: StaffVisit, id: string): Promise<string> {
  demand(actor, 'staff.invite')
  if (!isId(id)) throw new NotFound()
  return await house.asActor(actor, async (tx) => {
    const name = await deleteInvitation(tx, id)
    if (name === undefined) throw new NotFound()
    await recordAudit(tx, { kind: 'invitation.taken-back', recordId: id })
    return name
  })
}

async function findFor(house: House, staff: StaffVisit, id: string): Promise<Invitation> {
  const found = isId(id) ? (await invitationsFor(house, staff)).find((each) => each.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}

/** The nightly task: what has run out, or was left lying. */
export async function forgetInvitations(house: House): Promise<void> {
  const now = house.clock.now()
  const before = new Date(now.getTime() - proposalDays * 86_400_000)
  await house.asActor(task('task-invitation'), (tx) => sweepInvitations(tx, now, before))
}
