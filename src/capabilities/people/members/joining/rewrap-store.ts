// SQL of what joining keeps sealed to teams: the wraps of waiting evidence's data keys, for a team's newer key.
import { sql } from 'kysely'
import type { TeamSealed } from '#src/capabilities/house.ts'
import { evidencePart as part } from './apply.ts'

export const sealedEvidence: TeamSealed = {
  name: 'members.application',
  async count(tx, organisationId, epoch) {
    const { rows } = await sql<{ n: number }>`
      select members.count_team_keys(${organisationId}::uuid, ${epoch}::int) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async wraps(tx, organisationId, epoch, after, limit) {
    const { rows } = await sql<{ id: string; epoch: number; wrapped: Buffer }>`
      select id, epoch, wrapped from members.team_keys(
        ${organisationId}::uuid, ${epoch}::int, ${after ?? null}::uuid, ${limit}::int)`.execute(tx)
    return rows.map((row) => ({ ...row, record: row.id, part }))
  },
  async replace(tx, organisationId, epoch, changes) {
    const { rows } = await sql<{ n: number }>`
      select members.replace_team_keys(${organisationId}::uuid, ${changes.map(({ id }) => id)}::uuid[],
        ${changes.map(({ old }) => Buffer.from(old))}::bytea[], ${epoch}::int,
        ${changes.map(({ fresh }) => Buffer.from(fresh))}::bytea[]) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async bodies(tx, organisationId, after, limit) {
    let query = tx
      .selectFrom('members.application')
      .select(['id', 'epoch', 'wrapped_key as wrapped', 'body'])
      .where('organisation_id', '=', organisationId)
      .where('wrapped_key', 'is not', null)
    if (after !== undefined) query = query.where('id', '>', after)
    const rows = await query.orderBy('id').limit(limit).execute()
    return rows.flatMap(({ wrapped, body, ...row }) =>
      wrapped && body ? [{ ...row, wrapped, body, record: row.id, part }] : [],
    )
  },
}
