// An insider who opens in bulk (abuse 13): asked for a reason, stopped at last, told of to somebody else; traces stay whole.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { readAlarms } from '#partnership/alarms/look-at-alarm.ts'
import { registerStaff as alarms } from '#partnership/alarms/staff.tsx'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import {
  addReport,
  addStaff,
  addTeam,
  openWorld,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, staffCookie } from '#safety/alerts/tests/browse.ts'
import { openReport } from '#safety/reporting/index.ts'
import { giveReason, mayOpen, OpeningStopped } from '../openings/may-open.ts'
import {
  drainPerHour,
  hard,
  leastSoft,
  mostSoft,
  type Opened,
  softOf,
  weighOpening,
} from '../openings/weigh-opening.ts'

let world: World
let team: Team
let insider: Worker
let colleague: Worker

before(async () => {
  world = await openWorld({ limitsScale: 1 })
  team = await addTeam(world)
  insider = await addStaff(world, team)
  colleague = await addStaff(world, team)
})
after(() => world.close())

const open = (worker: Worker, id = newId()) => mayOpen(world.house, worker.actor, id, async () => true)
const alarmsOf = (worker: Worker) => readAlarms(world.house, worker.actor)

test('usual work is never asked; the same record again is the same opening', async () => {
  const worker = await addStaff(world, team)
  const ids = Array.from({ length: leastSoft }, () => newId())
  for (const id of ids) await open(worker, id)
  for (const id of [...ids, ...ids]) await open(worker, id)
  assert.deepEqual(await alarmsOf(colleague), [])
})

test('in bulk: a reason is asked for, then no more; a colleague is told, the person never', async () => {
  for (let i = 0; i < leastSoft; i++) await open(insider)
  await assert.rejects(open(insider), (error) => error instanceof OpeningStopped && error.why === 'ask')
  await giveReason(world.house, insider.actor, 'Taking over a queue')
  let opened = leastSoft
  let why = ''
  for (let i = 0; i < 200 && why === ''; i++)
    await open(insider).then(
      () => opened++,
      (error) => {
        why = (error as OpeningStopped).why
      },
    )
  assert.equal(why, 'stop')
  assert.equal(opened, hard)
  await giveReason(world.house, insider.actor, 'And again')
  await assert.rejects(open(insider), (error) => error instanceof OpeningStopped && error.why === 'stop')

  const told = await alarmsOf(colleague)
  assert.deepEqual(told.map(({ kind }) => kind).sort(), ['openings-many', 'openings-stopped'])
  assert.ok(told.every(({ personId }) => personId === insider.person.id))
  assert.equal(told.find(({ kind }) => kind === 'openings-many')?.reason, 'And again')
  assert.deepEqual(await alarmsOf(insider), [])
})

test('many at once are counted one by one', async () => {
  const worker = await addStaff(world, team)
  const tried = await Promise.allSettled(Array.from({ length: 40 }, () => open(worker)))
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, leastSoft)
})

test('what is refused leaves nothing in a trace, and what is opened leaves all it ever did', async () => {
  const worker = await addStaff(world, team)
  const { id: reportId } = await addReport(world, team)
  const other = await addReport(world, team)
  await openReport(world.house, worker, reportId)
  for (let i = 1; i < leastSoft; i++) await open(worker)
  await assert.rejects(openReport(world.house, worker, other.id), OpeningStopped)
  const trace = async (id: string) =>
    (
      await world.owner.query(
        `select count(*)::int as amount from audit.entry where record_id = $1 and kind = 'report.opened'`,
        [id],
      )
    ).rows[0].amount as number
  await world.owner.query('begin; alter table audit.entry no force row level security')
  assert.deepEqual([await trace(reportId), await trace(other.id)], [1, 0])
  await world.owner.query('rollback')
})

test('what is not there for somebody counts for nothing and looks as ever', async () => {
  const worker = await addStaff(world, team)
  for (let i = 0; i < leastSoft * 3; i++) await assert.rejects(openReport(world.house, worker, newId()), NotFound)
  await open(worker)
})

test('looking at an alarm asks for a note, once; another house sees neither alarm nor note', async () => {
  const app = appOf(world, 'staff', [alarms])
  const browser = new Browser(app, await staffCookie(world, colleague))
  const page = (await browser.get('/alarms')).text
  const action = /action="(\/alarms\/[^"]+)"/.exec(page)?.[1] ?? ''
  assert.match(page, new RegExp(insider.person.displayName))
  const empty = await browser.submit('/alarms', action, { note: '' })
  assert.match(empty.text, /Say in a few words/)
  const kept = await browser.submit('/alarms', action, { note: 'Spoke with them: a full queue.' })
  assert.match(kept.text, /Kept\. Thank you/)
  assert.match(kept.text, /a full queue/)
  const stranger = await addStaff(world, await addTeam(world))
  assert.deepEqual(await alarmsOf(stranger), [])
  const theirs = new Browser(app, await staffCookie(world, insider))
  assert.ok(!(await theirs.get('/alarms')).text.includes('full queue'))
  const police = await addStaff(world, team, ['police'])
  assert.equal((await alarmsOf(police)).length, 2)
})

test('whatever somebody’s habits, there is a soft limit between the two bounds and never more than the hard one at once', () => {
  const start: Opened = {
    level: 0,
    at: Date.parse('2026-03-01T08:00:00Z'),
    day: '2026-03-01',
    peak: 0,
    usual: 0,
    moreUntil: undefined,
  }
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3_600_000 * 8 }), { maxLength: 300 }),
      fc.boolean(),
      (gaps, hasReason) => {
        let opened: Opened = hasReason ? { ...start, moreUntil: Number.MAX_SAFE_INTEGER } : start
        let amount = 0
        for (const gap of gaps) {
          const at = opened.at + gap
          const weighed = weighOpening(opened, new Date(at))
          opened = weighed.opened
          if (weighed.verdict === 'opens') amount++
          assert.ok(opened.level <= hard && softOf(opened.usual) >= leastSoft && softOf(opened.usual) <= mostSoft)
          if (!hasReason) assert.ok(opened.level <= mostSoft)
        }
        const hours = gaps.reduce((sum, gap) => sum + gap, 0) / 3_600_000
        assert.ok(amount <= hard + hours * drainPerHour + 1)
      },
    ),
  )
})
