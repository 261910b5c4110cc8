// A database that starts anywhere, is shared by the processes of one installation, and tells its log nothing.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import pg from 'pg'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { blockedFolder, isRoot, postgresAccount } from '../account.ts'
import { defaultDataDir, EmbeddedDatabaseError, embeddedStatus, startEmbedded } from '../embedded.ts'
import { stopPostmaster } from '../postmaster.ts'
import { ask, runApp } from './app-process.ts'

async function dataFolder(t: TestContext): Promise<string> {
  const dir = await temporaryDir('database')
  const dataDir = join(dir.path, 'data')
  t.after(async () => {
    await stopPostmaster(dataDir, 20_000)
    await dir.remove()
  })
  return dataDir
}

test('a first start makes a durable database whose owner is no superuser', async (t) => {
  const dataDir = await dataFolder(t)
  assert.equal(embeddedStatus(dataDir).state, 'absent')
  const server = await startEmbedded({ dataDir })
  assert.equal(server.adopted, false)
  const status = embeddedStatus(dataDir)
  assert.equal(status.state, 'running')

  const [facts] = await ask(
    server.ownerUrl,
    `SELECT current_user AS who, current_database() AS database, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums,
       current_setting('server_version_num')::int / 10000 AS major, datlocprovider AS provider, datlocale AS locale,
       pg_encoding_to_char(encoding) AS encoding, 'ă' < 'b' AS by_alphabet, upper('șț') AS upper
     FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
  )
  assert.deepEqual(facts, {
    who: 'rowan_owner',
    database: 'rowan',
    ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: true, rolcreatedb: true },
    ...{ fsync: 'on', checksums: 'on', major: 18, provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' },
    ...{ by_alphabet: false, upper: 'ȘȚ' },
  })
  await server.stop()
  assert.equal(embeddedStatus(dataDir).state, 'stopped')
})

test('its passwords and files are readable by nobody else, and it asks for them', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  const mode = async (path: string) => (await stat(join(dataDir, path))).mode & 0o777
  assert.equal(await mode('database.json'), 0o600)
  assert.equal(await mode('postgres'), 0o700)
  assert.equal((await mode('.')) & 0o066, 0)
  for (const user of ['rowan_owner', 'rowan_super', 'postgres']) {
    const url = new URL(server.ownerUrl)
    url.username = user
    url.password = 'wrong'
    await assert.rejects(ask(url.href, 'SELECT 1'), /authentication failed/)
  }
  await server.stop()
})

test('a second process joins, and only the last to leave shuts it down', async (t) => {
  const dataDir = await dataFolder(t)
  const first = runApp(dataDir)
  const began = await first.started
  const second = runApp(dataDir)
  const joined = await second.started
  assert.deepEqual([began.adopted, joined.adopted], [false, true])
  assert.equal(joined.ownerUrl, began.ownerUrl)
  await first.end()
  await ask(joined.ownerUrl, 'SELECT 1')
  await second.end()
  assert.equal(embeddedStatus(dataDir).state, 'stopped')
})

test('two processes starting at once on an empty folder share one database', async (t) => {
  const dataDir = await dataFolder(t)
  const apps = [runApp(dataDir), runApp(dataDir), runApp(dataDir)]
  t.after(() => Promise.all(apps.map((app) => app.end())))
  const started = await Promise.all(apps.map((app) => app.started))
  assert.equal(new Set(started.map(({ ownerUrl }) => ownerUrl)).size, 1)
  assert.equal(started.filter(({ adopted }) => !adopted).length, 1)
})

test('starting and leaving at the same moments never leaves anybody without a database', async (t) => {
  const dataDir = await dataFolder(t)
  const stays = async () => {
    for (let round = 0; round < 5; round++) {
      const server = await startEmbedded({ dataDir })
      await ask(server.ownerUrl, 'SELECT 1')
      await server.stop()
    }
  }
  await Promise.all([stays(), stays(), stays()])
  assert.equal(embeddedStatus(dataDir).state, 'stopped')
})

test('a port taken by another program meanwhile is given up', async (t) => {
  const dataDir = await dataFolder(t)
  const one = await startEmbedded({ dataDir })
  const other = await dataFolder(t)
  const before = new URL(one.ownerUrl).port
  await mkdir(other, { recursive: true })
  await writeFile(join(other, 'database-port'), before)
  const two = await startEmbedded({ dataDir: other })
  assert.notEqual(new URL(two.ownerUrl).port, before)
  await Promise.all([one.stop(), two.stop()])
})

test('a postmaster.pid whose number now belongs to another program does not keep it from starting', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const text = await readFile(file, 'utf8')
  await server.stop()

  const account = postgresAccount(join(dataDir, 'postgres'))
  const stranger = spawn('sleep', ['60'], account && { uid: account.uid, gid: account.gid })
  t.after(() => stranger.kill())
  await writeFile(file, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 })
  if (account) await chown(file, account.uid, account.gid)
  const again = await startEmbedded({ dataDir })
  assert.equal(again.adopted, false)
  await again.stop()
})

test('the log holds nothing of a statement that failed, or that ran when its process died', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  const canary = 'kingfisher-4417'
  await ask(server.ownerUrl, 'CREATE TABLE told (body text UNIQUE, n int)')
  const failing = async (sql: string, values: string[] = []) => {
    const client = new pg.Client({ connectionString: server.ownerUrl })
    client.on('error', () => {})
    await client.connect()
    await assert.rejects(client.query(sql, values))
    await client.end().catch(() => {})
  }
  await ask(server.ownerUrl, `INSERT INTO told VALUES ('${canary}', 1)`)
  await failing('INSERT INTO told (body) VALUES ($1)', [canary])
  await failing('INSERT INTO told (n) VALUES ($1)', [canary])
  await failing(`INSERT INTO told (body) VALUES ('${canary}'), (1/0)`)
  await failing(`DO $$ BEGIN RAISE WARNING '${canary}'; RAISE EXCEPTION '${canary}'; END $$`)
  await failing(`SET log_min_messages = 'info'; SELECT '${canary}'`)

  const client = new pg.Client({ connectionString: server.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const dying = assert.rejects(client.query(`SELECT pg_sleep(60), '${canary}'`))
  await new Promise((resolve) => setTimeout(resolve, 200))
  // Never 0, which would be this test and everything beside it.
  process.kill(rows[0]?.pid ?? assert.fail('no process to kill'), 'SIGKILL')
  await dying
  await server.stop()

  const folder = join(dataDir, 'postgres', 'log')
  const logs = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  const text = logs.join('') + (await readFile(join(dataDir, 'postgres-start.log'), 'utf8'))
  assert.match(text, /terminated by signal 9/, 'the log is the one that was written to')
  assert.doesNotMatch(text, new RegExp(canary))
})

test('a folder in the way is named, with what to do', async (t) => {
  const dir = await temporaryDir('database')
  t.after(dir.remove)
  const file = join(dir.path, 'file')
  await writeFile(file, '')
  await assert.rejects(startEmbedded({ dataDir: join(file, 'data') }), (error) => {
    assert.ok(error instanceof EmbeddedDatabaseError)
    assert.match(error.message, /cannot be kept in .*ROWAN_DATA/s)
    return true
  })
  if (!isRoot()) return
  const home = join(dir.path, 'home')
  await mkdir(home, { mode: 0o700 })
  await assert.rejects(startEmbedded({ dataDir: join(home, 'data') }), (error) => {
    assert.ok(error instanceof EmbeddedDatabaseError)
    assert.ok(error.message.includes(`may not enter ${home}`))
    return true
  })
})

test('an ordinary user keeps the data beside the project, root in /var/lib', () => {
  const expected = isRoot() ? /^\/var\/lib\/rowan\/rowan-city-[0-9a-f]{8}$/ : /\/rowan-city-[0-9a-f]{8}$|\/\.rowan$/
  assert.match(defaultDataDir('/srv/rowan-city'), expected)
  assert.notEqual(defaultDataDir('/srv/a/rowan-city'), defaultDataDir('/srv/b/rowan-city'))
})

test('an ordinary user runs it as itself', async (t) => {
  const dir = await temporaryDir('database')
  t.after(dir.remove)
  const nobody = isRoot() ? { uid: 65_534, gid: 65_534 } : undefined
  const project = join(import.meta.dirname)
  const blocked = blockedFolder(project, nobody && { name: 'nobody', ...nobody })
  if (blocked) return t.skip(`nobody may not enter ${blocked}, where the project is`)
  if (nobody) await chown(dir.path, nobody.uid, nobody.gid)
  await chmod(dir.path, 0o700)
  const dataDir = join(dir.path, 'data')
  const app = runApp(dataDir, '', { ...nobody, HOME: dir.path })
  const { ownerUrl } = await app.started
  assert.equal((await stat(join(dataDir, 'postgres'))).uid, nobody?.uid ?? process.getuid?.())
  await ask(ownerUrl, 'SELECT 1')
  await app.end()
  assert.equal(embeddedStatus(dataDir).state, 'stopped')
})
