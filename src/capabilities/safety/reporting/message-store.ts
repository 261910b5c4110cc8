// SQL of what the desk and the reporter write to each other, sealed to both.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export type MessageRow = {
  id: string
  direction: 'to-reporter' | 'from-reporter'
  body: Uint8Array
  teamEpoch: number
  teamKeyWrap: Uint8Array
  receiptKeyWrap: Uint8Array | null
  writtenBy: string | null
  createdAt: Date
  readAt: Date | null
}

export async function listMessages(tx: Tx, reportId: string): Promise<MessageRow[]> {
  return await tx
    .selectFrom('reporting.message as m')
    .leftJoin('staff.person as p', 'p.id', 'm.written_by')
    .select([
      'm.id',
      sql<MessageRow['direction']>`m.direction`.as('direction'),
      'm.body',
      'm.team_epoch as teamEpoch',
      'm.team_key_wrap as teamKeyWrap',
      'm.receipt_key_wrap as receiptKeyWrap',
      'p.display_name as writtenBy',
      'm.created_at as createdAt',
      'm.read_at as readAt',
    ])
    .where('m.report_id', '=', reportId)
    .orderBy('m.created_at')
    .execute()
}

export async function insertMessage(
  tx: Tx,
  message: {
    id: string
    reportId: string
    direction: MessageRow['direction']
    body: Uint8Array
    teamEpoch: number
    teamKeyWrap: Uint8Array
    receiptKeyWrap: Uint8Array | null
    writtenBy: string | null
  },
): Promise<void> {
  await tx
    .insertInto('reporting.message')
    .values({
      id: message.id,
      report_id: message.reportId,
      direction: message.direction,
      body: Buffer.from(message.body),
      team_epoch: message.teamEpoch,
      team_key_wrap: Buffer.from(message.teamKeyWrap),
      receipt_key_wrap: message.receiptKeyWrap && Buffer.from(message.receiptKeyWrap),
      written_by: message.writtenBy,
    })
    .execute()
}

/** Marks what came from the other side as read. */
export async function markRead(tx: Tx, reportId: string, direction: MessageRow['direction']): Promise<void> {
  await tx
    .updateTable('reporting.message')
    .set({ read_at: sql<Date>`now()` })
    .where('report_id', '=', reportId)
    .where('direction', '=', direction)
    .where('read_at', 'is', null)
    .execute()
}
