// How many rows of a log are taken in a second, printed as JSON with the ratio to a floor measured in the same run: bare
// inserts of the same rows, a hundred in a statement, into a table without policies, on the same server.
//
// node --import tsx bench/import.ts [rows, default 100000]
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { planImport, readEach, readLog } from '#safety/reporting/import/index.ts'
import { findReceivers, importReports } from '#safety/reporting/import-reports.ts'
import { buildHouse } from '#src/build-house.ts'
import { openImportWorld, sampleLog } from '../tests/import-world.ts'

const wanted = Number(process.argv[2] ?? 100_000)
if (!(Number.isInteger(wanted) && wanted >= 1000 && wanted <= 1_000_000))
  throw new Error('Give the number of rows, from 1,000 to 1,000,000')

/** The sample over and over; each copy's references differ, so that its rows are no repeats. */
function repeatedLog(): Uint8Array {
  const lines = readFileSync(sampleLog, 'latin1').split('\r\n')
  const text = lines.length > 10 ? lines : readFileSync(sampleLog, 'latin1').split('\n')
  const at = text.findIndex((line) => line.startsWith('Ref,'))
  const rows = text.slice(at + 1).filter((line) => /^R\d+,/.test(line) && (line.match(/"/g)?.length ?? 0) % 2 === 0)
  const copies = Array.from({ length: wanted }, (_, i) => rows[i % rows.length]?.replace(/^R/, `C${i}R`))
  return Buffer.from([text[at], ...copies].join('\r\n'), 'latin1')
}

const perSecond = (rows: number, ms: number) => Math.round((rows * 1000) / ms)
const ratio = (one: number, floor: number) => Number((one / floor).toFixed(3))

const world = await openImportWorld()
const house = await buildHouse({
  config: readConfig({}),
  appUrl: world.env.DATABASE_APP_URL,
  rootKey: world.rootKey,
  working: false,
  log: createLog(() => {}),
  poolSize: 4,
  assets: { href: (name) => `/assets/${name}`, files: new Map() },
})
try {
  const bytes = repeatedLog()
  let start = performance.now()
  const log = readLog(bytes)
  const plan = planImport(log)
  let read = 0
  for (const _ of readEach(log, plan)) read++
  const reading = performance.now() - start

  const receivers = await findReceivers(house, undefined)
  const run = async () => {
    const from = performance.now()
    const totals = await importReports(house, { log, plan, file: 'bench.csv', receivers })
    return { totals, ms: performance.now() - from }
  }
  const first = await run()
  const again = await run()

  const { rows: sizes } = await world.owner.query<{ size: number }>(
    'select coalesce(avg(length(body) + length(wrapped_key)), 0)::int as size from reporting.report',
  )
  const size = sizes[0]?.size ?? 0
  await world.owner.query('create table bench_floor (id uuid primary key default gen_random_uuid(), body bytea)')
  const body = randomBytes(size)
  const floorRows = Math.min(wanted, 20_000)
  start = performance.now()
  for (let done = 0; done < floorRows; done += 100)
    await world.owner.query('insert into bench_floor (body) select unnest($1::bytea[])', [Array(100).fill(body)])
  const floor = perSecond(floorRows, performance.now() - start)

  const { totals } = first
  const figures = {
    bench: 'import',
    rows: read,
    megabytes: Number((bytes.length / 1e6).toFixed(1)),
    totals,
    addUp: totals.rows === totals.imported + totals.attention + totals.duplicates + totals.blank,
    rowsPerSecond: perSecond(read, first.ms),
    rowsPerSecondAgain: perSecond(read, again.ms),
    storedAgain: again.totals.imported + again.totals.attention,
    rowsReadPerSecond: perSecond(read, reading),
    sealedBytesPerRow: size,
    floorInsertsPerSecond: floor,
    toFloor: ratio(perSecond(read, first.ms), floor),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await house.close()
  await world.close()
}
