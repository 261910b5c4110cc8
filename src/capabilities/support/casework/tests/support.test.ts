// People who asked for a worker, as workers meet them: pages without JavaScript over a database of their own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Hono } from 'hono'
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  runJobs,
  type SentReport,
  type Team,
  uses,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn, staffCookie } from '#safety/alerts/tests/browse.ts'
import { changeConsent, eraseReport, withdrawConsent } from '#safety/reporting/change-consent.ts'
import { countWaitingRequests } from '../index.ts'
import { openRequest } from '../open-request.ts'
import { registerStaff } from '../staff.tsx'
import { closedReasons, type RequestAction, type RequestState, requestTransitions } from '../support-request.ts'

const shows = (text: string, pattern: RegExp) => assert.ok(pattern.test(text), `not shown: ${pattern}`)
const showsNot = (text: string, pattern: RegExp) => assert.ok(!pattern.test(text), `shown: ${pattern}`)

const wish = {
  callMe: 'Robin',
  how: '07700 900456, texts only',
  when: 'after ten at night',
  never: 'no voicemail; say you are the dentist',
}

let world: World
let team: Team
let worker: Worker
let colleague: Worker
let app: Hono
let at: Browser
let atColleague: Browser

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  worker = await addStaff(world, team, ['caseworker'])
  colleague = await addStaff(world, team, ['caseworker'])
  app = appOf(world, 'staff', [registerStaff])
  at = new Browser(app, await staffCookie(world, worker))
  atColleague = new Browser(app, await staffCookie(world, colleague))
})
after(() => world.close())

/** A report whose writer asked for a worker of the team; answers the report and its request. */
async function addRequest(to: Team = team): Promise<{ report: SentReport; id: string; path: string }> {
  const report = await addReport(world, team, undefined, 'none')
  const choice = { purpose: 'support' as const, withheld: [], timing: { kind: 'now' as const } }
  await changeConsent(world.house, report.session, choice, { ...wish, organisationId: to.id })
  const { id } = await world.house.asActor(report.actor, (tx) =>
    tx.selectFrom('casework.support_request').select('id').where('report_id', '=', report.id).executeTakeFirstOrThrow(),
  )
  return { report, id, path: `/support/${id}` }
}

const stored = (id: string) =>
  asOwner(world, ['casework.support_request'], async (client) => {
    const { rows } = await client.query('select * from casework.support_request where id = $1', [id])
    return rows[0] as { state: RequestState; body: Buffer; owner_id: string | null; closed_reason: string | null }
  })

const supportUses = async (report: SentReport) => {
  await runJobs(world)
  return (await uses(world, report.id)).filter((use) => /^support-(opened|contacted|closed)$/.test(use.kind))
}

test('how to reach somebody opens only on taking the request on, what must never be said before anything else', async () => {
  const { report, path, id } = await addRequest()
  assert.equal(await countWaitingRequests(world.house, worker.actor), 1)
  shows((await at.get('/support')).text, new RegExp(path))
  const waiting = await at.get(path)
  showsNot(waiting.text, /900456|dentist|Robin/)
  shows(waiting.text, /Take this on/)
  assert.equal((await supportUses(report)).length, 0)

  const mine = await at.submit(path, `${path}/take`)
  shows(mine.text, /900456/)
  shows(mine.text, /after ten at night/)
  assert.ok(mine.text.indexOf('say you are the dentist') < mine.text.indexOf('900456'))
  assert.ok(mine.text.indexOf('Never say or leave') < mine.text.indexOf('say you are the dentist'))
  const trace = await supportUses(report)
  assert.deepEqual(
    trace.map((use) => [use.kind, use.by_whom]),
    [['support-opened', 'support-worker']],
  )
  assert.equal(await countWaitingRequests(world.house, worker.actor), 0)
  shows((await at.get('/support?show=mine')).text, new RegExp(path))

  const theirs = await atColleague.get(path)
  showsNot(theirs.text, /900456|dentist|Robin/)
  shows(theirs.text, /Only they can read/)
  assert.equal((await stored(id)).state, 'owned')
})

test('contact and closing stand in the trace, and closing removes how to reach them', async () => {
  const { report, path, id } = await addRequest()
  await at.submit(path, `${path}/take`)
  shows((await at.submit(path, `${path}/contacted`)).text, /they can see it|Noted/i)
  shows((await at.submit(path, `${path}/close`, {})).text, /Choose how it ended/)
  assert.equal((await stored(id)).state, 'contacted')
  const closed = await at.submit(path, `${path}/close`, { reason: 'supported' })
  shows(closed.text, /They got what they asked for/)
  showsNot(closed.text, /900456/)
  const row = await stored(id)
  assert.equal(row.body.length, 0)
  assert.equal(row.closed_reason, 'supported')
  const kinds = (await supportUses(report)).map((use) => use.kind)
  for (const kind of ['support-opened', 'support-contacted', 'support-closed']) assert.ok(kinds.includes(kind), kind)
  shows((await at.get('/support?show=closed')).text, new RegExp(path))
})

test('a line of the trace that is told twice stands there once', async () => {
  const { report, path } = await addRequest()
  await at.submit(path, `${path}/take`)
  await runJobs(world)
  const before = (await supportUses(report)).length
  await world.owner.query(
    `update pgboss.job set state = 'created', completed_on = null where name = 'event.support-changed.safety.reporting' and data->>'reportId' = $1`,
    [report.id],
  )
  assert.equal((await supportUses(report)).length, before)
})

test('what is not recorded is not opened', async () => {
  const { path, id } = await addRequest()
  await at.submit(path, `${path}/take`)
  const broken = {
    ...world.house,
    publish: async () => {
      throw new Error('the queue is gone')
    },
  }
  await assert.rejects(openRequest(broken, worker, id), /the queue is gone/)
})

test('two who take the same request on: one has it, the other is told', async () => {
  const { path, id } = await addRequest()
  const [one, other] = await Promise.all(
    [at, atColleague].map(async (each) => formIn((await each.get(path)).text, `${path}/take`)),
  )
  await Promise.all([at.post(`${path}/take`, one ?? ''), atColleague.post(`${path}/take`, other ?? '')])
  const pages = await Promise.all([at.get(path), atColleague.get(path)])
  assert.equal(pages.filter((page) => page.text.includes('900456')).length, 1)
  assert.equal(pages.filter((page) => page.text.includes('somebody else has moved it')).length, 1)
  assert.equal((await stored(id)).state, 'owned')
})

test('handing back leaves it to wait with the same due time; contact and closing are the owner’s alone', async () => {
  const { path, id } = await addRequest()
  await at.submit(path, `${path}/take`)
  const form = formIn((await atColleague.get(path)).text, `${path}/hand-back`)
  form.set('reason', 'supported')
  for (const action of ['contacted', 'close', 'take']) await atColleague.post(`${path}/${action}`, form)
  assert.equal((await stored(id)).state, 'owned')
  shows((await atColleague.submit(path, `${path}/hand-back`)).text, /has not changed/)
  const row = await stored(id)
  assert.deepEqual([row.state, row.owner_id], ['waiting', null])
  showsNot((await at.get(path)).text, /900456/)
})

test('late ones are marked and can be listed alone', async () => {
  const { path } = await addRequest()
  const { path: taken } = await addRequest()
  await at.submit(taken, `${taken}/take`)
  await at.submit(taken, `${taken}/contacted`)
  showsNot((await at.get('/support')).text, />late</)
  assert.ok((await at.get('/support?due=late')).text.includes('Nobody waits'))
  world.advance(49 * 3_600_000)
  try {
    const fresh = new Browser(app, await staffCookie(world, worker))
    const list = await fresh.get('/support?due=late')
    shows(list.text, new RegExp(path))
    shows(list.text, />late</)
    showsNot((await fresh.get('/support?show=mine&due=late')).text, new RegExp(taken))
  } finally {
    world.advance(-49 * 3_600_000)
  }
})

test('a withdrawal or an erasure ends the request: nobody finds it, and how to reach them is gone', async () => {
  for (const end of [
    (report: SentReport) => withdrawConsent(world.house, report.session, 'support', false),
    (report: SentReport) => eraseReport(world.house, report.session),
  ]) {
    const { report, path, id } = await addRequest()
    await at.submit(path, `${path}/take`)
    await end(report)
    assert.equal((await at.get(path)).status, 404)
    showsNot((await at.get('/support?show=mine')).text, new RegExp(path))
    assert.equal((await stored(id)).body.length, 0)
  }
})

test('an opening begun after a withdrawal has answered shows nothing, in every order of the two', async () => {
  for (let round = 0; round < 25; round++) {
    const { report, path, id } = await addRequest()
    await at.submit(path, `${path}/take`)
    let hasAnswered = false
    const withdrawal = withdrawConsent(world.house, report.session, 'support', false).then(() => {
      hasAnswered = true
    })
    const tries = Array.from({ length: 4 }, async () => {
      const isLate = hasAnswered
      const opened = await openRequest(world.house, worker, id).catch(() => undefined)
      assert.ok(!(isLate && opened?.contact), 'opened after a withdrawal')
    })
    await Promise.all([withdrawal, ...tries])
    assert.equal(await openRequest(world.house, worker, id).catch(() => undefined), undefined)
  }
})

test('other teams, other roles and people signed out find nothing', async () => {
  const { path, id } = await addRequest()
  const elsewhere = await addTeam(world)
  const strangers = [
    new Browser(app),
    new Browser(app, await staffCookie(world, await addStaff(world, elsewhere, ['caseworker']))),
    new Browser(app, await staffCookie(world, await addStaff(world, team, ['desk']))),
    new Browser(app, await staffCookie(world, await addStaff(world, team, ['outreach']))),
    new Browser(app, await staffCookie(world, await addStaff(world, await addTeam(world, 'police'), ['police']))),
  ]
  for (const stranger of strangers) {
    assert.equal((await stranger.get(path)).status, 404)
    showsNot((await stranger.get('/support?show=taken')).text, new RegExp(path))
    for (const action of ['take', 'hand-back', 'contacted', 'close'])
      await stranger.post(`${path}/${action}`, 'reason=supported')
  }
  assert.equal((await stored(id)).state, 'waiting')
})

test('somebody without the team’s key cannot take a request on', async () => {
  const { path, id } = await addRequest()
  const keyless = await addStaff(world, team, ['caseworker'])
  await asOwner(world, ['staff.team_key_wrap'], (client) =>
    client.query('delete from staff.team_key_wrap where person_id = $1', [keyless.person.id]),
  )
  const browser = new Browser(app, await staffCookie(world, keyless))
  await assert.rejects(browser.submit(path, `${path}/take`), { name: 'NoTeamKey' })
  assert.equal((await stored(id)).state, 'waiting')
})

test('whatever is pressed in whatever order, a request moves only as its table of states says', async () => {
  const paths: Record<RequestAction, string> = {
    own: 'take',
    'hand-back': 'hand-back',
    contacted: 'contacted',
    close: 'close',
  }
  const actions = Object.keys(paths) as RequestAction[]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...actions), { maxLength: 6 }),
      fc.constantFrom(...closedReasons),
      async (list, reason) => {
        const { path, id } = await addRequest()
        const form = formIn((await at.get(path)).text, `${path}/take`)
        form.set('reason', reason)
        let state: RequestState = 'waiting'
        for (const action of list) {
          await at.post(`${path}/${paths[action]}`, form)
          const { from, to } = requestTransitions[action]
          if (from.includes(state)) state = to
          assert.equal((await stored(id)).state, state)
        }
      },
    ),
    { numRuns: 12 },
  )
})

test('no address, form or query makes it fail', async () => {
  const { path } = await addRequest()
  const token = formIn((await at.get(path)).text, `${path}/take`).get('token') ?? ''
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('take', 'hand-back', 'contacted', 'close'),
      fc.constantFrom(token, '', 'x', '1.2'),
      fc.string({ unit: 'binary', maxLength: 60 }),
      async (action, tried, text) => {
        const form = new URLSearchParams({ token: tried, reason: text })
        assert.equal((await at.post(`${path}/${action}`, form)).status, 303)
        const query = new URLSearchParams({ show: text, due: text, page: text })
        assert.equal((await at.get(`/support?${query}`)).status, 200)
        assert.equal((await at.get(`/support/${encodeURIComponent(text || '-')}`)).status, 404)
      },
    ),
    { numRuns: 25 },
  )
})
