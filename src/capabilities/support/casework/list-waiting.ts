// The lists a worker chooses from, and how many wait, for the rail.
import type { StaffActor } from '#permissions/actor.ts'
import { demand, mayDo } from '#permissions/may.ts'
import type { House } from '#src/capabilities/house.ts'
import { countWaiting, listRequests } from './store.ts'
import type { RequestFilter } from './support-request.ts'

/** Requests of the actor's own organisation, without anything sealed in them. */
export async function listSupport(house: House, actor: StaffActor, filter: RequestFilter) {
  demand(actor, 'support.read')
  return await house.asActor(actor, (tx) => listRequests(tx, filter, actor.personId, house.clock.now()))
}

/** How many wait for somebody of this organisation to take them on; 0 for people who may not see them. */
export async function countWaitingRequests(house: House, actor: StaffActor): Promise<number> {
  return mayDo(actor, 'support.read') ? await house.asActor(actor, (tx) => countWaiting(tx)) : 0
}
