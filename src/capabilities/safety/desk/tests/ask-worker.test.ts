// What only a worker can say of a report, at the desk: the person concerned confirms it; different people told of the same one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  publish,
  sampleBody,
  type Team,
  uses,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, staffCookie } from '#safety/alerts/tests/browse.ts'
import { reportEntries } from '#safety/checker/index.ts'
import { claimReport } from '#safety/reporting/index.ts'
import { registerStaff } from '../staff.tsx'

const shows = (text: string, pattern: RegExp) => assert.ok(pattern.test(text), `not shown: ${pattern}`)
const showsNot = (text: string, pattern: RegExp) => assert.ok(!pattern.test(text), `shown: ${pattern}`)

let world: World
let team: Team
let author: Worker
let second: Worker
let at: Browser

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  at = new Browser(appOf(world, 'staff', [registerStaff]), await staffCookie(world, author))
})
after(() => world.close())

test('the desk confirms a third party’s report only after saying that the person concerned was spoken with', async () => {
  const report = await addReport(world, team)
  await asOwner(world, ['reporting.report'], (client) =>
    client.query('update reporting.report set is_third_party = true where id = $1', [report.id]),
  )
  const path = `/desk/${report.id}`
  const confirmed = async () => (await uses(world, report.id)).filter((use) => use.kind === 'confirmed').length
  shows((await at.get(path)).text, /cannot be taken back/)
  shows((await at.submit(path, `${path}/confirm`)).text, /Tick this only if you have spoken/)
  assert.equal(await confirmed(), 0)
  const done = await at.submit(path, `${path}/confirm`, { spoken: 'yes' })
  shows(done.text, /confirmed with the person concerned/)
  showsNot(done.text, /\/confirm"/)
  assert.equal(await confirmed(), 1)
})

test('the teller’s own report asks for no confirmation', async () => {
  const report = await addReport(world, team)
  showsNot((await at.get(`/desk/${report.id}`)).text, /\/confirm"/)
})

test('different people are confirmed, and unconfirmed, where other reports name the same', async () => {
  const body = { ...sampleBody(), identifiers: [{ kind: 'phone' as const, value: '+447700900417', isPartial: false }] }
  const first = await addReport(world, team)
  await claimReport(world.house, author.actor, first.id)
  await publish(world, author, second, first, body)
  const path = `/desk/${first.id}`
  showsNot((await at.get(path)).text, /Different people\?/)

  const other = await addReport(world, team)
  await claimReport(world.house, author.actor, other.id)
  await publish(world, author, second, other, body)
  const asked = await at.get(path)
  shows(asked.text, /different person than the other reports/)
  shows(asked.text, /Answered now: no/)
  const isDifferent = async () =>
    (await reportEntries(world.house, author.actor, first.id)).map((entry) => entry.isDifferentPerson)
  shows((await at.submit(path, `${path}/different`, { yes: 'yes' })).text, /Answered now: yes/)
  assert.deepEqual(await isDifferent(), [true])
  shows((await at.submit(path, `${path}/different`, { yes: 'no' })).text, /Answered now: no/)
  assert.deepEqual(await isDifferent(), [false])
})
