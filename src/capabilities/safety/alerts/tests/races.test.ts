// Withdrawal against disclosure, again and again: once a withdrawal is acknowledged, nothing is published and nothing handed over.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StaffVisit } from '#people/staff/index.ts'
import { approveAlert } from '../approve-alert.ts'
import { handOver } from '../hand-over.ts'
import { planAlert } from '../plan-delivery.ts'
import { listForMember } from '../read-as-member.ts'
import {
  addAsked,
  addManyMembers,
  addMember,
  addReport,
  addStaff,
  addTeam,
  alertState,
  changeWarn,
  deliveries,
  openWorld,
  publish,
  readingOf,
  type SentReport,
  type Team,
  type World,
  withdrawWarn,
} from './alerts-world.ts'

/** Races a run; more by hand: ROWAN_RACES=5000. */
const races = Number(process.env.ROWAN_RACES ?? 400)
const lanes = 6

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

/** `amount` races, a few at a time; each lane starts its next when the last is judged. */
async function inLanes(amount: number, race: (lane: number, round: number) => Promise<void>) {
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let round = 0; round < Math.ceil(amount / lanes); round++) await race(lane, round)
    }),
  )
}

/** Lets either side start a little later, so that every order of their steps is met. */
const jitter = () => new Promise<void>((done) => setTimeout(done, Math.random() * 8))

test(`${races} races of a withdrawal against approval: approved after it, never; published for good, never`, async () => {
  let won = 0
  const reports: (SentReport | undefined)[] = Array.from({ length: lanes })
  await inLanes(races, async (lane) => {
    const report = reports[lane] ?? (await addReport(world, team))
    reports[lane] = report
    await changeWarn(world, report, [])
    const alertId = await addAsked(world, author, report)
    const reading = await readingOf(world, second, report, alertId)
    let acknowledgedAt = Number.POSITIVE_INFINITY
    let approvalBeganAt = 0
    let stateAtAnswer = ''
    const [approved] = await Promise.all([
      jitter().then(() => {
        approvalBeganAt = performance.now()
        return approveAlert(world.house, second, alertId, reading)
      }),
      jitter().then(async () => {
        await withdrawWarn(world, report)
        acknowledgedAt = performance.now()
        stateAtAnswer = (await alertState(world, alertId)).state
      }),
    ])
    if (approvalBeganAt > acknowledgedAt) assert.deepEqual(approved, { ok: false, problem: 'consent-gone' })
    // What was not out when the withdrawal was answered never goes out.
    if (stateAtAnswer !== 'published') assert.equal(approved.ok, false)
    if (approved.ok) won++
    // What the event does, without waiting for the queue.
    const { endForReport } = await import('../retract-alert.ts')
    await endForReport(world.house, report.id, 'withdrawn')
    assert.notEqual((await alertState(world, alertId)).state, 'published')
  })
  assert.ok(won > 0 && won < races, `${won} of ${races} were approved first: both orders must be met`)
})

test(`${races} races of a withdrawal against letters: none is handed over after the answer`, async () => {
  await addManyMembers(world, 8, (n) => `race${n}@example.org`)
  let stopped = 0
  let late = 0
  const acknowledged = new Map<string, number>()
  world.onLetter = async () => {
    await new Promise<void>((done) => setTimeout(done, Math.random() * 3))
  }
  const reports: (SentReport | undefined)[] = Array.from({ length: lanes })
  await inLanes(races, async (lane) => {
    const report = reports[lane] ?? (await addReport(world, team))
    reports[lane] = report
    await changeWarn(world, report, [])
    const alertId = await publish(world, author, second, report)
    const sending = { alertId, version: 1, kind: 'alert' as const }
    await planAlert(world.house, sending)
    const ids = (await deliveries(world, alertId)).map((row) => row.member_id).sort()
    const range = { first: ids[0] ?? '', last: ids.at(-1) ?? '' }
    // Letters of this race alone: the mail server notes when it said yes.
    const house = {
      ...world.house,
      mail: {
        ...world.house.mail,
        send: async (...letter: Parameters<typeof world.onLetter>) => {
          if (acknowledged.has(alertId)) late++
          await world.onLetter(...letter)
          if (acknowledged.has(alertId)) late++
        },
      },
    }
    await Promise.all([
      jitter().then(() => handOver(house, sending, range)),
      jitter().then(async () => {
        await withdrawWarn(world, report)
        acknowledged.set(alertId, performance.now())
      }),
    ])
    const rows = (await deliveries(world, alertId)).filter((row) => row.channel === 'email')
    const states = new Set(rows.map((row) => row.state))
    assert.equal(states.size, 1, 'one step is one decision')
    if (states.has('stopped')) stopped++
    const { endForReport } = await import('../retract-alert.ts')
    await endForReport(world.house, report.id, 'withdrawn')
  })
  assert.equal(late, 0)
  assert.ok(stopped > 0 && stopped < races, `${stopped} of ${races} were stopped: both orders must be met`)
})

test('a page asked for after the answer shows nothing, before any task has run', async () => {
  const member = await addMember(world)
  const preferences = { locale: 'en' as const, areas: [], work: [], emailAlerts: false }
  for (let round = 0; round < 20; round++) {
    const report = await addReport(world, team)
    const alertId = await publish(world, author, second, report)
    const before = await listForMember(world.house, member, preferences, {}, { marks: true })
    assert.ok(before.items.some((item) => item.id === alertId))
    await withdrawWarn(world, report)
    assert.equal((await alertState(world, alertId)).state, 'published')
    const after = await listForMember(world.house, member, preferences, {}, { marks: true })
    assert.ok(!after.items.some((item) => item.id === alertId))
    assert.ok(after.ended.some((item) => item.id === alertId))
  }
})
