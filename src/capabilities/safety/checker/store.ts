// SQL of entries. Values and details are sealed and opened here; every change tells the other processes in its own transaction.
import { sql } from 'kysely'
import { type IdentifierKind, partialOf, readings } from '#engines/matching/index.ts'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { EntryDetail, NewEntries } from './entry.ts'

export const channel = 'rowan_entries'

const valueContext = (id: string) => `entry-value:${id}`
const detailContext = (id: string) => `entry-detail:${id}`

/** The keyed hash under which two writings of one identifier meet. */
export const lookupOf = (keys: ServiceKeys, kind: IdentifierKind, canonical: string): Buffer =>
  Buffer.from(keys.blindIndex(`entry ${kind}`, canonical))

/** What is known only in part, however it was written; never the same as any whole value. */
const partOf = (kind: IdentifierKind, value: string): string | undefined => {
  const part = partialOf(kind, value)
  return part && `part ${part.anchor} ${part.pattern}`
}

/** A value's canonical form; what cannot be read meets only what was typed alike. */
const canonicalOf = (kind: IdentifierKind, value: string): string =>
  readings(kind, value)[0]?.canonical ??
  partOf(kind, value) ??
  `unread ${value.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()}`

/** Tells every process, if `tx` commits, to read this report's entries again. */
async function announce(tx: Tx, reportId: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${reportId})`.execute(tx)
}

/** Stores each identifier once. Answers how many entries there now are. */
export async function insertEntries(tx: Tx, keys: ServiceKeys, wish: NewEntries, now: Date): Promise<number> {
  const rowOf = (kind: IdentifierKind, value: string, lookup: Buffer) => {
    const id = newId()
    return {
      id,
      organisation_id: wish.organisationId,
      report_id: wish.reportId,
      alert_id: wish.alertId,
      kind,
      lookup,
      sealed_value: Buffer.from(keys.sealField(value, valueContext(id))),
      sealed_detail: Buffer.from(keys.sealField(JSON.stringify(wish.detail), detailContext(id))),
      state: 'live',
      withheld_from: wish.withheldFrom ?? null,
      created_at: now,
      expires_at: wish.expiresAt,
    }
  }
  const rows = new Map<string, ReturnType<typeof rowOf>>()
  for (const { kind, value } of wish.identifiers) {
    const text = value.trim()
    if (text === '') continue
    const lookup = lookupOf(keys, kind, canonicalOf(kind, text))
    const key = `${kind} ${lookup.toString('base64')}`
    if (!rows.has(key)) rows.set(key, rowOf(kind, text, lookup))
  }
  if (rows.size === 0) return 0
  await tx
    .insertInto('checker.entry')
    .values([...rows.values()])
    .execute()
  await announce(tx, wish.reportId)
  return rows.size
}

export async function endLiveEntries(
  tx: Tx,
  which: { reportId: string; alertId?: string | undefined },
  state: 'withdrawn' | 'expired',
  now: Date,
): Promise<number> {
  let query = tx
    .updateTable('checker.entry')
    .set({ state, ended_at: now })
    .where('report_id', '=', which.reportId)
    .where('state', '=', 'live')
  if (which.alertId !== undefined) query = query.where('alert_id', '=', which.alertId)
  const { numUpdatedRows } = await query.executeTakeFirst()
  if (numUpdatedRows > 0n) await announce(tx, which.reportId)
  return Number(numUpdatedRows)
}

/** Removes what an erased report left behind, ended entries included. */
export async function deleteEntries(tx: Tx, reportId: string, now: Date): Promise<number> {
  await endLiveEntries(tx, { reportId }, 'withdrawn', now)
  const { numDeletedRows } = await tx.deleteFrom('checker.entry').where('report_id', '=', reportId).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Reports with entries whose time is over. */
export async function reportsWithOverdueEntries(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('checker.entry')
    .select('report_id')
    .distinct()
    .where('state', '=', 'live')
    .where('expires_at', '<=', now)
    .limit(1000)
    .execute()
  return rows.map((row) => row.report_id)
}

export async function expireEntries(tx: Tx, reportId: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('checker.entry')
    .set({ state: 'expired', ended_at: now })
    .where('report_id', '=', reportId)
    .where('state', '=', 'live')
    .where('expires_at', '<=', now)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await announce(tx, reportId)
  return Number(numUpdatedRows)
}

/** Removes entries that ended before `endedBefore`, and counts of questions of hours before `askedBefore`. */
export async function sweepEnded(tx: Tx, endedBefore: Date, askedBefore: Date): Promise<void> {
  await tx.deleteFrom('checker.entry').where('state', '!=', 'live').where('ended_at', '<', endedBefore).execute()
  await tx.deleteFrom('checker.asked').where('hour', '<', askedBefore).execute()
}

export type IndexedEntry = { id: string; reportId: string; kind: IdentifierKind; value: string }

const openIndexed = (
  keys: ServiceKeys,
  row: { id: string; report_id: string; kind: string; sealed_value: Buffer },
): IndexedEntry => ({
  id: row.id,
  reportId: row.report_id,
  kind: row.kind as IdentifierKind,
  value: keys.openField(row.sealed_value, valueContext(row.id)),
})

/** Live entries in order of id, a page at a time, for building the index. */
export async function pageOfEntries(
  tx: Tx,
  keys: ServiceKeys,
  after: string | undefined,
  limit: number,
): Promise<IndexedEntry[]> {
  let query = tx
    .selectFrom('checker.entry')
    .select(['id', 'report_id', 'kind', 'sealed_value'])
    .where('state', '=', 'live')
    .orderBy('id')
    .limit(limit)
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.execute()).map((row) => openIndexed(keys, row))
}

export async function liveEntriesOf(tx: Tx, keys: ServiceKeys, reportId: string): Promise<IndexedEntry[]> {
  const rows = await tx
    .selectFrom('checker.entry')
    .select(['id', 'report_id', 'kind', 'sealed_value'])
    .where('report_id', '=', reportId)
    .where('state', '=', 'live')
    .execute()
  return rows.map((row) => openIndexed(keys, row))
}

export type FoundEntry = {
  id: string
  reportId: string
  kind: IdentifierKind
  lookup: Buffer
  isDifferentPerson: boolean
  /** The registered value stays sealed: an answer never needs it. */
  detail: EntryDetail
}

/**
 * The live entries of these ids, and all others about the same identifiers, that the actor of `tx` may see; newest first,
 * at most 200. Ids that are no longer live are simply not there.
 */
export async function findEntries(
  tx: Tx,
  keys: ServiceKeys,
  ids: readonly string[],
  now: Date,
): Promise<{ entries: FoundEntry[]; lookupOfId: Map<string, string> }> {
  const rows = await tx
    .selectFrom('checker.entry')
    .select(['id', 'report_id', 'kind', 'lookup', 'is_different_person', 'sealed_detail'])
    .where('state', '=', 'live')
    .where('expires_at', '>', now)
    .where((eb) =>
      eb(
        'lookup',
        'in',
        eb
          .selectFrom('checker.entry')
          .select('lookup')
          .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
          .where('state', '=', 'live'),
      ),
    )
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  const lookupOfId = new Map<string, string>()
  const entries = rows.map((row) => {
    lookupOfId.set(row.id, `${row.kind} ${row.lookup.toString('base64')}`)
    return {
      id: row.id,
      reportId: row.report_id,
      kind: row.kind as IdentifierKind,
      lookup: row.lookup,
      isDifferentPerson: row.is_different_person,
      detail: JSON.parse(keys.openField(row.sealed_detail, detailContext(row.id))) as EntryDetail,
    }
  })
  return { entries, lookupOfId }
}

/** Counts one question of `subject` in this hour; answers how many there were in it and in the 24 hours up to its end. */
export async function countQuestion(tx: Tx, subject: string, now: Date): Promise<{ hour: number; day: number }> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
  const { amount } = await tx
    .insertInto('checker.asked')
    .values({ subject, hour, amount: 1 })
    .onConflict((on) => on.columns(['subject', 'hour']).doUpdateSet({ amount: sql<number>`checker.asked.amount + 1` }))
    .returning('amount')
    .executeTakeFirstOrThrow()
  const { day } = await tx
    .selectFrom('checker.asked')
    .select(sql<number>`coalesce(sum(amount), 0)::int`.as('day'))
    .where('subject', '=', subject)
    .where('hour', '>', new Date(hour.getTime() - 24 * 3_600_000))
    .executeTakeFirstOrThrow()
  return { hour: amount, day }
}

export async function setDifferentPerson(tx: Tx, entryId: string, yes: boolean): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('checker.entry')
    .set({ is_different_person: yes })
    .where('id', '=', entryId)
    .where('state', '=', 'live')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type KeptEntry = {
  id: string
  kind: IdentifierKind
  value: string
  isDifferentPerson: boolean
  /** Live entries of other reports about the same identifier. */
  others: number
}

/** The live entries of a report with their values, for the desk that made them. */
export async function entriesWithOthers(
  tx: Tx,
  keys: ServiceKeys,
  reportId: string,
  organisationId: string,
): Promise<KeptEntry[]> {
  const rows = await tx
    .selectFrom('checker.entry as e')
    .select((eb) => [
      'e.id',
      'e.kind',
      'e.sealed_value',
      'e.is_different_person',
      eb
        .selectFrom('checker.entry as o')
        .select(sql<number>`count(distinct o.report_id)::int`.as('n'))
        .whereRef('o.lookup', '=', 'e.lookup')
        .whereRef('o.report_id', '!=', 'e.report_id')
        .where('o.state', '=', 'live')
        .as('others'),
    ])
    .where('e.report_id', '=', reportId)
    .where('e.organisation_id', '=', organisationId)
    .where('e.state', '=', 'live')
    .orderBy('e.kind')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as IdentifierKind,
    value: keys.openField(row.sealed_value, valueContext(row.id)),
    isDifferentPerson: row.is_different_person,
    others: row.others ?? 0,
  }))
}
