// A team's private key as one person holds it: wrapped to their own key, and bound to team, epoch and person.
import { type Binding, unwrapKey } from '#engines/sealing/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import type { House } from '#src/capabilities/house.ts'
import { NoTeamKey } from './person.ts'
import { wrapsOf } from './store.ts'

export const teamKeyBinding = (organisation: string, epoch: number, personId: string): Binding => ({
  organisation,
  epoch,
  record: personId,
  part: 'team-key',
})

/** Opens the actor's own wrap of an epoch with their private key. Throws NoTeamKey when they have none. */
export async function openTeamKey(
  house: House,
  actor: StaffActor,
  personPrivateKey: Uint8Array,
  epoch: number,
): Promise<Uint8Array> {
  const wraps = await house.asActor(actor, (tx) => wrapsOf(tx, actor.personId, actor.organisationId))
  const wrap = wraps.find((each) => each.epoch === epoch)
  if (!wrap) throw new NoTeamKey(epoch)
  return await unwrapKey(wrap.wrapped, personPrivateKey, teamKeyBinding(actor.organisationId, epoch, actor.personId))
}
