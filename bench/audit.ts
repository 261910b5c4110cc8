// How many audit entries are added and linked in a second, printed as JSON with the ratio to a floor measured in the same run:
// bare inserts of the same rows, in as many transactions, into a table without policies or chain. Then how fast a chain is verified.
//
// node --import tsx bench/audit.ts [entries, default 20000]
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { verifyAudit } from '#partnership/oversight/verify-audit.ts'
import { recordAudits } from '#platform/audit/record-audit.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { buildHouse } from '#src/build-house.ts'
import { createTestDatabase } from '../tests/harness/database.ts'

const wanted = Number(process.argv[2] ?? 20_000)
if (!(Number.isInteger(wanted) && wanted >= 1000 && wanted <= 1_000_000))
  throw new Error('Give the number of entries, from 1,000 to 1,000,000')

const actor = { kind: 'staff', personId: randomUUID(), organisationId: randomUUID(), roles: ['desk'] } as const
const entry = () => ({ kind: 'report.opened', recordId: randomUUID(), detail: { part: 'answers' } })
const many = <T>(amount: number, make: () => T): T[] => Array.from({ length: amount }, make)

const database = await createTestDatabase()
const house = await buildHouse({
  config: readConfig({}),
  appUrl: database.appUrl,
  rootKey: randomBytes(32),
  working: false,
  log: createLog(() => {}),
  poolSize: 12,
  assets: { href: (name) => `/assets/${name}`, files: new Map() },
})
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 12 })

/** Entries a second, `batch` in a transaction, so many transactions at once; each amount at most `wanted`. */
async function perSecond(amount: number, batch: number, atOnce: number, add: (batch: number) => Promise<unknown>) {
  let left = Math.ceil(amount / batch)
  const start = performance.now()
  await Promise.all(
    many(atOnce, async () => {
      while (left-- > 0) await add(batch)
    }),
  )
  const done = Math.ceil(amount / batch) * batch
  return Math.round((done * 1000) / (performance.now() - start))
}

const record = (batch: number) => house.asActor(actor, (tx) => recordAudits(tx, many(batch, entry)))
const bare = async (batch: number) => {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query('insert into public.floor select $1, $2, gen_random_uuid(), $3 from generate_series(1, $4)', [
      'report.opened',
      'desk',
      '{"part":"answers"}',
      batch,
    ])
    await client.query('commit')
  } finally {
    client.release()
  }
}

try {
  await owner.query('create table public.floor (kind text, roles text, record_id uuid, detail text)')
  await record(100)
  const few = Math.min(wanted, 2000)
  const single = await perSecond(few, 1, 1, record)
  const tenAtOnce = await perSecond(few, 1, 10, record)
  const batched = await perSecond(wanted, 100, 4, record)
  const large = await perSecond(wanted, 5000, 1, record)
  const floorSingle = await perSecond(few, 1, 10, bare)
  const floorBatched = await perSecond(wanted, 100, 4, bare)
  const start = performance.now()
  const verdict = await verifyAudit(house, [])
  if (verdict.fault) throw new Error(`the chain is not whole: ${verdict.fault.what}`)
  const verified = Math.round((verdict.entries * 1000) / (performance.now() - start))
  const ratio = (one: number, floor: number) => Number((one / floor).toFixed(2))
  const figures = {
    bench: 'audit',
    entries: verdict.entries,
    oneATransactionPerSecond: single,
    oneATransactionTenAtOncePerSecond: tenAtOnce,
    hundredATransactionPerSecond: batched,
    fiveThousandATransactionPerSecond: large,
    verifiedPerSecond: verified,
    floorTenAtOncePerSecond: floorSingle,
    floorHundredPerSecond: floorBatched,
    tenAtOnceToFloor: ratio(tenAtOnce, floorSingle),
    hundredToFloor: ratio(batched, floorBatched),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await owner.end()
  await house.close()
  await database.drop()
}
