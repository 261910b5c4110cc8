// A worker's word that reports come from different people: nothing else makes "different people" out of reports received.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '../../house.ts'
import { entriesWithOthers, type KeptEntry, setDifferentPerson } from './store.ts'

export type ReportEntry = KeptEntry

/** Says, or takes back, that this entry's report comes from another person than the others. NotFound outside one's own team. */
export async function confirmDifferentPerson(
  house: Pick<House, 'asActor'>,
  actor: StaffActor,
  entryId: string,
  yes: boolean,
): Promise<void> {
  demand(actor, 'entry.work')
  const changed = await house.asActor(actor, (tx) => setDifferentPerson(tx, entryId, yes))
  if (changed === 0) throw new NotFound()
}

/** The live entries made from a report, with how many other reports name the same; empty for anybody but its team. */
export async function reportEntries(
  house: Pick<House, 'asActor' | 'keys'>,
  actor: StaffActor,
  reportId: string,
): Promise<ReportEntry[]> {
  demand(actor, 'entry.work')
  return house.asActor(actor, (tx) => entriesWithOthers(tx, house.keys, reportId, actor.organisationId))
}
