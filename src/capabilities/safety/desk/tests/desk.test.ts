// The desk as people use it, without JavaScript: from the queue to a published warning, and everything that can go wrong on the way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { alertOfReport } from '#safety/alerts/index.ts'
import { registerPublic as alertsPublic } from '#safety/alerts/public.tsx'
import { registerStaff as alertsStaff } from '#safety/alerts/staff.tsx'
import {
  addMember,
  addReport,
  addStaff,
  addTeam,
  alertState,
  changeWarn,
  openWorld,
  runJobs,
  sampleContent,
  story,
  type Team,
  uses,
  type Worker,
  type World,
  withdrawWarn,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn, memberCookie, staffCookie } from '#safety/alerts/tests/browse.ts'
import { registerStaff } from '../staff.tsx'

/** The pages are long: a failure names what was looked for. */
const shows = (text: string, pattern: RegExp) => assert.ok(pattern.test(text), `not shown: ${pattern}`)
const showsNot = (text: string, pattern: RegExp) => assert.ok(!pattern.test(text), `shown: ${pattern}`)

let world: World
let team: Team
let author: Worker
let second: Worker
let staffApp: Hono
let publicApp: Hono
let atDesk: Browser
let atSecond: Browser

before(async () => {
  world = await openWorld({ demonstration: true })
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  staffApp = appOf(world, 'staff', [registerStaff, alertsStaff])
  publicApp = appOf(world, 'public', [alertsPublic])
  atDesk = new Browser(staffApp, await staffCookie(world, author))
  atSecond = new Browser(staffApp, await staffCookie(world, second))
})
after(() => world.close())

const alertIdOf = async (reportId: string) => (await alertOfReport(world.house, author.actor, reportId))?.id ?? ''

test('from the queue to a published warning, read by a member and taken back', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  const queue = await atDesk.get('/desk')
  shows(queue.text, new RegExp(`href="${path}"`))
  const taken = await atDesk.submit(path, `${path}/claim`)
  shows(taken.text, /claimed by you/)
  shows(taken.text, /<details class="fold"/)
  showsNot(taken.text, /<details class="fold" open/)
  shows(taken.text, /<mark[^>]*>Store Street<\/mark>/)

  const asked = await atDesk.submit(path, `${path}/warning`, {
    do: 'ask',
    severity: 'severe',
    manner: ['books-by-text', 'takes-money-back'],
    fact: ['vehicle-0'],
    'text-vehicle-0': 'silver Ford Focus',
    clue: ['phone|whole|+447700900417'],
  })
  shows(asked.text, /A second person is asked/)
  shows(asked.text, /somebody else must check it/)
  shows((await atSecond.get('/desk/second')).text, new RegExp(path))

  const published = await atSecond.submit(path, `${path}/second`, { do: 'approve' })
  shows(published.text, /Published\. It is on its way/)
  assert.equal((await alertState(world, await alertIdOf(report.id))).state, 'published')

  const member = await addMember(world)
  const reader = new Browser(publicApp, await memberCookie(world, member))
  await runJobs(world)
  const list = await reader.get('/alerts')
  shows(list.text, /Violence and robbery: Manchester/)
  shows(list.text, /silver Ford Focus/)
  assert.ok(!list.text.includes('Store Street') && !list.text.includes('Lexi'))
  shows((await atDesk.get('/alerts')).text, /Violence and robbery: Manchester/)

  await withdrawWarn(world, report)
  const gone = await reader.get('/alerts')
  assert.ok(!gone.text.includes('robbery: Manchester') && !gone.text.includes('Focus'))
  shows(gone.text, /no longer shown/)
  shows(gone.text, /does not mean that the person is safe/)
  await runJobs(world)
  const id = await alertIdOf(report.id)
  const one = await reader.get(`/alerts/${id}`)
  assert.equal(one.status, 200)
  shows(one.text, /no longer shown/)
  assert.ok(!one.text.includes('Focus'))
  const kinds = (await uses(world, report.id)).map((use) => use.kind)
  for (const kind of [
    'opened',
    'claimed',
    'alert-published',
    'alert-sent',
    'closed',
    'reply-written',
    'alert-retracted',
  ])
    assert.ok(kinds.includes(kind), kind)
})

test('opening is in the trace before the words are shown', async () => {
  const report = await addReport(world, team)
  await atDesk.get(`/desk/${report.id}`)
  assert.deepEqual(
    (await uses(world, report.id)).map((use) => use.kind),
    ['opened'],
  )
})

test('held-back fields are named and never offered', async () => {
  const report = await addReport(world, team, sampleContent(), {
    withheld: ['marks', 'contacts', 'when', 'where', 'work'],
  })
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  const { text } = await atDesk.get(path)
  const form = text.slice(text.indexOf(`action="${path}/warning"`))
  const fields = form.slice(0, form.indexOf('</form>'))
  assert.ok(!fields.includes('swallow') && !fields.includes('900417'))
  for (const name of ['marks-0', 'name="month"', 'name="area"', 'name="work"']) assert.ok(!fields.includes(name), name)
  shows(text, /held back from warn: what stands out, phone and e-mail, when, where and kind of work/)
  const forced = await atDesk.submit(path, `${path}/warning`, {
    do: 'ask',
    fact: ['marks-0'],
    'text-marks-0': 'swallow',
  })
  shows(forced.text, /held back from warnings/)
})

test('how it went and a worker’s own words come from the story: held back, neither is offered nor taken', async () => {
  const report = await addReport(world, team, sampleContent(), { withheld: ['story'] })
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  const { text } = await atDesk.get(path)
  for (const name of ['name="manner"', 'name="own"', 'name="own-text"']) assert.ok(!text.includes(name), name)
  const own = { own: 'yes', 'own-text': 'He had a blade', 'own-reason': 'x' }
  for (const change of [{ manner: ['weapon'] }, own] as const) {
    const forced = await atDesk.submit(path, `${path}/warning`, { do: 'ask', ...change })
    shows(forced.text, /held back from warnings/)
  }
})

test('what cannot be accepted comes back with its error and everything that was typed', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  const long = 'a'.repeat(700)
  const back = await atDesk.submit(path, `${path}/warning`, {
    do: 'ask',
    harm: [],
    own: 'yes',
    'own-text': long,
    'own-reason': '',
    fact: ['looks-0'],
    'text-looks-0': '',
  })
  for (const message of [/Choose at least one thing/, /Keep it to 600 letters/, /Write why the picks/, /untick it/])
    shows(back.text, message)
  assert.ok(back.text.includes(long))
  shows(back.text, /<title>Needs another look/)
  assert.equal(await alertOfReport(world.house, author.actor, report.id), undefined)
  const reply = await atDesk.submit(path, `${path}/reply`, { reply: 'b'.repeat(6000) })
  assert.ok(reply.text.includes('b'.repeat(6000)) && reply.text.includes('Keep it to 5000 letters'))
})

test('a page open too long, or a forged token, changes nothing and loses nothing typed', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  for (const token of ['', 'x', '1.2'])
    for (const action of ['warning', 'reply', 'close', 'second', 'different', 'release', 'claim']) {
      const answer = await atDesk.submit(path, `${path}/reply`, { token, reply: 'kept words' })
      shows(answer.text, /open too long/)
      const direct = await atDesk.post(
        `${path}/${action}`,
        new URLSearchParams({ token, do: 'ask', reply: 'kept words' }),
      )
      assert.equal(direct.status, 303)
    }
  const answer = await atDesk.submit(path, `${path}/reply`, { token: 'x', reply: 'kept words' })
  assert.ok(answer.text.includes('kept words</textarea>'))
  assert.equal(await alertOfReport(world.house, author.actor, report.id), undefined)
  shows(answer.text, /Nothing written yet/)
})

test('the second person must answer every flag, may send it back with a reason, may stand aside', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  const words = { own: 'yes', 'own-text': 'I work as Lexi on Tuesdays so he may come again', 'own-reason': 'pattern' }
  await atDesk.submit(path, `${path}/warning`, { do: 'ask', ...words })
  const page = await atSecond.get(path)
  for (const text of [
    'Could this point to them?',
    'Own words, because: pattern',
    'a name they use',
    'the words they used',
  ])
    assert.ok(page.text.includes(text), text)
  const refused = await atSecond.submit(path, `${path}/second`, { do: 'approve', explanation: 'my own answer' })
  shows(refused.text, /Answer every line/)
  assert.ok(refused.text.includes('my own answer'))
  shows((await atSecond.submit(path, `${path}/second`, { do: 'return', why: '' }, 1)).text, /Write the reason/)
  shows(
    (await atSecond.submit(path, `${path}/second`, { do: 'return', why: 'Less of the story' }, 1)).text,
    /Sent back/,
  )
  shows((await atDesk.get(path)).text, /sent it back: Less of the story/)
  await atDesk.submit(path, `${path}/warning`, { do: 'ask' })
  shows((await atSecond.submit(path, `${path}/second`, { do: 'recuse' }, 2)).text, /You stepped aside/)
  assert.ok(!(await atSecond.get(path)).text.includes('value="approve"'))
  const third = await addStaff(world, team)
  const atThird = new Browser(staffApp, await staffCookie(world, third))
  const flags = [...(await atThird.get(path)).text.matchAll(/name="answered"[^>]*value="([^"]+)"/g)].map(
    ([, id]) => id ?? '',
  )
  assert.ok(flags.length > 2)
  shows((await atThird.submit(path, `${path}/second`, { do: 'approve', answered: flags })).text, /Published/)
})

test('the author’s own page has no way to approve, and posting it anyway changes nothing', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  await atDesk.submit(path, `${path}/warning`, { do: 'ask' })
  const page = await atDesk.get(path)
  assert.ok(!page.text.includes('value="approve"'))
  const form = formIn(page.text, `${path}/second`)
  form.set('do', 'approve')
  const seal = formIn((await atSecond.get(path)).text, `${path}/second`).get('seal') ?? ''
  form.set('seal', seal)
  await atDesk.post(`${path}/second`, form)
  shows((await atDesk.get(path)).text, /Somebody else must be the second person/)
  assert.equal((await alertState(world, await alertIdOf(report.id))).state, 'awaiting-second')
  shows((await atDesk.submit(path, `${path}/second`, { do: 'return' })).text, /It is yours again/)
})

test('“nothing to warn about” closes with a reason that the reporter gets', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  shows((await atDesk.submit(path, `${path}/close`, { 'close-why': ' ' })).text, /Write why/)
  const closed = await atDesk.submit(path, `${path}/close`, {
    'close-why': 'We could not word it without pointing to you',
    outcome: 'not-published',
  })
  shows(closed.text, /Closed: not published/)
  shows(closed.text, /We could not word it without pointing to you/)
})

test('two who take the same report: one has it, the other is told', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  const forms = await Promise.all(
    [atDesk, atSecond].map(async (at) => formIn((await at.get(path)).text, `${path}/claim`)),
  )
  await atDesk.post(`${path}/claim`, forms[0] ?? '')
  await atSecond.post(`${path}/claim`, forms[1] ?? '')
  shows((await atSecond.get(path)).text, /Somebody else took it first/)
  shows((await atDesk.submit(path, `${path}/release`)).text, /back in the queue/)
})

test('a published warning is changed by two people, and taken back from the list', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  await atDesk.submit(path, `${path}/warning`, { do: 'ask' })
  await atSecond.submit(path, `${path}/second`, { do: 'approve' })
  await atSecond.submit(path, `${path}/warning`, { do: 'ask', severity: 'caution' })
  const differences = await atDesk.get(path)
  shows(differences.text, /What changes/)
  shows((await atDesk.submit(path, `${path}/second`, { do: 'approve' })).text, /Published/)
  const id = await alertIdOf(report.id)
  assert.equal((await alertState(world, id)).version, 2)
  const list = await atDesk.submit('/alerts', `/alerts/${id}/retract`, { reason: 'mistaken' })
  shows(list.text, /Taken back\./)
  assert.equal((await alertState(world, id)).state, 'retracted')
})

test('strangers, other teams, police, caseworkers and people signed out find nothing', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  const elsewhere = await addTeam(world)
  const strangers = [
    new Browser(staffApp),
    new Browser(staffApp, await staffCookie(world, await addStaff(world, elsewhere))),
    new Browser(staffApp, await staffCookie(world, await addStaff(world, await addTeam(world, 'police'), ['police']))),
    new Browser(staffApp, await staffCookie(world, await addStaff(world, team, ['caseworker']))),
    new Browser(staffApp, await staffCookie(world, await addStaff(world, team, ['coordinator']))),
  ]
  for (const stranger of strangers) {
    assert.equal((await stranger.get(path)).status, 404)
    for (const action of ['claim', 'release', 'warning', 'second', 'reply', 'close'])
      assert.notEqual((await stranger.post(`${path}/${action}`, 'reply=x&do=ask')).status, 200)
  }
  assert.equal((await uses(world, report.id)).length, 0)
  const member = new Browser(publicApp)
  assert.equal((await member.get('/alerts')).location, '/sign-in')
})

test('a colleague without the team’s key is told why nothing opens', async () => {
  const report = await addReport(world, { ...team })
  const keyless = await addStaff(world, team, ['desk'])
  const { asOwner } = await import('#safety/alerts/tests/alerts-world.ts')
  await asOwner(world, ['staff.team_key_wrap'], (client) =>
    client.query('delete from staff.team_key_wrap where person_id = $1', [keyless.person.id]),
  )
  const page = await new Browser(staffApp, await staffCookie(world, keyless)).get(`/desk/${report.id}`)
  assert.equal(page.status, 200)
  shows(page.text, /Nobody has given you your team’s key/)
  assert.ok(!page.text.includes(story.slice(0, 20)))
})

test('a narrowed consent is seen at the desk at once', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  await changeWarn(world, report, ['vehicles'])
  shows((await atDesk.get(path)).text, /held back from warn: vehicles/)
  await withdrawWarn(world, report)
  shows((await atDesk.get(path)).text, /They do not agree to warn/)
})

test('no address, form or query of the desk makes it fail', async () => {
  const report = await addReport(world, team)
  const path = `/desk/${report.id}`
  await atDesk.submit(path, `${path}/claim`)
  const token = formIn((await atDesk.get(path)).text, `${path}/warning`).get('token') ?? ''
  const names = [
    'do',
    'harm',
    'severity',
    'manner',
    'fact',
    'text-looks-0',
    'clue',
    'month',
    'area',
    'work',
    'own',
    'own-text',
    'own-reason',
    'reply',
    'outcome',
    'close-why',
    'alert',
    'seal',
    'answered',
    'why',
    'entry',
    'yes',
    'explanation',
    'recuse-why',
  ]
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('save', 'ask', 'approve', 'return', 'recuse', 'violence', '\u0000', '\ud800', 'a'.repeat(20_000)),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('warning', 'reply', 'close', 'second', 'different', 'claim'),
      fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 }),
      async (action, pairs) => {
        const fields = new URLSearchParams([
          ['token', token],
          ...pairs.map(([name, text]) => [name, text.toWellFormed()] as [string, string]),
        ])
        const answer = await atDesk.post(`${path}/${action}`, fields)
        assert.ok([303, 404].includes(answer.status), `${action}: ${answer.status}`)
        assert.equal((await atDesk.get(path)).status, 200)
      },
    ),
    { numRuns: 60 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/desk', '/alerts', '/desk/second'),
      fc.dictionary(fc.constantFrom('show', 'origin', 'attention', 'sort', 'page', 'state', 'before'), fc.string()),
      async (page, query) => {
        const answer = await atDesk.get(`${page}?${new URLSearchParams(query)}`)
        assert.equal(answer.status, 200)
      },
    ),
    { numRuns: 40 },
  )
})
