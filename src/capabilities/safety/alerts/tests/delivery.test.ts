// Alerts reach whom they concern, once; whoever was sent one is told when it is taken back; a crash or a bad server loses nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { StaffVisit } from '#people/staff/index.ts'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { approveAlert } from '../approve-alert.ts'
import { handOver, stepSize } from '../hand-over.ts'
import { publishedAlerts, readAlert, sentAlerts } from '../read-alerts.ts'
import { expireAlerts, retractAlert } from '../retract-alert.ts'
import { saveDraft } from '../save-draft.ts'
import { askSecondCheck } from '../second-check.ts'
import {
  addManyMembers,
  addMember,
  addReport,
  addStaff,
  addTeam,
  alertState,
  asOwner,
  changeWarn,
  deliveries,
  openWorld,
  publish,
  readingOf,
  runJobs,
  sampleBody,
  sampleContent,
  type Team,
  uses,
  type World,
  withdrawWarn,
} from './alerts-world.ts'

let world: World
let team: Team
let author: StaffVisit
let second: StaffVisit

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
})
after(() => world.close())

const startClean = async () => {
  await asOwner(world, ['members.member'], (client) => client.query('delete from members.member'))
  world.letters.length = 0
  world.onLetter = async (letter, id) => void world.letters.push({ letter, id })
}

const inApp = (rows: Awaited<ReturnType<typeof deliveries>>, kind = 'alert') =>
  rows
    .filter((row) => row.channel === 'in-app' && row.kind === kind && row.state === 'handed-over')
    .map((row) => row.member_id)

test('members are chosen by area and kind of work, and written to in their language without a word of what it is', async () => {
  await startClean()
  const all = await addMember(world, { email: 'all@example.org', emailAlerts: true, locale: 'ro' })
  const here = await addMember(world, {
    areas: ['manchester'],
    work: ['street'],
    email: 'here@example.org',
    emailAlerts: true,
  })
  const quiet = await addMember(world, { areas: ['salford'], email: 'quiet@example.org', emailAlerts: false })
  const elsewhere = await addMember(world, { areas: ['wigan'], email: 'no@example.org', emailAlerts: true })
  const otherWork = await addMember(world, { work: ['online'], email: 'no2@example.org', emailAlerts: true })
  const report = await addReport(world, team)
  const body = { ...sampleBody(), areas: ['manchester' as const, 'salford' as const], work: ['street' as const] }
  const alertId = await publish(world, author, second, report, body)
  assert.equal(await runJobs(world), 0)
  assert.deepEqual(
    inApp(await deliveries(world, alertId)).sort(),
    [all, here, quiet].map((each) => each.memberId).sort(),
  )
  assert.deepEqual(world.letters.map(({ letter }) => letter.to).sort(), ['all@example.org', 'here@example.org'])
  for (const { letter } of world.letters) {
    assert.doesNotMatch(`${letter.subject} ${letter.text}`, /warn|avertis|violen|manchester|street|client|alert|jaf/i)
    assert.match(letter.text, /sign-in/)
  }
  assert.equal(world.letters.find(({ letter }) => letter.to === 'all@example.org')?.letter.language, 'ro')
  assert.ok(![elsewhere, otherWork].some((each) => inApp([]).includes(each.memberId)))
  const sent = (await uses(world, report.id)).filter((use) => use.kind === 'alert-sent')
  assert.equal(
    sent.reduce((sum, use) => sum + (use.amount ?? 0), 0),
    3,
  )
})

test('a warning about a manager does not go to venues', async () => {
  await startClean()
  const venue = await addMember(world, {}, 'venue')
  const person = await addMember(world)
  const report = await addReport(world, team, { ...sampleContent(), about: { kind: 'manager' } })
  const alertId = await publish(world, author, second, report)
  await runJobs(world)
  assert.deepEqual(inApp(await deliveries(world, alertId)), [person.memberId])
  assert.ok(venue)
})

test('planning and handing over twice sends nothing twice', async () => {
  await startClean()
  const ids = await addManyMembers(world, 45, (n) => `m${n}@example.org`)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world)
  assert.equal(world.letters.length, 45)
  await world.owner.query(`update pgboss.job set state = 'created' where data ->> 'alertId' = $1`, [alertId])
  await runJobs(world)
  assert.equal(world.letters.length, 45)
  assert.equal(new Set(world.letters.map(({ id }) => id)).size, ids.length)
  assert.equal((await deliveries(world, alertId)).length, 90)
})

test('a withdrawal retracts, and tells everybody who was sent it by the same channels', async () => {
  await startClean()
  await addManyMembers(world, 30, (n) => `w${n}@example.org`)
  const noMail = await addMember(world)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world)
  const joined = await addMember(world, { email: 'late@example.org', emailAlerts: true })
  world.letters.length = 0
  await withdrawWarn(world, report)
  await runJobs(world)
  assert.deepEqual(await alertState(world, alertId), { state: 'retracted', version: 1, end_reason: 'withdrawn' })
  const rows = await deliveries(world, alertId)
  assert.deepEqual(inApp(rows, 'retraction').sort(), inApp(rows).sort())
  assert.ok(inApp(rows, 'retraction').includes(noMail.memberId))
  assert.ok(!inApp(rows, 'retraction').includes(joined.memberId))
  assert.equal(world.letters.length, 30)
  for (const { letter } of world.letters)
    assert.match(letter.text, /no longer shown\. This does not mean that anything is safe/)
  const retracted = (await uses(world, report.id)).find((use) => use.kind === 'alert-retracted')
  assert.equal(retracted?.amount, 31)
})

test('a narrowed consent takes back what relied on the field, and leaves what did not', async () => {
  await startClean()
  const member = await addMember(world)
  const relied = await addReport(world, team)
  const fact = { key: 'marks-0', kind: 'marks' as const, text: 'swallow on the neck' }
  const reliedAlert = await publish(world, author, second, relied, { ...sampleBody(), facts: [fact] })
  const other = await addReport(world, team)
  const otherAlert = await publish(world, author, second, other)
  await runJobs(world)
  await changeWarn(world, relied, ['marks'])
  await changeWarn(world, other, ['marks'])
  await runJobs(world)
  assert.equal((await alertState(world, reliedAlert)).state, 'retracted')
  assert.equal((await alertState(world, otherAlert)).state, 'published')
  assert.deepEqual(inApp(await deliveries(world, reliedAlert), 'retraction'), [member.memberId])
})

test('a withdrawal before delivery stops all of it', async () => {
  await startClean()
  await addManyMembers(world, 30, (n) => `s${n}@example.org`)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world, { queues: (name) => name.startsWith('event.alert-published') })
  await withdrawWarn(world, report)
  await runJobs(world)
  assert.equal(world.letters.filter(({ letter }) => !letter.text.includes('no longer')).length, 0)
  const rows = await deliveries(world, alertId)
  assert.ok(
    rows.filter((row) => row.channel === 'email' && row.kind === 'alert').every((row) => row.state === 'stopped'),
  )
})

test('staff retract; an update reaches everybody who had the first version, even outside its new areas', async () => {
  await startClean()
  const salford = await addMember(world, { areas: ['salford'] })
  const manchester = await addMember(world, { areas: ['manchester'] })
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report, { ...sampleBody(), areas: ['manchester'] })
  await runJobs(world)
  assert.deepEqual(inApp(await deliveries(world, alertId)), [manchester.memberId])
  await saveDraft(world.house, author.actor, { reportId: report.id, body: { ...sampleBody(), areas: ['salford'] } })
  await askSecondCheck(world.house, author.actor, alertId)
  assert.ok((await approveAlert(world.house, second, alertId, await readingOf(world, second, report, alertId))).ok)
  await runJobs(world)
  const updated = (await deliveries(world, alertId)).filter((row) => row.version === 2).map((row) => row.member_id)
  assert.deepEqual(updated.sort(), [salford.memberId, manchester.memberId].sort())
  assert.ok((await retractAlert(world.house, author.actor, alertId, 'mistaken', 'wrong plate')).ok)
  await runJobs(world)
  assert.deepEqual(
    inApp(await deliveries(world, alertId), 'retraction').sort(),
    [salford.memberId, manchester.memberId].sort(),
  )
})

test('a letter of an older version is not sent once a newer one is out', async () => {
  await startClean()
  await addManyMembers(world, 3, (n) => `v${n}@example.org`)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world, { queues: (name) => name.startsWith('event.') })
  await saveDraft(world.house, author.actor, { reportId: report.id, body: { ...sampleBody(), severity: 'caution' } })
  await askSecondCheck(world.house, author.actor, alertId)
  await approveAlert(world.house, second, alertId, await readingOf(world, second, report, alertId))
  await runJobs(world)
  const letters = (await deliveries(world, alertId)).filter((row) => row.channel === 'email')
  assert.ok(letters.filter((row) => row.version === 1).every((row) => row.state === 'stopped'))
  assert.equal(world.letters.length, 3)
})

test('an alert has its time and ends; nobody is chased', async () => {
  await startClean()
  await addMember(world)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report, { ...sampleBody(), severity: 'caution' })
  await runJobs(world)
  await expireAlerts(world.house)
  assert.equal((await alertState(world, alertId)).state, 'published')
  world.advance(200 * 86_400_000)
  assert.ok((await expireAlerts(world.house)) >= 1)
  world.advance(-200 * 86_400_000)
  assert.equal((await alertState(world, alertId)).state, 'expired')
  assert.equal((await deliveries(world, alertId)).filter((row) => row.kind === 'retraction').length, 0)
})

test('killed in the middle of a batch: nothing is lost, and at most one step is sent again under the same id', async () => {
  await startClean()
  await addManyMembers(world, 70, (n) => `k${n}@example.org`)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world, { queues: (name) => name.startsWith('event.') })
  const rows = (await deliveries(world, alertId)).filter((row) => row.channel === 'email')
  const ids = rows.map((row) => row.member_id).sort()
  const range = { first: ids[0] ?? '', last: ids.at(-1) ?? '' }
  const sending = { alertId, version: 1, kind: 'alert' as const }
  // A process that dies leaves its transaction to be rolled back: the connection is cut where it is, mid-step.
  const killer = new pg.Client({ connectionString: world.database.appUrl })
  await killer.connect()
  let sent = 0
  world.onLetter = async (letter, id) => {
    world.letters.push({ letter, id })
    if (++sent === 33)
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'rowan_app' and state = 'idle in transaction' and pid <> pg_backend_pid()`,
      )
  }
  await assert.rejects(handOver(world.house, sending, range))
  await killer.end()
  world.onLetter = async (letter, id) => void world.letters.push({ letter, id })
  await handOver(world.house, sending, range)
  const times = new Map<string, number>()
  for (const { letter } of world.letters) times.set(letter.to, (times.get(letter.to) ?? 0) + 1)
  assert.equal(times.size, 70)
  const twice = [...times.values()].filter((each) => each > 1).length
  assert.ok(twice > 0 && twice <= stepSize, `${twice} sent again`)
  assert.equal(new Set(world.letters.map(({ id }) => id)).size, 70)
  assert.ok((await deliveries(world, alertId)).every((row) => row.state === 'handed-over'))
})

test('one refused letter waits and is tried again; the others go on', async () => {
  await startClean()
  await addManyMembers(world, 25, (n) => `r${n}@example.org`)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  let isBad = true
  world.onLetter = async (letter, id) => {
    if (isBad && letter.to === 'r7@example.org') throw new Error('no')
    world.letters.push({ letter, id })
  }
  assert.equal(await runJobs(world), 1)
  assert.equal(world.letters.length, 24)
  const waiting = (await deliveries(world, alertId)).filter((row) => row.state === 'waiting')
  assert.deepEqual(
    waiting.map((row) => row.attempts),
    [1],
  )
  isBad = false
  assert.equal(await runJobs(world), 0)
  assert.equal(world.letters.length, 25)
})

test('who has left, or wants no letters any more, gets none', async () => {
  await startClean()
  const [gone, stays] = await addManyMembers(world, 2, (n) => `g${n}@example.org`)
  const report = await addReport(world, team)
  await publish(world, author, second, report)
  await runJobs(world, { queues: (name) => name.startsWith('event.') })
  await asOwner(world, ['members.member'], (client) => client.query('delete from members.member where id = $1', [gone]))
  await runJobs(world)
  assert.deepEqual(
    world.letters.map(({ letter }) => letter.to),
    ['g1@example.org'],
  )
  assert.ok(stays)
})

test('an erased report takes its alert with it: retracted, chased, and its words removed', async () => {
  await startClean()
  const member = await addMember(world)
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  await runJobs(world)
  await eraseReport(world.house, report.session)
  await runJobs(world)
  assert.equal((await alertState(world, alertId)).state, 'retracted')
  assert.deepEqual(inApp(await deliveries(world, alertId), 'retraction'), [member.memberId])
  const { items } = await sentAlerts(world.house, author.actor, { page: 1 })
  assert.equal(items.find((item) => item.id === alertId)?.body, undefined)
  assert.equal((await readAlert(world.house, author.actor, alertId)).published, undefined)
})

test('a warning about an organisation’s own worker is not shown to that organisation', async () => {
  await startClean()
  const theirs = await addTeam(world)
  const advisers = await addTeam(world, 'adviser')
  const [one, other] = [await addStaff(world, advisers, ['adviser']), await addStaff(world, advisers, ['adviser'])]
  const report = await addReport(world, advisers, {
    ...sampleContent(),
    about: { kind: 'worker', organisationId: theirs.id },
  })
  const alertId = await publish(world, one, other, report)
  const sees = async (who: Awaited<ReturnType<typeof addStaff>>) =>
    (await publishedAlerts(world.house, who.actor, undefined)).items.some((item) => item.id === alertId)
  assert.equal(await sees(await addStaff(world, theirs, ['outreach'])), false)
  assert.equal(await sees(await addStaff(world, theirs, ['desk'])), false)
  assert.equal(await sees(await addStaff(world, team, ['outreach'])), true)
})
