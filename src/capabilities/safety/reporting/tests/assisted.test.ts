// A worker types in what somebody says: the same questions and choices, the receipt handed over, nothing left for the next person.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Hono } from 'hono'
import {
  addStaff,
  addTeam,
  openWorld,
  type Team,
  uses,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn, type Page, staffCookie } from '#safety/alerts/tests/browse.ts'
import { confirmPersonConcerned } from '../confirm-person-concerned.ts'
import { openReport } from '../open-report.ts'
import { registerStaff } from '../staff.tsx'

const shows = (page: Page, pattern: RegExp) => assert.ok(pattern.test(page.text), `not shown: ${pattern}`)
const showsNot = (page: Page, pattern: RegExp) => assert.ok(!pattern.test(page.text), `shown: ${pattern}`)

let world: World
let team: Team
let reader: Worker
let app: Hono

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  reader = await addStaff(world, team)
  app = appOf(world, 'staff', [registerStaff])
})
after(() => world.close())

const atWork = async (roles: Parameters<typeof addStaff>[2] = ['outreach']) =>
  new Browser(app, await staffCookie(world, await addStaff(world, team, roles)))

type Answers = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>

/** Goes through every question, answers those it is given and skips the others, up to the check page; answers the receipt. */
async function tell(at: Browser, answers: Answers): Promise<string> {
  await at.submit('/assist', '/assist', { do: 'begin' })
  let receipt = ''
  for (let asked = 0; asked < 30; asked++) {
    const page = await at.get('/assist')
    const shown = /<p class="receipt"[^>]*>([^<]+)</.exec(page.text)?.[1]
    if (shown) {
      receipt = shown.trim()
      await at.submit('/assist', '/assist', { do: 'continue' })
      continue
    }
    const step = formIn(page.text, '/assist').get('at')?.split(':')[0] ?? ''
    if (step === 'check') return receipt
    const answer = answers[step]
    await at.submit('/assist', '/assist', answer ? { ...answer, do: 'continue' } : { do: 'skip' })
  }
  throw new Error('the questions never end')
}

const send = (at: Browser) => at.submit('/assist', '/assist', { do: 'send' })

const own = {
  'who-for': { whoFor: 'me' },
  about: { about: 'client' },
  story: { story: 'He would not let me out of the car' },
  person: { phones: '07700 900417', marks: 'a burn on the left hand' },
  consents: { purposes: ['count', 'warn'] },
  'held-back': { withheld: ['marks'] },
  timing: { timing: 'now' },
}

/** The reports of the team that were typed in, newest first. */
const assisted = () =>
  world.house.asActor(reader.actor, (tx) =>
    tx
      .selectFrom('reporting.report')
      .select(['id', 'origin', 'state', 'is_third_party'])
      .where('origin', '=', 'assisted')
      .orderBy('sent_at', 'desc')
      .execute(),
  )

test('what somebody says by phone becomes a sealed report with their own choices, and the worker keeps nothing', async () => {
  const at = await atWork()
  const start = await at.get('/assist')
  shows(start, /You are typing for somebody\. Read each question to them; they choose\./)
  shows(start, /The few times we may act without asking you/)
  shows(start, /href="http[^"]+\/help"/)
  shows(start, /href="\/assist" aria-current="page"/)
  const receipt = await tell(at, own)
  assert.equal(receipt.split(/\s+/).length, 6)
  shows(await at.get('/assist'), /What happens when you send it/)

  const sent = await send(at)
  shows(sent, /Type in another/)
  assert.ok(sent.text.includes(receipt))
  const paper = await at.get('/assist/paper')
  assert.ok(paper.text.includes(receipt))
  shows(paper, /\/return</)
  // What is printed is the page without its rail.
  const printed = paper.text.slice(paper.text.indexOf('<main'))
  assert.ok(!/\bcar\b|900417|report|harm|violen|\bsex/i.test(printed), printed)

  const [row] = await assisted()
  assert.equal(row?.state, 'received')
  const opened = await openReport(world.house, reader, row?.id ?? '')
  assert.equal(opened.content.story, own.story.story)
  assert.deepEqual(
    opened.consents.map((each) => [each.purpose, each.isGiven, each.withheld]),
    [
      ['count', true, []],
      ['warn', true, ['marks']],
    ],
  )

  const next = await at.submit('/assist', '/assist', { do: 'finish' }, 1)
  shows(next, /Tell us what happened/)
  assert.ok(!next.text.includes(receipt))
  assert.equal((await at.get('/assist/paper')).location, '/assist')
})

test('nothing is agreed to unless it was ticked', async () => {
  const at = await atWork()
  await tell(at, { 'who-for': { whoFor: 'me' }, story: { story: 'Only for you' } })
  await send(at)
  const [row] = await assisted()
  const opened = await openReport(world.house, reader, row?.id ?? '')
  assert.ok(opened.consents.every((each) => !each.isGiven))
})

test('stopping keeps the draft for its receipt and frees the page for the next person', async () => {
  const at = await atWork()
  await at.submit('/assist', '/assist', { do: 'begin' })
  await at.submit('/assist', '/assist', { whoFor: 'me', do: 'continue' })
  await at.submit('/assist', '/assist', { do: 'continue' })
  const stopped = await at.submit('/assist', '/assist', { about: 'client', do: 'stop' })
  shows(stopped, /Read the receipt out/)
  const receipt = /<p class="receipt"[^>]*>([^<]+)</.exec(stopped.text)?.[1]?.trim() ?? ''
  await at.submit('/assist', '/assist', { do: 'finish' })
  assert.ok(!(await at.get('/assist')).text.includes(receipt))

  const other = await atWork(['caseworker'])
  const resumed = await other.submit('/assist/return', '/assist/return', { receipt, do: 'enter' })
  shows(resumed, /Answered earlier\. We don’t show it again here\./)
})

test('with the receipt a worker changes what somebody chose, for them, and leaves no trace of it in their own session', async () => {
  const at = await atWork()
  const receipt = await tell(at, own)
  await send(at)
  const [row] = await assisted()
  const other = await atWork()
  const back = await other.submit('/assist/return', '/assist/return', { receipt, do: 'enter' })
  shows(back, /Every use made of it/)
  await other.submit('/assist/return', '/assist/return', { do: 'open:stop:warn' })
  await other.submit('/assist/return', '/assist/return', { do: 'stop:warn' })
  const opened = await openReport(world.house, reader, row?.id ?? '')
  assert.equal(opened.consents.find((each) => each.purpose === 'warn')?.isGiven, false)
  const form = formIn((await other.get('/assist/return')).text, '/assist/return')
  form.set('do', 'finish')
  assert.equal((await other.post('/assist/return', form)).location, '/assist')
  showsNot(await other.get('/assist/return'), /Every use made of it/)
})

test('a third party’s report carries “support” only after a worker confirmed it with the person concerned, once in the trace', async () => {
  const at = await atWork()
  const receipt = await tell(at, { 'who-for': { whoFor: 'someone-else' }, story: { story: 'It was my friend' } })
  await send(at)
  const [row] = await assisted()
  const id = row?.id ?? ''
  const other = await atWork()
  const enter = () => other.submit('/assist/return', '/assist/return', { receipt, do: 'enter' })
  showsNot(await enter(), /open:allow:support/)

  const elsewhere = await addStaff(world, await addTeam(world, 'adviser'), ['adviser'])
  await assert.rejects(confirmPersonConcerned(world.house, elsewhere.actor, id), { name: 'NotFound' })
  const caseworker = await addStaff(world, team, ['caseworker'])
  await assert.rejects(confirmPersonConcerned(world.house, caseworker.actor, id), { name: 'NotFound' })
  await Promise.all([1, 2, 3].map(() => confirmPersonConcerned(world.house, reader.actor, id)))
  const confirmed = (await uses(world, id)).filter((use) => use.kind === 'confirmed')
  assert.equal(confirmed.length, 1)
  shows(await other.get('/assist/return'), /open:allow:support/)
  assert.ok((await openReport(world.house, reader, id)).consents.every((each) => !each.isGiven))
})

test('a report that is the teller’s own cannot be confirmed', async () => {
  const at = await atWork()
  await tell(at, own)
  await send(at)
  const [row] = await assisted()
  await assert.rejects(confirmPersonConcerned(world.house, reader.actor, row?.id ?? ''), { name: 'NotFound' })
})

test('people signed out and roles that take no reports find nothing, whatever they send', async () => {
  const roles = [['membership'], ['coordinator'], ['operator'], ['police'], ['adviser']] as const
  const strangers = [new Browser(app), ...(await Promise.all(roles.map((each) => atWork(each))))]
  for (const stranger of strangers)
    for (const path of ['/assist', '/assist/return', '/assist/paper']) {
      assert.equal((await stranger.get(path)).status, 404)
      if (path !== '/assist/paper') assert.equal((await stranger.post(path, 'do=begin')).status, 404)
    }
})

test('no form makes typing in fail, and a forged token loses nothing that was typed', async () => {
  const at = await atWork()
  await at.submit('/assist', '/assist', { do: 'begin' })
  const kept = await at.submit('/assist', '/assist', { token: 'forged', whoFor: 'someone-else', do: 'continue' })
  shows(kept, /Nothing is lost/)
  shows(kept, /value="someone-else" checked/)
  const token = formIn(kept.text, '/assist').get('token') ?? ''
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/assist', '/assist/return'),
      fc.constantFrom(
        'continue',
        'back',
        'skip',
        'stop',
        'send',
        'finish',
        'go:check:0',
        'open:erase',
        'enter',
        'add',
        '?',
      ),
      fc.constantFrom('who-for:0', 'person:5', 'person:6', 'check:0', 'consents:0', ''),
      fc.string({ unit: 'binary', maxLength: 40 }),
      async (path, pressed, place, text) => {
        const fields = { token, do: pressed, at: place, whoFor: text, receipt: text, purposes: text, names: text }
        assert.equal((await at.post(path, new URLSearchParams(fields))).status, 303)
        for (const shown of ['/assist', '/assist/return']) assert.equal((await at.get(shown)).status, 200)
      },
    ),
    { numRuns: 30 },
  )
})
