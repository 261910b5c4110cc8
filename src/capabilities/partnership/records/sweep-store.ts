// SQL of what this room itself forgets.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** Copies after their days, requests nobody answered, words of old answers; a batch at a time. Answers how many rows changed. */
export async function sweepOwn(
  tx: Tx,
  keeps: { copy: number; unanswered: number; answer: number },
  atMost: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select records.sweep(${keeps.copy}, ${keeps.unanswered}, ${keeps.answer}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
