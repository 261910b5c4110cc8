// Whatever is killed outright, app, database or both: every row whose commit was acknowledged is there afterwards.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { embeddedStatus, startEmbedded } from '../embedded.ts'
import { livePostmaster, stopPostmaster } from '../postmaster.ts'
import { type AppProcess, ask, runApp, until } from './app-process.ts'

async function writingApp(t: TestContext): Promise<{ app: AppProcess; dataDir: string; ownerUrl: string }> {
  const dir = await temporaryDir('database')
  const dataDir = join(dir.path, 'data')
  const app = runApp(dataDir, 'write')
  t.after(async () => {
    await app.kill()
    await stopPostmaster(dataDir, 20_000)
    await dir.remove()
  })
  const { ownerUrl } = await app.started
  await until('rows are written', () => app.kept.length > 200)
  return { app, dataDir, ownerUrl }
}

function killDatabase(dataDir: string) {
  const running = livePostmaster(dataDir)
  assert.ok(running)
  process.kill(running.pid, 'SIGKILL')
  return running.pid
}

async function databaseIsBack(dataDir: string, killed: number) {
  await until('the database is back', () => {
    const now = livePostmaster(dataDir)
    return now !== undefined && now.pid !== killed && now.state === 'ready'
  })
}

async function assertAllKept(ownerUrl: string, kept: number[]) {
  assert.ok(kept.length > 200)
  const rows = await ask<{ id: number }>(ownerUrl, 'SELECT id FROM kept')
  const stored = new Set(rows.map(({ id }) => id))
  assert.deepEqual(
    kept.filter((id) => !stored.has(id)),
    [],
  )
}

test('the app is killed: the database lives on, and the next start joins it', async (t) => {
  const { app, dataDir, ownerUrl } = await writingApp(t)
  await app.kill()
  assert.equal(embeddedStatus(dataDir).state, 'running')
  const next = await startEmbedded({ dataDir })
  assert.equal(next.adopted, true)
  assert.equal(next.ownerUrl, ownerUrl)
  await assertAllKept(next.ownerUrl, app.kept)
  await next.stop()
  assert.equal(embeddedStatus(dataDir).state, 'stopped', 'and leaving shuts it down, though another process started it')
})

test('the database is killed: the app starts it again at the same address and goes on writing', async (t) => {
  const { app, dataDir, ownerUrl } = await writingApp(t)
  for (let round = 0; round < 2; round++) {
    await databaseIsBack(dataDir, killDatabase(dataDir))
    const before = app.kept.length
    await until('rows are written again', () => app.kept.length > before + 100)
  }
  await app.end()
  const next = await startEmbedded({ dataDir })
  assert.equal(next.ownerUrl, ownerUrl)
  await assertAllKept(next.ownerUrl, app.kept)
  await next.stop()
})

test('an app that joined keeps the database running too', async (t) => {
  const { app, dataDir } = await writingApp(t)
  const joined = runApp(dataDir)
  assert.equal((await joined.started).adopted, true)
  await app.kill()
  await databaseIsBack(dataDir, killDatabase(dataDir))
  await joined.end()
})

test('both are killed: the next start recovers every acknowledged row', async (t) => {
  const { app, dataDir } = await writingApp(t)
  killDatabase(dataDir)
  await app.kill()
  const next = await startEmbedded({ dataDir })
  await assertAllKept(next.ownerUrl, app.kept)
  await next.stop()
})

test('killed while it makes its first database, the next start begins again', async (t) => {
  const dir = await temporaryDir('database')
  t.after(dir.remove)
  const dataDir = join(dir.path, 'data')
  const app = runApp(dataDir)
  await until('it has begun', () => app.logged.length > 0)
  await app.kill()
  const next = await startEmbedded({ dataDir })
  await ask(next.ownerUrl, 'SELECT 1')
  await next.stop()
})
