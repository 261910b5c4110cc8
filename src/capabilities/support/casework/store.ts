// SQL of support requests.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { ClosedReason, RequestState } from './support-request.ts'

export type RequestRow = {
  id: string
  reportId: string
  organisationId: string
  epoch: number
  body: Uint8Array
  wrappedKey: Uint8Array
  state: RequestState
  ownerId: string | null
  ownerName: string | null
  dueAt: Date
  createdAt: Date
  contactedAt: Date | null
  closedAt: Date | null
  closedReason: ClosedReason | null
}

export async function insertRequest(
  tx: Tx,
  request: { id: string; reportId: string; organisationId: string; epoch: number; body: Uint8Array; wrappedKey: Uint8Array; dueAt: Date },
): Promise<void> {
  await tx
    .insertInto('casework.support_request')
    .values({
      id: request.id,
      report_id: request.reportId,
      organisation_id: request.organisationId,
      epoch: request.epoch,
      body: Buffer.from(request.body),
      wrapped_key: Buffer.from(request.wrappedKey),
      state: 'waiting',
      due_at: request.dueAt,
    })
    .execute()
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

export async function listRequests(tx: Tx, show: 'open' | 'mine' | 'closed', personId: string): Promise<RequestRow[]> {
  let query = select(tx)
  if (show === 'closed') query = query.where('s.state', '=', 'closed')
  else query = query.where('s.state', 'in', ['waiting', 'owned', 'contacted'])
  if (show === 'mine') query = query.where('s.owner_id', '=', personId)
  return await query.orderBy('s.due_at').limit(200).execute()
}

export async function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return await select(tx).where('s.id', '=', id).executeTakeFirst()
}

export async function requestsOfReport(tx: Tx, reportId: string): Promise<{ state: RequestState; organisationId: string }[]> {
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
  change: { state: RequestState; ownerId?: string; closedReason?: ClosedReason; dueAt?: Date },
): Promise<boolean> {
  const now = sql<Date>`now()`
  const done = await tx
    .updateTable('casework.support_request')
    .set({
      state: change.state,
      ...(change.ownerId ? { owner_id: change.ownerId, owned_at: now } : {}),
      ...(change.dueAt ? { due_at: change.dueAt } : {}),
      ...(change.state === 'contacted' ? { contacted_at: now } : {}),
      ...(change.state === 'closed' ? { closed_at: now, closed_reason: change.closedReason ?? null } : {}),
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

export async function countOpen(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('casework.support_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return row.n
}
