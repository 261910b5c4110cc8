// A worker who has spoken with the person concerned says so: from then on it is that person's report, with every choice open.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { markConfirmed } from './mark-store.ts'
import { lockReport } from './report-store.ts'
import { recordUse } from './trace-store.ts'
import { deskName } from './work-queue.ts'

/**
 * Marks a third party's report as confirmed by the person concerned (DOMAIN 1) and writes it into the trace, once. No purpose
 * is given by it: choosing stays with whoever holds the receipt. Throws NotFound outside one's own organisation and for a
 * report that is not a third party's.
 */
export async function confirmPersonConcerned(house: House, actor: StaffActor, reportId: string): Promise<void> {
  demand(actor, 'report.work')
  await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report?.isThirdParty || report.state === 'draft' || report.state === 'erased') throw new NotFound()
    if (report.confirmedAt) return
    await markConfirmed(tx, reportId)
    await recordUse(tx, reportId, { kind: 'confirmed', by: deskName(actor), organisationId: actor.organisationId })
  })
}
