// Asking for a worker, in the transaction in which somebody agrees to it; and taking that back.
import { jsonBytes, sealBody, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { insertRequest, withdrawRequests } from './store.ts'
import { contactWithinHours, type SafeContact } from './support-request.ts'

/** How to reach the person as their own browser sealed it for that team: bound to `id`, which the request will have. */
export type ContactSealed = { id: string; epoch: number; body: Uint8Array; wrapped: Uint8Array }

/**
 * Seals how to reach the person to the team that will do it, or keeps it as their browser sealed it. Throws NotFound when that
 * team has no key.
 */
export async function requestSupport(
  tx: Tx,
  request: { reportId: string; organisationId: string; contact: SafeContact | ContactSealed; now: Date },
): Promise<void> {
  const { contact } = request
  const dueAt = new Date(request.now.getTime() + contactWithinHours * 3_600_000)
  if ('wrapped' in contact) {
    const { id, epoch, body, wrapped } = contact
    return await insertRequest(tx, { ...request, id, epoch, body, wrappedKey: wrapped, dueAt })
  }
  const team = await currentTeamKey(tx, request.organisationId)
  if (!team) throw new NotFound('that team has no key')
  const id = newId()
  const { dataKey, body } = sealBody(jsonBytes(contact), { record: id, part: 'contact' })
  const wrappedKey = await wrapKey(dataKey, team.publicKey, {
    organisation: team.organisationId,
    epoch: team.epoch,
    record: id,
    part: 'contact',
  })
  await insertRequest(tx, { ...request, id, epoch: team.epoch, body, wrappedKey, dueAt })
}

/** Ends every request of a report and removes the contact details, for a withdrawal or an erasure. */
export async function withdrawSupport(tx: Tx, reportId: string): Promise<void> {
  await withdrawRequests(tx, reportId)
}
