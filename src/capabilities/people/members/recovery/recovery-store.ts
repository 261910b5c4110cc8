// SQL of what recovery words are recognised by. Only the task of signing in reads it.
import { checkParams, type ServiceKeys, type StoredPassphrase } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { pseudonymLookup } from '../store.ts'

const columns = ({ salt, verifier, params }: StoredPassphrase) => ({
  salt: Buffer.from(salt),
  verifier: Buffer.from(verifier),
  parameters: JSON.stringify(params),
})

/** Takes the place of what there was: old words open nothing from here. */
export async function setRecovery(tx: Tx, memberId: string, stored: StoredPassphrase): Promise<void> {
  await tx
    .insertInto('members.recovery')
    .values({ member_id: memberId, ...columns(stored) })
    .onConflict((on) => on.column('member_id').doUpdateSet(columns(stored)))
    .execute()
}

/** For an account that is being made. */
export async function insertRecovery(tx: Tx, memberId: string, stored: StoredPassphrase): Promise<void> {
  await tx
    .insertInto('members.recovery')
    .values({ member_id: memberId, ...columns(stored) })
    .execute()
}

export async function findRecovery(
  tx: Tx,
  keys: ServiceKeys,
  pseudonym: string,
): Promise<{ memberId: string; stored: StoredPassphrase } | undefined> {
  const row = await tx
    .selectFrom('members.member as m')
    .innerJoin('members.recovery as r', 'r.member_id', 'm.id')
    .select(['m.id', 'r.salt', 'r.verifier', 'r.parameters'])
    .where('m.lookup', '=', pseudonymLookup(keys, pseudonym))
    .where('m.left_at', 'is', null)
    .executeTakeFirst()
  return (
    row && { memberId: row.id, stored: { salt: row.salt, verifier: row.verifier, params: checkParams(row.parameters) } }
  )
}

/** Uses words up: false when they were used or replaced meanwhile, so that one paper opens once. */
export async function replaceRecovery(
  tx: Tx,
  memberId: string,
  before: StoredPassphrase,
  next: StoredPassphrase,
): Promise<boolean> {
  const done = await tx
    .updateTable('members.recovery')
    .set(columns(next))
    .where('member_id', '=', memberId)
    .where('verifier', '=', Buffer.from(before.verifier))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function hasRecovery(tx: Tx, memberId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('members.recovery')
    .select('member_id')
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row !== undefined
}
