// SQL of paper sets and of recoveries.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export type RecoverySet = {
  id: string
  organisationId: string
  shareSet: string
  publicKey: Uint8Array
  threshold: number
  shares: number
  madeById: string
  madeBy: string | null
  /** Whoever made it has left since. */
  makerLeft: boolean
  madeAt: Date
  handedOutAt: Date | null
  drilledAt: Date | null
}

/** Sets that still open the team's key, the newest first: the one in force, and one that is not handed out yet. */
export async function standingSets(tx: Tx, organisationId: string): Promise<RecoverySet[]> {
  return await tx
    .selectFrom('team_keys.recovery_set as s')
    .leftJoin('staff.person as p', 'p.id', 's.made_by')
    .select([
      's.id',
      's.organisation_id as organisationId',
      's.share_set as shareSet',
      's.public_key as publicKey',
      's.threshold',
      's.shares',
      's.made_by as madeById',
      'p.display_name as madeBy',
      sql<boolean>`p.left_at is not null`.as('makerLeft'),
      's.made_at as madeAt',
      's.handed_out_at as handedOutAt',
      's.drilled_at as drilledAt',
    ])
    .where('s.organisation_id', '=', organisationId)
    .where('s.replaced_at', 'is', null)
    .orderBy('s.made_at', 'desc')
    .execute()
}

export async function insertSet(
  tx: Tx,
  set: Pick<RecoverySet, 'id' | 'organisationId' | 'shareSet' | 'publicKey' | 'threshold' | 'shares' | 'madeById'>,
): Promise<void> {
  await tx
    .insertInto('team_keys.recovery_set')
    .values({
      id: set.id,
      organisation_id: set.organisationId,
      share_set: set.shareSet,
      public_key: Buffer.from(set.publicKey),
      threshold: set.threshold,
      shares: set.shares,
      made_by: set.madeById,
    })
    .execute()
}

/** Sets that were made and never handed out are set aside when another is made. */
export async function replaceUnfinishedSets(tx: Tx, organisationId: string): Promise<void> {
  await tx
    .updateTable('team_keys.recovery_set')
    .set({ replaced_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('handed_out_at', 'is', null)
    .where('replaced_at', 'is', null)
    .execute()
  await forgetRecoveryWraps(tx, organisationId)
}

/** Puts a set in force, and the one before it aside. False when it is not there, or was handed out already. */
export async function putInForce(tx: Tx, organisationId: string, setId: string): Promise<boolean> {
  const done = await tx
    .updateTable('team_keys.recovery_set')
    .set({ handed_out_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', setId)
    .where('handed_out_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) return false
  await tx
    .updateTable('team_keys.recovery_set')
    .set({ replaced_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '!=', setId)
    .where('replaced_at', 'is', null)
    .execute()
  await forgetRecoveryWraps(tx, organisationId)
  return true
}

export async function insertRecoveryWrap(
  tx: Tx,
  wrap: { setId: string; organisationId: string; epoch: number; wrapped: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('team_keys.recovery_wrap')
    .values({
      set_id: wrap.setId,
      organisation_id: wrap.organisationId,
      epoch: wrap.epoch,
      wrapped: Buffer.from(wrap.wrapped),
    })
    .execute()
}

/** Nobody's but for whoever asked for a recovery that a second person confirmed within the hour. */
export async function recoveryWraps(tx: Tx, setId: string): Promise<{ epoch: number; wrapped: Uint8Array }[]> {
  return await tx
    .selectFrom('team_keys.recovery_wrap')
    .select(['epoch', 'wrapped'])
    .where('set_id', '=', setId)
    .orderBy('epoch')
    .execute()
}

/** Removes wraps of epochs that are retired and of sets that were replaced. */
export async function forgetRecoveryWraps(tx: Tx, organisationId: string): Promise<void> {
  await sql`select team_keys.forget_old_wraps(${organisationId}::uuid)`.execute(tx)
}

export async function markDrilled(tx: Tx, organisationId: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('team_keys.recovery_set')
    .set({ drilled_at: at })
    .where('organisation_id', '=', organisationId)
    .where('handed_out_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export type RecoveryRequest = {
  id: string
  organisationId: string
  organisationName: string
  setId: string
  requestedById: string
  requestedBy: string | null
  requestedAt: Date
  confirmedBy: string | null
  confirmedAt: Date | null
  /** A second person's yes counts for an hour. */
  isFresh: boolean
  endedAt: Date | null
  outcome: 'recovered' | 'refused' | 'taken-back' | null
}

/** Requests that are open, and those that ended within the last 30 days, the newest first. */
export async function listRequests(tx: Tx): Promise<RecoveryRequest[]> {
  return await tx
    .selectFrom('team_keys.recovery_request as r')
    .innerJoin('organisations.organisation as o', 'o.id', 'r.organisation_id')
    .leftJoin('staff.person as p', 'p.id', 'r.requested_by')
    .leftJoin('team_keys.recovery_confirmation as c', 'c.request_id', 'r.id')
    .leftJoin('staff.person as q', 'q.id', 'c.confirmed_by')
    .select([
      'r.id',
      'r.organisation_id as organisationId',
      'o.name as organisationName',
      'r.set_id as setId',
      'r.requested_by as requestedById',
      'p.display_name as requestedBy',
      'r.requested_at as requestedAt',
      'q.display_name as confirmedBy',
      'c.confirmed_at as confirmedAt',
      sql<boolean>`coalesce(c.confirmed_at > now() - interval '1 hour', false)`.as('isFresh'),
      'r.ended_at as endedAt',
      sql<RecoveryRequest['outcome']>`r.outcome`.as('outcome'),
    ])
    .where((eb) => eb.or([eb('r.ended_at', 'is', null), eb('r.ended_at', '>', sql<Date>`now() - interval '30 days'`)]))
    .orderBy('r.requested_at', 'desc')
    .execute()
}

export async function insertRequest(
  tx: Tx,
  request: { id: string; organisationId: string; setId: string; personId: string },
): Promise<boolean> {
  const done = await tx
    .insertInto('team_keys.recovery_request')
    .values({
      id: request.id,
      organisation_id: request.organisationId,
      set_id: request.setId,
      requested_by: request.personId,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function insertConfirmation(
  tx: Tx,
  confirmation: { requestId: string; organisationId: string; personId: string },
): Promise<boolean> {
  const done = await tx
    .insertInto('team_keys.recovery_confirmation')
    .values({
      request_id: confirmation.requestId,
      organisation_id: confirmation.organisationId,
      confirmed_by: confirmation.personId,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when it had ended already, so that one confirmation serves one recovery. */
export async function endRequest(
  tx: Tx,
  id: string,
  outcome: NonNullable<RecoveryRequest['outcome']>,
): Promise<boolean> {
  const done = await tx
    .updateTable('team_keys.recovery_request')
    .set({ ended_at: sql<Date>`now()`, outcome })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
