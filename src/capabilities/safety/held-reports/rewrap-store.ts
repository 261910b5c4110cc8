// SQL of what held reports keep sealed to the adviser's team, for its newer key. A share or key that is wrapped anew stays under
// its lock: the adviser turns keys of reports they cannot open.
import { sql } from 'kysely'
import type { TeamSealed } from '#src/capabilities/house.ts'

type Kind = 'share' | 'key' | 'letter'
const partOf = { share: 'held-share', key: 'held-key', letter: 'message' } as const

const sealed = (kind: Kind, bodies: TeamSealed['bodies']): TeamSealed => ({
  name: `held-reports.${kind}`,
  bodies,
  async count(tx, organisationId, epoch) {
    const { rows } = await sql<{ n: number }>`
      select held_reports.count_team_keys(${organisationId}::uuid, ${kind}, ${epoch}::int) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async wraps(tx, organisationId, epoch, after, limit) {
    const { rows } = await sql<{ id: string; epoch: number; wrapped: Buffer }>`
      select id, epoch, wrapped from held_reports.team_keys(
        ${organisationId}::uuid, ${kind}, ${epoch}::int, ${after ?? null}::uuid, ${limit}::int)`.execute(tx)
    return rows.map((row) => ({ ...row, record: row.id, part: partOf[kind] }))
  },
  async replace(tx, organisationId, epoch, changes) {
    const { rows } = await sql<{ n: number }>`
      select held_reports.replace_team_keys(${organisationId}::uuid, ${kind}, ${changes.map(({ id }) => id)}::uuid[],
        ${changes.map(({ old }) => Buffer.from(old))}::bytea[], ${epoch}::int,
        ${changes.map(({ fresh }) => Buffer.from(fresh))}::bytea[]) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
})

/** No body opens with one of these alone, so a rehearsal has none to try. */
const none = async () => []

export const sealedShares = sealed('share', none)
export const sealedKeys = sealed('key', none)
export const sealedLetters = sealed('letter', async (tx, organisationId, after, limit) => {
  let query = tx
    .selectFrom('held_reports.message')
    .select(['id', 'team_epoch as epoch', 'team_key_wrap as wrapped', 'body'])
    .where('organisation_id', '=', organisationId)
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = await query.orderBy('id').limit(limit).execute()
  return rows.map((row) => ({ ...row, record: row.id, part: partOf.letter }))
})
