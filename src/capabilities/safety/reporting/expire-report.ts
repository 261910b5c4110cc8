// A sent report whose time is over goes as if its reporter had erased it, unless they asked for another year.
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { endExpiredRequests } from '#support/casework/index.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { lockReport } from './report-store.ts'
import { eraseExpiredRows, keepUntil, whenGone } from './term-store.ts'
import { recordUse } from './trace-store.ts'

const day = 24 * 3_600_000
/** From so many days before a report goes, its reporter may ask for another year. */
const askFromDays = 365
export const mayAskLonger = (goes: Date | undefined, now: Date): boolean =>
  goes !== undefined && goes.getTime() - now.getTime() <= askFromDays * day

/** Erases it, with the wish for a worker, and tells everybody who listens for an erasure. As a task, in a transaction that locked it. */
export async function eraseExpired(house: House, tx: Tx, reportId: string): Promise<void> {
  await endExpiredRequests(tx, reportId)
  await eraseExpiredRows(tx, reportId)
  await recordAudit(tx, { kind: 'report.expired', recordId: reportId })
  await house.publish(tx, 'report-erased', { reportId })
}

/** Another year from the day it would go. Does nothing while it is too early to ask. Throws NotFound when it is gone. */
export async function keepLonger(house: House, state: ReportSession): Promise<boolean> {
  const { actor, reportId } = holderOf(state)
  return await house.asActor(actor, async (tx) => {
    if (!(await lockReport(tx, reportId))) throw new NotFound()
    const goes = await whenGone(tx, reportId)
    if (!goes) throw new NotFound()
    const now = house.clock.now().getTime()
    if (!mayAskLonger(goes, new Date(now))) return false
    // A report that should have gone last night is kept from today, not from a day that is over.
    await keepUntil(tx, reportId, new Date(Math.max(goes.getTime(), now) + 365 * day))
    await recordUse(tx, reportId, { kind: 'kept-longer', by: 'reporter' })
    await recordAudit(tx, { kind: 'report.kept-longer', recordId: reportId })
    return true
  })
}
