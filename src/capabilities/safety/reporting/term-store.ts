// SQL of how long a sent report stays: when it goes, asking for longer, and its going when nobody did.
import { sql } from 'kysely'
import { monthsOf } from '#engines/retention/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { undisclosed } from './trace-store.ts'

const months = monthsOf('report')
const goesAt = sql<Date | null>`reporting.goes_at(sent_at, closed_at, keep_until, ${months}::int)`

/** When this report goes unless somebody asks otherwise; undefined for a draft and for one that is erased. */
export async function whenGone(tx: Tx, reportId: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('reporting.report')
    .select(goesAt.as('at'))
    .where('id', '=', reportId)
    .where('state', 'in', ['received', 'in-work', 'closed'])
    .executeTakeFirst()
  return row?.at ?? undefined
}

export async function keepUntil(tx: Tx, reportId: string, at: Date): Promise<void> {
  await tx.updateTable('reporting.report').set({ keep_until: at }).where('id', '=', reportId).execute()
}

export type GoingReport = { id: string; goesAt: Date; sentAt: Date }

/** Reports of the actor's organisation that go before `before`, the next first. */
export async function listGoing(tx: Tx, before: Date, limit: number): Promise<GoingReport[]> {
  const rows = await tx
    .selectFrom('reporting.report')
    .select(['id', goesAt.as('goesAt'), 'sent_at as sentAt'])
    .where('state', 'in', ['received', 'in-work', 'closed'])
    .where(goesAt, '<', before)
    .orderBy(goesAt)
    .limit(limit)
    .execute()
  return rows as GoingReport[]
}

/** Ids of reports whose time is over and that nobody holds, in order, after `after`. For the task that expires them. */
export async function expiredReports(tx: Tx, after: string | undefined, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reporting.expired(${months}, ${after ?? null}::uuid, ${limit}) as id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Takes consents and report without waiting; false when somebody is busy with it, or it has time left by now. */
export async function lockExpired(tx: Tx, reportId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select reporting.lock_expired(${reportId}::uuid, ${months}) as "is"`.execute(tx)
  return rows[0]?.is ?? false
}

/** Everything that erasing takes in this room. Rejects when the report has time left. */
export async function eraseExpiredRows(tx: Tx, reportId: string): Promise<void> {
  await sql`select reporting.erase_expired(${reportId}::uuid, ${months}, ${[...undisclosed]}::text[])`.execute(tx)
}

/** Removes rows of reports erased long ago, a batch at a time; answers how many. */
export async function forgetErased(tx: Tx, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select reporting.forget_erased(${monthsOf('erased-report')}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The key of the receipt that opens a sent report now; undefined when none does any more. */
export async function receiptKeyOf(tx: Tx, reportId: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('reporting.report')
    .select('receipt_public_key')
    .where('id', '=', reportId)
    .where('state', 'in', ['received', 'in-work', 'closed'])
    .executeTakeFirst()
  return row?.receipt_public_key ?? undefined
}
