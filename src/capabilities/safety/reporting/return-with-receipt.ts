// Coming back: the receipt finds the report and opens the replies. Never the report itself.
import { deriveReceipt, parseReceipt, type ReceiptProblem } from '#engines/sealing/index.ts'
import { listOrganisations } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { requestsOfReport } from '#support/casework/index.ts'
import { type ConsentRow, listConsents } from './consent-store.ts'
import { mayAskLonger } from './expire-report.ts'
import { touchReceipt } from './mark-store.ts'
import { listMessages, markRead } from './message-store.ts'
import { type CopyView, copyView } from './own-copy.ts'
import { findByReceipt } from './receipt-store.ts'
import type { ReportOutcome, ReportState } from './report.ts'
import { holderOf, newReportSession, type ReportSession } from './report-session.ts'
import { findReport } from './report-store.ts'
import { openReply } from './sealed-report.ts'
import { whenGone } from './term-store.ts'
import { listUses, recordUse, type UseRow } from './trace-store.ts'

/**
 * Reads and derives the receipt; an unknown one costs exactly as much as a known one.
 * Rejects with TooBusy when too many are being derived.
 */
export async function enterWithReceipt(
  house: House,
  typed: string,
): Promise<{ ok: true; state: ReportSession } | { ok: false; problem: ReceiptProblem | { why: 'unknown' } }> {
  const parsed = parseReceipt(typed)
  if (!parsed.ok) return { ok: false, problem: parsed }
  const keys = await deriveReceipt(parsed.canonical, house.keys.secret('receipt'))
  const found = await house.asActor(task('task-receipt'), async (tx) => {
    const report = await findByReceipt(tx, keys.lookupId)
    return report && { id: report.id, lastUsedAt: await touchReceipt(tx, report.id) }
  })
  if (!found) return { ok: false, problem: { why: 'unknown' } }
  const report = await house.asActor({ kind: 'reporter', reportId: found.id }, async (tx) => {
    await recordUse(tx, found.id, { kind: 'receipt-used', by: 'reporter' })
    await recordAudit(tx, { kind: 'receipt.used', recordId: found.id })
    return await findReport(tx, found.id)
  })
  const state: ReportSession = {
    ...newReportSession(report?.origin === 'assisted' ? 'assisted' : 'web'),
    phase: report?.state === 'draft' && !report.heldAt ? 'questions' : 'return',
    place: { step: 'check', index: 0 },
    reportId: found.id,
    receiptKey: Buffer.from(keys.privateKey).toString('base64'),
    isResumed: true,
    ...(found.lastUsedAt ? { lastUsedAt: found.lastUsedAt.toISOString() } : {}),
  }
  return { ok: true, state }
}

export type Progress = 'waiting' | 'being-read' | 'warned' | 'no-longer-shown' | 'nothing-to-warn' | 'not-published'

export type ReturnView = {
  progress: Progress
  isThirdParty: boolean
  isConfirmed: boolean
  receivedBy: string
  sentAt: Date | null
  isReceiptRepeated: boolean
  replies: { text: string; at: Date; isNew: boolean }[]
  /** How many messages the person wrote back; what they said is not shown to whoever holds the receipt. */
  written: number
  consents: ConsentRow[]
  /** Without a name for whoever came back: whose worker it is not would tell whom the report is about. */
  support: { state: string; organisation: string | undefined } | undefined
  uses: UseRow[]
  /** As it was issued when the report was sent; none for what was sent before there were any. */
  /** When it goes by itself, unless its reporter asks for another year, or somebody has to hold it. */
  goesAt: Date | undefined
  mayKeepLonger: boolean
  copy: CopyView
}

/** Everything the return page shows. Throws NotFound when the report is gone. */
export async function readReturn(house: House, state: ReportSession): Promise<ReturnView> {
  const { actor, reportId, privateKey } = holderOf(state)
  const found = await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    if (!report || report.state === 'draft' || report.state === 'erased') throw new NotFound()
    const messages = await listMessages(tx, reportId)
    const amount = messages.filter((each) => each.direction === 'to-reporter' && each.receiptKeyWrap).length
    if (amount > 0) await recordAudit(tx, { kind: 'replies.opened', recordId: reportId, detail: { amount } })
    await markRead(tx, reportId, 'to-reporter')
    return {
      report,
      messages,
      organisations: await listOrganisations(tx),
      consents: await listConsents(tx, reportId),
      uses: await listUses(tx, reportId),
      requests: await requestsOfReport(tx, reportId),
      goesAt: await whenGone(tx, reportId),
      copy: await copyView(tx, reportId),
    }
  })
  const replies: ReturnView['replies'] = []
  for (const message of found.messages) {
    if (message.direction !== 'to-reporter' || !message.receiptKeyWrap) continue
    const sealed = { body: message.body, receiptWrap: message.receiptKeyWrap }
    const text = await openReply(sealed, message.id, privateKey)
    replies.push({ text, at: message.createdAt, isNew: message.readAt === null })
  }
  const nameOf = (id: string) => found.organisations.find((each) => each.id === id)?.name ?? ''
  const request = found.requests[0]
  const { report } = found
  return {
    progress: progressOf(report.state, report.outcome, found.uses, isWarning(found.consents)),
    isThirdParty: report.isThirdParty,
    isConfirmed: report.confirmedAt !== null,
    receivedBy: nameOf(report.organisationId),
    sentAt: report.sentAt,
    isReceiptRepeated: report.receiptRepeatedAt !== null,
    replies: replies.reverse(),
    written: found.messages.filter((each) => each.direction === 'from-reporter').length,
    consents: found.consents,
    support: request && {
      state: request.state,
      organisation: state.isResumed ? undefined : nameOf(request.organisationId),
    },
    uses: found.uses,
    goesAt: found.goesAt,
    mayKeepLonger: mayAskLonger(found.goesAt, house.clock.now()),
    copy: found.copy,
  }
}

const isWarning = (consents: readonly ConsentRow[]) => consents.some((each) => each.purpose === 'warn' && each.isGiven)

/** What has become of it, from the newest thing that happened to a warning. */
function progressOf(
  state: ReportState,
  outcome: ReportOutcome | null,
  uses: readonly UseRow[],
  mayWarn: boolean,
): Progress {
  const last = uses.find((use) =>
    ['alert-published', 'alert-updated', 'alert-retracted', 'alert-expired'].includes(use.kind),
  )
  // Nobody is shown a warning whose consent is gone, even before its taking back has reached everybody.
  if (last) return mayWarn && ['alert-published', 'alert-updated'].includes(last.kind) ? 'warned' : 'no-longer-shown'
  if (outcome === 'nothing-to-warn' || outcome === 'not-published') return outcome
  return state === 'received' ? 'waiting' : 'being-read'
}
