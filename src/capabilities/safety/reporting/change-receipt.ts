// A person's way back: another receipt in place of the first, or none any more. The words of a report are not touched by it.
import { deriveReceipt, newReceipt, type ReceiptKind, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { changeFilesReceipt } from './add-file.ts'
import { listMessages } from './message-store.ts'
import { setDraftReceipt, setReceipt, setReplyWrap } from './receipt-store.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { findReport, lockReport } from './report-store.ts'
import { openDraft, replyBinding, sealDraft } from './sealed-report.ts'
import { recordUse } from './trace-store.ts'

type NewReceipt = { receipt: ReturnType<typeof newReceipt>; keys: Awaited<ReturnType<typeof deriveReceipt>> }

async function makeReceipt(house: House, kind: ReceiptKind): Promise<NewReceipt> {
  const receipt = newReceipt(kind)
  return { receipt, keys: await deriveReceipt(receipt.canonical, house.keys.secret('receipt')) }
}

function hold(state: ReportSession, { receipt, keys }: NewReceipt): void {
  state.receiptKey = Buffer.from(keys.privateKey).toString('base64')
  state.receipt = { ...receipt, isRepeated: false }
}

/** Swaps a draft's receipt for one of the other kind, in its first session. The old one stops working. Rejects with TooBusy. */
export async function changeDraftReceipt(house: House, state: ReportSession, kind: ReceiptKind): Promise<void> {
  const { actor, reportId, privateKey } = holderOf(state)
  const made = await makeReceipt(house, kind)
  const { keys } = made
  await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report?.body || !report.wrappedKey) throw new NotFound()
    if (report.state !== 'draft' || report.heldAt) throw new Conflict('already sent')
    const words = await openDraft({ body: report.body, wrapped: report.wrappedKey }, reportId, privateKey)
    const sealed = await sealDraft(words, reportId, keys.publicKey)
    await changeFilesReceipt(tx, reportId, privateKey, keys.publicKey)
    await setDraftReceipt(tx, { id: reportId, ...keys, body: sealed.body, wrappedKey: sealed.wrapped })
  })
  hold(state, made)
}

/** Whether the session still holds the report's receipt: somebody else may have taken a new one, or deleted it. */
export async function holdsReceipt(house: House, state: ReportSession): Promise<boolean> {
  const { actor, reportId, publicKey } = holderOf(state)
  const report = await house.asActor(actor, (tx) => findReport(tx, reportId))
  return report?.receiptPublicKey != null && Buffer.from(report.receiptPublicKey).equals(publicKey)
}

/** Locks a sent report; NotFound for a draft, a held or an erased one. */
async function lockSent(tx: Tx, reportId: string): Promise<void> {
  const report = await lockReport(tx, reportId)
  if (!report || report.state === 'draft' || report.state === 'erased') throw new NotFound()
}

/**
 * Gives a sent report a new receipt: from now on the old one finds nothing, whoever has it. Replies open with the new one.
 * Rejects with TooBusy when too many receipts are being made.
 */
export async function replaceReceipt(house: House, state: ReportSession, kind: ReceiptKind): Promise<void> {
  const { actor, reportId, privateKey } = holderOf(state)
  const made = await makeReceipt(house, kind)
  await house.asActor(actor, async (tx) => {
    await lockSent(tx, reportId)
    for (const { id, receiptKeyWrap } of await listMessages(tx, reportId)) {
      if (!receiptKeyWrap) continue
      const dataKey = await unwrapKey(receiptKeyWrap, privateKey, replyBinding(id))
      await setReplyWrap(tx, id, await wrapKey(dataKey, made.keys.publicKey, replyBinding(id)))
    }
    await setReceipt(tx, reportId, made.keys)
    await recordUse(tx, reportId, { kind: 'receipt-replaced', by: 'reporter' })
    await recordAudit(tx, { kind: 'receipt.replaced', recordId: reportId })
  })
  hold(state, made)
}

/** Takes away every way back: no receipt finds the report, no reply opens. What was allowed stays as it is. */
export async function deleteAccess(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    await lockSent(tx, reportId)
    for (const { id, receiptKeyWrap } of await listMessages(tx, reportId))
      if (receiptKeyWrap) await setReplyWrap(tx, id, null)
    await setReceipt(tx, reportId, undefined)
    await recordUse(tx, reportId, { kind: 'receipt-deleted', by: 'reporter' })
    await recordAudit(tx, { kind: 'receipt.deleted', recordId: reportId })
  })
  delete state.receipt
}
