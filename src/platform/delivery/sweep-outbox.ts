// Letters that stay here because there is no mail server: removed after a while.
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Removes letters older than `days`, a batch at a time; answers how many. */
export async function sweepOutbox(tx: Tx, days: number, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select platform.sweep_outbox(${days}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
