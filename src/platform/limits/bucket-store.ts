// SQL of the buckets: one statement answers for all tiers of one act, in an order that cannot deadlock.
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** `free`: what may stand in it before a price is asked; `most`: what it holds at all. `drain` a second; `weight`: what is added. */
export type Bucket = { tag: Uint8Array; free: number; most: number; drain: number; weight?: number }

/**
 * Adds its weight to every bucket, or, unless `isPaid`, only to those that still have room; answers each one's level afterwards
 * and whether there was room, by tag in hexadecimal.
 */
export async function pour(
  tx: Tx,
  buckets: readonly Bucket[],
  now: Date,
  isPaid: boolean,
): Promise<Map<string, { level: number; hadRoom: boolean }>> {
  const distinct = [...new Map(buckets.map((each) => [Buffer.from(each.tag).toString('hex'), each])).entries()].sort(
    ([one], [other]) => (one < other ? -1 : 1),
  )
  const levels = new Map<string, { level: number; hadRoom: boolean }>()
  if (distinct.length === 0) return levels
  const of = <T>(pick: (bucket: Bucket) => T) => distinct.map(([, bucket]) => pick(bucket))
  const at = now.toISOString()
  const { rows } = await sql<{ tag: Buffer; level: number; before: number }>`
    with asked as (
      select * from unnest(${of((each) => Buffer.from(each.tag))}::bytea[], ${of((each) => each.free)}::float8[],
        ${of((each) => each.most)}::float8[], ${of((each) => each.drain)}::float8[],
        ${of((each) => each.weight ?? 1)}::float8[]) as a (tag, free, most, drain, weight)
    ), poured as (
      insert into limits.bucket as b (tag, level, drain, at, empty_at)
      select a.tag, a.weight, a.drain, ${at}::timestamptz, ${at}::timestamptz + make_interval(secs => a.weight / a.drain)
        from asked a order by a.tag
      on conflict (tag) do update set (level, drain, at, empty_at) = (
        select p.level, excluded.drain, p.at, p.at + make_interval(secs => p.level / excluded.drain)
          from (select least(a.most, d.level + case when ${isPaid}::boolean or d.level + a.weight <= a.free then a.weight else 0 end) as level,
                  greatest(b.at, excluded.at) as at
                  from asked a,
                    lateral (select greatest(0, b.level - b.drain
                      * greatest(0, extract(epoch from excluded.at - b.at)::float8)) as level) d
                 where a.tag = excluded.tag) p)
      returning b.tag, b.level, coalesce(greatest(0, old.level - old.drain
        * greatest(0, extract(epoch from new.at - old.at)::float8)), 0) as before
    )
    select tag, level, before from poured`.execute(tx)
  const byTag = new Map(distinct)
  for (const row of rows) {
    const hex = row.tag.toString('hex')
    const asked = byTag.get(hex)
    levels.set(hex, { level: row.level, hadRoom: row.before + (asked?.weight ?? 1) <= (asked?.free ?? 0) })
  }
  return levels
}

/** What still stands in one bucket. */
export async function levelOf(tx: Tx, tag: Uint8Array, now: Date): Promise<number> {
  const row = await tx
    .selectFrom('limits.bucket')
    .select(['level', 'drain', 'at'])
    .where('tag', '=', Buffer.from(tag))
    .executeTakeFirst()
  return row ? Math.max(0, row.level - row.drain * Math.max(0, (now.getTime() - row.at.getTime()) / 1000)) : 0
}

/** The day's half of the key: made by whoever asks first, the same for all processes. */
export async function seedOf(tx: Tx, day: string, fresh: Uint8Array): Promise<Buffer> {
  await tx
    .insertInto('limits.day_seed')
    .values({ day, seed: Buffer.from(fresh) })
    .onConflict((on) => on.doNothing())
    .execute()
  const { seed } = await tx
    .selectFrom('limits.day_seed')
    .select('seed')
    .where('day', '=', sql<Date>`${day}::date`)
    .executeTakeFirstOrThrow()
  return seed
}

/** Forgets buckets that have drained, and every half key of another day with the buckets that no key can reach any more. */
export async function sweepBuckets(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('limits.bucket').where('empty_at', '<', now).execute()
  const day = now.toISOString().slice(0, 10)
  const { numDeletedRows } = await tx
    .deleteFrom('limits.day_seed')
    .where('day', '<', sql<Date>`${day}::date`)
    .executeTakeFirst()
  // What stands from before today's first minute is under a key that is gone.
  if (numDeletedRows > 0n)
    await tx
      .deleteFrom('limits.bucket')
      .where('at', '<', new Date(`${day}T00:00:00Z`))
      .execute()
}
