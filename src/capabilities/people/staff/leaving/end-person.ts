// A leaver, at once: every way in, every session and every key of theirs goes in one transaction, and the others are told.
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import type { Colleague, StaffVisit } from '../person.ts'
import { listColleagues } from '../store.ts'
import { endPerson } from './leaver-store.ts'

export type Leaver = {
  person: Colleague
  /** They hold the team's key, so it should be changed: what they copied still opens what was sealed to it. */
  heldKey: boolean
  /** Nobody else holds it: after this only the paper shares open what is sealed to the team. */
  isLastHolder: boolean
}

/** Whom marking this person would concern. Throws NotFound for oneself and for somebody who does not work here. */
export async function findLeaver(house: House, { actor }: StaffVisit, id: string): Promise<Leaver> {
  demand(actor, 'staff.end')
  const people = await house.asActor(actor, (tx) => listColleagues(tx, actor.organisationId))
  const person = isId(id) && id !== actor.personId ? people.find((each) => each.id === id) : undefined
  if (!person) throw new NotFound()
  const heldKey = person.keys.length > 0
  const isLastHolder = heldKey && people.every((each) => each.id === id || each.keys.length === 0)
  return { person, heldKey, isLastHolder }
}

/** Throws NotFound for oneself, another organisation's people, and who has left already. */
export async function markLeaver(house: House, staff: StaffVisit, id: string): Promise<Leaver> {
  const { actor } = staff
  const leaver = await findLeaver(house, staff, id)
  await house.asActor(actor, async (tx) => {
    if (!(await endPerson(tx, id))) throw new NotFound()
    await recordAudit(tx, { kind: 'person.left', recordId: id, detail: { heldKey: leaver.heldKey } })
    await house.publish(tx, 'staff-left', { personId: id, organisationId: actor.organisationId })
  })
  return leaver
}
