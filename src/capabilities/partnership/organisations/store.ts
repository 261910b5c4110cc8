// SQL of organisations and their teams' public keys.
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

/** The key a team seals to now; undefined for an organisation that has none and so can receive nothing. */
export async function currentTeamKey(tx: Tx, organisationId: string): Promise<TeamKey | undefined> {
  const row = await tx
    .selectFrom('organisations.team_key')
    .select(['epoch', 'public_key'])
    .where('organisation_id', '=', organisationId)
    .where('retired_at', 'is', null)
    .orderBy('epoch', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { organisationId, epoch: row.epoch, publicKey: row.public_key }
}

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
