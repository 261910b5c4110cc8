// SQL of support requests.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import {
  type ClosedReason,
  type RequestFilter,
  type RequestRow,
  type RequestShow,
  type RequestState,
  requestPageSize,
  requestShows,
} from './support-request.ts'

export async function insertRequest(
  tx: Tx,
  request: {
    id: string
    reportId: string
    organisationId: string
    epoch: number
    body: Uint8Array
    wrappedKey: Uint8Array
    dueAt: Date
  },
): Promise<void> {
  const query = tx.insertInto('casework.support_request').values({
    id: request.id,
    report_id: request.reportId,
    organisation_id: request.organisationId,
    epoch: request.epoch,
    body: Buffer.from(request.body),
    wrapped_key: Buffer.from(request.wrappedKey),
    state: 'waiting',
    due_at: request.dueAt,
  })
  await sendAhead(tx, query.compile())
}

const select = (tx: Tx) =>
  tx
    .selectFrom('casework.support_request as s')
    .leftJoin('staff.person as p', 'p.id', 's.owner_id')
    .select([
      's.id',
      's.report_id as reportId',
      's.organisation_id as organisationId',
      's.epoch',
      's.body',
      's.wrapped_key as wrappedKey',
      sql<RequestState>`s.state`.as('state'),
      's.owner_id as ownerId',
      'p.display_name as ownerName',
      's.due_at as dueAt',
      's.created_at as createdAt',
      's.contacted_at as contactedAt',
      's.closed_at as closedAt',
      sql<ClosedReason | null>`s.closed_reason`.as('closedReason'),
    ])

/** What a list shows, as a condition of its own so that pages and counts cannot disagree. */
const shown = (show: RequestShow, personId: string) => {
  if (show === 'waiting') return sql<boolean>`s.state = 'waiting'`
  if (show === 'mine') return sql<boolean>`(s.state in ('owned', 'contacted') and s.owner_id = ${personId})`
  if (show === 'taken') return sql<boolean>`s.state in ('owned', 'contacted')`
  return sql<boolean>`s.state = 'closed'`
}
const late = (now: Date) => sql<boolean>`(s.state in ('waiting', 'owned') and s.due_at < ${now})`

/** One page of requests, most urgent first; what is closed, the latest first. */
export async function listRequests(
  tx: Tx,
  filter: RequestFilter,
  personId: string,
  now: Date,
): Promise<{ items: RequestRow[]; total: number; counts: Record<RequestShow, number> }> {
  const counts = await tx
    .selectFrom('casework.support_request as s')
    .select(requestShows.map((show) => sql<number>`(count(*) filter (where ${shown(show, personId)}))::int`.as(show)))
    .executeTakeFirstOrThrow()
  let matching = tx.selectFrom('casework.support_request as s').where(shown(filter.show, personId))
  let rows = select(tx).where(shown(filter.show, personId))
  if (filter.isLate) {
    matching = matching.where(late(now))
    rows = rows.where(late(now))
  }
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const items = await (filter.show === 'closed' ? rows.orderBy('s.closed_at', 'desc') : rows.orderBy('s.due_at'))
    .orderBy('s.id')
    .limit(requestPageSize)
    .offset((Math.max(1, filter.page ?? 1) - 1) * requestPageSize)
    .execute()
  return { items, total, counts: counts as Record<RequestShow, number> }
}

export async function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return await select(tx).where('s.id', '=', id).executeTakeFirst()
}

/** The request held until the transaction ends: a withdrawal waits, and what it has ended is not found. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  const held = await tx
    .selectFrom('casework.support_request')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return held && (await findRequest(tx, id))
}

export async function requestsOfReport(
  tx: Tx,
  reportId: string,
): Promise<{ state: RequestState; organisationId: string }[]> {
  return await tx
    .selectFrom('casework.support_request')
    .select([sql<RequestState>`state`.as('state'), 'organisation_id as organisationId'])
    .where('report_id', '=', reportId)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Moves a request on if it still stands in one of `from`; false when somebody else was first. */
export async function moveRequest(
  tx: Tx,
  id: string,
  from: readonly RequestState[],
  change: { state: RequestState; ownerId?: string; closedReason?: ClosedReason },
): Promise<boolean> {
  const now = sql<Date>`now()`
  const done = await tx
    .updateTable('casework.support_request')
    .set({
      state: change.state,
      ...(change.ownerId ? { owner_id: change.ownerId, owned_at: now } : {}),
      ...(change.state === 'waiting' ? { owner_id: null, owned_at: null } : {}),
      ...(change.state === 'contacted' ? { contacted_at: now } : {}),
      // Nobody needs to reach the person any more, so nobody can.
      ...(change.state === 'closed'
        ? {
            closed_at: now,
            closed_reason: change.closedReason ?? null,
            body: Buffer.alloc(0),
            wrapped_key: Buffer.alloc(0),
          }
        : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Ends a report's requests and forgets how to reach the person. */
export async function withdrawRequests(tx: Tx, reportId: string): Promise<number> {
  const done = await tx
    .updateTable('casework.support_request')
    .set({ state: 'withdrawn', body: Buffer.alloc(0), wrapped_key: Buffer.alloc(0) })
    .where('report_id', '=', reportId)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

export async function countWaiting(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('casework.support_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return row.n
}
