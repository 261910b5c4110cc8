// SQL of vouching codes and their marks. Nothing here is written beside an account's own row.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'

export const codeLookup = (keys: ServiceKeys, canonical: string): Buffer =>
  Buffer.from(keys.blindIndex('vouch-code', canonical))
export const ownerTag = (keys: ServiceKeys, handle: string): Buffer =>
  Buffer.from(keys.blindIndex('vouch-owner', handle))
export const tallyTag = (keys: ServiceKeys, handle: string, year: string): Buffer =>
  Buffer.from(keys.blindIndex('vouch-tally', `${handle} ${year}`))
export const pairTag = (keys: ServiceKeys, one: string, other: string): Buffer =>
  Buffer.from(keys.blindIndex('vouch-pair', [one, other].sort().join(' ')))

const context = (lookup: Buffer) => `vouch.code:${lookup.toString('hex')}`

export async function insertCode(
  tx: Tx,
  keys: ServiceKeys,
  code: { lookup: Buffer; owner: Buffer; memberId: string; expiresOn: string },
): Promise<void> {
  await tx
    .insertInto('members.vouch_code')
    .values({
      lookup: code.lookup,
      owner: code.owner,
      sealed: Buffer.from(keys.sealField(code.memberId, context(code.lookup))),
      expires_on: code.expiresOn,
    })
    .execute()
}

/** Who gave each of these codes, in their order, held until `tx` ends; fewer when one is used, taken back or too old. */
export async function lockCodes(
  tx: Tx,
  keys: ServiceKeys,
  lookups: readonly Buffer[],
  today: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('members.vouch_code')
    .select(['lookup', 'sealed'])
    .where('lookup', 'in', [...lookups])
    .where(sql<boolean>`expires_on >= ${today}::date`)
    .orderBy('lookup')
    .forUpdate()
    .execute()
  return rows.map((row) => keys.openField(row.sealed, context(row.lookup)))
}

export async function deleteCodes(tx: Tx, lookups: readonly Buffer[]): Promise<void> {
  await tx
    .deleteFrom('members.vouch_code')
    .where('lookup', 'in', [...lookups])
    .execute()
}

/** Counts a try that led to no account; codes that were tried too often are gone. */
export async function countCodeTry(tx: Tx, lookups: readonly Buffer[], most: number): Promise<void> {
  await tx
    .updateTable('members.vouch_code')
    .set({ tries: sql<number>`tries + 1` })
    .where('lookup', 'in', [...lookups])
    .execute()
  await tx
    .deleteFrom('members.vouch_code')
    .where('lookup', 'in', [...lookups])
    .where('tries', '>=', most)
    .execute()
}

export async function countCodesOf(tx: Tx, owner: Buffer, today: string): Promise<number> {
  const row = await tx
    .selectFrom('members.vouch_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('owner', '=', owner)
    .where(sql<boolean>`expires_on >= ${today}::date`)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function deleteCodesOf(tx: Tx, owner: Buffer): Promise<void> {
  await tx.deleteFrom('members.vouch_code').where('owner', '=', owner).execute()
}

/** Adds one to a mark unless it stands at `most` already; false then. An old mark begins anew. */
export async function countMark(
  tx: Tx,
  mark: { tag: Buffer; most: number; endsOn: string; today: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into members.vouch_mark as v (tag, amount, ends_on) values (${mark.tag}, 1, ${mark.endsOn}::date)
    on conflict (tag) do update
      set amount = case when v.ends_on < ${mark.today}::date then 1 else v.amount + 1 end, ends_on = excluded.ends_on
      where v.ends_on < ${mark.today}::date or v.amount < ${mark.most}
    returning 1`.execute(tx)
  return rows.length > 0
}

export async function readMark(tx: Tx, tag: Buffer, today: string): Promise<number> {
  const row = await tx
    .selectFrom('members.vouch_mark')
    .select('amount')
    .where('tag', '=', tag)
    .where(sql<boolean>`ends_on >= ${today}::date`)
    .executeTakeFirst()
  return row?.amount ?? 0
}

export async function deleteMarks(tx: Tx, tags: readonly Buffer[]): Promise<void> {
  await tx
    .deleteFrom('members.vouch_mark')
    .where('tag', 'in', [...tags])
    .execute()
}

/** Removes codes and marks whose time is over. */
export async function sweepVouching(tx: Tx, today: string): Promise<void> {
  await sql`delete from members.vouch_code where expires_on < ${today}::date`.execute(tx)
  await sql`delete from members.vouch_mark where ends_on < ${today}::date`.execute(tx)
}
