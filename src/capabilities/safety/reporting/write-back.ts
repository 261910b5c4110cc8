// What the holder of a receipt writes to the desk: sealed to the team, and not shown again to whoever holds the receipt.
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { insertMessage } from './message-store.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { lockReport } from './report-store.ts'
import { sealReply } from './sealed-report.ts'
import { recordUse } from './trace-store.ts'

export async function writeBack(house: House, state: ReportSession, text: string): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    const team = report && (await currentTeamKey(tx, report.organisationId))
    if (!team || report.state === 'draft' || report.state === 'erased') throw new NotFound()
    const id = newId()
    const sealed = await sealReply(text, id, team, null)
    await insertMessage(tx, {
      id,
      reportId,
      direction: 'from-reporter',
      body: sealed.body,
      teamEpoch: team.epoch,
      teamKeyWrap: sealed.wrapped,
      receiptKeyWrap: null,
      writtenBy: null,
    })
    await recordUse(tx, reportId, { kind: 'message-received', by: 'reporter', organisationId: report.organisationId })
  })
}
