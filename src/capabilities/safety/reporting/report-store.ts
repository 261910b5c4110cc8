// SQL of reports: drafts, the queue, claims and states.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import { NotFound } from '#platform/errors.ts'
import type { Purpose, ReportOutcome, ReportState } from './report.ts'

export type ReportRow = {
  id: string
  state: ReportState
  organisationId: string
  epoch: number
  origin: 'web' | 'assisted' | 'import'
  isThirdParty: boolean
  confirmedAt: Date | null
  receiptPublicKey: Uint8Array | null
  receiptUsedAt: Date | null
  receiptRepeatedAt: Date | null
  body: Uint8Array | null
  wrappedKey: Uint8Array | null
  version: number
  outcome: ReportOutcome | null
  /** A draft put aside until somebody else names the same person. */
  heldAt: Date | null
  sentAt: Date | null
  createdAt: Date
}

const columns = [
  'id',
  'state',
  'organisation_id as organisationId',
  'epoch',
  'origin',
  'is_third_party as isThirdParty',
  'confirmed_at as confirmedAt',
  'receipt_public_key as receiptPublicKey',
  'receipt_used_at as receiptUsedAt',
  'receipt_repeated_at as receiptRepeatedAt',
  'body',
  'wrapped_key as wrappedKey',
  'version',
  'outcome',
  'held_at as heldAt',
  'sent_at as sentAt',
  'created_at as createdAt',
] as const

const hasFiles = sql<boolean>`exists (select from reporting.attachment a where a.report_id = report.id)`

export async function findReport(tx: Tx, id: string): Promise<ReportRow | undefined> {
  const row = await tx.selectFrom('reporting.report').select(columns).where('id', '=', id).executeTakeFirst()
  return row as ReportRow | undefined
}

/** Locks the row until the transaction ends, without stopping others from adding to its trace; undefined when the actor may not see it. */
export async function lockReport(tx: Tx, id: string): Promise<(ReportRow & { hasFiles: boolean }) | undefined> {
  const row = await tx
    .selectFrom('reporting.report')
    .select(columns)
    // Asked for along the way: most reports have none, and a sending should not wait once more to learn it.
    .select(hasFiles.as('hasFiles'))
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row as (ReportRow & { hasFiles: boolean }) | undefined
}

export async function insertReport(
  tx: Tx,
  report: {
    id: string
    state: 'draft' | 'received'
    organisationId: string
    epoch: number
    origin: ReportRow['origin']
    isThirdParty: boolean
    receiptLookup: Uint8Array | null
    receiptPublicKey: Uint8Array | null
    body: Uint8Array
    wrappedKey: Uint8Array
    sentAt?: Date
    dueAt?: Date
    importFingerprint?: Uint8Array
    needsAttention?: boolean
  },
): Promise<void> {
  await tx
    .insertInto('reporting.report')
    .values({
      id: report.id,
      state: report.state,
      organisation_id: report.organisationId,
      epoch: report.epoch,
      origin: report.origin,
      is_third_party: report.isThirdParty,
      receipt_lookup: report.receiptLookup && Buffer.from(report.receiptLookup),
      receipt_public_key: report.receiptPublicKey && Buffer.from(report.receiptPublicKey),
      body: Buffer.from(report.body),
      wrapped_key: Buffer.from(report.wrappedKey),
      sent_at: report.sentAt ?? null,
      due_at: report.dueAt ?? null,
      import_fingerprint: report.importFingerprint ? Buffer.from(report.importFingerprint) : null,
      needs_attention: report.needsAttention ?? false,
    })
    .execute()
}

export async function saveDraftWords(
  tx: Tx,
  draft: {
    id: string
    body: Uint8Array
    wrappedKey: Uint8Array
    organisationId: string
    epoch: number
    isThirdParty: boolean
  },
): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({
      body: Buffer.from(draft.body),
      wrapped_key: Buffer.from(draft.wrappedKey),
      organisation_id: draft.organisationId,
      epoch: draft.epoch,
      is_third_party: draft.isThirdParty,
      version: sql<number>`version + 1`,
      changed_at: sql<Date>`now()`,
    })
    .where('id', '=', draft.id)
    .where('state', '=', 'draft')
    .execute()
}

export async function markSent(
  tx: Tx,
  sent: {
    id: string
    body: Uint8Array
    wrappedKey: Uint8Array
    organisationId: string
    epoch: number
    isThirdParty: boolean
    dueAt: Date
    /** Marks the organisation whose worker it is about (whom-it-concerns.ts). */
    concerned: Uint8Array | undefined
    /** The proof of submission, as issued. */
    proof: string
  },
): Promise<void> {
  const query = tx
    .updateTable('reporting.report')
    .set({
      state: 'received',
      body: Buffer.from(sent.body),
      wrapped_key: Buffer.from(sent.wrappedKey),
      organisation_id: sent.organisationId,
      epoch: sent.epoch,
      is_third_party: sent.isThirdParty,
      sent_at: sql<Date>`now()`,
      changed_at: sql<Date>`now()`,
      due_at: sent.dueAt,
      concerned: sent.concerned ? Buffer.from(sent.concerned) : null,
      proof: sent.proof,
    })
    .where('id', '=', sent.id)
    .where('state', '=', 'draft')
  await sendAhead(tx, query.compile())
}

export async function flagPressure(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('reporting.report').set({ pressure_flag_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

/** Removes the words and the keys that open them; the bare row stays so that its receipt says "erased", not "unknown". */
export async function eraseReport(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({
      state: 'erased',
      body: null,
      wrapped_key: null,
      receipt_lookup: null,
      receipt_public_key: null,
      receipt_used_at: null,
      receipt_repeated_at: null,
      pressure_flag_at: null,
      proof: null,
      concerned: null,
      changed_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('reporting.message').where('report_id', '=', id).execute()
  await tx.deleteFrom('reporting.identifier').where('report_id', '=', id).execute()
  await tx.deleteFrom('reporting.sealed_part').where('report_id', '=', id).execute()
}

// ---- the desk ----

export type QueueItem = {
  id: string
  state: ReportState
  origin: ReportRow['origin']
  needsAttention: boolean
  isThirdParty: boolean
  /** When a worker said that the person concerned confirms a third party's report. */
  confirmedAt: Date | undefined
  claimedBy: { id: string; name: string } | undefined
  claimedAt: Date | undefined
  sentAt: Date
  dueAt: Date | undefined
  outcome: ReportOutcome | undefined
  purposes: Purpose[]
  unread: number
  pressureFlagAt: Date | undefined
}

export type QueueShow = 'new' | 'mine' | 'in-work' | 'closed' | 'all'
export type QueueFilter = {
  show: QueueShow
  origin?: 'web' | 'assisted' | 'import' | undefined
  attention?: boolean | undefined
  sort?: 'due' | 'sent' | 'newest' | undefined
  page?: number | undefined
}
export const queuePageSize = 50

const queue = (tx: Tx, personId: string, filter: QueueFilter) => {
  let query = tx.selectFrom('reporting.report as r').where('r.state', 'not in', ['draft', 'erased'])
  if (filter.show === 'new') query = query.where('r.state', '=', 'received')
  if (filter.show === 'in-work') query = query.where('r.state', '=', 'in-work')
  if (filter.show === 'mine') query = query.where('r.state', '=', 'in-work').where('r.claimed_by', '=', personId)
  if (filter.show === 'closed') query = query.where('r.state', '=', 'closed')
  if (filter.origin) query = query.where('r.origin', '=', filter.origin)
  if (filter.attention !== undefined) query = query.where('r.needs_attention', '=', filter.attention)
  return query
}

/** Counts what came in from the reporter and nobody of the team has read. */
const unread = sql<number>`(select count(*)::int from reporting.message m
  where m.report_id = r.id and m.direction = 'from-reporter' and m.read_at is null)`

const itemColumns = (query: ReturnType<typeof queue>) =>
  query
    .leftJoin('staff.person as p', 'p.id', 'r.claimed_by')
    .select([
      'r.id',
      'r.state',
      'r.origin',
      'r.needs_attention',
      'r.is_third_party',
      'r.confirmed_at',
      'r.claimed_by',
      'p.display_name',
      'r.claimed_at',
      'r.sent_at',
      'r.due_at',
      'r.outcome',
      'r.pressure_flag_at',
      unread.as('unread'),
      sql<
        Purpose[]
      >`array(select c.purpose from reporting.consent c where c.report_id = r.id and c.is_given order by 1)`.as(
        'purposes',
      ),
    ])

type ItemRow = Awaited<ReturnType<ReturnType<typeof itemColumns>['execute']>>[number]

const toItem = (row: ItemRow): QueueItem => ({
  id: row.id,
  state: row.state as ReportState,
  origin: row.origin as QueueItem['origin'],
  needsAttention: row.needs_attention,
  isThirdParty: row.is_third_party,
  confirmedAt: row.confirmed_at ?? undefined,
  claimedBy: row.claimed_by ? { id: row.claimed_by, name: row.display_name ?? '' } : undefined,
  claimedAt: row.claimed_at ?? undefined,
  sentAt: row.sent_at ?? new Date(0),
  dueAt: row.due_at ?? undefined,
  outcome: (row.outcome as ReportOutcome | null) ?? undefined,
  purposes: row.purposes,
  unread: row.unread,
  pressureFlagAt: row.pressure_flag_at ?? undefined,
})

export async function selectQueue(tx: Tx, personId: string, filter: QueueFilter) {
  const { total } = await queue(tx, personId, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const page = Math.max(1, filter.page ?? 1)
  let query = itemColumns(queue(tx, personId, filter))
  if (filter.sort === 'sent') query = query.orderBy('r.sent_at', 'asc')
  else if (filter.sort === 'newest') query = query.orderBy('r.sent_at', 'desc')
  else query = query.orderBy('r.due_at', (order) => order.asc().nullsLast()).orderBy('r.sent_at', 'asc')
  const rows = await query
    .orderBy('r.id')
    .limit(queuePageSize)
    .offset((page - 1) * queuePageSize)
    .execute()
  return { items: rows.map(toItem), total }
}

export async function selectItem(tx: Tx, personId: string, id: string): Promise<QueueItem | undefined> {
  const row = await itemColumns(queue(tx, personId, { show: 'all' }))
    .where('r.id', '=', id)
    .executeTakeFirst()
  return row && toItem(row)
}

export async function countQueue(tx: Tx, personId: string): Promise<Record<QueueShow, number>> {
  const row = await tx
    .selectFrom('reporting.report as r')
    .where('r.state', 'not in', ['draft', 'erased'])
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`(count(*) filter (where state = 'received'))::int`.as('new'),
      sql<number>`(count(*) filter (where state = 'in-work'))::int`.as('in-work'),
      sql<number>`(count(*) filter (where state = 'in-work' and claimed_by = ${personId}))::int`.as('mine'),
      sql<number>`(count(*) filter (where state = 'closed'))::int`.as('closed'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

/** True when this person now holds the claim; false when somebody else was first. */
export async function claim(tx: Tx, id: string, personId: string, dueAt: Date): Promise<boolean> {
  const done = await tx
    .updateTable('reporting.report')
    .set({ state: 'in-work', claimed_by: personId, claimed_at: sql<Date>`now()`, due_at: dueAt })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('state', '=', 'received'), eb.and([eb('state', '=', 'in-work'), eb('claimed_by', '=', personId)])]),
    )
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function release(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({ state: 'received', claimed_by: null, claimed_at: null })
    .where('id', '=', id)
    .where('state', '=', 'in-work')
    .execute()
}

export async function close(tx: Tx, id: string, outcome: ReportOutcome): Promise<void> {
  await tx
    .updateTable('reporting.report')
    .set({ state: 'closed', outcome, closed_at: sql<Date>`now()`, due_at: null })
    .where('id', '=', id)
    .where('state', 'in', ['in-work', 'closed'])
    .execute()
}

/** Removes drafts unchanged, those that are held apart, for `days`; answers how many. */
export async function deleteOldDrafts(tx: Tx, days: number): Promise<number> {
  const gone = await tx
    .deleteFrom('reporting.report')
    .where('state', '=', 'draft')
    .where('changed_at', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

export async function concernedOf(tx: Tx, id: string): Promise<Uint8Array | undefined> {
  const row = await tx.selectFrom('reporting.report').select('concerned').where('id', '=', id).executeTakeFirst()
  return row?.concerned ?? undefined
}

/** The organisation a report went to, among those given. */
export async function receiverOfReport<O extends { id: string }>(tx: Tx, id: string, all: readonly O[]): Promise<O> {
  const row = await tx.selectFrom('reporting.report').select('organisation_id').where('id', '=', id).executeTakeFirst()
  const found = all.find((each) => each.id === row?.organisation_id)
  if (!found) throw new NotFound()
  return found
}
