// SQL of deliveries: who was to get which version of an alert by which channel, and whether it was handed over.
import { sql } from 'kysely'
import type { Channel } from '#people/members/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { AlertRow } from './store.ts'
import { findAlert } from './store.ts'

export type DeliveryKind = 'alert' | 'retraction'
export type Sending = { alertId: string; version: number; kind: DeliveryKind }

/** The alert, share-locked until `tx` ends: whoever retracts waits for what is being handed over, then chases it. */
export async function shareAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  const locked = await tx.selectFrom('alerts.alert').select('id').where('id', '=', id).forShare().executeTakeFirst()
  return locked && (await findAlert(tx, id))
}

/** Writes rows that are not there yet and answers their members. In-app is handed over by being written. */
export async function insertDeliveries(
  tx: Tx,
  sending: Sending,
  channel: Channel,
  memberIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (memberIds.length === 0) return []
  const state = channel === 'in-app' ? 'handed-over' : 'waiting'
  const { rows } = await sql<{ member_id: string }>`
    insert into alerts.delivery (alert_id, version, kind, member_id, channel, state, created_at, handed_over_at)
    select ${sending.alertId}, ${sending.version}, ${sending.kind}, id, ${channel}, ${state}, ${now},
           ${channel === 'in-app' ? now : null}::timestamptz
      from unnest(${[...memberIds]}::uuid[]) as id
    on conflict do nothing
    returning member_id`.execute(tx)
  return rows.map((row) => row.member_id)
}

/** Members after `after` who were handed any version of the alert by the channel, in order. */
export async function listReached(
  tx: Tx,
  alertId: string,
  channel: Channel,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  let query = tx
    .selectFrom('alerts.delivery')
    .select('member_id')
    .distinct()
    .where('alert_id', '=', alertId)
    .where('kind', '=', 'alert')
    .where('channel', '=', channel)
    .where('state', '=', 'handed-over')
    .orderBy('member_id')
    .limit(limit)
  if (after !== undefined) query = query.where('member_id', '>', after)
  return (await query.execute()).map((row) => row.member_id)
}

/** How many people were handed the alert by any channel. */
export async function countReached(tx: Tx, alertId: string): Promise<number> {
  const row = await tx
    .selectFrom('alerts.delivery')
    .select(sql<number>`count(distinct member_id)::int`.as('people'))
    .where('alert_id', '=', alertId)
    .where('kind', '=', 'alert')
    .where('state', '=', 'handed-over')
    .executeTakeFirstOrThrow()
  return row.people
}

export type Range = { first: string; last: string }

/** Letters still waiting in a range of members, locked; rows that another worker holds are passed over. */
export async function lockWaiting(
  tx: Tx,
  sending: Sending,
  range: Range,
  except: readonly string[],
  limit: number,
): Promise<{ memberId: string; attempts: number }[]> {
  return await tx
    .selectFrom('alerts.delivery')
    .select(['member_id as memberId', 'attempts'])
    .where('alert_id', '=', sending.alertId)
    .where('version', '=', sending.version)
    .where('kind', '=', sending.kind)
    .where('channel', '=', 'email')
    .where('state', '=', 'waiting')
    .where('member_id', '>=', range.first)
    .where('member_id', '<=', range.last)
    .where(sql<boolean>`member_id <> all (${[...except]}::uuid[])`)
    .orderBy('member_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function markDeliveries(
  tx: Tx,
  sending: Sending,
  memberIds: readonly string[],
  state: 'handed-over' | 'stopped' | 'failed' | 'waiting',
  now: Date,
): Promise<void> {
  if (memberIds.length === 0) return
  await sql`
    update alerts.delivery
       set state = ${state}, attempts = attempts + 1,
           handed_over_at = ${state === 'handed-over' ? now : null}::timestamptz
     where alert_id = ${sending.alertId} and version = ${sending.version} and kind = ${sending.kind}
       and channel = 'email' and member_id = any (${[...memberIds]}::uuid[])`.execute(tx)
}

/** Whatever still waits of this alert, except retractions, waits no more. */
export async function stopWaiting(tx: Tx, alertId: string): Promise<void> {
  await tx
    .updateTable('alerts.delivery')
    .set({ state: 'stopped' })
    .where('alert_id', '=', alertId)
    .where('kind', '=', 'alert')
    .where('state', '=', 'waiting')
    .execute()
}

// ---- a member's own rows ----

export type OwnDelivery = { alertId: string; version: number; kind: DeliveryKind; at: Date; seenAt: Date | undefined }

/** What this member was handed in-app of the given alerts, all kinds and versions. */
export async function listOwn(tx: Tx, memberId: string, alertIds: readonly string[]): Promise<OwnDelivery[]> {
  if (alertIds.length === 0) return []
  const rows = await tx
    .selectFrom('alerts.delivery')
    .select(['alert_id', 'version', 'kind', 'created_at', 'seen_at'])
    .where('member_id', '=', memberId)
    .where('channel', '=', 'in-app')
    .where(sql<boolean>`alert_id = any(${[...alertIds]}::uuid[])`)
    .execute()
  return rows.map((row) => ({
    alertId: row.alert_id,
    version: row.version,
    kind: row.kind as DeliveryKind,
    at: row.created_at,
    seenAt: row.seen_at ?? undefined,
  }))
}

export async function markSeen(tx: Tx, memberId: string, alertIds: readonly string[], now: Date): Promise<void> {
  if (alertIds.length === 0) return
  await tx
    .updateTable('alerts.delivery')
    .set({ seen_at: now })
    .where('member_id', '=', memberId)
    .where('channel', '=', 'in-app')
    .where('seen_at', 'is', null)
    .where(sql<boolean>`alert_id = any(${[...alertIds]}::uuid[])`)
    .execute()
}
