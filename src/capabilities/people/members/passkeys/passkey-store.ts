// SQL of members' passkeys, which are opened and sealed here.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { StoredPasskey } from '#platform/passkeys/ceremony.ts'

/** `isDoubted`: its counter went back, so there may be a copy. */
export type MemberPasskey = { id: string; memberId: string; name: string; passkey: StoredPasskey; isDoubted: boolean }

const context = (id: string, memberId: string) => `members.passkey:${id}:${memberId}`

export const passkeyLookup = (keys: ServiceKeys, credentialId: string): Buffer =>
  Buffer.from(keys.blindIndex('member passkey', credentialId))

/** What the passkey calls its holder. It stands on the device: it must lead to no row for whoever has not the service key. */
export const holderOf = (keys: ServiceKeys, memberId: string): Uint8Array =>
  keys.blindIndex('member passkey holder', memberId)

type Raw = { id: string; member_id: string; sealed: Buffer }
const open = (keys: ServiceKeys, row: Raw): MemberPasskey => ({
  ...(JSON.parse(keys.openField(row.sealed, context(row.id, row.member_id))) as Omit<MemberPasskey, 'id' | 'memberId'>),
  id: row.id,
  memberId: row.member_id,
})
const seal = (keys: ServiceKeys, { id, memberId, ...detail }: MemberPasskey): Buffer =>
  Buffer.from(keys.sealField(JSON.stringify(detail), context(id, memberId)))

/** The passkey, locked until the transaction ends. */
export async function lockPasskey(tx: Tx, keys: ServiceKeys, credentialId: string): Promise<MemberPasskey | undefined> {
  const row = await tx
    .selectFrom('members.passkey')
    .select(['id', 'member_id', 'sealed'])
    .where('lookup', '=', passkeyLookup(keys, credentialId))
    .forUpdate()
    .executeTakeFirst()
  return row && open(keys, row)
}

export async function listPasskeys(tx: Tx, keys: ServiceKeys, memberId: string): Promise<MemberPasskey[]> {
  const rows = await tx
    .selectFrom('members.passkey')
    .select(['id', 'member_id', 'sealed'])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .execute()
  return rows.map((row) => open(keys, row))
}

/** Throws PostgreSQL's unique_violation (23505) for a credential that stands already. */
export async function insertPasskey(tx: Tx, keys: ServiceKeys, passkey: MemberPasskey): Promise<void> {
  await tx
    .insertInto('members.passkey')
    .values({
      id: passkey.id,
      member_id: passkey.memberId,
      lookup: passkeyLookup(keys, passkey.passkey.credentialId),
      sealed: seal(keys, passkey),
    })
    .execute()
}

export async function keepPasskey(tx: Tx, keys: ServiceKeys, passkey: MemberPasskey): Promise<void> {
  await tx
    .updateTable('members.passkey')
    .set({ sealed: seal(keys, passkey) })
    .where('id', '=', passkey.id)
    .execute()
}

/** False when the member has no such passkey. */
export async function deletePasskey(tx: Tx, memberId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('members.passkey')
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** Until the transaction ends nobody else makes passkeys of this member: they are counted before. */
export async function holdOwnPasskeys(tx: Tx, memberId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`members.passkey ${memberId}`}, 0))`.execute(tx)
}
