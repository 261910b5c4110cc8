// The trace: every use made of a report, in codes that each language puts into words for the person who made it.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import { newId } from '#platform/ids.ts'

export const useKinds = [
  'received',
  'opened',
  'claimed',
  'released',
  'alert-drafted',
  'second-check-asked',
  'alert-published',
  'alert-updated',
  'alert-sent', // amount: how many people it was handed to
  'alert-retracted',
  'alert-expired',
  'entry-made',
  'entry-ended',
  'answered-check', // a check was answered from this report
  'reply-written',
  'message-received',
  'closed',
  'support-asked',
  'support-opened',
  'support-contacted',
  'support-closed',
  'consent-given',
  'consent-changed',
  'consent-withdrawn',
  'receipt-used',
  'receipt-replaced',
  'receipt-deleted',
  'confirmed',
  'imported',
  'kept-longer', // its reporter asked for another year
  'copy-asked',
  'copy-prepared',
  'copy-given',
  'told-without-consent-life',
  'told-without-consent-child',
  'told-without-consent-order',
  'told-without-consent-late', // the line above it was kept back until now, as an order said
] as const
export type UseKind = (typeof useKinds)[number]
export const useActors = [
  'reporter',
  'alert-desk',
  'independent-adviser',
  'support-worker',
  'member',
  'members',
  'rowan',
] as const
export type UseActor = (typeof useActors)[number]

export type Use = {
  kind: UseKind
  by: UseActor
  organisationId?: string | undefined
  amount?: number | undefined
  at?: Date
}

const isSupportUse = (kind: string): kind is UseKind => /^support-(opened|contacted|closed)$/.test(kind)

/** What showed nobody anything: the reporter's own steps, and what a desk did without telling. Every other kind is a disclosure. */
export const undisclosed = [
  'received',
  'claimed',
  'released',
  'alert-drafted',
  'second-check-asked',
  'reply-written',
  'message-received',
  'closed',
  'support-asked',
  'support-closed',
  'consent-given',
  'consent-changed',
  'consent-withdrawn',
  'receipt-used',
  'receipt-replaced',
  'receipt-deleted',
  'confirmed',
  'imported',
  'kept-longer',
  'copy-asked',
  'copy-prepared',
  'copy-given',
] as const satisfies readonly UseKind[]

/** Shortens the trace of an erased report to what was disclosed: that cannot be undone, so it is not denied either. */
export async function eraseUses(tx: Tx, reportId: string): Promise<void> {
  await tx
    .deleteFrom('reporting.use')
    .where('report_id', '=', reportId)
    .where('kind', 'in', [...undisclosed])
    .execute()
}

/** Writes one line of the trace in the transaction of the use itself: what is not recorded did not happen. */
export async function recordUse(tx: Tx, reportId: string, use: Use): Promise<void> {
  await recordUses(tx, reportId, [use])
}

/** Writes several lines in one statement, in their order. Sent ahead: should it fail, nothing of the transaction stands. */
export async function recordUses(tx: Tx, reportId: string, uses: readonly Use[]): Promise<void> {
  if (uses.length === 0) return
  const query = tx.insertInto('reporting.use').values(
    uses.map((use) => ({
      id: newId(),
      report_id: reportId,
      kind: use.kind,
      by_whom: use.by,
      organisation_id: use.organisationId ?? null,
      amount: use.amount ?? null,
      ...(use.at ? { at: use.at } : {}),
    })),
  )
  await sendAhead(tx, query.compile())
}

/** Writes what casework told, once however often it is told: `useId` is the line's own id. Throws TypeError for another kind. */
export async function recordSupport(
  tx: Tx,
  use: { reportId: string; organisationId: string; kind: string; useId: string },
): Promise<void> {
  if (!isSupportUse(use.kind)) throw new TypeError('not a use that casework makes')
  await tx
    .insertInto('reporting.use')
    .values({
      id: use.useId,
      report_id: use.reportId,
      kind: use.kind,
      by_whom: 'support-worker',
      organisation_id: use.organisationId,
      amount: null,
    })
    .onConflict((on) => on.doNothing())
    .execute()
}

export type UseRow = { kind: UseKind; by: UseActor; organisation: string | null; amount: number | null; at: Date }

// What happens many times a day is one line a day with its count: every page a worker turns is an opening.
const byDay = sql`u.kind in ('answered-check', 'receipt-used', 'opened')`

/** The trace, newest first. */
export async function listUses(tx: Tx, reportId: string): Promise<UseRow[]> {
  const rows = await tx
    .selectFrom('reporting.use as u')
    .leftJoin('organisations.organisation as o', 'o.id', 'u.organisation_id')
    .where('u.report_id', '=', reportId)
    .select((eb) => [
      'u.kind',
      'u.by_whom as by',
      'o.name as organisation',
      eb.fn.max('u.at').as('at'),
      sql<number | null>`case when ${byDay} then count(*)::int else sum(u.amount)::int end`.as('amount'),
    ])
    .groupBy([
      'u.kind',
      'u.by_whom',
      'o.name',
      sql`case when ${byDay} then date_trunc('day', u.at)::text else u.id::text end`,
    ])
    .orderBy('at', 'desc')
    .limit(300)
    .execute()
  return rows as UseRow[]
}
