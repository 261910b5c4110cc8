// How often a page, and a sending, go to the database and back, counted on the wire between Rowan and PostgreSQL: numbers of
// statements and of waits, never times, so that neither creeps up unseen.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { issueToken } from '#platform/http/step-token.ts'
import { beginDraft } from '#safety/reporting/keep-draft.ts'
import { newReportSession } from '#safety/reporting/report-session.ts'
import { sampleReports } from '#src/sample-reports.ts'
import { memberAt, openRowan, Person, type Rowan } from '#tests/faults/whole-rowan.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'

const counted = { statements: 0, trips: 0 }
let database: TestDatabase
let rowan: Rowan
let wire: ReturnType<typeof createServer>
const sockets = new Set<Socket>()

/** Passes one connection on to the server and counts, for the pool's connections alone. */
function passOn(client: Socket, to: URL): void {
  const server = connect(Number(to.port), to.hostname)
  let unread = Buffer.alloc(0)
  let isPool: boolean | undefined
  let isAsking = false
  const count = (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    // The first message has no letter: it names the database, the role and the program.
    const head = isPool === undefined ? 0 : 1
    while (unread.length >= head + 4) {
      const end = head + unread.readInt32BE(head)
      if (unread.length < end) return
      if (isPool === undefined) {
        isPool = unread.toString('latin1', 0, end).includes('application_name\0rowan\0')
        unread = unread.subarray(end)
        return count(Buffer.alloc(0))
      }
      // Execute, and the simple query.
      if (isPool && /[EQ]/.test(String.fromCharCode(unread[0] ?? 0))) counted.statements++
      unread = unread.subarray(end)
    }
  }
  client.on('data', (chunk: Buffer) => {
    count(chunk)
    if (isPool && !isAsking) counted.trips++
    isAsking = true
    server.write(chunk)
  })
  server.on('data', (chunk: Buffer) => {
    isAsking = false
    client.write(chunk)
  })
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    sockets.add(one)
    one.on('close', () => other.destroy())
    one.on('error', () => other.destroy())
  }
}

before(async () => {
  database = await createTestDatabase()
  wire = createServer((client) => passOn(client, new URL(database.appUrl)))
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const appUrl = new URL(database.appUrl)
  appUrl.hostname = '127.0.0.1'
  appUrl.port = String((wire.address() as AddressInfo).port)
  rowan = await openRowan({ ownerUrl: database.ownerUrl, appUrl: appUrl.href }, { poolSize: 1 })
})
after(async () => {
  await rowan.close()
  for (const socket of sockets) socket.destroy()
  wire.close()
  await database.drop()
})

/** What the third of three like it costs: by then what is asked often is planned. */
async function costOf(work: () => Promise<unknown>): Promise<typeof counted> {
  await work()
  await work()
  Object.assign(counted, { statements: 0, trips: 0 })
  await work()
  return { ...counted }
}

const within = (found: typeof counted, most: typeof counted) => {
  assert.ok(found.statements > 0, 'nothing was counted: the wire is not on the way')
  assert.ok(found.statements <= most.statements, `${found.statements} statements, ${most.statements} at most`)
  assert.ok(found.trips <= most.trips, `${found.trips} round trips, ${most.trips} at most`)
}

const visitorWith = async (state: Record<string, unknown>) => {
  const session = rowan.house.sessions.begin(state)
  await rowan.house.sessions.save('public', session)
  return { person: new Person(rowan.apps, 'public', session.cookie), id: session.id }
}

test('a question asks the database once: whose session it is', async () => {
  const { person } = await visitorWith({ report: { ...newReportSession('web'), place: { step: 'harms', index: 0 } } })
  const page = await person.get('/report')
  assert.match(page.text, /name="harms"/)
  within(await costOf(() => person.get('/report')), { statements: 1, trips: 1 })
})

test('the check page asks once: the session, and what its member is now', async () => {
  const member = await memberAt(rowan)
  const page = await member.get('/check')
  assert.match(page.text, /name="asked"/)
  within(await costOf(() => member.get('/check')), { statements: 1, trips: 1 })
})

test('a sending waits six times: session, draft, organisations, team key, commit, session', async () => {
  const [sample] = sampleReports
  assert.ok(sample)
  const prepared: (() => Promise<unknown>)[] = []
  for (let nth = 0; nth < 3; nth++) {
    const state = newReportSession('web')
    await beginDraft(rowan.house, state, (words) => {
      words.content = sample.content
      words.consents = sample.consents.map(({ purpose, withheld = [] }) => ({ purpose, withheld }))
    })
    state.place = { step: 'check', index: 0 }
    const { person, id } = await visitorWith({ report: state })
    const token = issueToken(rowan.house.keys, id, 'report', rowan.house.clock.now())
    prepared.push(async () => {
      const answer = await person.post('/report', new URLSearchParams({ do: 'send', at: 'check:0', token }).toString())
      assert.equal(answer.status, 303)
    })
  }
  within(await costOf(async () => prepared.pop()?.()), { statements: 12, trips: 6 })
})
