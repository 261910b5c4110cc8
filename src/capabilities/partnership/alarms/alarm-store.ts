// SQL of alarms. Row policies decide who sees which; nobody sees one about their own account.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import { type AlarmKind, alarmKinds } from '#platform/alarms/raise-alarm.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Alarm } from './alarm.ts'

const noteContext = (id: string) => `alarm-note:${id}`
const isKind = (text: string): text is AlarmKind => (alarmKinds as readonly string[]).includes(text)

/** Those nobody has looked at first, each part newest first; at most 200. */
export async function listAlarms(tx: Tx, keys: ServiceKeys): Promise<Alarm[]> {
  const rows = await tx
    .selectFrom('alarms.alarm')
    .selectAll()
    .orderBy('looked_at', (by) => by.desc().nullsFirst())
    .orderBy('last_at', 'desc')
    .limit(200)
    .execute()
  return rows.flatMap((row) => {
    if (!isKind(row.kind)) return []
    const note = row.sealed_note ? keys.openField(row.sealed_note, noteContext(row.id)) : ''
    return {
      id: row.id,
      kind: row.kind,
      organisationId: row.organisation_id,
      personId: row.person_id,
      amount: row.amount,
      firstAt: row.first_at,
      lastAt: row.last_at,
      detail: JSON.parse(row.detail) as Alarm['detail'],
      reason: row.sealed_reason ? keys.openField(row.sealed_reason, 'alarm-reason') : undefined,
      looked: row.looked_at && row.looked_by ? { at: row.looked_at, by: row.looked_by, note } : undefined,
    }
  })
}

export async function countOpen(tx: Tx): Promise<number> {
  const { amount } = await tx
    .selectFrom('alarms.alarm')
    .select((eb) => eb.fn.countAll<string>().as('amount'))
    .where('looked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(amount)
}

/** Marks one as looked at, with a note. False when it is not there for this person, or somebody was first. */
export async function markLooked(
  tx: Tx,
  keys: ServiceKeys,
  look: { id: string; by: string; note: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('alarms.alarm')
    .set({
      looked_at: look.at,
      looked_by: look.by,
      sealed_note: Buffer.from(keys.sealField(look.note, noteContext(look.id))),
    })
    .where('id', '=', look.id)
    .where('looked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Those of which no word has gone out, held until the transaction ends. */
export async function lockUntold(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('alarms.alarm')
    .select('id')
    .where('told_at', 'is', null)
    .orderBy('id')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

export async function markTold(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.updateTable('alarms.alarm').set({ told_at: now }).where('id', 'in', ids).execute()
}

export async function deleteAlarms(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('alarms.alarm').where('last_at', '<', before).execute()
}
