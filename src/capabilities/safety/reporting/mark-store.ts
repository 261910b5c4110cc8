// SQL of marks on a report: put aside as held, its receipt used or typed right, the person concerned confirmed.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** Puts a draft aside as held, or takes it up again (`null`). */
export async function markHeld(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({ held_at: at, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

export async function markRepeated(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('reporting.report').set({ receipt_repeated_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

export async function markConfirmed(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('reporting.report').set({ confirmed_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

/** Marks the use of a receipt and answers when it was used before. */
export async function touchReceipt(tx: Tx, id: string): Promise<Date | null> {
  const row = await tx.selectFrom('reporting.report').select('receipt_used_at').where('id', '=', id).executeTakeFirst()
  await tx.updateTable('reporting.report').set({ receipt_used_at: sql<Date>`now()` }).where('id', '=', id).execute()
  return row?.receipt_used_at ?? null
}
