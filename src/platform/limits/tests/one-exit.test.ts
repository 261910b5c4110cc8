// Five hundred people and one flooder behind one address: everybody gets through in two steps, and the flooder pays more and more.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { serviceKeys } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import { asActor } from '#permissions/as-actor.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { allowances, leastWait, mostBits, mostShared, mostWaiting, throughPerSecond } from '../acts.ts'
import { type Asker, createLimits } from '../limits.ts'
import { trustedProxies } from '../network.ts'
import { solve } from '../proof.ts'

let database: TestDatabase
let db: Database
let now = new Date('2026-03-01T12:00:00Z')
const keys = serviceKeys(randomBytes(32))
const run = <T>(work: Parameters<typeof asActor<T>>[2]) => asActor(db, task('task-limits'), work)
const lighter = 10
const processOf = (scale = 1) =>
  createLimits({ keys, clock: { now: () => now }, proxies: trustedProxies(''), scale, run, lighter })

before(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.appUrl, () => {}, 8)
})
after(async () => {
  await db.destroy()
  await database.drop()
})
beforeEach(() => run((tx) => tx.deleteFrom('limits.bucket').execute()))

const somebodyAt = (remoteAddress: string, id: string = randomUUID()): Asker => ({
  c: { env: { incoming: { socket: { remoteAddress } } }, req: { header: () => undefined } } as unknown as Asker['c'],
  session: { id },
})

/** Tries, and pays when asked: how many steps it took and the hashes it cost, as they would be without `lighter`. */
async function getThrough(limits: ReturnType<typeof processOf>, who: Asker) {
  const first = await limits.weigh(who, 'receipt')
  if (first.isFree) return { steps: 1, hashes: 0, bits: 0 }
  assert.ok(first.bits <= mostBits)
  const second = await limits.weigh(who, 'receipt', solve(limits.challenge(who, 'receipt', first.bits)))
  assert.ok(second.isFree, 'paid and not let through')
  return { steps: 2, hashes: 2 ** first.bits, bits: first.bits }
}

test('five hundred behind one exit with a flooder: each is through in two steps, and the flooder’s cost rises', async () => {
  // Two processes share what they count.
  const [limits, other] = [processOf(), processOf()]
  const flooder = somebodyAt('198.51.100.7')
  const flooded: number[] = []
  const honest: { steps: number; bits: number }[] = []
  for (let i = 0; i < 500; i++) {
    const here = i % 2 ? limits : other
    if (i % 25 === 0) flooded.push((await getThrough(here, flooder)).bits)
    honest.push(await getThrough(here, somebodyAt('198.51.100.9')))
    now = new Date(now.getTime() + 200)
  }
  assert.ok(honest.every(({ steps, bits }) => steps <= 2 && bits <= mostShared))
  assert.ok(
    honest.some(({ steps }) => steps === 2),
    'the exit was never crowded: this tried nothing',
  )
  // The first are free; then each costs more than the ones before, up to what no neighbour ever pays.
  assert.deepEqual(
    flooded,
    [...flooded].sort((one, two) => one - two),
  )
  assert.ok((flooded.at(-1) ?? 0) >= mostShared + 2, flooded.join())
})

test('asking without paying raises nobody’s price', async () => {
  const limits = processOf()
  const exit = '198.51.100.7'
  const free = allowances.receipt.network.free
  for (let i = 0; i < free; i++) assert.ok((await limits.weigh(somebodyAt(exit), 'receipt')).isFree)
  const priceOf = async () => {
    const verdict = await limits.weigh(somebodyAt(exit), 'receipt')
    assert.ok(!verdict.isFree)
    return verdict.bits
  }
  const before = await priceOf()
  for (let i = 0; i < 500; i++) await limits.weigh(somebodyAt(exit), 'receipt', 'receipt.nothing.20.x.y:1')
  assert.equal(await priceOf(), before)
})

test('another network, and another act, stay free', async () => {
  const limits = processOf()
  for (let i = 0; i < 60; i++) await limits.weigh(somebodyAt('198.51.100.7'), 'receipt')
  assert.ok(!(await limits.weigh(somebodyAt('198.51.100.200'), 'receipt')).isFree, 'the same /24')
  assert.ok((await limits.weigh(somebodyAt('198.51.101.7'), 'receipt')).isFree)
  assert.ok((await limits.weigh(somebodyAt('198.51.100.7'), 'first-save')).isFree)
})

test('a proof counts once, also when it comes twice at the same moment', async () => {
  const limits = processOf()
  for (let i = 0; i < 60; i++) await limits.weigh(somebodyAt('198.51.100.7'), 'receipt')
  const who = somebodyAt('198.51.100.7')
  const asked = await limits.weigh(who, 'receipt')
  assert.ok(!asked.isFree)
  const proof = solve(limits.challenge(who, 'receipt', asked.bits))
  const verdicts = await Promise.all(Array.from({ length: 8 }, () => limits.weigh(who, 'receipt', proof)))
  assert.equal(verdicts.filter((each) => each.isFree).length, 1)
  assert.ok(!(await limits.weigh(who, 'receipt', proof)).isFree)
})

test('many at once are counted as many', async () => {
  const limits = processOf()
  const tried = await Promise.all(Array.from({ length: 120 }, () => limits.weigh(somebodyAt('203.0.113.5'), 'receipt')))
  assert.equal(tried.filter((each) => each.isFree).length, allowances.receipt.network.free)
})

test('waiting in a thousand windows is no quicker than waiting in one', async () => {
  const limits = processOf()
  const due: number[] = []
  for (let i = 0; i < 1000; i++) {
    const at = await limits.ticket(somebodyAt('198.51.100.7'), 14)
    if (at !== undefined) due.push((at - now.getTime()) / 1000)
  }
  assert.equal(due.length, mostWaiting)
  // However many tickets: no more than so many a second come due, and none before the least wait.
  assert.ok(Math.min(...due) >= leastWait)
  for (const within of [30, 60, 240, 480])
    assert.ok(
      due.filter((each) => each <= within).length <= Math.max(within, leastWait) * throughPerSecond + 1,
      `${within} s`,
    )
  // Elsewhere nobody waits longer for it.
  const elsewhere = await limits.ticket(somebodyAt('203.0.113.1'), 14)
  assert.equal(elsewhere, now.getTime() + leastWait * 1000)
})

test('what was counted is digests of networks under a key that is gone the next day', async () => {
  const limits = processOf()
  await limits.weigh(somebodyAt('198.51.100.7', 'a-session'), 'receipt')
  const rows = async () =>
    (await run((tx) => tx.selectFrom('limits.bucket').select('tag').execute())).map((row) => row.tag)
  const today = await rows()
  assert.equal(today.length, 3)
  const { rows: logged } = await run((tx) =>
    sql<{ kind: string }>`select relpersistence as kind from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = 'limits' and relkind = 'r'`.execute(tx),
  )
  assert.deepEqual(new Set(logged.map(({ kind }) => kind)), new Set(['u']))
  now = new Date(now.getTime() + 86_400_000)
  const next = processOf()
  await next.weigh(somebodyAt('198.51.100.7', 'a-session'), 'receipt')
  const tags = (await rows()).map((tag) => tag.toString('hex'))
  assert.equal(tags.length, 6)
  await next.sweep()
  const left = (await rows()).map((tag) => tag.toString('hex'))
  assert.ok(today.every((tag) => !left.includes(tag.toString('hex'))))
  const days = await run((tx) => tx.selectFrom('limits.day_seed').select('day').execute())
  assert.equal(days.length, 1)
})
