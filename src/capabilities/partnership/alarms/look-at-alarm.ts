// Looking at alarms: what waits for somebody, and saying that one was looked at. Both are in the audit.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import type { Alarm } from './alarm.ts'
import { countOpen, listAlarms, markLooked } from './alarm-store.ts'

export const countAlarms = (house: House, actor: StaffActor): Promise<number> => house.asActor(actor, countOpen)

/** What this person may look at. Reasons and notes are opened here; that is written down first. */
export async function readAlarms(house: House, actor: StaffActor): Promise<Alarm[]> {
  demand(actor, 'alarm.read')
  await house.asActor(actor, (tx) => recordAudit(tx, { kind: 'alarms.opened' }))
  const alarms = await house.asActor(actor, (tx) => listAlarms(tx, house.keys))
  // What somebody gave as their reason is for their own house.
  return alarms.map((each) => (each.organisationId === actor.organisationId ? each : { ...each, reason: undefined }))
}

/** Throws NotFound for one that is not there for this person, or was looked at by somebody else meanwhile. */
export async function lookAt(house: House, actor: StaffActor, id: string, note: string): Promise<void> {
  demand(actor, 'alarm.look')
  await house.asActor(actor, async (tx) => {
    const at = house.clock.now()
    if (!(await markLooked(tx, house.keys, { id, by: actor.personId, note, at }))) throw new NotFound()
    await recordAudit(tx, { kind: 'alarm.looked-at', recordId: id })
  })
}
