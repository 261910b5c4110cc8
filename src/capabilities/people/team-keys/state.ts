// What stands of a team's keys and what waits for somebody, for the page and for the number on the rail.
import { type Epoch, listEpochs } from '#partnership/organisations/index.ts'
import { type Colleague, leaversSince, listColleagues, readsSealed } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { mayDo } from '#permissions/may.ts'
import type { Tx } from '#platform/db/database.ts'
import type { House } from '#src/capabilities/house.ts'
import { inForce } from './recover.ts'
import { latestRewrap, type RewrapRow } from './rewrap-store.ts'
import { listRequests, type RecoveryRequest, type RecoverySet, standingSets } from './store.ts'

export type TeamKeysState = {
  epochs: (Epoch & { holders: string[] })[]
  people: readonly Colleague[]
  rewrap: (RewrapRow & { left: number }) | undefined
  /** Somebody who could read what is sealed has left since the newest epoch began. */
  leavers: string[]
  set: RecoverySet | undefined
  unfinishedSet: RecoverySet | undefined
  requests: RecoveryRequest[]
}

export async function teamKeysState(house: House, actor: StaffActor): Promise<TeamKeysState> {
  const { organisationId } = actor
  return await house.asActor(actor, async (tx) => {
    const requests = mayDo(actor, 'team-key.confirm') ? await listRequests(tx) : []
    if (!mayDo(actor, 'team-key.see'))
      return {
        epochs: [],
        people: [],
        rewrap: undefined,
        leavers: [],
        set: undefined,
        unfinishedSet: undefined,
        requests,
      }
    const epochs = await listEpochs(tx, organisationId)
    const people = await listColleagues(tx, organisationId)
    const sets = await standingSets(tx, organisationId)
    const row = await latestRewrap(tx, organisationId)
    return {
      epochs: epochs.map((each) => ({
        ...each,
        holders: people
          .filter((person) => person.keys.some((key) => key.epoch === each.epoch))
          .map((person) => person.displayName),
      })),
      people,
      rewrap: row && { ...row, left: row.state === 'done' ? 0 : await countLeft(house, tx, organisationId, row) },
      leavers: await leaversOf(tx, organisationId, epochs),
      set: inForce(sets),
      unfinishedSet: sets.find((set) => !set.handedOutAt),
      requests,
    }
  })
}

async function countLeft(house: House, tx: Tx, organisationId: string, row: RewrapRow): Promise<number> {
  let left = 0
  for (const source of house.sealedToTeams) left += await source.count(tx, organisationId, row.toEpoch)
  return left
}

async function leaversOf(tx: Tx, organisationId: string, epochs: readonly Epoch[]): Promise<string[]> {
  const [newest] = epochs
  if (!newest) return []
  const left = await leaversSince(tx, organisationId, newest.beganAt)
  return left.filter((person) => readsSealed(person.roles)).map((person) => person.displayName)
}

/** What waits for this person: a request to confirm, a key to turn after a leaver, a re-wrap to go on with. */
export async function countForRail(house: House, actor: StaffActor): Promise<number> {
  const state = await teamKeysState(house, actor)
  const asked = state.requests.filter((each) => !each.endedAt && each.requestedById !== actor.personId).length
  const { rewrap } = state
  const isHalted = rewrap && (rewrap.isSilent || ['waiting', 'stopped', 'stuck'].includes(rewrap.state))
  return asked + (state.leavers.length > 0 ? 1 : 0) + (isHalted ? 1 : 0)
}
