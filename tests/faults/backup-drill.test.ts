// The key drill: from a backup, a key file and three sheets on an empty machine, every sample opens; with less, nothing does.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { openBody, sealBody, serviceKeys, unwrapKey } from '#engines/sealing/index.ts'
import { sampleVisit } from '#people/staff/index.ts'
import { handOutRecoverySet, makeRecoverySet, startRewrap, turnEpoch } from '#people/team-keys/index.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { openReport } from '#safety/reporting/index.ts'
import { backUpRowan, DrillRefused, rehearse, restoreRowan } from '#src/backup.ts'
import { buildHouse } from '#src/build-house.ts'
import { connect, connectSentence } from '#src/connect.ts'
import { loadDemonstration } from '#src/demonstration.ts'
import { sampleReports } from '#src/sample-reports.ts'
import { databaseScratch, temporaryDir } from '#tests/harness/temporary.ts'

const team = 'national-ugly-mugs'
const keyHex = randomBytes(32).toString('hex')
const quiet = () => {}

describe('backup, restore and the drill', () => {
  let place: Awaited<ReturnType<typeof temporaryDir>>
  let sheets: string[]
  const told = new Map<string, string>()
  let tables: { name: string; row: Record<string, unknown> }[]
  const at = (name: string) => join(place.path, name)
  const traces = () => readdirSync(databaseScratch()).filter((name) => name.startsWith('rowan-drill-'))
  const drill = (change: Partial<Parameters<typeof rehearse>[0]>, onOpened?: Parameters<typeof rehearse>[2]) =>
    rehearse({ folder: at('backup'), keyHex, team, sheets: sheets.slice(0, 3), ...change }, quiet, onOpened)

  before(async () => {
    place = await temporaryDir()
    process.env.TMPDIR = databaseScratch()
    const config = readConfig({ ROWAN_DATA: at('data'), ROWAN_SERVICE_KEY: keyHex, ROWAN_DEMO: 'on' })
    const connection = await connect({ config, log: quiet })
    const assets = { href: (name: string) => name, files: new Map() }
    const house = await buildHouse({
      config,
      appUrl: connection.appUrl,
      rootKey: connection.rootKey,
      working: false,
      log: createLog(quiet),
      poolSize: 4,
      assets,
    })
    await loadDemonstration(house, quiet)
    const ines = await sampleVisit(house, 'ines')
    const made = await makeRecoverySet(house, ines)
    assert.equal(await handOutRecoverySet(house, ines, made.setId), true)
    sheets = made.shares.map((groups) => groups.join(' '))
    // A key that turned since is reached by the same paper.
    await turnEpoch(house, ines)
    await (await startRewrap(house, await sampleVisit(house, 'joan'))).finished
    const owner = new pg.Client({ connectionString: connection.ownerUrl })
    await owner.connect()
    await owner.query('begin')
    const { rows: names } = await owner.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and pg_get_userbyid(c.relowner) = 'rowan_owner'`,
    )
    tables = []
    for (const { name } of names) {
      await owner.query(`alter table ${name} no force row level security`)
      const { rows } = await owner.query(`select * from ${name}`)
      tables.push(...rows.map((row) => ({ name, row })))
    }
    await owner.query('rollback')
    await owner.end()
    const fresh = await sampleVisit(house, 'joan')
    for (const { name, row } of tables)
      if (name === 'reporting.report' && row.organisation_id === ines.actor.organisationId && row.state !== 'draft') {
        const { content } = await openReport(house, fresh, String(row.id))
        told.set(String(row.id), JSON.stringify(content))
      }
    assert.ok(told.size >= 5)
    await house.close()
    await connection.stop()
    // Taken from the stopped installation: the command starts the server itself, and running ones are joined alike.
    const taken = await backUpRowan(config, at('backup'), quiet)
    assert.ok(taken.files > 500)
  })
  after(async () => {
    await place.remove()
  })

  it('three sheets and the key file open every sealed record, word for word, and leave nothing behind', async () => {
    const before = traces()
    const opened = new Map<string, string>()
    const result = await drill(
      { sheets: [sheets[4]!, sheets[0]!, sheets[2]!.toLowerCase()] },
      (source, record, words) => {
        if (source === 'reporting.report') opened.set(record, Buffer.from(words).toString())
      },
    )
    assert.deepEqual(opened, told)
    assert.equal(
      result.results.reduce((sum, each) => sum + each.failed, 0),
      0,
    )
    assert.deepEqual(traces(), before)
  })

  it('two sheets, sheets of another set, one sheet twice: refused with a reason, and nothing is left', async () => {
    const before = traces()
    await assert.rejects(
      drill({ sheets: sheets.slice(0, 2) }),
      (e) => e instanceof DrillRefused && /too-few/.test(e.message),
    )
    await assert.rejects(drill({ sheets: [sheets[0]!, sheets[0]!, sheets[1]!] }), /twice/)
    const slip = sheets[0]!.replace(/^(.)/, (first) => (first === 'A' ? 'B' : 'A'))
    await assert.rejects(drill({ sheets: [slip, sheets[1]!, sheets[2]!] }), /sheet 1: group/)
    assert.deepEqual(traces(), before)
  })

  it('another service key is refused in words, in the drill and in a restore, which takes everything away again', async () => {
    const other = randomBytes(32).toString('hex')
    const isSaid = (error: unknown) => /another service key/.test(connectSentence(error) ?? '')
    await assert.rejects(drill({ keyHex: other }), isSaid)
    const config = readConfig({ ROWAN_DATA: at('wrong') })
    await assert.rejects(restoreRowan(config, at('backup'), other, quiet), isSaid)
    assert.equal(readdirSync(place.path).includes('wrong'), false)
  })

  it('a restore into an empty folder is the installation as it was; into one that is not empty it is refused', async () => {
    const config = readConfig({ ROWAN_DATA: at('restored') })
    await restoreRowan(config, at('backup'), keyHex, quiet)
    assert.equal(readFileSync(join(at('restored'), 'keys', 'service.key'), 'utf8').trim(), keyHex)
    await assert.rejects(restoreRowan(config, at('backup'), keyHex, quiet), /not empty/)
    const connection = await connect({ config, log: quiet })
    const client = new pg.Client({ connectionString: connection.ownerUrl })
    await client.connect()
    await client.query('begin')
    await client.query('alter table reporting.report no force row level security')
    const { rows } = await client.query('select id from reporting.report')
    assert.deepEqual(
      rows.map((row) => row.id).sort(),
      tables
        .filter(({ name }) => name === 'reporting.report')
        .map(({ row }) => row.id)
        .sort(),
    )
    await client.query('rollback')
    await client.end()
    await connection.stop()
  })

  it('a backup holds no service key, and a damaged or unfinished one is refused', async () => {
    const files = (
      readdirSync(at('backup'), { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[]
    ).filter((f) => f.isFile())
    const raw = Buffer.from(keyHex, 'hex')
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      assert.equal(bytes.includes(raw), false, file.name)
      assert.equal(bytes.includes(keyHex), false, file.name)
    }
    const version = join(at('backup'), 'postgres', 'PG_VERSION')
    const text = readFileSync(version)
    appendFileSync(version, ' ')
    await assert.rejects(drill({}), /damaged/)
    writeFileSync(version, text)
  })

  it('an operator with everything on the database machine, and neither key nor sheets, opens nothing', async () => {
    const parts = ['report', 'message', 'contact', 'draft', 'answers']
    const values = tables.flatMap(({ name, row }) =>
      Object.entries(row).flatMap(([column, value]) =>
        value instanceof Buffer && value.length > 0 ? [{ name, column, id: String(row.id ?? ''), value }] : [],
      ),
    )
    assert.ok(values.length > 100)
    // No word of a report, a wish or an identifier stands anywhere in the clear.
    const words = sampleReports.flatMap(({ content }) => [
      content.story ?? '',
      ...(content.people ?? []).map((p) => p.phones),
    ])
    const all = Buffer.from(JSON.stringify(tables.map(({ row }) => row)))
    const raw = Buffer.concat(values.map(({ value }) => value))
    for (const word of words.filter((each) => each.length > 8))
      for (const heap of [all, raw]) assert.equal(heap.includes(word), false, word)
    assert.ok(
      all.includes('National Ugly Mugs') || all.includes('national-ugly-mugs'),
      'the search finds what does stand there',
    )
    // Every value as a key, and every 32 bytes inside the short ones; the passwords of the database too.
    const passwords = Object.values(JSON.parse(readFileSync(join(at('data'), 'database.json'), 'utf8'))) as string[]
    const keys = new Map<string, Uint8Array>()
    const add = (key: Buffer) => key.length === 32 && keys.set(key.toString('hex'), Uint8Array.from(key))
    // At the places where the formats of docs keep a key, and at both ends.
    for (const { value } of values)
      if (value.length <= 96)
        for (const from of [0, 1, 2, 13, 14, 33, 49, value.length - 48, value.length - 32])
          if (from >= 0) add(value.subarray(from, from + 32))
    for (const password of passwords) {
      add(Buffer.from(password))
      add(Buffer.concat([Buffer.from(password, 'base64url'), Buffer.alloc(32)]).subarray(0, 32))
    }
    const organisations = [
      ...new Set(tables.filter(({ name }) => name === 'organisations.organisation').map(({ row }) => String(row.id))),
    ]
    const tries: string[] = []
    const bodies = values.filter(({ name, column }) => name === 'reporting.report' && column === 'body').slice(0, 4)
    const wraps = values
      .filter(({ name, column }) => name === 'reporting.report' && column === 'wrapped_key')
      .slice(0, 3)
    const fields = values.filter(({ column }) => /^sealed/.test(column)).slice(0, 12)
    // The control: a body whose key is among what is tried is found by the same search.
    const control = sealBody(Buffer.from('found'), { record: 'r', part: 'report' })
    keys.set('planted', control.dataKey)
    bodies.push({ name: '', column: '', id: 'r', value: Buffer.from(control.body) })
    let tried = 0
    for (const key of keys.values()) {
      for (const { id, value } of bodies) {
        tried++
        try {
          openBody(value, key, { record: id, part: 'report' })
          tries.push(`body ${id}`)
        } catch {}
      }
    }
    for (const key of [...keys.values()].filter((_, index) => index % 7 === 0)) {
      const service = serviceKeys(key)
      for (const { id, value, name, column } of fields) {
        tried++
        try {
          service.openBytes(value, `${name}.${column}:${id}`)
          tries.push(name)
        } catch {}
      }
      for (const { id, value } of wraps)
        for (const part of parts.slice(0, 1)) {
          tried++
          for (const organisation of organisations.slice(0, 1))
            await unwrapKey(value, key, { organisation, epoch: 2, record: id, part }).then(
              () => tries.push(`wrap ${id}`),
              () => {},
            )
        }
    }
    assert.ok(tried > 2_000, `${tried}`)
    assert.deepEqual(tries, ['body r'])
  })
})
