// SQL of words that a browser sealed: their keys, wrapped to each team that may come to read them, and the words once one does.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { TeamSealed } from '#src/capabilities/house.ts'
import type { SealedWords } from './sealed-words.ts'

type Bound = Pick<SealedWords, 'record' | 'part'>
export type PartWrap = { organisationId: string; epoch: number; wrapped: Uint8Array }
export type GivenPart = PartWrap & Bound & { body: Uint8Array | null }

/** Keeps the keys of one answer's words in place of those it had. Rejects with RWN01 when an epoch was retired meanwhile. */
export async function putPart(tx: Tx, reportId: string, part: Bound, wraps: readonly PartWrap[]): Promise<void> {
  await dropPart(tx, reportId, part)
  await tx
    .insertInto('reporting.sealed_part')
    .values(
      wraps.map(({ organisationId, epoch, wrapped }) => ({
        id: newId(),
        report_id: reportId,
        record: part.record,
        part: part.part,
        organisation_id: organisationId,
        epoch,
        wrapped_key: Buffer.from(wrapped),
      })),
    )
    .execute()
}

const dropPart = (tx: Tx, reportId: string, { record, part }: Bound) =>
  tx
    .deleteFrom('reporting.sealed_part')
    .where('report_id', '=', reportId)
    .where('record', '=', record)
    .where('part', '=', part)
    .execute()

/** Drops the keys of answers that are not among these any more. */
export async function keepOnlyParts(tx: Tx, reportId: string, parts: readonly Bound[]): Promise<void> {
  const kept = parts.map(({ record, part }) => `${record} ${part}`)
  await sql`delete from reporting.sealed_part
    where report_id = ${reportId}::uuid and record || ' ' || part <> all (${kept}::text[])`.execute(tx)
}

/** Gives the words to one team and takes their keys from all others. Answers false, and changes nothing, when it has not all of them. */
export async function givePartsFor(
  tx: Tx,
  reportId: string,
  organisationId: string,
  parts: readonly (Bound & { body: Uint8Array })[],
): Promise<boolean> {
  if (!(await hasAllParts(tx, reportId, organisationId, parts))) return false
  await tx
    .deleteFrom('reporting.sealed_part')
    .where('report_id', '=', reportId)
    .where('organisation_id', '!=', organisationId)
    .execute()
  for (const { record, part, body } of parts)
    await tx
      .updateTable('reporting.sealed_part')
      .set({ body: Buffer.from(body), given_at: sql<Date>`now()` })
      .where('report_id', '=', reportId)
      .where('record', '=', record)
      .where('part', '=', part)
      .execute()
  return true
}

async function hasAllParts(tx: Tx, reportId: string, organisationId: string, parts: readonly Bound[]) {
  const rows = await tx
    .selectFrom('reporting.sealed_part')
    .select(['record', 'part'])
    .where('report_id', '=', reportId)
    .where('organisation_id', '=', organisationId)
    .execute()
  return parts.every((each) => rows.some((row) => row.record === each.record && row.part === each.part))
}

/**
 * Lets an adviser use the keys of words that are held with them; the words stay under the lock of the held report. Nobody when
 * it is held no more. Answers false when the adviser has not all of them.
 */
export async function holdParts(
  tx: Tx,
  reportId: string,
  organisationId: string | undefined,
  parts: readonly Bound[],
): Promise<boolean> {
  if (organisationId && !(await hasAllParts(tx, reportId, organisationId, parts))) return false
  await sql`update reporting.sealed_part
    set given_at = case when organisation_id = ${organisationId ?? null}::uuid then now() end
    where report_id = ${reportId}::uuid`.execute(tx)
  return true
}

/** What a team was given of a report. */
export async function listGivenParts(tx: Tx, reportId: string): Promise<GivenPart[]> {
  return await tx
    .selectFrom('reporting.sealed_part')
    .select(['record', 'part', 'organisation_id as organisationId', 'epoch', 'wrapped_key as wrapped', 'body'])
    .where('report_id', '=', reportId)
    .where('given_at', 'is not', null)
    .execute()
}

/** The key of a wish for a worker as one team's, taken out of here: it goes to that team's own room. */
export async function takePartFor(
  tx: Tx,
  reportId: string,
  organisationId: string,
  { record, part }: Bound,
): Promise<PartWrap | undefined> {
  const row = await tx
    .selectFrom('reporting.sealed_part')
    .select(['organisation_id as organisationId', 'epoch', 'wrapped_key as wrapped'])
    .where('report_id', '=', reportId)
    .where('record', '=', record)
    .where('part', '=', part)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  await dropPart(tx, reportId, { record, part })
  return row
}

export const sealedParts: TeamSealed = {
  name: 'reporting.sealed-part',
  async count(tx, organisationId, epoch) {
    const { rows } = await sql<{ n: number }>`
      select reporting.count_team_part_keys(${organisationId}::uuid, ${epoch}::int) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async wraps(tx, organisationId, epoch, after, limit) {
    const { rows } = await sql<{ id: string; epoch: number; wrapped: Buffer; record: string; part: string }>`
      select id, epoch, wrapped, record, part from reporting.team_part_keys(
        ${organisationId}::uuid, ${epoch}::int, ${after ?? null}::uuid, ${limit}::int)`.execute(tx)
    return rows
  },
  async replace(tx, organisationId, epoch, changes) {
    const { rows } = await sql<{ n: number }>`
      select reporting.replace_team_part_keys(${organisationId}::uuid, ${changes.map(({ id }) => id)}::uuid[],
        ${changes.map(({ old }) => Buffer.from(old))}::bytea[], ${epoch}::int,
        ${changes.map(({ fresh }) => Buffer.from(fresh))}::bytea[]) as n`.execute(tx)
    return rows[0]?.n ?? 0
  },
  async bodies(tx, organisationId, after, limit) {
    let query = tx
      .selectFrom('reporting.sealed_part')
      .select(['id', 'record', 'part', 'epoch', 'wrapped_key as wrapped', 'body'])
      .where('organisation_id', '=', organisationId)
      .where('body', 'is not', null)
    if (after !== undefined) query = query.where('id', '>', after)
    const rows = await query.orderBy('id').limit(limit).execute()
    return rows.flatMap((row) => (row.body ? [{ ...row, body: row.body }] : []))
  },
}
