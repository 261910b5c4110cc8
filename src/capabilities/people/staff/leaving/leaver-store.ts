// SQL of leaving.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** False for oneself, for somebody of another organisation, and for who has left already; the database decides. */
export async function endPerson(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select staff.end_person(${personId}::uuid) as ended`.execute(tx)
  return rows[0]?.ended ?? false
}

/** Replaces the names of people who left more than `months` ago, a batch at a time; answers how many. */
export async function blurLeavers(tx: Tx, months: number, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select staff.blur_leavers(${months}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
