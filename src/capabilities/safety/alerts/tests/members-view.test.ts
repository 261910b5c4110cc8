// What members see: what fits their choice, in their language, page by page; and who reads is known when it is taken back.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Hono } from 'hono'
import type { MemberActor } from '#permissions/actor.ts'
import { check } from '#safety/checker/check.ts'
import { identifiersIn } from '#safety/reporting/identifiers.ts'
import type { AlertBody } from '../alert.ts'
import type { Cursor } from '../cursor.ts'
import { registerPublic } from '../public.tsx'
import { publishedAlerts } from '../read-alerts.ts'
import { listForMember, memberPageSize, readForMember } from '../read-as-member.ts'
import { retractAlert } from '../retract-alert.ts'
import {
  addMember,
  addReport,
  addStaff,
  addTeam,
  alertState,
  changeWarn,
  deliveries,
  openWorld,
  publish,
  runJobs,
  sampleBody,
  sampleContent,
  type Team,
  type Worker,
  type World,
  withdrawWarn,
} from './alerts-world.ts'
import { appOf, Browser, memberCookie } from './browse.ts'

let world: World
let team: Team
let author: Worker
let second: Worker
let app: Hono
const anything = { locale: 'en' as const, areas: [], work: [], emailAlerts: false }

beforeEach(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  app = appOf(world, 'public', [registerPublic])
})
afterEach(() => world.close())

const add = async (change: Partial<AlertBody> = {}) =>
  publish(world, author, second, await addReport(world, team), { ...sampleBody(), ...change })

test('areas, work and filters decide; every page of a long list comes once, newest first, even of one moment', async () => {
  const moment = new Date()
  Object.assign(world.house, { clock: { now: () => moment } })
  const member = await addMember(world, { areas: ['manchester'], work: ['street'] })
  const preferences = { ...anything, areas: ['manchester' as const], work: ['street' as const] }
  const mine: string[] = []
  for (let n = 0; n < memberPageSize + 5; n++) {
    mine.push(await add({ work: ['street'], severity: n % 2 ? 'severe' : 'caution' }))
    if (n % 5 === 0) await add({ areas: ['bury'] })
    if (n % 7 === 0) await add({ work: ['online'] })
  }
  const seen: string[] = []
  let before: Cursor | undefined
  do {
    const list = await listForMember(world.house, member, preferences, { before }, { marks: true })
    seen.push(...list.items.map((item) => item.id))
    before = list.next
  } while (before)
  assert.deepEqual([...seen].sort(), [...mine].sort())
  const times = new Map(
    (await publishedAlerts(world.house, author.actor, undefined)).items.map((item) => [
      item.id,
      item.publishedAt.getTime(),
    ]),
  )
  for (const [i, id] of seen.entries())
    assert.ok(i === 0 || (times.get(seen[i - 1] ?? '') ?? 0) >= (times.get(id) ?? 0))
  const severe = await listForMember(world.house, member, preferences, { severity: 'severe' }, { marks: true })
  assert.ok(severe.items.length > 5 && severe.items.every((item) => item.body.severity === 'severe'))
})

test('an alert is new once', async () => {
  const member = await addMember(world)
  await add()
  await runJobs(world)
  const look = async () =>
    (await listForMember(world.house, member, anything, {}, { marks: true })).items.map((item) => item.isNew)
  assert.deepEqual(await look(), [true])
  assert.deepEqual(await look(), [false])
})

test('who joined later and read it is counted and is told when it is taken back', async () => {
  const id = await add()
  await runJobs(world)
  const late = await addMember(world)
  assert.equal((await listForMember(world.house, late, anything, {}, { marks: true })).items.length, 1)
  assert.ok((await deliveries(world, id)).some((row) => row.member_id === late.memberId && row.state === 'handed-over'))
  const done = await retractAlert(world.house, author.actor, id, 'mistaken')
  assert.deepEqual(done, { ok: true, value: { reached: 1 } })
  await runJobs(world)
  const list = await listForMember(world.house, late, anything, {}, { marks: true })
  assert.deepEqual([list.items.length, list.ended.map((each) => each.id)], [0, [id]])
  assert.deepEqual(await readForMember(world.house, late, id), { kind: 'ended' })
  const never = await addMember(world)
  assert.equal((await listForMember(world.house, never, anything, {}, { marks: true })).ended.length, 0)
  await assert.rejects(readForMember(world.house, never, id), { name: 'NotFound' })
})

test('a venue that asks about its own manager’s number is told nothing; a person who asks is', async () => {
  const report = await addReport(world, team, { ...sampleContent(), about: { kind: 'manager' } })
  const [phone] = identifiersIn(report.content).filter((each) => each.kind === 'phone')
  assert.ok(phone)
  const { kind, value, isPartial } = phone
  await publish(world, author, second, report, { ...sampleBody(), identifiers: [{ kind, value, isPartial }] })
  const groupsFor = async (actor: MemberActor) => {
    const answer = await check(world.house, actor, { text: '07700 900417' })
    return answer.kind === 'answer' ? answer.groups.length : -1
  }
  const person = await addMember(world)
  const end = Date.now() + 5_000
  while ((await groupsFor(person)) === 0 && Date.now() < end) await pause(50)
  assert.equal(await groupsFor(person), 1)
  assert.equal(await groupsFor(await addMember(world, {}, 'venue')), 0)
})

test('a reporter who asks to wait after all is waited for: nobody reads it, and it is taken back', async () => {
  const report = await addReport(world, team)
  const id = await publish(world, author, second, report)
  const member = await addMember(world)
  const count = async () => (await listForMember(world.house, member, anything, {}, { marks: true })).items.length
  assert.equal(await count(), 1)
  await changeWarn(world, report, [], { kind: 'until', weeks: 4 })
  assert.equal(await count(), 0)
  assert.deepEqual(await readForMember(world.house, member, id), { kind: 'ended' })
  assert.equal((await publishedAlerts(world.house, author.actor, undefined)).items.length, 0)
  await runJobs(world)
  assert.equal((await alertState(world, id)).state, 'retracted')
})

test('a reporter who asks to wait for another report after all has what went out taken back', async () => {
  const report = await addReport(world, team)
  const id = await publish(world, author, second, report)
  await changeWarn(world, report, ['when'])
  await runJobs(world)
  assert.equal((await alertState(world, id)).state, 'published')
  await changeWarn(world, report, [], { kind: 'another-report' })
  await runJobs(world)
  assert.equal((await alertState(world, id)).state, 'retracted')
})

test('a venue never sees what is about a manager, by list, by address or by feed', async () => {
  const venue = await addMember(world, {}, 'venue')
  const report = await addReport(world, team, { ...sampleContent(), about: { kind: 'manager' } })
  const id = await publish(world, author, second, report)
  assert.equal((await listForMember(world.house, venue, anything, {}, { marks: true })).items.length, 0)
  await assert.rejects(readForMember(world.house, venue, id), { name: 'NotFound' })
})

test('fixed parts are in the reader’s language, a worker’s words are marked as English', async () => {
  const member = await addMember(world)
  const cookie = await memberCookie(world, member)
  const id = await add({
    facts: [{ key: 'looks-0', kind: 'looks', text: 'tall, shaved head' }],
    month: '2026-03',
    work: ['street'],
  })
  const expected = {
    en: ['Violence and robbery: Manchester', 'March 2026'],
    ro: ['Violență și jaf: Manchester', 'martie 2026', 'Scris în engleză'],
    ar: ['عنف وسرقة بالقوة: Manchester', 'مارس 2026', 'مكتوب بالإنجليزية'],
  }
  for (const locale of ['en', 'ro', 'ar'] as const) {
    const { text } = await new Browser(app, cookie, locale).get(`/alerts/${id}`)
    for (const words of expected[locale]) assert.ok(text.includes(words), `${locale}: ${words}`)
    assert.ok(text.includes('tall, shaved head'))
    if (locale !== 'en') assert.match(text, /<span lang="en" dir="ltr">tall, shaved head<\/span>/)
    assert.match(text, /<title>[^<]*Rowan<\/title>/)
    assert.doesNotMatch(text.match(/<title>.*<\/title>/)?.[0] ?? '', /warn|avertis|تحذير/i)
  }
})

test('an expired one says so; a withdrawn one is gone at once, by its address too', async () => {
  const member = await addMember(world)
  const report = await addReport(world, team)
  const id = await publish(world, author, second, report)
  await runJobs(world)
  assert.equal((await readForMember(world.house, member, id)).kind, 'shown')
  await withdrawWarn(world, report)
  assert.equal((await readForMember(world.house, member, id)).kind, 'ended')
  const old = await add({ severity: 'caution' })
  world.advance(200 * 86_400_000)
  const { expireAlerts } = await import('../retract-alert.ts')
  await expireAlerts(world.house)
  assert.equal((await readForMember(world.house, member, old)).kind, 'expired')
})

test('any address and query of the members’ pages answers', async () => {
  const browser = new Browser(app, await memberCookie(world, await addMember(world)))
  for (const query of [
    '?area=nowhere',
    '?before=x',
    '?before=2026-13-45T99:99:99Z',
    '?severity=severe&severity=x',
    `?area=${'a'.repeat(9000)}`,
    '?before=0000-00-00T00:00:00Z',
  ])
    assert.equal((await browser.get(`/alerts${query}`)).status, 200, query)
  for (const id of ['x', '6f1e1f8c-1a55-4d6b-9f6a-0d2f7a1d2c3b', '%00'])
    assert.equal((await browser.get(`/alerts/${id}`)).status, 404, id)
})
