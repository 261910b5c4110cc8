// SQL of holds: what two people keep from going, and until when. Its words are sealed to the service key, each bound to its row.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Hold, HoldReason } from './kinds.ts'

const sealContext = (id: string) => `hold:${id}`

export async function insertHold(
  tx: Tx,
  keys: ServiceKeys,
  hold: {
    id: string
    reportId: string
    organisationId: string
    personId: string
    reason: HoldReason
    words: string
    endsOn: string
  },
): Promise<void> {
  await tx
    .insertInto('records.hold')
    .values({
      id: hold.id,
      report_id: hold.reportId,
      organisation_id: hold.organisationId,
      reason: hold.reason,
      sealed_words: Buffer.from(keys.sealField(hold.words, sealContext(hold.id))),
      ends_on: hold.endsOn,
      proposed_by: hold.personId,
    })
    .execute()
}

/** Holds that are not over, the next to end first; of one report when it is named. */
export async function listHolds(tx: Tx, keys: ServiceKeys, reportId?: string): Promise<Hold[]> {
  let query = tx
    .selectFrom('records.hold as h')
    .innerJoin('staff.person as p', 'p.id', 'h.proposed_by')
    .select(['h.id', 'h.report_id', 'h.reason', 'h.sealed_words', 'h.ends_on', 'h.proposed_by', 'h.proposed_at'])
    .select(['h.confirmed_at', 'h.ended_at', 'p.display_name'])
    .where('h.ended_at', 'is', null)
    .where('h.ends_on', '>=', sql<never>`(now() at time zone 'UTC')::date`)
  if (reportId) query = query.where('h.report_id', '=', reportId)
  const rows = await query.orderBy('h.ends_on').orderBy('h.id').limit(200).execute()
  return rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    reason: row.reason as HoldReason,
    words: keys.openField(row.sealed_words, sealContext(row.id)),
    endsOn: String(row.ends_on),
    proposedBy: { id: row.proposed_by, name: row.display_name },
    proposedAt: row.proposed_at,
    confirmedAt: row.confirmed_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  }))
}

/** False when it was confirmed or ended already. */
export async function confirmHold(tx: Tx, id: string, personId: string): Promise<boolean> {
  const done = await tx
    .updateTable('records.hold')
    .set({ confirmed_by: personId, confirmed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('confirmed_by', 'is', null)
    .where('ended_at', 'is', null)
    .where('proposed_by', '<>', personId)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function endHold(tx: Tx, id: string, personId: string): Promise<boolean> {
  const done = await tx
    .updateTable('records.hold')
    .set({ ended_by: personId, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
