// SQL of staff's passkeys.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export type PasskeyRow = {
  id: string
  personId: string
  sealed: Uint8Array
  madeAt: Date
  usedAt: Date | null
  doubtedAt: Date | null
}
export type FoundPasskey = PasskeyRow & { username: string; publicKey: Uint8Array; sealedPrivateKey: Uint8Array }

const columns = [
  'k.id',
  'k.person_id as personId',
  'k.sealed',
  'k.made_at as madeAt',
  'k.used_at as usedAt',
  'k.doubted_at as doubtedAt',
] as const

/** The passkey of somebody who works here now, locked until the transaction ends. */
export async function lockPasskey(tx: Tx, lookup: Uint8Array): Promise<FoundPasskey | undefined> {
  return await tx
    .selectFrom('staff.passkey as k')
    .innerJoin('staff.person as p', 'p.id', 'k.person_id')
    .select(columns)
    .select(['p.username', 'p.public_key as publicKey', 'k.sealed_private_key as sealedPrivateKey'])
    .where('k.lookup', '=', Buffer.from(lookup))
    .where('p.left_at', 'is', null)
    .forUpdate('k')
    .executeTakeFirst()
}

export async function listPasskeys(tx: Tx, personId: string): Promise<PasskeyRow[]> {
  return await tx
    .selectFrom('staff.passkey as k')
    .select(columns)
    .where('k.person_id', '=', personId)
    .orderBy('k.made_at')
    .execute()
}

/** Throws PostgreSQL's unique_violation (23505) for a credential that stands already. */
export async function insertPasskey(
  tx: Tx,
  row: {
    id: string
    personId: string
    lookup: Uint8Array
    sealed: Uint8Array
    sealedPrivateKey: Uint8Array
    now: Date
  },
): Promise<void> {
  await tx
    .insertInto('staff.passkey')
    .values({
      id: row.id,
      person_id: row.personId,
      lookup: Buffer.from(row.lookup),
      sealed: Buffer.from(row.sealed),
      sealed_private_key: Buffer.from(row.sealedPrivateKey),
      made_at: row.now,
    })
    .execute()
}

export async function keepUse(tx: Tx, id: string, sealed: Uint8Array, now: Date): Promise<void> {
  await tx
    .updateTable('staff.passkey')
    .set({ sealed: Buffer.from(sealed), used_at: now })
    .where('id', '=', id)
    .execute()
}

export async function markDoubted(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('staff.passkey').set({ doubted_at: now }).where('id', '=', id).execute()
}

/** False when the person has no such passkey. */
export async function deletePasskey(tx: Tx, personId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('staff.passkey')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** Whether a passphrase and a code let this person in. Asked as who signs people in. */
export async function hasPassphrase(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('staff.credential')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Until the transaction ends nobody else makes or removes passkeys of this person: they are counted before either. */
export async function holdOwnPasskeys(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`staff.passkey ${personId}`}, 0))`.execute(tx)
}
