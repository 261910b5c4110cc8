// SQL of standings and stops: who stands behind an account, sealed, and which accounts rest.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { MemberKind } from '../member.ts'
import {
  alone,
  handleOf,
  readStanding,
  restsUnder,
  type Standing,
  type StopKind,
  standingText,
  stopTag,
  type Voucher,
} from './standing.ts'

const context = (memberId: string) => `member.standing:${memberId}`
const seal = (keys: ServiceKeys, memberId: string, standing: Standing) =>
  Buffer.from(keys.sealField(standingText(standing), context(memberId)))
const open = (keys: ServiceKeys, memberId: string, sealed: Buffer | null): Standing =>
  sealed ? readStanding(keys.openField(sealed, context(memberId))) : alone('worker')

export async function insertStanding(tx: Tx, keys: ServiceKeys, memberId: string, standing: Standing): Promise<void> {
  await tx
    .insertInto('members.standing')
    .values({ member_id: memberId, sealed: seal(keys, memberId, standing) })
    .execute()
}

/** Tags of everything that rests, in hex. There are never many: each is a worker's own act. */
export async function listStops(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('members.stop').select('tag').execute()
  return new Set(rows.map((row) => row.tag.toString('hex')))
}

export type MemberStanding = Voucher & { kind: MemberKind; createdAt: Date; standing: Standing; isResting: boolean }

/** An account's kind, age and standing, without locking or touching its row; undefined when it is no more. */
export async function findStanding(tx: Tx, keys: ServiceKeys, memberId: string): Promise<MemberStanding | undefined> {
  const row = await tx
    .selectFrom('members.member as m')
    .leftJoin('members.standing as s', 's.member_id', 'm.id')
    .select(['m.kind', 'm.created_at', 's.sealed'])
    .where('m.id', '=', memberId)
    .where('m.left_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const standing = open(keys, memberId, row.sealed)
  const voucher = { handle: handleOf(keys, memberId), behind: standing.behind }
  const isResting = restsUnder(keys, await listStops(tx), voucher)
  return { ...voucher, kind: row.kind as MemberKind, createdAt: row.created_at, standing, isResting }
}

/** Those of `memberIds` whose accounts rest. Nothing is opened while nobody's does. */
export async function restingAmong(tx: Tx, keys: ServiceKeys, memberIds: readonly string[]): Promise<Set<string>> {
  const stops = await listStops(tx)
  if (stops.size === 0 || memberIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('members.standing')
    .select(['member_id', 'sealed'])
    .where(sql<boolean>`member_id = any(${[...memberIds]}::uuid[])`)
    .execute()
  const sealedOf = new Map(rows.map((row) => [row.member_id, row.sealed]))
  return new Set(
    memberIds.filter((id) => {
      const { behind } = open(keys, id, sealedOf.get(id) ?? null)
      return restsUnder(keys, stops, { handle: handleOf(keys, id), behind })
    }),
  )
}

const pageSize = 2000

/** Every standing, a page at a time, in no order that tells anything. */
export async function pageOfStandings(tx: Tx, keys: ServiceKeys, after: string | undefined) {
  let query = tx.selectFrom('members.standing').select(['member_id', 'sealed']).orderBy('member_id').limit(pageSize)
  if (after !== undefined) query = query.where('member_id', '>', after)
  const rows = await query.execute()
  return {
    items: rows.map((row) => ({ memberId: row.member_id, standing: open(keys, row.member_id, row.sealed) })),
    next: rows.length < pageSize ? undefined : rows.at(-1)?.member_id,
  }
}

export async function rewriteStanding(tx: Tx, keys: ServiceKeys, memberId: string, standing: Standing): Promise<void> {
  await tx
    .updateTable('members.standing')
    .set({ sealed: seal(keys, memberId, standing) })
    .where('member_id', '=', memberId)
    .execute()
}

/** False when it was stopped in this way already. */
export async function insertStop(tx: Tx, keys: ServiceKeys, kind: StopKind, handle: string): Promise<boolean> {
  const row = await tx
    .insertInto('members.stop')
    .values({ tag: stopTag(keys, kind, handle) })
    .onConflict((on) => on.doNothing())
    .returning('tag')
    .executeTakeFirst()
  return row !== undefined
}

/** Lifts both kinds of stop of one account; answers how many there were. */
export async function deleteStops(tx: Tx, keys: ServiceKeys, handle: string): Promise<number> {
  const tags = (['account', 'branch'] as const).map((kind) => stopTag(keys, kind, handle))
  const done = await tx.deleteFrom('members.stop').where('tag', 'in', tags).executeTakeFirst()
  return Number(done.numDeletedRows)
}
