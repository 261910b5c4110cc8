// SQL of people who work here, how they sign in, and the wraps of their teams' keys.
import { sql } from 'kysely'
import type { PassphraseParams, StoredPassphrase } from '#engines/sealing/index.ts'
import { checkParams } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Colleague, isStaffRole, type StaffMember } from './person.ts'

export type NewPerson = {
  id: string
  organisationId: string
  username: string
  displayName: string
  roles: readonly string[]
  publicKey: Uint8Array
}
export type Credential = { passphrase: StoredPassphrase; sealedPrivateKey: Uint8Array; sealedTotp: Uint8Array }
export type Account = Credential & { personId: string }
export type TeamKeyWrap = { epoch: number; wrapped: Uint8Array }

const people = (tx: Tx) =>
  tx
    .selectFrom('staff.person as p')
    .innerJoin('organisations.organisation as o', 'o.id', 'p.organisation_id')
    .select([
      'p.id',
      'p.display_name as displayName',
      'p.username',
      'p.organisation_id as organisationId',
      'o.name as organisationName',
      'p.roles',
    ])
    .where('p.left_at', 'is', null)

const withRoles = <Row extends { roles: string[] }>(row: Row) => ({ ...row, roles: row.roles.filter(isStaffRole) })

/** Undefined for somebody who has left, and for whom the actor may not see. */
export async function findPerson(tx: Tx, id: string): Promise<StaffMember | undefined> {
  const row = await people(tx).where('p.id', '=', id).executeTakeFirst()
  return row && withRoles(row)
}

export async function listPeople(tx: Tx, organisationId: string): Promise<StaffMember[]> {
  const rows = await people(tx).where('p.organisation_id', '=', organisationId).orderBy('p.display_name').execute()
  return rows.map(withRoles)
}

export async function listColleagues(tx: Tx, organisationId: string): Promise<Colleague[]> {
  const rows = await people(tx)
    .select('p.public_key as publicKey')
    .where('p.organisation_id', '=', organisationId)
    .orderBy('p.display_name')
    .execute()
  const wraps = await tx
    .selectFrom('staff.team_key_wrap as w')
    .leftJoin('staff.person as g', 'g.id', 'w.given_by')
    .select(['w.person_id', 'w.epoch', 'w.given_at', 'g.display_name as givenBy'])
    .where('w.organisation_id', '=', organisationId)
    .orderBy('w.epoch')
    .execute()
  return rows.map((row) => ({
    ...withRoles(row),
    keys: wraps
      .filter((wrap) => wrap.person_id === row.id)
      .map((wrap) => ({ epoch: wrap.epoch, givenBy: wrap.givenBy ?? undefined, givenAt: wrap.given_at })),
  }))
}

export async function publicKeysOf(tx: Tx, organisationId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return await tx
    .selectFrom('staff.person')
    .select(['id', 'public_key as publicKey', 'roles'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .where('left_at', 'is', null)
    .execute()
}

export async function isUsernameTaken(tx: Tx, username: string): Promise<boolean> {
  const row = await tx.selectFrom('staff.person').select('id').where('username', '=', username).executeTakeFirst()
  return row !== undefined
}

/** Those of these usernames that stand here now, with their organisation's name and the last time-step they used. */
export async function listStanding(tx: Tx, usernames: readonly string[]) {
  const rows = await people(tx)
    .innerJoin('staff.credential as c', 'c.person_id', 'p.id')
    .select('c.totp_step as usedStep')
    .where('p.username', 'in', usernames)
    .execute()
  return rows.map(({ username, organisationName, usedStep }) => ({ username, organisationName, usedStep }))
}

export async function insertPerson(tx: Tx, person: NewPerson, credential: Credential): Promise<void> {
  await tx
    .insertInto('staff.person')
    .values({
      id: person.id,
      organisation_id: person.organisationId,
      username: person.username,
      display_name: person.displayName,
      roles: [...person.roles],
      public_key: Buffer.from(person.publicKey),
    })
    .execute()
  const { salt, verifier, params } = credential.passphrase
  await tx
    .insertInto('staff.credential')
    .values({
      person_id: person.id,
      salt: Buffer.from(salt),
      verifier: Buffer.from(verifier),
      parameters: JSON.stringify(params satisfies PassphraseParams),
      sealed_private_key: Buffer.from(credential.sealedPrivateKey),
      sealed_totp: Buffer.from(credential.sealedTotp),
    })
    .execute()
}

/** Nobody for a name that is not there and for somebody who has left: the two look alike. */
export async function findAccount(tx: Tx, username: string): Promise<Account | undefined> {
  const row = await tx
    .selectFrom('staff.person as p')
    .innerJoin('staff.credential as c', 'c.person_id', 'p.id')
    .select(['p.id', 'c.salt', 'c.verifier', 'c.parameters', 'c.sealed_private_key', 'c.sealed_totp'])
    .where('p.username', '=', username)
    .where('p.left_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      personId: row.id,
      passphrase: { salt: row.salt, verifier: row.verifier, params: checkParams(row.parameters) },
      sealedPrivateKey: row.sealed_private_key,
      sealedTotp: row.sealed_totp,
    }
  )
}

/** Uses up a time-step of a person's codes. False when it, or a later one, was used before: also by a request at the same moment. */
export async function useStep(tx: Tx, personId: string, step: number): Promise<boolean> {
  const result = await tx
    .updateTable('staff.credential')
    .set({ totp_step: step })
    .where('person_id', '=', personId)
    .where('totp_step', '<', step)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/**
 * Counts a try before it is made, so that many at once cannot slip past; the number of tries in a row, this one included.
 * Undefined while the waiting after the earlier ones is not over: such a try is not counted.
 * @param waits seconds to wait after the n-th failure, the last one for all further
 */
export async function countTry(
  tx: Tx,
  digest: Uint8Array,
  now: Date,
  waits: readonly number[],
  forgottenAfterSeconds: number,
): Promise<number | undefined> {
  const at = now.toISOString()
  const result = await sql<{ failures: number }>`
    insert into staff.sign_in_attempt as a (digest, failures, last_at)
    values (${Buffer.from(digest)}, 1, ${at}::timestamptz)
    on conflict (digest) do update set
      failures = case when a.last_at < ${at}::timestamptz - make_interval(secs => ${forgottenAfterSeconds})
        then 1 else a.failures + 1 end,
      last_at = ${at}::timestamptz
    where a.last_at + make_interval(secs =>
      (${sql.val(waits.map(Number))}::int[])[least(a.failures, ${waits.length}::int)]) <= ${at}::timestamptz
    returning failures`.execute(tx)
  return result.rows[0]?.failures
}

export async function forgetTries(tx: Tx, digest: Uint8Array): Promise<void> {
  await tx.deleteFrom('staff.sign_in_attempt').where('digest', '=', Buffer.from(digest)).execute()
}

export async function sweepTries(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('staff.sign_in_attempt').where('last_at', '<', before).execute()
}

export async function wrapsOf(tx: Tx, personId: string, organisationId: string): Promise<TeamKeyWrap[]> {
  return await tx
    .selectFrom('staff.team_key_wrap')
    .select(['epoch', 'wrapped'])
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .orderBy('epoch')
    .execute()
}

/** Does nothing where the person already has the key of that epoch. `givenBy` is null for who begins a team. */
export async function insertWrap(
  tx: Tx,
  wrap: TeamKeyWrap & { organisationId: string; personId: string; givenBy: string | null },
): Promise<void> {
  await tx
    .insertInto('staff.team_key_wrap')
    .values({
      organisation_id: wrap.organisationId,
      epoch: wrap.epoch,
      person_id: wrap.personId,
      wrapped: Buffer.from(wrap.wrapped),
      given_by: wrap.givenBy,
    })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Removes every wrap of a team's retired epochs: with them the old private key is gone from here. Answers how many. */
export async function forgetRetiredEpochs(tx: Tx, organisationId: string): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    select staff.forget_retired_epochs(${organisationId}::uuid) as gone`.execute(tx)
  return rows[0]?.gone ?? 0
}

/** Who of an organisation left after a moment, with the roles they had. */
export async function leaversSince(tx: Tx, organisationId: string, since: Date) {
  const rows = await tx
    .selectFrom('staff.person')
    .select(['display_name as displayName', 'roles'])
    .where('organisation_id', '=', organisationId)
    .where('left_at', '>', since)
    .execute()
  return rows.map(withRoles)
}
