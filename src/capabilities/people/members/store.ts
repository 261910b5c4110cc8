// SQL of members. Every profile is opened and sealed here, so that no other file handles sealed bytes.
import { sql } from 'kysely'
import type { ServiceKeys, StoredPassphrase } from '#engines/sealing/index.ts'
import { checkParams } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { canonicalPseudonym, type MemberKind, type MemberPreferences, type MemberProfile } from './member.ts'

const context = (id: string) => `member:${id}`

export const pseudonymLookup = (keys: ServiceKeys, pseudonym: string): Buffer =>
  Buffer.from(keys.blindIndex('member', canonicalPseudonym(pseudonym)))
export const feedLookup = (keys: ServiceKeys, token: string): Buffer =>
  Buffer.from(keys.blindIndex('member-feed', token))
export const memberTag = (keys: ServiceKeys, tag: string): Buffer => Buffer.from(keys.blindIndex('member-tag', tag))

/** The tags of a member: one an area and kind of work, or one that says "all". */
const tagsOf = (keys: ServiceKeys, { areas, work }: MemberPreferences): Buffer[] =>
  [
    ...(areas.length === 0 ? ['area:all'] : areas.map((area) => `area:${area}`)),
    ...(work.length === 0 ? ['work:all'] : work.map((kind) => `work:${kind}`)),
  ].map((tag) => memberTag(keys, tag))

const seal = (keys: ServiceKeys, id: string, profile: MemberProfile): Buffer =>
  Buffer.from(keys.sealField(JSON.stringify(profile), context(id)))

export const openProfile = (keys: ServiceKeys, row: { id: string; sealed_profile: Buffer }): MemberProfile =>
  JSON.parse(keys.openField(row.sealed_profile, context(row.id))) as MemberProfile

const passphraseColumns = ({ salt, verifier, params }: StoredPassphrase) => ({
  salt: Buffer.from(salt),
  verifier: Buffer.from(verifier),
  parameters: JSON.stringify(params),
})

export type MemberRow = { id: string; kind: MemberKind; profile: MemberProfile; stored: StoredPassphrase }

type RawMember = {
  id: string
  kind: string
  sealed_profile: Buffer
  salt: Buffer
  verifier: Buffer
  parameters: unknown
}
const wholeRow = ['id', 'kind', 'sealed_profile', 'salt', 'verifier', 'parameters'] as const
const read = (keys: ServiceKeys, row: RawMember): MemberRow => ({
  id: row.id,
  kind: row.kind as MemberKind,
  profile: openProfile(keys, row),
  stored: { salt: row.salt, verifier: row.verifier, params: checkParams(row.parameters) },
})

/** Throws PostgreSQL's unique_violation (23505) when the pseudonym is taken. */
export async function insertMember(
  tx: Tx,
  keys: ServiceKeys,
  member: { id: string; kind: MemberKind; profile: MemberProfile; stored: StoredPassphrase; madeAt: Date },
): Promise<void> {
  await tx
    .insertInto('members.member')
    .values({
      id: member.id,
      kind: member.kind,
      lookup: pseudonymLookup(keys, member.profile.pseudonym),
      ...passphraseColumns(member.stored),
      sealed_profile: seal(keys, member.id, member.profile),
      tags: tagsOf(keys, member.profile.preferences),
      feed_lookup: feedLookup(keys, member.profile.feedToken),
      created_at: member.madeAt,
    })
    .execute()
}

export async function findMember(tx: Tx, keys: ServiceKeys, id: string): Promise<MemberRow | undefined> {
  const row = await tx
    .selectFrom('members.member')
    .select(wholeRow)
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row && read(keys, row)
}

/** The database function that answers the same as `findMemberKind`, asked with a member's session. */
export const memberStanding = 'members.kind_of'

/** The kind alone: what every page of a signed-in member asks for. */
export async function findMemberKind(tx: Tx, id: string): Promise<MemberKind | undefined> {
  const row = await tx
    .selectFrom('members.member')
    .select('kind')
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row?.kind as MemberKind | undefined
}

/** For a worker who was told a pseudonym: there is no list to pick from. */
export async function findIdByPseudonym(tx: Tx, keys: ServiceKeys, pseudonym: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('members.member')
    .select('id')
    .where('lookup', '=', pseudonymLookup(keys, pseudonym))
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

export async function findByFeedToken(tx: Tx, keys: ServiceKeys, token: string): Promise<MemberRow | undefined> {
  const row = await tx
    .selectFrom('members.member')
    .select(wholeRow)
    .where('feed_lookup', '=', feedLookup(keys, token))
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row && read(keys, row)
}

export const ALLOWED_FAILURES = 10
export const REST_MINUTES = 15

/**
 * Counts a try before it is judged, so that a thousand at once are no more than ten: answers the member, or undefined when
 * there is none of that pseudonym or the account rests after too many wrong tries.
 */
export async function beginTry(
  tx: Tx,
  keys: ServiceKeys,
  pseudonym: string,
  now: Date,
): Promise<MemberRow | undefined> {
  const restedBefore = new Date(now.getTime() - REST_MINUTES * 60_000)
  const row = await tx
    .updateTable('members.member')
    .set({
      failures: sql<number>`case when failed_at < ${restedBefore} then 1 else failures + 1 end`,
      failed_at: now,
    })
    .where('lookup', '=', pseudonymLookup(keys, pseudonym))
    .where('left_at', 'is', null)
    .where((eb) => eb.or([eb('failures', '<', ALLOWED_FAILURES), eb('failed_at', '<', restedBefore)]))
    .returning(wholeRow)
    .executeTakeFirst()
  return row && read(keys, row)
}

export async function forgetTries(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('members.member').set({ failures: 0, failed_at: null }).where('id', '=', id).execute()
}

export async function updateProfile(tx: Tx, keys: ServiceKeys, id: string, profile: MemberProfile): Promise<void> {
  await tx
    .updateTable('members.member')
    .set({
      sealed_profile: seal(keys, id, profile),
      tags: tagsOf(keys, profile.preferences),
      feed_lookup: feedLookup(keys, profile.feedToken),
    })
    .where('id', '=', id)
    .execute()
}

export async function updatePassphrase(tx: Tx, id: string, stored: StoredPassphrase): Promise<void> {
  await tx.updateTable('members.member').set(passphraseColumns(stored)).where('id', '=', id).execute()
}

export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('members.member').where('id', '=', id).execute()
}

/** Ids after `after` whose tags meet every one of `sets`; ordered, at most `limit`. */
export async function idsByTags(tx: Tx, sets: Buffer[][], after: string | undefined, limit: number): Promise<string[]> {
  let query = tx.selectFrom('members.member').select('id').where('left_at', 'is', null).orderBy('id').limit(limit)
  for (const set of sets) query = query.where(sql<boolean>`tags && ${set}::bytea[]`)
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.execute()).map((row) => row.id)
}

export async function listProfiles(
  tx: Tx,
  keys: ServiceKeys,
  ids: readonly string[],
): Promise<{ id: string; kind: MemberKind; profile: MemberProfile }[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('members.member')
    .select(['id', 'kind', 'sealed_profile'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('left_at', 'is', null)
    .execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind as MemberKind, profile: openProfile(keys, row) }))
}

/** How many accounts of each kind were made in each month, newest first: counts, so that no list of people exists. */
export async function countByMonth(tx: Tx): Promise<{ month: string; kind: MemberKind; amount: number }[]> {
  const month = sql<string>`to_char(created_at at time zone 'Europe/London', 'YYYY-MM')`
  const rows = await tx
    .selectFrom('members.member')
    .where('left_at', 'is', null)
    .select((eb) => [month.as('month'), 'kind', eb.fn.countAll<number>().as('amount')])
    .groupBy([month, 'kind'])
    .orderBy('month', 'desc')
    .limit(120)
    .execute()
  return rows.map((row) => ({ month: row.month, kind: row.kind as MemberKind, amount: Number(row.amount) }))
}
