// SQL of what reporting keeps sealed to teams: the wraps of reports' and messages' data keys, for a team's newer key.
import { sql } from 'kysely'
import type { TeamSealed } from '#src/capabilities/house.ts'

type Kind = 'report' | 'message'
type Row = { id: string; epoch: number; wrapped: Buffer }

const sealed = (kind: Kind, bodies: TeamSealed['bodies']): TeamSealed => ({
  name: `reporting.${kind}`,
  bodies,
  async count(tx, organisationId, epoch) {
    const { rows } = await sql<{ n: number }>`
      select reporting.count_team_keys(${organisationId}::uuid, ${kind}, ${epoch}::int) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async wraps(tx, organisationId, epoch, after, limit) {
    const { rows } = await sql<Row>`
      select id, epoch, wrapped from reporting.team_keys(
        ${organisationId}::uuid, ${kind}, ${epoch}::int, ${after ?? null}::uuid, ${limit}::int)`.execute(tx)
    return rows.map((row) => ({ ...row, record: row.id, part: kind }))
  },
  async replace(tx, organisationId, epoch, changes) {
    const { rows } = await sql<{ n: number }>`
      select reporting.replace_team_keys(${organisationId}::uuid, ${kind}, ${changes.map(({ id }) => id)}::uuid[],
        ${changes.map(({ old }) => Buffer.from(old))}::bytea[], ${epoch}::int,
        ${changes.map(({ fresh }) => Buffer.from(fresh))}::bytea[]) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
})

export const sealedReports = sealed('report', async (tx, organisationId, after, limit) => {
  let query = tx
    .selectFrom('reporting.report')
    .select(['id', 'epoch', 'wrapped_key', 'body'])
    .where('organisation_id', '=', organisationId)
    .where('state', 'not in', ['draft', 'erased'])
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = await query.orderBy('id').limit(limit).execute()
  return rows.flatMap(({ id, epoch, wrapped_key: wrapped, body }) =>
    wrapped && body ? [{ id, record: id, part: 'report', epoch, wrapped, body }] : [],
  )
})

export const sealedMessages = sealed('message', async (tx, organisationId, after, limit) => {
  let query = tx
    .selectFrom('reporting.message as m')
    .innerJoin('reporting.report as r', 'r.id', 'm.report_id')
    .select(['m.id', 'm.team_epoch as epoch', 'm.team_key_wrap as wrapped', 'm.body'])
    .where('r.organisation_id', '=', organisationId)
  if (after !== undefined) query = query.where('m.id', '>', after)
  const rows = await query.orderBy('m.id').limit(limit).execute()
  return rows.map((row) => ({ ...row, record: row.id, part: 'message' }))
})
