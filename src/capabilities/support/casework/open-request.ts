// Opening how to reach somebody: only for the worker who took it on, and written down before a word of it is shown.
import { bytesJson, openBody, unwrapKey } from '#engines/sealing/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { findRequest, lockRequest } from './store.ts'
import type { RequestRow, SafeContact } from './support-request.ts'

/** `contact` only for whoever holds the request now. */
export type OpenedRequest = { request: RequestRow; contact: SafeContact | undefined }

/**
 * A request as this person may see it. The trace line is queued in the transaction that holds the row against a withdrawal,
 * and committed before anything is opened. Throws NotFound for another organisation's or a withdrawn one, NoTeamKey when
 * nobody has given this person their team's key.
 */
export async function openRequest(house: House, staff: StaffVisit, id: string): Promise<OpenedRequest> {
  const { actor } = staff
  demand(actor, 'support.read')
  const seen = await house.asActor(actor, (tx) => findRequest(tx, id))
  if (!seen) throw new NotFound()
  if (!isHeldBy(seen, actor.personId)) return { request: seen, contact: undefined }
  const privateKey = await staff.teamPrivateKey(seen.epoch)
  await staff.mayOpen(id, async () => true)
  const request = await house.asActor(actor, async (tx) => {
    const held = await lockRequest(tx, id)
    if (!held) throw new NotFound()
    if (isHeldBy(held, actor.personId)) {
      const { reportId, organisationId } = held
      await house.publish(tx, 'support-changed', { reportId, organisationId, kind: 'support-opened', useId: newId() })
      await recordAudit(tx, { kind: 'support-wish.opened', recordId: id })
    }
    return held
  })
  if (!isHeldBy(request, actor.personId)) return { request, contact: undefined }
  const dataKey = await unwrapKey(request.wrappedKey, privateKey, {
    organisation: request.organisationId,
    epoch: request.epoch,
    record: id,
    part: 'contact',
  })
  const contact = textsOf(bytesJson(openBody(request.body, dataKey, { record: id, part: 'contact' })))
  return { request, contact }
}

/** It may have been sealed by a browser, which nobody could look into: texts alone are taken, cut to what a field may hold. */
function textsOf(opened: unknown): SafeContact {
  const fields = typeof opened === 'object' && opened !== null ? (opened as Record<string, unknown>) : {}
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].slice(0, 1_000) : '')
  return { how: text('how'), when: text('when'), never: text('never'), callMe: text('callMe') }
}

const isHeldBy = (request: RequestRow, personId: string): boolean =>
  (request.state === 'owned' || request.state === 'contacted') && request.ownerId === personId
