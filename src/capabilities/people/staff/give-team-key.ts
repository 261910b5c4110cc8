// A holder gives their team's key to a colleague. Who gave it and when stays beside it.
import { wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey, listEpochs } from '#partnership/organisations/index.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { NoTeamKey, readsSealed, type StaffMember, type StaffVisit } from './person.ts'
import { insertWrap, listColleagues } from './store.ts'
import { teamKeyBinding } from './team-key.ts'

/**
 * Wraps every epoch that the giver holds and the colleague lacks. Giving twice changes nothing. Returns the colleague.
 * Throws NotFound for somebody of another organisation, who left, or whose roles read nothing sealed;
 * NoTeamKey when the giver holds none.
 */
export async function giveTeamKey(
  house: House,
  staff: StaffVisit,
  colleagueId: string,
  mayRetry = true,
): Promise<StaffMember> {
  const { actor } = staff
  demand(actor, 'team-key.give')
  if (!isId(colleagueId)) throw new NotFound()
  const people = await house.asActor(actor, (tx) => listColleagues(tx, actor.organisationId))
  const colleague = people.find((person) => person.id === colleagueId)
  const giver = people.find((person) => person.id === actor.personId)
  if (!colleague || !giver || !readsSealed(colleague.roles)) throw new NotFound()
  if (giver.keys.length === 0) throw new NoTeamKey(1)
  const lacking = giver.keys.filter(({ epoch }) => !colleague.keys.some((key) => key.epoch === epoch))
  const wraps: { epoch: number; wrapped: Uint8Array }[] = []
  for (const { epoch } of lacking) {
    const teamKey = await staff.teamPrivateKey(epoch)
    const binding = teamKeyBinding(actor.organisationId, epoch, colleague.id)
    wraps.push({ epoch, wrapped: await wrapKey(teamKey, colleague.publicKey, binding) })
  }
  const isCurrent = await house.asActor(actor, async (tx) => {
    // The key may have turned since the list was read: then the giver's own newest is not the team's, and we look again.
    const team = await currentTeamKey(tx, actor.organisationId)
    if (team && !giver.keys.some(({ epoch }) => epoch === team.epoch)) return false
    const epochs = await listEpochs(tx, actor.organisationId)
    const isLive = (epoch: number) => epochs.some((each) => each.epoch === epoch && !each.retiredAt)
    for (const wrap of wraps.filter(({ epoch }) => isLive(epoch)))
      await insertWrap(tx, {
        ...wrap,
        organisationId: actor.organisationId,
        personId: colleague.id,
        givenBy: actor.personId,
      })
    return true
  })
  if (!isCurrent && mayRetry) return await giveTeamKey(house, staff, colleagueId, false)
  if (!isCurrent) throw new NoTeamKey(giver.keys.length + 1)
  return colleague
}
