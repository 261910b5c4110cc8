// SQL of wishes whose time is over.
import { sql } from 'kysely'
import { monthsOf } from '#engines/retention/index.ts'
import type { Tx } from '#platform/db/database.ts'

/** Ends a report's wishes when the report has had its time, and forgets how to reach the person. For the task that expires it. */
export async function endExpiredRequests(tx: Tx, reportId: string): Promise<void> {
  await sql`select casework.end_expired(${reportId}::uuid)`.execute(tx)
}

/** Removes rows of ended wishes, a batch at a time; answers how many. */
export async function sweepRequests(tx: Tx, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select casework.sweep(${monthsOf('ended-wish')}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
