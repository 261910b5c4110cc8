// What the desk says to whoever holds the receipt: replies, and what came of the report.

import { currentTeamKey } from '#partnership/organisations/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { insertMessage } from './message-store.ts'
import { nextState, type ReportOutcome } from './report.ts'
import { close, lockReport, type ReportRow } from './report-store.ts'
import { sealReply } from './sealed-report.ts'
import { recordUse } from './trace-store.ts'
import { deskName } from './work-queue.ts'

export const replyLimit = 5_000

async function reply(tx: Tx, staff: StaffVisit, report: ReportRow, text: string): Promise<void> {
  const team = await currentTeamKey(tx, report.organisationId)
  if (!team) throw new NotFound('the team has no key')
  const id = newId()
  const sealed = await sealReply(text, id, team, report.receiptPublicKey)
  await insertMessage(tx, {
    id,
    reportId: report.id,
    direction: 'to-reporter',
    body: sealed.body,
    teamEpoch: team.epoch,
    teamKeyWrap: sealed.wrapped,
    receiptKeyWrap: sealed.receiptWrap,
    writtenBy: staff.person.id,
  })
  const { actor } = staff
  await recordUse(tx, report.id, { kind: 'reply-written', by: deskName(actor), organisationId: actor.organisationId })
}

export async function writeToReporter(house: House, staff: StaffVisit, reportId: string, text: string): Promise<void> {
  demand(staff.actor, 'report.work')
  await house.asActor(staff.actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report || report.state === 'erased') throw new NotFound()
    await reply(tx, staff, report, text)
  })
}

/** Closes a report and, when there is something to say, tells the reporter why in the same step. */
export async function closeReport(
  house: House,
  staff: StaffVisit,
  reportId: string,
  outcome: ReportOutcome,
  explanation: string,
): Promise<void> {
  demand(staff.actor, 'report.work')
  await house.asActor(staff.actor, (tx) => closeReportIn(tx, staff, reportId, outcome, explanation))
}

/** The same inside somebody else's transaction, such as the one that publishes an alert. */
export async function closeReportIn(
  tx: Tx,
  staff: StaffVisit,
  reportId: string,
  outcome: ReportOutcome,
  explanation: string,
): Promise<void> {
  const report = await lockReport(tx, reportId)
  if (!report) throw new NotFound()
  if (report.state !== 'closed' && !nextState(report.state, 'close')) throw new Conflict('claim it first')
  await close(tx, reportId, outcome)
  const { actor } = staff
  await recordUse(tx, reportId, { kind: 'closed', by: deskName(actor), organisationId: actor.organisationId })
  if (explanation.trim()) await reply(tx, staff, report, explanation.trim())
}
