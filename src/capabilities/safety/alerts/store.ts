// SQL of alerts and of the decisions about them. Where they went stands in delivery-store.ts.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { AlertState, EndReason } from './alert.ts'
import type { Cursor } from './cursor.ts'
import { openReason, openWritten, sealOf, sealReason, type Written } from './sealed-body.ts'

export type AlertRow = {
  id: string
  organisationId: string
  reportId: string
  state: AlertState
  /** 0 before the first publication. */
  version: number
  sealedBody: Buffer
  sealedUpdate: Buffer | null
  authorId: string
  approverId: string | null
  askedAt: Date | null
  publishedAt: Date | null
  expiresAt: Date | null
  endedAt: Date | null
  endReason: EndReason | null
  withheldFrom: string | null
  createdAt: Date
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'report_id as reportId',
  'state',
  'version',
  'sealed_body as sealedBody',
  'sealed_update as sealedUpdate',
  'author_id as authorId',
  'approver_id as approverId',
  'asked_at as askedAt',
  'published_at as publishedAt',
  'expires_at as expiresAt',
  'ended_at as endedAt',
  'end_reason as endReason',
  'withheld_from as withheldFrom',
  'created_at as createdAt',
] as const

/** What waits for its second person, or would: the update of a published alert, else the body. */
export const inTheMaking = (keys: ServiceKeys, row: AlertRow): (Written & { seal: string }) | undefined => {
  if (row.state === 'published')
    return row.sealedUpdate
      ? { ...openWritten(keys, row.id, 'update', row.sealedUpdate), seal: sealOf(keys, row.sealedUpdate) }
      : undefined
  if (row.state !== 'draft' && row.state !== 'awaiting-second') return undefined
  return { ...openWritten(keys, row.id, 'body', row.sealedBody), seal: sealOf(keys, row.sealedBody) }
}

/** The alert if it is this organisation's to work on; locked until `tx` ends. */
export async function lockAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  const row = await tx.selectFrom('alerts.alert').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row as AlertRow | undefined
}

export async function findAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  const row = await tx.selectFrom('alerts.alert').select(columns).where('id', '=', id).executeTakeFirst()
  return row as AlertRow | undefined
}

/** The organisation's own alert, unlocked: others' published ones are readable too, and not meant here. */
export async function findOwn(tx: Tx, id: string, organisationId: string): Promise<AlertRow | undefined> {
  const row = await findAlert(tx, id)
  return row?.organisationId === organisationId ? row : undefined
}

/** The organisation's alert about a report that is in the making or published; else the latest one that ended. */
export async function findOfReport(tx: Tx, organisationId: string, reportId: string): Promise<AlertRow | undefined> {
  const row = await tx
    .selectFrom('alerts.alert')
    .select(columns)
    .where('report_id', '=', reportId)
    .where('organisation_id', '=', organisationId)
    .where('state', '!=', 'dropped')
    .orderBy(sql`state in ('draft', 'awaiting-second', 'published')`, 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as AlertRow | undefined
}

/** Every alert about a report that has not ended, locked: for a withdrawal, by the task that carries it out. */
export async function lockOpenOfReport(tx: Tx, reportId: string): Promise<AlertRow[]> {
  const rows = await tx
    .selectFrom('alerts.alert')
    .select(columns)
    .where('report_id', '=', reportId)
    .where('state', 'in', ['draft', 'awaiting-second', 'published'])
    .forUpdate()
    .execute()
  return rows as AlertRow[]
}

export async function findAllOfReport(tx: Tx, reportId: string): Promise<AlertRow[]> {
  const rows = await tx.selectFrom('alerts.alert').select(columns).where('report_id', '=', reportId).execute()
  return rows as AlertRow[]
}

/** False when the report already has an alert in the making or published. */
export async function insertDraft(
  tx: Tx,
  draft: {
    id: string
    organisationId: string
    reportId: string
    sealedBody: Buffer
    authorId: string
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('alerts.alert')
    .values({
      id: draft.id,
      organisation_id: draft.organisationId,
      report_id: draft.reportId,
      state: 'draft',
      sealed_body: draft.sealedBody,
      author_id: draft.authorId,
    })
    .onConflict((on) =>
      on.column('report_id').where(sql<boolean>`state in ('draft', 'awaiting-second', 'published')`).doNothing(),
    )
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export type AlertPatch = Partial<
  Pick<
    AlertRow,
    | 'state'
    | 'version'
    | 'sealedBody'
    | 'sealedUpdate'
    | 'authorId'
    | 'approverId'
    | 'askedAt'
    | 'publishedAt'
    | 'expiresAt'
    | 'endedAt'
    | 'endReason'
    | 'withheldFrom'
  >
>

export async function changeAlert(tx: Tx, id: string, patch: AlertPatch): Promise<void> {
  const all = {
    state: patch.state,
    version: patch.version,
    sealed_body: patch.sealedBody,
    sealed_update: patch.sealedUpdate,
    author_id: patch.authorId,
    approver_id: patch.approverId,
    asked_at: patch.askedAt,
    published_at: patch.publishedAt,
    expires_at: patch.expiresAt,
    ended_at: patch.endedAt,
    end_reason: patch.endReason,
    withheld_from: patch.withheldFrom,
  }
  const set = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const done = await tx.updateTable('alerts.alert').set(set).where('id', '=', id).executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Error('an alert that was locked could not be changed')
}

export type DecisionKind = 'asked' | 'approved' | 'returned' | 'recused' | 'retracted' | 'updated' | 'dropped'
export type Decision = {
  id: string
  version: number
  personId: string
  personName: string | undefined
  what: DecisionKind
  reason: string | undefined
  at: Date
}

export async function insertDecision(
  tx: Tx,
  keys: ServiceKeys,
  decision: {
    alertId: string
    organisationId: string
    version: number
    personId: string
    what: DecisionKind
    reason?: string | undefined
  },
): Promise<void> {
  const id = newId()
  await tx
    .insertInto('alerts.decision')
    .values({
      id,
      alert_id: decision.alertId,
      organisation_id: decision.organisationId,
      version: decision.version,
      person_id: decision.personId,
      what: decision.what,
      sealed_reason: decision.reason ? sealReason(keys, id, decision.reason) : null,
    })
    .execute()
}

/** Blanks what was written about these alerts; that somebody decided, and when, stays. */
export async function blankReasons(tx: Tx, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return
  await tx
    .updateTable('alerts.decision')
    .set({ sealed_reason: null })
    .where('alert_id', 'in', alertIds)
    .where('sealed_reason', 'is not', null)
    .execute()
}

export async function listDecisions(tx: Tx, keys: ServiceKeys, alertId: string): Promise<Decision[]> {
  const rows = await tx
    .selectFrom('alerts.decision as d')
    .leftJoin('staff.person as p', 'p.id', 'd.person_id')
    .select(['d.id', 'd.version', 'd.person_id', 'p.display_name', 'd.what', 'd.sealed_reason', 'd.at'])
    .where('d.alert_id', '=', alertId)
    .orderBy('d.at')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    personId: row.person_id,
    personName: row.display_name ?? undefined,
    what: row.what as DecisionKind,
    reason: row.sealed_reason ? openReason(keys, row.id, row.sealed_reason) : undefined,
    at: row.at,
  }))
}

export async function hasRecused(tx: Tx, alertId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('alerts.decision')
    .select('id')
    .where('alert_id', '=', alertId)
    .where('person_id', '=', personId)
    .where('what', '=', 'recused')
    .executeTakeFirst()
  return row !== undefined
}

/** What waits for a second person of the organisation, longest first. */
export async function listWaiting(
  tx: Tx,
  organisationId: string,
): Promise<(AlertRow & { authorName: string | undefined })[]> {
  const rows = await tx
    .selectFrom('alerts.alert as a')
    .leftJoin('staff.person as p', 'p.id', 'a.author_id')
    .select([...columns.map((column) => `a.${column}` as const), 'p.display_name as authorName'])
    .where('a.organisation_id', '=', organisationId)
    .where('a.asked_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('a.state', '=', 'awaiting-second'),
        eb.and([eb('a.state', '=', 'published'), eb('a.sealed_update', 'is not', null)]),
      ]),
    )
    .orderBy('a.asked_at')
    .execute()
  return rows as unknown as (AlertRow & { authorName: string | undefined })[]
}

/** The organisation's alerts that went out, newest first, with how many people they reached. */
export async function listSent(
  tx: Tx,
  organisationId: string,
  filter: { state?: 'published' | 'retracted' | 'expired' | undefined; limit: number; offset: number },
): Promise<(AlertRow & { reached: number; seen: number; waiting: number })[]> {
  let query = tx
    .selectFrom('alerts.alert as a')
    .select([
      ...columns.map((column) => `a.${column}` as const),
      sql<number>`(select count(distinct d.member_id)::int from alerts.delivery d
        where d.alert_id = a.id and d.kind = 'alert' and d.state = 'handed-over')`.as('reached'),
      sql<number>`(select count(distinct d.member_id)::int from alerts.delivery d
        where d.alert_id = a.id and d.kind = 'alert' and d.seen_at is not null)`.as('seen'),
      sql<number>`(select count(*)::int from alerts.delivery d where d.alert_id = a.id and d.state = 'waiting')`.as(
        'waiting',
      ),
    ])
    .where('a.organisation_id', '=', organisationId)
    .where('a.state', 'in', filter.state ? [filter.state] : ['published', 'retracted', 'expired'])
  query = query.orderBy('a.published_at', 'desc').orderBy('a.id').limit(filter.limit).offset(filter.offset)
  return (await query.execute()) as unknown as (AlertRow & { reached: number; seen: number; waiting: number })[]
}

/** Alerts whose time has come, a batch at a time, locked. */
export async function listDue(tx: Tx, now: Date, limit: number): Promise<AlertRow[]> {
  const rows = await tx
    .selectFrom('alerts.alert')
    .select(columns)
    .where('state', '=', 'published')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows as AlertRow[]
}

// ---- what members read ----

/** Published alerts, newest first, those after `before` in that order. */
export async function listPublished(tx: Tx, before: Cursor | undefined, limit: number): Promise<AlertRow[]> {
  let query = tx
    .selectFrom('alerts.alert')
    .select(columns)
    .where('state', '=', 'published')
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (before) query = query.where(sql<boolean>`(published_at, id) < (${before.at}, ${before.id}::uuid)`)
  return (await query.execute()) as AlertRow[]
}

/** Alerts that this member was sent in-app and that were taken back since `since`, latest first. */
export async function listRetractedFor(
  tx: Tx,
  memberId: string,
  since: Date,
): Promise<{ id: string; sentAt: Date; endedAt: Date }[]> {
  const rows = await tx
    .selectFrom('alerts.alert as a')
    .innerJoin('alerts.delivery as d', 'd.alert_id', 'a.id')
    .select(['a.id', 'a.ended_at', sql<Date>`min(d.created_at)`.as('sent_at')])
    .where('d.member_id', '=', memberId)
    .where('d.kind', '=', 'alert')
    .where('d.channel', '=', 'in-app')
    .where('a.state', '=', 'retracted')
    .where('a.ended_at', '>', since)
    .groupBy(['a.id', 'a.ended_at'])
    .orderBy('a.ended_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, sentAt: row.sent_at, endedAt: row.ended_at ?? since }))
}
