// Taking a request on, handing it back, having made contact, closing it: one table of states decides, whoever asks.
import type { StaffVisit } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { findRequest, lockRequest, moveRequest } from './store.ts'
import {
  type ClosedReason,
  type RequestAction,
  type RequestRow,
  requestTransitions,
  type SupportUse,
} from './support-request.ts'

/** 'elsewhere': somebody was quicker, or it is not with this person; nothing was changed. */
export type Moved = 'done' | 'elsewhere'

/** Takes on a request that waits. Throws NoTeamKey for a person who could not open it: it must not wait with them. */
export async function takeOn(house: House, staff: StaffVisit, id: string): Promise<Moved> {
  const { actor } = staff
  demand(actor, 'support.work')
  const request = await house.asActor(actor, (tx) => findRequest(tx, id))
  if (!request) throw new NotFound()
  await staff.teamPrivateKey(request.epoch)
  return await move(house, actor, id, 'own', (tx, { from, to }) =>
    moveRequest(tx, id, from, { state: to, ownerId: actor.personId }),
  )
}

/** Puts it back among those who wait; a colleague may do it for somebody who is away. Its due time stays. */
export const handBack = (house: House, actor: StaffActor, id: string): Promise<Moved> =>
  move(house, actor, id, 'hand-back', (tx, { from, to }) => moveRequest(tx, id, from, { state: to }))

/** Says that contact was made, in the trace too. Only whoever took it on. */
export const markContacted = (house: House, actor: StaffActor, id: string): Promise<Moved> =>
  move(house, actor, id, 'contacted', async (tx, { from, to }, request) => {
    if (request.ownerId !== actor.personId || !(await moveRequest(tx, id, from, { state: to }))) return false
    await tell(house, tx, request, 'support-contacted')
    return true
  })

/** Closes it with its reason and removes how to reach the person. Only whoever took it on. */
export const closeRequest = (house: House, actor: StaffActor, id: string, reason: ClosedReason): Promise<Moved> =>
  move(house, actor, id, 'close', async (tx, { from, to }, request) => {
    if (request.ownerId !== actor.personId) return false
    if (!(await moveRequest(tx, id, from, { state: to, closedReason: reason }))) return false
    await tell(house, tx, request, 'support-closed')
    return true
  })

type Transition = (typeof requestTransitions)[RequestAction]

async function move(
  house: House,
  actor: StaffActor,
  id: string,
  action: RequestAction,
  work: (tx: Tx, transition: Transition, request: RequestRow) => Promise<boolean>,
): Promise<Moved> {
  demand(actor, 'support.work')
  return await house.asActor(actor, async (tx) => {
    const request = await lockRequest(tx, id)
    if (!request) throw new NotFound()
    return (await work(tx, requestTransitions[action], request)) ? 'done' : 'elsewhere'
  })
}

const tell = (house: House, tx: Tx, request: RequestRow, kind: SupportUse): Promise<void> =>
  house.publish(tx, 'support-changed', {
    reportId: request.reportId,
    organisationId: request.organisationId,
    kind,
    useId: newId(),
  })
