// SQL of copies: who asked, what was prepared, who checked it.
import { sql } from 'kysely'
import { daysOf } from '#engines/retention/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { CopyRow, KnownBy } from './kinds.ts'

const rows = (tx: Tx) =>
  tx
    .selectFrom('records.copy_request')
    .select(['id', 'report_id as reportId', 'organisation_id as organisationId', 'state', 'asked_at as askedAt'])
    .select(['known_by as knownBy', 'epoch', 'body', 'wrapped_key as wrappedKey', 'receipt_wrap as receiptWrap'])
    .select(['prepared_by as preparedBy', 'ends_at as endsAt'])

/** The newest of a report. */
export async function copyOfReport(tx: Tx, reportId: string): Promise<CopyRow | undefined> {
  const row = await rows(tx).where('report_id', '=', reportId).orderBy('asked_at', 'desc').limit(1).executeTakeFirst()
  return row as CopyRow | undefined
}

/** Those that wait for somebody of the actor's organisation, oldest first. */
export async function listWaiting(tx: Tx): Promise<CopyRow[]> {
  const found = await rows(tx).where('state', 'in', ['asked', 'prepared']).orderBy('asked_at').limit(200).execute()
  return found as CopyRow[]
}

export async function findCopy(tx: Tx, id: string): Promise<CopyRow | undefined> {
  return (await rows(tx).where('id', '=', id).executeTakeFirst()) as CopyRow | undefined
}

/** Does nothing when one is on its way. `organisationId` is the report's own, or the row policy refuses it. */
export async function insertCopy(tx: Tx, id: string, reportId: string, organisationId: string): Promise<void> {
  await tx
    .insertInto('records.copy_request')
    .values({ id, report_id: reportId, organisation_id: organisationId, state: 'asked' })
    .onConflict((on) => on.doNothing())
    .execute()
}

const emptied = { body: null, wrapped_key: null, receipt_wrap: null, epoch: null }

export async function takeBackCopies(tx: Tx, reportId: string): Promise<void> {
  await tx
    .updateTable('records.copy_request')
    .set({ state: 'taken-back', ...emptied })
    .where('report_id', '=', reportId)
    .where('state', 'in', ['asked', 'prepared', 'ready'])
    .execute()
}

/** What one person prepared, sealed to the team. False when it is decided by now. */
export async function putPrepared(
  tx: Tx,
  id: string,
  made: { personId: string; knownBy: KnownBy; epoch: number; body: Uint8Array; wrapped: Uint8Array },
): Promise<boolean> {
  const done = await tx
    .updateTable('records.copy_request')
    .set({
      state: 'prepared',
      known_by: made.knownBy,
      epoch: made.epoch,
      body: Buffer.from(made.body),
      wrapped_key: Buffer.from(made.wrapped),
      prepared_by: made.personId,
      prepared_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'prepared'])
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** What a second person checked, sealed to the receipt and no longer to the team. */
export async function putReady(
  tx: Tx,
  copy: CopyRow,
  made: { personId: string; body: Uint8Array; receiptWrap: Uint8Array },
): Promise<boolean> {
  const done = await tx
    .updateTable('records.copy_request')
    .set({
      state: 'ready',
      epoch: null,
      body: Buffer.from(made.body),
      wrapped_key: null,
      receipt_wrap: Buffer.from(made.receiptWrap),
      checked_by: made.personId,
      checked_at: sql<Date>`now()`,
      ends_at: sql<Date>`now() + make_interval(days => ${daysOf('copy-of-a-report')}::int)`,
    })
    .where('id', '=', copy.id)
    .where('state', '=', 'prepared')
    // Exactly what was read: prepared anew meanwhile, it is read anew.
    .where('wrapped_key', '=', Buffer.from(copy.wrappedKey ?? []))
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Back to whoever prepares, or refused. */
export async function putBack(tx: Tx, id: string, to: 'asked' | 'refused'): Promise<boolean> {
  const done = await tx
    .updateTable('records.copy_request')
    .set({ state: to, ...emptied })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'prepared'])
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
