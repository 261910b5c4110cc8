// SQL of invitations.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { isStaffRole } from '../person.ts'
import type { Invitation } from './invitation.ts'

const invitations = (tx: Tx) =>
  tx
    .selectFrom('staff.invitation as i')
    .innerJoin('organisations.organisation as o', 'o.id', 'i.organisation_id')
    .leftJoin('staff.person as p', 'p.id', 'i.proposed_by')
    .leftJoin('staff.person as c', 'c.id', 'i.confirmed_by')
    .select([
      'i.id',
      'i.organisation_id as organisationId',
      'o.name as organisationName',
      'i.username',
      'i.display_name as displayName',
      'i.roles',
      'i.proposed_by as proposedBy',
      'p.display_name as proposedByName',
      'i.proposed_at as proposedAt',
      'i.is_alone as isAlone',
      'i.confirmed_by as confirmedBy',
      'c.display_name as confirmedByName',
      'i.expires_at as expiresAt',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>
const tidy = (row: Row): Invitation => ({
  ...row,
  roles: row.roles.filter(isStaffRole),
  proposedByName: row.proposedByName ?? undefined,
  confirmedBy: row.confirmedBy ?? undefined,
  confirmedByName: row.confirmedByName ?? undefined,
  expiresAt: row.expiresAt ?? undefined,
})

/** Those the actor may see that have not run out, the oldest first. */
export async function listInvitations(tx: Tx, now: Date): Promise<Invitation[]> {
  const rows = await invitations(tx)
    .where((is) => is.or([is('i.expires_at', 'is', null), is('i.expires_at', '>', now)]))
    .orderBy('i.proposed_at')
    .execute()
  return rows.map(tidy)
}

/** False when the username is taken by another invitation. */
export async function insertInvitation(
  tx: Tx,
  invitation: Pick<Invitation, 'id' | 'organisationId' | 'username' | 'displayName' | 'roles' | 'proposedBy'>,
): Promise<boolean> {
  const { id, organisationId, username, displayName, roles, proposedBy } = invitation
  const result = await sql`
    insert into staff.invitation (id, organisation_id, username, display_name, roles, proposed_by, is_alone)
    values (${id}, ${organisationId}, ${username}, ${displayName}, ${sql.val([...roles])}::text[], ${proposedBy},
      staff.works_alone(${organisationId}))
    on conflict (username) do nothing`.execute(tx)
  return result.numAffectedRows === 1n
}

/** False when it is confirmed already, is gone, or is the actor's own. */
export async function confirmInvitation(tx: Tx, id: string, by: string, now: Date, half: Uint8Array): Promise<boolean> {
  const result = await tx
    .updateTable('staff.invitation')
    .set({ confirmed_by: by, confirmed_at: now, confirmer_half: Buffer.from(half) })
    .where('id', '=', id)
    .where('confirmed_by', 'is', null)
    .where('proposed_by', '<>', by)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** False unless it is the actor's own, confirmed, and has no code yet. */
export async function setProposerHalf(
  tx: Tx,
  id: string,
  by: string,
  half: Uint8Array,
  expiresAt: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('staff.invitation')
    .set({ proposer_half: Buffer.from(half), expires_at: expiresAt })
    .where('id', '=', id)
    .where('proposed_by', '=', by)
    .where('confirmed_by', 'is not', null)
    .where('proposer_half', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The person it was for, or undefined when it was gone. */
export async function deleteInvitation(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.deleteFrom('staff.invitation').where('id', '=', id).returning('display_name').executeTakeFirst()
  return row?.display_name
}

/** The invitation that both halves open. */
export async function findByHalves(
  tx: Tx,
  proposerHalf: Uint8Array,
  confirmerHalf: Uint8Array,
  now: Date,
): Promise<Invitation | undefined> {
  const row = await invitations(tx)
    .where('i.proposer_half', '=', Buffer.from(proposerHalf))
    .where('i.confirmer_half', '=', Buffer.from(confirmerHalf))
    .where('i.expires_at', '>', now)
    .executeTakeFirst()
  return row && tidy(row)
}

/** Until the transaction ends nobody else uses this invitation. */
export async function holdInvitation(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`staff.invitation ${id}`}, 0))`.execute(tx)
}

export async function findById(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await invitations(tx).where('i.id', '=', id).executeTakeFirst()
  return row && tidy(row)
}

/** How many were removed: codes that have run out, and proposals of before `proposedBefore`. */
export async function sweepInvitations(tx: Tx, now: Date, proposedBefore: Date): Promise<number> {
  const result = await tx
    .deleteFrom('staff.invitation')
    .where((is) => is.or([is('expires_at', '<', now), is('proposed_at', '<', proposedBefore)]))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
