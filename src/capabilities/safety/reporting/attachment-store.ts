// SQL of what is added to a report: rows beside the sealed files, whom they are to be sealed to, and which belong to nothing.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Refusal } from '#platform/files/formats/sniff.ts'
import type { ScanResult } from '#platform/files/scan-file.ts'
import type { TeamSealed } from '#src/capabilities/house.ts'
import type { ReportState } from './report.ts'

export type AttachmentRow = {
  id: string
  reportId: string
  state: 'checking' | 'ready' | 'refused'
  refused: Refusal | null
  scan: Exclude<ScanResult, 'found'> | null
  blob: string | null
  size: number
  checkingKey: Uint8Array | null
  head: Uint8Array | null
  wrappedKey: Uint8Array | null
  epoch: number | null
}

const columns = [
  'id',
  'report_id as reportId',
  'state',
  'refused',
  'scan',
  'blob',
  'size',
  'checking_key as checkingKey',
  'head',
  'wrapped_key as wrappedKey',
  'epoch',
] as const

/** In the order in which they were added. */
export async function listAttachments(tx: Tx, reportId: string): Promise<AttachmentRow[]> {
  const rows = await tx
    .selectFrom('reporting.attachment')
    .select(columns)
    .where('report_id', '=', reportId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows as AttachmentRow[]
}

export async function findAttachment(tx: Tx, id: string): Promise<AttachmentRow | undefined> {
  const row = await tx.selectFrom('reporting.attachment').select(columns).where('id', '=', id).executeTakeFirst()
  return row as AttachmentRow | undefined
}

export async function insertChecking(
  tx: Tx,
  file: { id: string; reportId: string; blob: string; size: number; checkingKey: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('reporting.attachment')
    .values({
      id: file.id,
      report_id: file.reportId,
      state: 'checking',
      blob: file.blob,
      size: file.size,
      checking_key: Buffer.from(file.checkingKey),
    })
    .execute()
  // Adding something is a change of the draft: it is kept for another month.
  await tx
    .updateTable('reporting.report')
    .set({ changed_at: sql<Date>`now()` })
    .where('id', '=', file.reportId)
    .execute()
}

/** Takes the key of the unchecked file away in the same change. False when the row is gone or was settled before. */
export async function settleReady(
  tx: Tx,
  file: {
    id: string
    blob: string
    size: number
    scan: Exclude<ScanResult, 'found'>
    head: Uint8Array
    wrappedKey: Uint8Array
    epoch: number | null
  },
): Promise<boolean> {
  const done = await tx
    .updateTable('reporting.attachment')
    .set({
      state: 'ready',
      blob: file.blob,
      size: file.size,
      scan: file.scan,
      checking_key: null,
      head: Buffer.from(file.head),
      wrapped_key: Buffer.from(file.wrappedKey),
      epoch: file.epoch,
    })
    .where('id', '=', file.id)
    .where('state', '=', 'checking')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function settleRefused(tx: Tx, id: string, why: Refusal): Promise<void> {
  await tx
    .updateTable('reporting.attachment')
    .set({ state: 'refused', refused: why, blob: null, size: 0, checking_key: null })
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .execute()
}

export async function setWrap(tx: Tx, id: string, wrapped: Uint8Array, epoch: number | null): Promise<void> {
  await tx
    .updateTable('reporting.attachment')
    .set({ wrapped_key: Buffer.from(wrapped), epoch })
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .execute()
}

/** Removes the rows of a report, or one of them; answers the names of their files. */
export async function deleteAttachments(tx: Tx, reportId: string, id?: string): Promise<string[]> {
  let query = tx.deleteFrom('reporting.attachment').where('report_id', '=', reportId)
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.returning('blob').execute()
  return rows.flatMap(({ blob }) => blob ?? [])
}

/** To whom a checked file is sealed; undefined when its report is gone. Holds a sending off until this transaction ends. */
export async function lockForCheck(
  tx: Tx,
  reportId: string,
): Promise<{ state: ReportState; organisationId: string; receiptPublicKey: Uint8Array | null } | undefined> {
  const { rows } = await sql<{ state: ReportState; organisationId: string; receiptPublicKey: Buffer | null }>`
    select state, organisation_id as "organisationId", receipt_public_key as "receiptPublicKey"
      from reporting.lock_for_check(${reportId}::uuid)`.execute(tx)
  return rows[0]
}

/** Those of these names that some row still holds. */
export async function blobsInUse(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await tx
    .selectFrom('reporting.attachment')
    .select('blob')
    .where('blob', 'in', [...names])
    .execute()
  return new Set(rows.flatMap(({ blob }) => blob ?? []))
}

/** For a team's newer key: heads are the bodies that its wraps open, and each holds the key of its file. */
export const sealedAttachments: TeamSealed = {
  name: 'reporting.attachment',
  async count(tx, organisationId, epoch) {
    const { rows } = await sql<{ n: number }>`
      select reporting.count_attachment_keys(${organisationId}::uuid, ${epoch}::int) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async wraps(tx, organisationId, epoch, after, limit) {
    const { rows } = await sql<{ id: string; epoch: number; wrapped: Buffer }>`
      select id, epoch, wrapped from reporting.attachment_keys(
        ${organisationId}::uuid, ${epoch}::int, ${after ?? null}::uuid, ${limit}::int)`.execute(tx)
    return rows.map((row) => ({ ...row, record: row.id, part: 'attachment' }))
  },
  async replace(tx, organisationId, epoch, changes) {
    const { rows } = await sql<{ n: number }>`
      select reporting.replace_attachment_keys(${organisationId}::uuid, ${changes.map(({ id }) => id)}::uuid[],
        ${changes.map(({ old }) => Buffer.from(old))}::bytea[], ${epoch}::int,
        ${changes.map(({ fresh }) => Buffer.from(fresh))}::bytea[]) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async bodies(tx, organisationId, after, limit) {
    let query = tx
      .selectFrom('reporting.attachment as a')
      .innerJoin('reporting.report as r', 'r.id', 'a.report_id')
      .select(['a.id', 'a.epoch', 'a.wrapped_key as wrapped', 'a.head as body'])
      .where('r.organisation_id', '=', organisationId)
      .where('a.epoch', 'is not', null)
    if (after !== undefined) query = query.where('a.id', '>', after)
    const rows = await query.orderBy('a.id').limit(limit).execute()
    return rows.flatMap(({ id, epoch, wrapped, body }) =>
      epoch !== null && wrapped && body ? [{ id, record: id, part: 'attachment', epoch, wrapped, body }] : [],
    )
  },
}
