// `rowan import reports` as a process on a real database: every row accounted for, sealed, once, whatever happens in between.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { serviceKeys } from '#engines/sealing/index.ts'
import { planImport, readAll, readLog } from '#safety/reporting/import/index.ts'
import { contentOf } from '#safety/reporting/imported-content.ts'
import type { ReportContent } from '#safety/reporting/index.ts'
import { openForTeam } from '#safety/reporting/sealed-report.ts'
import { openImportWorld, sampleLog } from './import-world.ts'

type World = Awaited<ReturnType<typeof openImportWorld>>
type Report = {
  id: string
  organisation_id: string
  epoch: number
  body: Buffer
  wrapped_key: Buffer
  needs_attention: boolean
  state: string
  origin: string
  import_fingerprint: Buffer
}
type Consent = { report_id: string; purpose: string; is_given: boolean }

const bytes = readFileSync(sampleLog)
const log = readLog(bytes)
const plan = planImport(log, { today: new Date().toISOString().slice(0, 10) })
const expected = readAll(log, plan)
const kept = expected.readings.filter(({ fate }) => fate === 'import' || fate === 'attention')

async function openAll(world: World) {
  const opened = new Map<number, { report: Report; content: ReportContent }>()
  for (const report of await world.rows<Report>('reporting.report')) {
    const team = world.teams.get(report.organisation_id)
    assert.ok(team)
    const content = await openForTeam({ body: report.body, wrapped: report.wrapped_key }, 'report', report.id, team)
    const line = (content as ReportContent).imported?.line ?? 0
    assert.ok(!opened.has(line), `line ${line} was stored twice`)
    opened.set(line, { report, content: content as ReportContent })
  }
  return opened
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(stringsIn)
      : []
const even = (text: string) => text.replace(/\s+/g, ' ').trim()

describe('the sample log, taken in whole', () => {
  let world: World
  before(async () => {
    world = await openImportWorld()
  })
  after(() => world.close())

  test('without --yes and nobody to ask: the plan, and nothing stored', async () => {
    const ran = await world.run('import', 'reports', sampleLog)
    assert.equal(ran.code, 0, ran.err)
    assert.match(ran.out, /425 rows, read as windows-1252/)
    assert.match(ran.out, /--yes/)
    assert.equal((await world.rows('reporting.report')).length, 0)
    const asJson = await world.run('import', 'reports', sampleLog, '--json')
    assert.deepEqual([asJson.code, asJson.out], [0, ''])
  })

  test('the five figures are the reader’s own and add up; nothing else is on standard output', async () => {
    const fates = join(world.folder, 'fates.csv')
    const ran = await world.run('import', 'reports', sampleLog, '--yes', '--json', '--fates', fates)
    assert.equal(ran.code, 0, ran.err)
    const totals = JSON.parse(ran.out) as typeof expected.totals
    assert.deepEqual(totals, expected.totals)
    assert.deepEqual(Object.keys(totals), ['rows', 'imported', 'attention', 'duplicates', 'blank'])
    assert.equal(totals.rows, totals.imported + totals.attention + totals.duplicates + totals.blank)
    assert.equal((await world.rows('reporting.report')).length, totals.imported + totals.attention)
    const told = readFileSync(fates, 'utf8').trim().split('\r\n').slice(1)
    assert.deepEqual(
      told.map((line) => line.split(',').slice(0, 2).join(' ')),
      expected.readings.map(({ line, fate }) => `${line} ${fate}`),
    )
  })

  test('opened with the team’s key, each report holds what was read, and every filled cell of its row', async () => {
    const opened = await openAll(world)
    assert.equal(opened.size, kept.length)
    const rawByLine = new Map(log.rows.map((row) => [row.line, row]))
    for (const reading of kept) {
      const { report, content } = opened.get(reading.line) ?? assert.fail(`line ${reading.line}`)
      assert.deepEqual(content, JSON.parse(JSON.stringify(contentOf(reading, plan, 'reports-log-2019-2024.csv'))))
      assert.equal(report.state, 'received')
      assert.equal(report.origin, 'import')
      assert.equal(report.needs_attention, reading.fate === 'attention')
      const words = stringsIn(content).map(even)
      for (const cell of rawByLine.get(reading.line)?.cells ?? [])
        assert.ok(
          words.some((text) => text.includes(even(cell))),
          `line ${reading.line} lost a cell`,
        )
    }
  })

  test('identifiers found in a report stand with it, under the same team', async () => {
    const found = await world.rows<{ report_id: string; organisation_id: string }>('reporting.identifier')
    assert.ok(found.length > 200)
    for (const each of found) assert.equal(each.organisation_id, world.support)
  })

  test('consent: exactly what the reader granted and is offered, never a police purpose', async () => {
    const opened = await openAll(world)
    const given = new Map<string, string[]>()
    for (const row of await world.rows<Consent>('reporting.consent')) {
      assert.equal(row.is_given, true)
      given.set(row.report_id, [...(given.get(row.report_id) ?? []), row.purpose])
    }
    for (const reading of kept) {
      const { report } = opened.get(reading.line) ?? assert.fail()
      const wanted = reading.record.consent.granted.filter((p) => p === 'count' || p === 'warn')
      assert.deepEqual((given.get(report.id) ?? []).sort(), wanted.sort())
    }
    assert.ok(given.size > 0)
    const traced = await world.rows<{ report_id: string; kind: string }>('reporting.use')
    assert.deepEqual(
      traced.map((use) => `${use.kind} ${use.report_id}`).sort(),
      [...opened.values()].map(({ report }) => `imported ${report.id}`).sort(),
    )
  })

  test('no cell of the log stands anywhere in the database', async () => {
    // Cells that are words of their own: long enough that they cannot stand somewhere by accident.
    const cells = new Set(log.rows.flatMap((row) => row.cells.map((cell) => cell.trim())).filter((c) => c.length >= 9))
    for (const reading of kept) for (const phone of reading.record.phones) if (phone.e164) cells.add(phone.e164)
    assert.ok(cells.size > 500)
    const { rows: columns } = await world.owner.query<{ t: string; c: string; type: string }>(
      `select format('%I.%I', table_schema, table_name) as t, format('%I', column_name) as c, data_type as type
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss')`,
    )
    let searched = 0
    for (const { t, c, type } of columns) {
      await world.owner.query(`alter table ${t} no force row level security`)
      const text = type === 'bytea' ? `encode(${c}, 'escape')` : `${c}::text`
      const { rows } = await world.owner.query<{ v: string | null }>(`select ${text} as v from ${t}`)
      const all = rows.map((row) => row.v ?? '').join('\n')
      searched += all.length
      for (const cell of cells) assert.ok(!all.includes(cell), `${t}.${c} holds a cell`)
    }
    assert.ok(searched > 500_000, 'the sealed bodies were searched too')
  })

  test('a second run stores nothing: what is there counts as duplicates, and the figures still add up', async () => {
    const before = (await world.rows<Report>('reporting.report')).map((report) => report.id).sort()
    const ran = await world.run('import', 'reports', sampleLog, '--yes', '--json')
    const { rows, blank } = expected.totals
    assert.deepEqual(JSON.parse(ran.out), { rows, imported: 0, attention: 0, duplicates: rows - blank, blank })
    assert.deepEqual((await world.rows<Report>('reporting.report')).map((report) => report.id).sort(), before)
    assert.equal((await world.rows('reporting.use')).length, before.length)
  })

  test('the fingerprint is keyed: it cannot be worked out without the service key', async () => {
    const [reading] = kept
    const source = `${world.support}\u001d${reading?.fingerprintSource}`
    const own = Buffer.from(serviceKeys(world.rootKey).blindIndex('import row', source))
    const other = Buffer.from(serviceKeys(Buffer.alloc(32, 1)).blindIndex('import row', source))
    const stored = (await world.rows<Report>('reporting.report')).map((report) => report.import_fingerprint)
    assert.ok(stored.some((each) => each.equals(own)))
    assert.ok(!stored.some((each) => each.equals(other)))
  })
})

test('killed in the middle and run again: the same end as a run in one piece', async () => {
  const world = await openImportWorld()
  try {
    let stored = 0
    for (let tries = 0; tries < 5 && (stored === 0 || stored === kept.length); tries++) {
      if (stored > 0) await world.owner.query('truncate reporting.report cascade')
      const child = world.start(['import', 'reports', sampleLog, '--yes', '--json'])
      const ended = new Promise((resolve) => child.on('close', resolve))
      for (stored = 0; stored === 0 && child.exitCode === null; ) stored = (await world.rows('reporting.report')).length
      child.kill('SIGKILL')
      await ended
      stored = (await world.rows('reporting.report')).length
    }
    assert.ok(stored > 0 && stored < kept.length, `killed too early or too late: ${stored}`)
    const uses = await world.rows('reporting.use')
    assert.equal(uses.length, stored, 'what is stored is stored whole')
    const ran = await world.run('import', 'reports', sampleLog, '--yes', '--json')
    const totals = JSON.parse(ran.out) as typeof expected.totals
    assert.equal(totals.imported + totals.attention, kept.length - stored)
    assert.equal(totals.rows, totals.imported + totals.attention + totals.duplicates + totals.blank)
    const opened = await openAll(world)
    assert.deepEqual([...opened.keys()].sort(), kept.map(({ line }) => line).sort())
    assert.equal((await world.rows('reporting.use')).length, kept.length)
  } finally {
    await world.close()
  }
})

test('two imports of one log at once store each row once', async () => {
  const world = await openImportWorld()
  try {
    const both = await Promise.all([1, 2].map(() => world.run('import', 'reports', sampleLog, '--yes', '--json')))
    const totals = both.map((ran) => JSON.parse(ran.out) as typeof expected.totals)
    const taken = totals.reduce((sum, each) => sum + each.imported + each.attention, 0)
    assert.equal(taken, kept.length)
    assert.equal((await openAll(world)).size, kept.length)
  } finally {
    await world.close()
  }
})

const insiderLog = [
  'Ref,Date of incident,Type,What happened,Phone no(s),OK to share?',
  'R1,01/02/2023,Threats,A police officer said he would be back,07700 900123,alert only',
  'R2,02/02/2023,Robbery,He took my bag and ran,07700 900124,alert only',
].join('\r\n')

test('a row that may concern an officer or a worker is sealed to the adviser and never shown to the log’s own team', async () => {
  const world = await openImportWorld()
  try {
    const file = join(world.folder, 'insiders.csv')
    writeFileSync(file, insiderLog)
    const ran = await world.run('import', 'reports', file, '--yes', '--json')
    assert.deepEqual(JSON.parse(ran.out), { rows: 2, imported: 1, attention: 1, duplicates: 0, blank: 0 }, ran.err)
    const opened = await openAll(world)
    assert.equal(opened.get(2)?.report.organisation_id, world.adviser)
    assert.equal(opened.get(3)?.report.organisation_id, world.support)
    const found = await world.rows<{ report_id: string; organisation_id: string }>('reporting.identifier')
    for (const { report } of opened.values()) {
      const own = found.filter((each) => each.report_id === report.id)
      assert.ok(own.length > 0)
      for (const each of own) assert.equal(each.organisation_id, report.organisation_id)
    }
    const again = await world.run('import', 'reports', file, '--yes', '--json')
    assert.deepEqual(JSON.parse(again.out), { rows: 2, imported: 0, attention: 0, duplicates: 2, blank: 0 })
  } finally {
    await world.close()
  }
})

test('what cannot be imported is refused with a sentence, exit code 1 and nothing stored', async () => {
  const world = await openImportWorld({ adviser: false })
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(world.folder, name), content)
    return join(world.folder, name)
  }
  try {
    mkdirSync(join(world.folder, 'folder.csv'))
    const spreadsheet = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(400)])
    const bad: [string[], RegExp][] = [
      [[join(world.folder, 'missing.csv')], /There is no file/],
      [[join(world.folder, 'folder.csv')], /is a folder/],
      [['/dev/null'], /not a file/],
      [[file('empty.csv', '')], /The file is empty/],
      [[file('book.csv', spreadsheet)], /spreadsheet file, not CSV/],
      [[file('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]))], /cannot be imported/],
      [[sampleLog, '--organisation', 'nowhere'], /no support organisation.*lantern-house/],
      [[sampleLog, '--fates', join(world.folder, 'folder.csv')], /exists already/],
      [[file('insiders.csv', insiderLog)], /no independent adviser/],
    ]
    if (process.getuid?.() !== 0) {
      const locked = file('locked.csv', 'Ref,Type\n1,Threats\n')
      chmodSync(locked, 0)
      bad.push([[locked], /may not read/])
    }
    for (const [args, sentence] of bad) {
      const ran = await world.run('import', 'reports', ...args, '--yes', '--json')
      assert.equal(ran.code, 1, args.join(' '))
      assert.match(ran.err, sentence)
      assert.doesNotMatch(ran.err, /\n\s+at |node:internal/, 'no stack')
      assert.equal(ran.out, '')
    }
    for (const args of [[], ['a.csv', 'b.csv'], ['a.csv', '--nonsense'], ['a.csv', '--y-means', 'everything']])
      assert.equal((await world.run('import', 'reports', ...args)).code, 2, args.join(' '))
    assert.equal((await world.rows('reporting.report')).length, 0)
  } finally {
    await world.close()
  }
})

test('an unreachable database is told in a sentence that shows no password', async () => {
  const world = await openImportWorld()
  try {
    world.env.DATABASE_URL = 'postgres://rowan:secret-word@127.0.0.1:1/rowan'
    const ran = await world.run('import', 'reports', sampleLog, '--yes')
    assert.equal(ran.code, 1)
    assert.match(ran.err, /No PostgreSQL answered at 127\.0\.0\.1:1\/rowan/)
    assert.doesNotMatch(ran.err, /secret-word|\n\s+at /)
  } finally {
    await world.close()
  }
})
