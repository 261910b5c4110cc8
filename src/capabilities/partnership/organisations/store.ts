// SQL of organisations and their teams' public keys.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export type OrganisationKind = 'support' | 'police' | 'council' | 'health' | 'adviser' | 'other'
export type Organisation = {
  id: string
  slug: string
  name: string
  kind: OrganisationKind
  receivesReports: boolean
  offersSupport: boolean
}
export type TeamKey = { organisationId: string; epoch: number; publicKey: Uint8Array }

export async function listOrganisations(tx: Tx): Promise<Organisation[]> {
  const rows = await tx.selectFrom('organisations.organisation').selectAll().orderBy('name').execute()
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind as OrganisationKind,
    receivesReports: row.receives_reports,
    offersSupport: row.offers_support,
  }))
}

/**
 * The key a team seals to now, held until the transaction ends so that its epoch is not retired under what is being sealed;
 * undefined for an organisation that has none and so can receive nothing.
 */
export async function currentTeamKey(tx: Tx, organisationId: string): Promise<TeamKey | undefined> {
  const { rows } = await sql<{ epoch: number; public_key: Buffer }>`
    select epoch, public_key from organisations.sealing_key(${organisationId}::uuid)`.execute(tx)
  const [row] = rows
  return row && { organisationId, epoch: row.epoch, publicKey: row.public_key }
}

/** `currentTeamKey` of several at once; those without one are left out. */
export async function currentTeamKeys(tx: Tx, organisationIds: readonly string[]): Promise<TeamKey[]> {
  const { rows } = await sql<{ id: string; epoch: number; public_key: Buffer }>`
    select o.id, k.epoch, k.public_key
    from unnest(${organisationIds}::uuid[]) as o (id) cross join lateral organisations.sealing_key(o.id) k
    order by o.id`.execute(tx)
  return rows.map((row) => ({ organisationId: row.id, epoch: row.epoch, publicKey: row.public_key }))
}

/** Waits until nobody is sealing to this team, and keeps everybody from it until the transaction ends. */
export async function holdTeamAlone(tx: Tx, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(organisations.team_lock(${organisationId}::uuid))`.execute(tx)
}

export type Epoch = { epoch: number; beganAt: Date; retiredAt: Date | null }

/** All epochs of a team, the newest first. */
export async function listEpochs(tx: Tx, organisationId: string): Promise<Epoch[]> {
  return await tx
    .selectFrom('organisations.team_key')
    .select(['epoch', 'created_at as beganAt', 'retired_at as retiredAt'])
    .where('organisation_id', '=', organisationId)
    .orderBy('epoch', 'desc')
    .execute()
}

/** Retires every epoch before this one. Only under `holdTeamAlone`, and only when nothing is wrapped to them any more. */
export async function retireEpochs(tx: Tx, organisationId: string, before: number): Promise<void> {
  await tx
    .updateTable('organisations.team_key')
    .set({ retired_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('epoch', '<', before)
    .where('retired_at', 'is', null)
    .execute()
}

/** True for the database's refusal of something sealed to an epoch that has been retired: seal it again to the current one. */
export const isEpochRetired = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'RWN01'

export async function insertOrganisation(tx: Tx, organisation: Organisation): Promise<void> {
  await tx
    .insertInto('organisations.organisation')
    .values({
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      kind: organisation.kind,
      receives_reports: organisation.receivesReports,
      offers_support: organisation.offersSupport,
    })
    .execute()
}

export async function insertTeamKey(tx: Tx, key: TeamKey): Promise<void> {
  await tx
    .insertInto('organisations.team_key')
    .values({ organisation_id: key.organisationId, epoch: key.epoch, public_key: Buffer.from(key.publicKey) })
    .execute()
}
