// Two web processes and two workers on one server reached by its address: what one does the other knows, and nothing is done twice.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { sampleMembers } from '#people/members/index.ts'
import { readCredentials } from '#platform/db/embedded/cluster.ts'
import { type Embedded, startEmbedded } from '#platform/db/embedded/embedded.ts'
import { appPassword, appUrlOf } from '#src/build-house.ts'
import { migrate } from '#src/prepare.ts'
import { temporaryDir } from '#tests/harness/temporary.ts'
import { publishReport } from './published-report.ts'
import { memberAt, openRowan, Person, type Rowan, staffAt } from './whole-rowan.ts'

const root = resolve(import.meta.dirname, '..', '..')
const rootKey = randomBytes(32)
let place: Awaited<ReturnType<typeof temporaryDir>>
let server: Embedded
let superuser: pg.Client
let first: Rowan
let second: Rowan
const workers: ChildProcess[] = []

/** A worker as it ships, on the address alone. */
const startWorker = () =>
  new Promise<ChildProcess>((ready, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src', 'worker.ts')], {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: server.ownerUrl,
        ROWAN_SERVICE_KEY: rootKey.toString('hex'),
        ROWAN_DATA: join(place.path, 'worker'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    workers.push(child)
    let out = ''
    const hear = (chunk: Buffer) => {
      out += chunk.toString()
      if (/worker is ready/.test(out)) ready(child)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${out}`)))
  })

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode)
    child.once('exit', done)
  })

before(async () => {
  place = await temporaryDir('database')
  server = await startEmbedded({ dataDir: place.path })
  const password = appPassword(rootKey)
  await migrate({ ownerUrl: server.ownerUrl, appPassword: password })
  const at = { ownerUrl: server.ownerUrl, appUrl: appUrlOf(server.ownerUrl, password) }
  const address = new URL(server.ownerUrl)
  address.username = 'rowan_super'
  address.password = readCredentials(place.path).superuserPassword
  superuser = new pg.Client({ connectionString: address.href })
  await superuser.connect()
  first = await openRowan(at, { rootKey })
  second = await openRowan(at, { rootKey })
})
after(async () => {
  for (const child of workers) child.kill('SIGKILL')
  await superuser?.end()
  await first?.close()
  await second?.close()
  await server?.stop()
  await place?.remove()
})

const eventually = async (what: string, holds: () => Promise<boolean>) => {
  const until = Date.now() + 60_000
  while (!(await holds())) {
    assert.ok(Date.now() < until, `waited for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

// As the superuser, who waits for nobody's locks: counting must not slow what is counted.
const count = async (text: string) =>
  Number((await superuser.query<{ n: string }>(`select count(*) as n from ${text}`)).rows[0]?.n)

test('a session begun in one is one in the other, and ended in one it is over in both', async () => {
  const member = await memberAt(first)
  const elsewhere = new Person(second.apps, 'public', member.cookie)
  assert.match((await elsewhere.get('/check')).text, /name="asked"/)
  const staff = await staffAt(first, 'ines')
  const there = new Person(second.apps, 'staff', staff.cookie)
  assert.equal((await there.get('/desk')).status, 200)
  await there.submit('/account', '/sign-out')
  assert.notEqual((await staff.get('/desk')).status, 200)
  // A form shown by one is taken by the other.
  const reporter = new Person(first.apps, 'public')
  await reporter.submit('/report', '/report', { do: 'begin' })
  const at = new Person(second.apps, 'public', reporter.cookie)
  await at.submit('/report', '/report', { whoFor: 'me', do: 'continue' })
  assert.match((await reporter.get('/report')).text, /class="receipt"/)
})

test('what two workers share is done once: every member gets one letter for every warning, though a worker is killed', {
  timeout: 170_000,
}, async () => {
  const numbers = Array.from({ length: 6 }, (_, i) => `0161 496 07${10 + i}`)
  await Promise.all([startWorker(), startWorker()])
  const published = []
  for (const [i, number] of numbers.entries()) {
    published.push(await publishReport(i % 2 ? second : first, number))
    // One of the two dies in the middle, as processes do; another takes its place.
    if (i === 2) {
      workers[0]?.kill('SIGKILL')
      await startWorker()
    }
  }
  const ids = published.map(({ alertId }) => `'${alertId}'`).join(', ')
  const wanted = `alerts.delivery where alert_id in (${ids}) and channel = 'email' and kind = 'alert'`
  await eventually('every letter handed over', async () => {
    const all = await count(wanted)
    return all === numbers.length * sampleMembers.length && (await count(`${wanted} and state = 'handed-over'`)) === all
  })
  const twice = await count(`(select 1 from ${wanted} group by alert_id, member_id having count(*) > 1) t`)
  assert.equal(twice, 0)
  // One letter in the outbox for each that was handed over: nobody was written to twice.
  const member = await memberAt(second, 'Lantern House')
  for (const [i, number] of numbers.entries()) {
    const other = i % 2 ? first : second
    const asking = new Person(other.apps, 'public', member.cookie)
    await eventually(`${number} published in one is answered by the other`, async () =>
      /Same number/.test((await asking.submit('/check', '/check', { asked: number })).text),
    )
  }
  for (const rowan of [first, second])
    assert.deepEqual(
      rowan.logged.filter((line) => line.includes('"error"')),
      [],
    )
  const [, ...others] = workers
  for (const child of others) child.kill('SIGTERM')
  for (const child of others) assert.equal(await ended(child), 0)
})

test('as many letters stand in the outbox as were recorded as sent', async () => {
  assert.equal(
    await count('platform.outbox_letter'),
    await count(`alerts.delivery where channel = 'email' and state = 'handed-over'`),
  )
})
