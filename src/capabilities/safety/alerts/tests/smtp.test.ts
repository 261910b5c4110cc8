// Letters through a real SMTP server: taken, refused, slow, dead.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { StaffVisit } from '#people/staff/index.ts'
import { openMail } from '#platform/delivery/mail.ts'
import {
  addManyMembers,
  addReport,
  addStaff,
  addTeam,
  deliveries,
  openWorld,
  publish,
  runJobs,
  type Team,
  type World,
} from './alerts-world.ts'

let world: World
let team: Team
let author: StaffVisit
let second: StaffVisit
let port = 0
let server: SMTPServer | undefined
const taken: { to: string; mail: ParsedMail }[] = []
let behaviour: { refuse: (to: string) => boolean; waitMs: number } = { refuse: () => false, waitMs: 0 }

async function startServer(options: SMTPServerOptions = {}) {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(address, _session, done) {
      const error = Object.assign(new Error('mailbox unavailable'), { responseCode: 550 })
      done(behaviour.refuse(address.address) ? error : null)
    },
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        setTimeout(() => {
          taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', mail })
          done()
        }, behaviour.waitMs)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  port = (server.server.address() as AddressInfo).port
}
const stopServer = () => new Promise<void>((done) => (server ? server.close(() => done()) : done()))

before(async () => {
  await startServer()
  const mail = openMail({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Rowan <rowan@example.org>' }, async () => {})
  world = await openWorld({}, mail)
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  await addManyMembers(world, 30, (n) => `p${n}@example.org`)
})
after(async () => {
  world.house.mail.close()
  await stopServer()
  await world.close()
})

test('what arrives is a neutral letter with a stable, opaque id and nothing else of the alert', async () => {
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  assert.equal(await runJobs(world), 0)
  assert.equal(taken.length, 30)
  const ids = new Set(taken.map(({ mail }) => mail.messageId))
  assert.equal(ids.size, 30)
  for (const { mail } of taken) {
    assert.equal(mail.subject, 'Rowan: something new for you')
    assert.match(mail.messageId ?? '', /^<[0-9a-f]{32}@example\.org>$/)
    const whole = `${[...mail.headerLines].map((line) => line.line).join('\n')}\n${mail.text}`
    assert.ok(!whole.includes(alertId) && !whole.includes(report.id))
    assert.doesNotMatch(whole, /warning|violence|robbery|manchester/i)
  }
})

test('a server that refuses some, then dies, then comes back slow: each gets it once', async () => {
  taken.length = 0
  behaviour = { refuse: (to) => to === 'p3@example.org', waitMs: 0 }
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  assert.equal(await runJobs(world), 1)
  assert.equal(taken.length, 29)
  await stopServer()
  assert.equal(await runJobs(world), 1)
  assert.equal(taken.length, 29)
  behaviour = { refuse: () => false, waitMs: 300 }
  await startServer()
  assert.equal(await runJobs(world), 0)
  assert.equal(new Set(taken.map(({ to }) => to)).size, 30)
  assert.equal(taken.length, 30)
  const letters = (await deliveries(world, alertId)).filter((row) => row.channel === 'email')
  assert.ok(letters.every((row) => row.state === 'handed-over'))
})
