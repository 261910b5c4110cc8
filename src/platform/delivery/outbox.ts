// Where letters wait while no SMTP server is configured: a row each, sealed by whoever gives it.
import type { Tx } from '../db/database.ts'

/** Keeps a letter once; a repeated hand-over of the same `id` changes nothing. */
export async function keepLetter(tx: Tx, id: string, sealed: Uint8Array): Promise<void> {
  await tx
    .insertInto('platform.outbox_letter')
    .values({ id, sealed: Buffer.from(sealed) })
    .onConflict((on) => on.doNothing())
    .execute()
}
