// Nothing acknowledged is lost (P4): Rowan as `npm start` runs it, killed between and within requests, together with its database.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { owner, readCredentials } from '#platform/db/embedded/cluster.ts'
import { livePostmaster, stopPostmaster } from '#platform/db/embedded/postmaster.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'

const root = resolve(import.meta.dirname, '..', '..')
const rounds = [
  { killed: 'the app', afterMs: 2_500 },
  { killed: 'the database', afterMs: 3_000 },
  { killed: 'both', afterMs: 2_000 },
] as const
const restartWithinMs = 60_000

type Running = { child: ChildProcess; url: string; out: string[]; startedMs: number }
let running: Running | undefined
const place = await temporaryDir('database')
after(async () => {
  running?.child.kill('SIGKILL')
  await stopPostmaster(place.path, 20_000)
  await place.remove()
})

async function start(): Promise<Running> {
  const beganAt = performance.now()
  const { DATABASE_URL: _url, DATABASE_APP_URL: _appUrl, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src', 'main.ts')], {
    cwd: root,
    env: {
      ...inherited,
      ROWAN_DATA: place.path,
      ROWAN_PUBLIC_PORT: '0',
      ROWAN_STAFF_PORT: '0',
      ROWAN_DEMO: 'on',
      ROWAN_LIMITS_SCALE: '1000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => out.push(chunk.toString()))
  const url = await new Promise<string>((found, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out.push(chunk.toString())
      const address = /For anybody and members\s+(\S+)/.exec(out.join(''))?.[1]
      if (address) found(address)
    })
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${out.join('')}`)))
    setTimeout(() => failed(new Error(`not ready: ${out.join('')}`)), 120_000).unref()
  })
  running = { child, url, out, startedMs: performance.now() - beganAt }
  return running
}

/** Tells one report; its receipt once the page after sending was promised by a 303 and, where that still answers, shown. */
async function submitOne(url: string, story: string): Promise<string> {
  let cookie = ''
  const ask = async (init: RequestInit = {}) => {
    const response = await fetch(`${url}/report`, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
      signal: AbortSignal.timeout(20_000),
    })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const text = await response.text()
    if (response.status >= 500) throw new Error(`${response.status}`)
    return { status: response.status, text }
  }
  const press = async (fields: Record<string, string>) => {
    const form = formIn((await ask()).text, '/report')
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { status } = await ask({ method: 'POST', body: form.toString(), headers })
    if (status !== 303) throw new Error(`${fields.do}: ${status}`)
  }
  await press({ do: 'begin' })
  await press({ do: 'continue', at: 'story:0', story })
  const receipt = /<p class="receipt"[^>]*>([^<]+)</.exec((await ask()).text)?.[1]?.trim() ?? ''
  await press({ do: 'continue' })
  await press({ do: 'go:check:0' })
  await press({ do: 'send', at: 'check:0' })
  assert.ok(receipt, 'a receipt was shown')
  return receipt
}

/** Whether a receipt opens a report that was received. */
async function isThere(url: string, receipt: string): Promise<boolean> {
  const entered = await fetch(`${url}/return`)
  const form = formIn(await entered.text(), '/return')
  form.set('receipt', receipt)
  form.set('do', 'enter')
  const posted = await fetch(`${url}/return`, {
    method: 'POST',
    body: form.toString(),
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const cookie = posted.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  if (posted.headers.get('location') !== '/return') return false
  return /What happened with it/.test(await (await fetch(`${url}/return`, { headers: { cookie } })).text())
}

test('every report that was acknowledged is there after the app, the database and both were killed', {
  timeout: 175_000,
}, async (t) => {
  const acknowledged: string[] = []
  let { child, url } = await start()
  for (const { killed, afterMs } of rounds) {
    const before = acknowledged.length
    let isOver = false
    const lanes = Array.from({ length: 2 }, async (_, lane) => {
      for (let i = 0; !isOver; i++)
        try {
          acknowledged.push(await submitOne(url, `Lane ${lane}, report ${i}, before ${killed} was killed`))
        } catch (error) {
          // What was refused or cut off was not acknowledged.
          if (error instanceof assert.AssertionError) throw error
          await new Promise((done) => setTimeout(done, 50))
        }
    })
    await new Promise((done) => setTimeout(done, afterMs))
    const until = Date.now() + 30_000
    while (acknowledged.length === before && Date.now() < until) await new Promise((done) => setTimeout(done, 100))
    if (killed !== 'the app') {
      // Never 0, which would be this test and everything beside it.
      const { pid } =
        livePostmaster(place.path) ?? assert.fail(`no database to kill: ${running?.out.slice(-3).join('')}`)
      process.kill(pid, 'SIGKILL')
    }
    if (killed !== 'the database') {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    } else await new Promise((done) => setTimeout(done, 4_000))
    isOver = true
    await Promise.all(lanes)
    assert.ok(acknowledged.length > before, `nothing was acknowledged before ${killed} was killed`)
    if (killed !== 'the database') {
      const again = await start()
      ;({ child, url } = again)
      t.diagnostic(
        `${killed} killed: ${acknowledged.length - before} acknowledged, ready again in ${Math.round(again.startedMs)} ms`,
      )
      assert.ok(again.startedMs < restartWithinMs)
    }
    const health = Date.now() + 30_000
    while (
      !(await fetch(`${url}/health`)
        .then((answer) => answer.ok)
        .catch(() => false))
    ) {
      assert.ok(Date.now() < health, `not healthy after ${killed} was killed`)
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  for (const receipt of acknowledged) assert.ok(await isThere(url, receipt), 'an acknowledged report is gone')
  await eachIsWhole(acknowledged.length)

  // Told to stop, it stops by itself, and the database with it.
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await ended
  assert.equal(code, 0, running?.out.slice(-3).join(''))
  assert.equal(livePostmaster(place.path), undefined, 'the last to leave stops the database')
  running = undefined
})

/** Row by row: at least as many received reports as were acknowledged, and none of them half there. */
async function eachIsWhole(least: number): Promise<void> {
  const port = livePostmaster(place.path)?.port
  const { ownerPassword } = readCredentials(place.path)
  const client = new pg.Client({ connectionString: `postgres://${owner}:${ownerPassword}@127.0.0.1:${port}/rowan` })
  await client.connect()
  try {
    await client.query('begin')
    for (const table of ['reporting.report', 'reporting.use'])
      await client.query(`alter table ${table} no force row level security`)
    const { rows } = await client.query<{ sent: number; half: number }>(
      `select count(*)::int as sent, (count(*) filter (where body is null or wrapped_key is null or not exists
        (select from reporting.use u where u.report_id = r.id and u.kind = 'received')))::int as half
       from reporting.report r where state = 'received'`,
    )
    assert.ok((rows[0]?.sent ?? 0) >= least)
    assert.equal(rows[0]?.half, 0)
    await client.query('rollback')
  } finally {
    await client.end()
  }
}
