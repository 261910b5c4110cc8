// SQL of held reports as their holder reaches them: words, points, letters, and the adviser's question.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { SealedPoint } from './seal-held.ts'

export type HeldRow = {
  organisationId: string
  people: 2 | 3
  body: Uint8Array
  receiptPublicKey: Uint8Array
  heldAt: Date
}

export async function putHeld(
  tx: Tx,
  held: {
    reportId: string
    organisationId: string
    people: number
    body: Uint8Array
    receiptPublicKey: Uint8Array
  },
): Promise<void> {
  const values = {
    organisation_id: held.organisationId,
    people: held.people,
    body: Buffer.from(held.body),
    receipt_public_key: Buffer.from(held.receiptPublicKey),
  }
  await tx
    .insertInto('held_reports.held')
    .values({ report_id: held.reportId, ...values })
    .onConflict((on) => on.column('report_id').doUpdateSet(values))
    .execute()
}

export async function replacePoints(
  tx: Tx,
  held: { reportId: string; organisationId: string; epoch: number },
  points: readonly SealedPoint[],
): Promise<void> {
  await tx.deleteFrom('held_reports.point').where('report_id', '=', held.reportId).execute()
  if (points.length === 0) return
  await tx
    .insertInto('held_reports.point')
    .values(
      points.map((point) => ({
        id: point.id,
        report_id: held.reportId,
        organisation_id: held.organisationId,
        people: point.people,
        tag: Buffer.from(point.tag),
        person: Buffer.from(point.person),
        share: Buffer.from(point.share),
        share_epoch: held.epoch,
        key: Buffer.from(point.key),
        key_epoch: held.epoch,
      })),
    )
    .execute()
}

/** Points first: each that goes hides a group that became too small. */
export async function deleteHeld(tx: Tx, reportId: string): Promise<void> {
  await tx.deleteFrom('held_reports.point').where('report_id', '=', reportId).execute()
  await tx.deleteFrom('held_reports.held').where('report_id', '=', reportId).execute()
}

export async function findHeld(tx: Tx, reportId: string): Promise<HeldRow | undefined> {
  const row = await tx
    .selectFrom('held_reports.held')
    .select([
      'organisation_id as organisationId',
      'people',
      'body',
      'receipt_public_key as receiptPublicKey',
      'held_at as heldAt',
    ])
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return row as HeldRow | undefined
}

export async function findAsked(
  tx: Tx,
  reportId: string,
): Promise<{ at: Date; answer: 'stay' | undefined } | undefined> {
  const row = await tx
    .selectFrom('held_reports.asked')
    .select(['asked_at as at', 'answer'])
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return row && { at: row.at, answer: (row.answer as 'stay' | null) ?? undefined }
}

export async function answerStay(tx: Tx, reportId: string): Promise<void> {
  await tx
    .updateTable('held_reports.asked')
    .set({ answer: 'stay', answered_at: sql<Date>`now()` })
    .where('report_id', '=', reportId)
    .execute()
}

export type LetterRow = {
  id: string
  direction: 'to-reporter' | 'from-reporter'
  body: Uint8Array
  teamEpoch: number
  teamKeyWrap: Uint8Array
  receiptKeyWrap: Uint8Array | null
  createdAt: Date
}

export async function listLetters(tx: Tx, reportId: string): Promise<LetterRow[]> {
  const rows = await tx
    .selectFrom('held_reports.message')
    .select([
      'id',
      'direction',
      'body',
      'team_epoch as teamEpoch',
      'team_key_wrap as teamKeyWrap',
      'receipt_key_wrap as receiptKeyWrap',
      'created_at as createdAt',
    ])
    .where('report_id', '=', reportId)
    .orderBy('created_at')
    .execute()
  return rows as LetterRow[]
}

export async function insertLetter(
  tx: Tx,
  letter: Omit<LetterRow, 'createdAt'> & { reportId: string; organisationId: string },
): Promise<void> {
  await tx
    .insertInto('held_reports.message')
    .values({
      id: letter.id,
      report_id: letter.reportId,
      organisation_id: letter.organisationId,
      direction: letter.direction,
      body: Buffer.from(letter.body),
      team_epoch: letter.teamEpoch,
      team_key_wrap: Buffer.from(letter.teamKeyWrap),
      receipt_key_wrap: letter.receiptKeyWrap && Buffer.from(letter.receiptKeyWrap),
    })
    .execute()
}
