// Opening a sealed report: trace and audit are written first, in a transaction of its own, and only then are the words opened.

import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { codename } from './codename.ts'
import { type ConsentRow, listConsents } from './consent-store.ts'
import { insertIdentifiers, listIdentifiers, type SharedIdentifier } from './identifier-store.ts'
import { identifiersIn } from './identifiers.ts'
import { listMessages, type MessageRow, markRead } from './message-store.ts'
import { openParts } from './open-parts.ts'
import type { ReportContent } from './report.ts'
import { findReport, selectItem } from './report-store.ts'
import { listGivenParts } from './sealed-part-store.ts'
import { openForTeam } from './sealed-report.ts'
import { listUses, recordUse, type UseRow } from './trace-store.ts'
import { deskName, named, type QueueItem } from './work-queue.ts'

export type OpenedMessage = {
  id: string
  direction: MessageRow['direction']
  text: string
  at: Date
  by: string | undefined
}
export type OpenedIdentifier = Omit<SharedIdentifier, 'earlier'> & {
  earlier: (SharedIdentifier['earlier'][number] & { codename: string })[]
}
export type OpenedReport = {
  item: QueueItem
  content: ReportContent
  consents: ConsentRow[]
  messages: OpenedMessage[]
  identifiers: OpenedIdentifier[]
  uses: UseRow[]
}

/** Throws NotFound for a report of another organisation, a draft or an erased one; OpeningStopped for one too many. */
export async function openReport(house: House, staff: StaffVisit, reportId: string): Promise<OpenedReport> {
  const { actor } = staff
  demand(actor, 'report.read')
  await staff.mayOpen(reportId, async () => {
    const report = await house.asActor(actor, (tx) => findReport(tx, reportId))
    return report?.body != null
  })
  const recorded = await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    if (!report?.body) throw new NotFound()
    const messages = await listMessages(tx, reportId)
    await recordUse(tx, reportId, { kind: 'opened', by: deskName(actor), organisationId: actor.organisationId })
    await recordAudit(tx, { kind: 'report.opened', recordId: reportId })
    if (messages.length > 0)
      await recordAudit(tx, { kind: 'messages.opened', recordId: reportId, detail: { amount: messages.length } })
    return { messages }
  })
  const found = await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    const item = await selectItem(tx, actor.personId, reportId)
    if (!report?.body || !report.wrappedKey || !item) throw new NotFound()
    // That a report was held before it was sent on is nobody's business but its holder's.
    const consents = (await listConsents(tx, reportId)).filter((each) => each.purpose !== 'match')
    const parts = await listGivenParts(tx, reportId)
    const uses = await listUses(tx, reportId)
    await markRead(tx, reportId, 'from-reporter')
    return { report, body: report.body, wrapped: report.wrappedKey, item, consents, parts, uses }
  })
  const team = async (epoch: number) => ({
    organisationId: found.report.organisationId,
    epoch,
    privateKey: await staff.teamPrivateKey(epoch),
  })
  const sealed = { body: found.body, wrapped: found.wrapped }
  const stored = (await openForTeam(sealed, 'report', reportId, await team(found.report.epoch))) as ReportContent
  const content = await openParts(stored, found.parts, (epoch) => staff.teamPrivateKey(epoch))
  const shared = await house.asActor(actor, async (tx) => {
    // What stands inside words that only the team can open is found now, and compared from now on as in every other report.
    if (found.parts.length > 0)
      await insertIdentifiers(tx, house.keys, reportId, found.report.organisationId, identifiersIn(content))
    return await listIdentifiers(tx, house.keys, reportId)
  })
  const messages: OpenedMessage[] = []
  // Those that were recorded and no others: one that came in between is opened, and recorded, next time.
  for (const row of recorded.messages) {
    const words = { body: row.body, wrapped: row.teamKeyWrap }
    const text = (await openForTeam(words, 'message', row.id, await team(row.teamEpoch))) as string
    messages.push({ id: row.id, direction: row.direction, text, at: row.createdAt, by: row.writtenBy ?? undefined })
  }
  const identifiers = shared.map((each) => ({
    ...each,
    earlier: each.earlier.map((other) => ({ ...other, codename: codename(other.reportId) })),
  }))
  const { item, consents, uses } = found
  return { item: named(item), content, consents, messages, identifiers, uses }
}
