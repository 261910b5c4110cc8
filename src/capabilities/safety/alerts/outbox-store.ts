// SQL of the local outbox: what would have been sent while no mail server is configured.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Letter } from '#platform/delivery/mail.ts'

/** The latest letters, opened; `tx` must be of task-delivery. */
export async function listLetters(tx: Tx, keys: ServiceKeys, limit: number): Promise<(Letter & { at: Date })[]> {
  const rows = await tx
    .selectFrom('platform.outbox_letter')
    .select(['id', 'sealed', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...(JSON.parse(keys.openField(row.sealed, `outbox:${row.id}`)) as Letter),
    at: row.created_at,
  }))
}
