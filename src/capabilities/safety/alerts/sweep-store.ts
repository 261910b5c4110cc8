// SQL of alerts that are over: what stays of them and for how long; and whether one stands.
import { sql } from 'kysely'
import { monthsOf } from '#engines/retention/index.ts'
import type { Tx } from '#platform/db/database.ts'

/** Removes words, deliveries and rows of ended alerts when each has had its time, a batch at a time; answers how many. */
export async function sweepAlerts(tx: Tx, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select alerts.sweep(${monthsOf('ended-alert')}, ${monthsOf('delivery')}, ${monthsOf('decision')}, ${atMost}) as n`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Whether a warning from this report is out. Asked under the lock on its consent, without which none goes out. */
export async function hasStandingAlert(tx: Tx, reportId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('alerts.alert')
    .select('id')
    .where('report_id', '=', reportId)
    .where('state', '=', 'published')
    .executeTakeFirst()
  return row !== undefined
}
