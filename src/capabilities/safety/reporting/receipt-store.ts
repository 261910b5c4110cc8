// SQL of receipts: which report one finds, exchanging it for another, taking it away, and the proof that was issued.
import type { Tx } from '#platform/db/database.ts'

export async function findByReceipt(tx: Tx, lookup: Uint8Array): Promise<{ id: string } | undefined> {
  return await tx
    .selectFrom('reporting.report')
    .select('id')
    .where('receipt_lookup', '=', Buffer.from(lookup))
    .where('state', '!=', 'erased')
    .executeTakeFirst()
}

type ReceiptLookup = { lookupId: Uint8Array; publicKey: Uint8Array }

/** Exchanges the receipt of a draft, whose words are sealed to it. */
export async function setDraftReceipt(
  tx: Tx,
  draft: ReceiptLookup & { id: string; body: Uint8Array; wrappedKey: Uint8Array },
): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({
      receipt_lookup: Buffer.from(draft.lookupId),
      receipt_public_key: Buffer.from(draft.publicKey),
      receipt_repeated_at: null,
      body: Buffer.from(draft.body),
      wrapped_key: Buffer.from(draft.wrappedKey),
    })
    .where('id', '=', draft.id)
    .execute()
}

/** The receipt of a sent report; none takes all access away. Wraps of replies are exchanged one by one. */
export async function setReceipt(tx: Tx, id: string, receipt: ReceiptLookup | undefined): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({
      receipt_lookup: receipt ? Buffer.from(receipt.lookupId) : null,
      receipt_public_key: receipt ? Buffer.from(receipt.publicKey) : null,
      receipt_used_at: null,
      receipt_repeated_at: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function setReplyWrap(tx: Tx, messageId: string, wrap: Uint8Array | null): Promise<void> {
  await tx
    .updateTable('reporting.message')
    .set({ receipt_key_wrap: wrap && Buffer.from(wrap) })
    .where('id', '=', messageId)
    .execute()
}

export async function findProof(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('reporting.report').select('proof').where('id', '=', id).executeTakeFirst()
  return row?.proof ?? undefined
}
