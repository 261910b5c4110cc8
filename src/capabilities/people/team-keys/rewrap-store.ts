// SQL of how far a re-wrap has come.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'

/** Seconds of silence after which a process that worked on a re-wrap is taken for dead. */
export const silentAfterSeconds = 15

export type RewrapState = 'waiting' | 'running' | 'stopped' | 'stuck' | 'done'
export type RewrapRow = {
  id: string
  toEpoch: number
  state: RewrapState
  /** Running by its row, but nobody has been heard of for `silentAfterSeconds`. */
  isSilent: boolean
  done: number
  begunBy: string | null
  beganAt: Date
  endedAt: Date | null
}

export async function insertRewrap(tx: Tx, organisationId: string, toEpoch: number, begunBy: string): Promise<void> {
  await tx
    .insertInto('team_keys.rewrap')
    .values({ id: newId(), organisation_id: organisationId, to_epoch: toEpoch, begun_by: begunBy })
    .execute()
}

const silent = sql<boolean>`(r.state = 'running' and coalesce(r.beat_at < now() - make_interval(secs => ${sql.lit(silentAfterSeconds)}), true))`

/** The newest turn's re-wrap. */
export async function latestRewrap(tx: Tx, organisationId: string): Promise<RewrapRow | undefined> {
  return await tx
    .selectFrom('team_keys.rewrap as r')
    .leftJoin('staff.person as p', 'p.id', 'r.begun_by')
    .select([
      'r.id',
      'r.to_epoch as toEpoch',
      sql<RewrapState>`r.state`.as('state'),
      silent.as('isSilent'),
      'r.done',
      'p.display_name as begunBy',
      'r.begun_at as beganAt',
      'r.ended_at as endedAt',
    ])
    .where('r.organisation_id', '=', organisationId)
    .orderBy('r.to_epoch', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Takes the work on, unless another process is at it and was heard of lately. */
export async function claimRewrap(tx: Tx, id: string, runner: string, personId: string): Promise<boolean> {
  const done = await tx
    .updateTable('team_keys.rewrap as r')
    .set({ state: 'running', runner, beat_at: sql<Date>`now()`, begun_by: personId, ended_at: null })
    .where('r.id', '=', id)
    .where('r.state', '!=', 'done')
    .where((eb) => eb.or([eb('r.state', '!=', 'running'), silent]))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/**
 * Holds the work's row until the transaction ends and counts what is done in it. False when it is no longer this runner's:
 * stopped, taken over, or begun by somebody who has left since.
 */
export async function holdRewrap(tx: Tx, id: string, runner: string): Promise<boolean> {
  const held = await tx
    .updateTable('team_keys.rewrap as r')
    .set({ beat_at: sql<Date>`now()` })
    .where('r.id', '=', id)
    .where('r.runner', '=', runner)
    .where('r.state', '=', 'running')
    .where(sql<boolean>`exists (select from staff.person p where p.id = r.begun_by and p.left_at is null)`)
    .executeTakeFirst()
  return held.numUpdatedRows > 0n
}

export async function addDone(tx: Tx, id: string, more: number): Promise<void> {
  await tx
    .updateTable('team_keys.rewrap')
    .set({ done: sql<number>`done + ${more}` })
    .where('id', '=', id)
    .execute()
}

export async function endRewrap(tx: Tx, id: string, state: 'done' | 'stuck' | 'stopped'): Promise<void> {
  await tx
    .updateTable('team_keys.rewrap')
    .set({ state, runner: null, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '!=', 'done')
    .execute()
}
