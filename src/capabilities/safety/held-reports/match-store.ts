// SQL of matches: looking for a group that is large enough, and what the adviser reads and marks.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'

// ---- the task that looks ----

/** The tags of a report, in one order for everybody, so that two who wait for each other's locks never do. */
export async function tagsOf(tx: Tx, reportId: string): Promise<Uint8Array[]> {
  const rows = await tx
    .selectFrom('held_reports.point')
    .select('tag')
    .distinct()
    .where('report_id', '=', reportId)
    .orderBy('tag')
    .execute()
  return rows.map((row) => row.tag)
}

/** Held until the transaction ends: of two who arrive at once, the second to look sees the first. */
export async function lockTag(tx: Tx, tag: Uint8Array): Promise<void> {
  const half = Buffer.from(tag).readBigInt64BE(0).toString()
  await sql`select pg_advisory_xact_lock(${half}::bigint)`.execute(tx)
}

export type Member = { reportId: string; organisationId: string; people: number; person: string }

export async function groupOf(tx: Tx, tag: Uint8Array): Promise<Member[]> {
  const rows = await tx
    .selectFrom('held_reports.point')
    .select(['report_id as reportId', 'organisation_id as organisationId', 'people', 'person'])
    .where('tag', '=', Buffer.from(tag))
    .orderBy('report_id')
    .execute()
  return rows.map((row) => ({ ...row, person: row.person.toString('hex') }))
}

/** Makes the match, or adds those who are new to it. */
export async function putMatch(tx: Tx, tag: Uint8Array, members: readonly Member[]): Promise<void> {
  const [first] = members
  if (!first) return
  await tx
    .insertInto('held_reports.match')
    .values({ id: newId(), organisation_id: first.organisationId, people: first.people, tag: Buffer.from(tag) })
    .onConflict((on) => on.doNothing())
    .execute()
  const match = await tx
    .selectFrom('held_reports.match')
    .select('id')
    .where('tag', '=', Buffer.from(tag))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('held_reports.party')
    .values(
      members.map((each) => ({ match_id: match.id, report_id: each.reportId, organisation_id: each.organisationId })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}

// ---- the adviser ----

export type MatchRow = {
  id: string
  people: 2 | 3
  tag: Uint8Array
  createdAt: Date
  verdict: 'different' | 'same' | undefined
  toldAt: Date | undefined
}
export type PartyRow = {
  reportId: string
  /** Equal for the same person as far as Rowan can tell. */
  person: string
  people: number
  heldAt: Date
  openedAt: Date | undefined
  spokenAt: Date | undefined
  asked: 'not-yet' | 'asked' | 'stay'
  written: number
}

const matchColumns = ['id', 'people', 'tag', 'created_at', 'verdict', 'told_at'] as const
type RawMatch = {
  id: string
  people: number
  tag: Buffer
  created_at: Date
  verdict: string | null
  told_at: Date | null
}
const toMatch = (row: RawMatch): MatchRow => ({
  id: row.id,
  people: row.people as 2 | 3,
  tag: row.tag,
  createdAt: row.created_at,
  verdict: (row.verdict as MatchRow['verdict'] | null) ?? undefined,
  toldAt: row.told_at ?? undefined,
})

export async function listMatchRows(tx: Tx): Promise<MatchRow[]> {
  const rows = await tx.selectFrom('held_reports.match').select(matchColumns).orderBy('created_at', 'desc').execute()
  return rows.map(toMatch)
}

export async function findMatchRow(tx: Tx, id: string): Promise<MatchRow | undefined> {
  const row = await tx.selectFrom('held_reports.match').select(matchColumns).where('id', '=', id).executeTakeFirst()
  return row && toMatch(row)
}

/** As `findMatchRow`, and nobody else marks it until the transaction ends. */
export async function lockMatch(tx: Tx, id: string): Promise<MatchRow | undefined> {
  const row = await tx
    .selectFrom('held_reports.match')
    .select(matchColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toMatch(row)
}

export async function partiesOf(tx: Tx, match: MatchRow): Promise<PartyRow[]> {
  const rows = await tx
    .selectFrom('held_reports.party as p')
    .innerJoin('held_reports.held as h', 'h.report_id', 'p.report_id')
    .leftJoin('held_reports.asked as a', 'a.report_id', 'p.report_id')
    .leftJoin('held_reports.point as t', (join) =>
      join.onRef('t.report_id', '=', 'p.report_id').on('t.tag', '=', Buffer.from(match.tag)),
    )
    .select([
      'p.report_id as reportId',
      't.person',
      'h.people',
      'h.held_at as heldAt',
      'p.opened_at as openedAt',
      'p.spoken_at as spokenAt',
      'a.asked_at as askedAt',
      'a.answer',
      sql<number>`(select count(*)::int from held_reports.message m
        where m.report_id = p.report_id and m.direction = 'from-reporter')`.as('written'),
    ])
    .where('p.match_id', '=', match.id)
    .orderBy('h.held_at')
    .orderBy('p.report_id')
    .execute()
  return rows.map((row) => ({
    reportId: row.reportId,
    person: row.person?.toString('hex') ?? '',
    people: row.people,
    heldAt: row.heldAt,
    openedAt: row.openedAt ?? undefined,
    spokenAt: row.spokenAt ?? undefined,
    asked: row.answer === 'stay' ? 'stay' : row.askedAt ? 'asked' : 'not-yet',
    written: row.written,
  }))
}

export type PointRow = {
  id: string
  reportId: string
  people: 2 | 3
  person: Uint8Array
  share: Uint8Array
  shareEpoch: number
  key: Uint8Array
  keyEpoch: number
}

export async function pointsOfTag(tx: Tx, tag: Uint8Array): Promise<PointRow[]> {
  const rows = await tx
    .selectFrom('held_reports.point')
    .select([
      'id',
      'report_id as reportId',
      'people',
      'person',
      'share',
      'share_epoch as shareEpoch',
      'key',
      'key_epoch as keyEpoch',
    ])
    .where('tag', '=', Buffer.from(tag))
    .orderBy('id')
    .execute()
  return rows as PointRow[]
}

export async function markOpened(tx: Tx, matchId: string, reportId: string): Promise<void> {
  await tx
    .updateTable('held_reports.party')
    .set({ opened_at: sql<Date>`coalesce(opened_at, now())` })
    .where('match_id', '=', matchId)
    .where('report_id', '=', reportId)
    .execute()
}

export async function markSpoken(tx: Tx, matchId: string, reportId: string, personId: string): Promise<void> {
  await tx
    .updateTable('held_reports.party')
    .set({ spoken_at: sql<Date>`coalesce(spoken_at, now())`, spoken_by: personId })
    .where('match_id', '=', matchId)
    .where('report_id', '=', reportId)
    .execute()
}

export async function setVerdict(tx: Tx, matchId: string, verdict: 'different' | 'same'): Promise<void> {
  await tx.updateTable('held_reports.match').set({ verdict }).where('id', '=', matchId).execute()
}

/** Asks everybody of the match who was not asked yet. */
export async function askParties(tx: Tx, matchId: string, organisationId: string, reportIds: readonly string[]) {
  await tx
    .updateTable('held_reports.match')
    .set({ told_at: sql<Date>`coalesce(told_at, now())` })
    .where('id', '=', matchId)
    .execute()
  await tx
    .insertInto('held_reports.asked')
    .values(reportIds.map((report_id) => ({ report_id, organisation_id: organisationId })))
    .onConflict((on) => on.doNothing())
    .execute()
}
