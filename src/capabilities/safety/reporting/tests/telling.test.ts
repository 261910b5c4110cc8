// Telling, sending and coming back, tried through the pages on a real database.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Hono } from 'hono'
import {
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn } from '#safety/alerts/tests/browse.ts'
import { openReport } from '../open-report.ts'
import { registerPublic } from '../public.tsx'
import { listQueue } from '../work-queue.ts'

let world: World
let desk: Team
let adviser: Team
let reader: Worker
let app: Hono

before(async () => {
  world = await openWorld()
  desk = await addTeam(world)
  adviser = await addTeam(world, 'adviser')
  reader = await addStaff(world, desk)
  app = appOf(world, 'public', [registerPublic])
})
after(() => world.close())

type Answers = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>
const stepIn = (text: string) => formIn(text, '/report').get('at')?.split(':')[0] ?? ''
const receiptIn = (text: string) => /<p class="receipt"[^>]*>([^<]+)</.exec(text)?.[1]?.trim()

class Teller extends Browser {
  receipt = ''
  static begin = async () => {
    const teller = new Teller(app)
    const page = await teller.get('/report')
    const fields = formIn(page.text, '/report')
    fields.set('do', 'begin')
    const answer = await teller.post('/report', fields)
    teller.keep(answer.headers)
    return teller
  }
  keep(headers: Headers) {
    const cookie = /^r=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1]
    if (cookie) this.cookie = cookie
  }
  at = async () => (await this.get('/report')).text
  press = async (change: Readonly<Record<string, string | string[]>>) => {
    const page = await this.submit('/report', '/report', change)
    const shown = receiptIn(page.text)
    if (shown) this.receipt = shown
    return page
  }
  /** Answers what it is given and skips the rest, up to the check page. */
  async through(answers: Answers): Promise<string> {
    for (let asked = 0; asked < 40; asked++) {
      const text = await this.at()
      if (receiptIn(text) && !text.includes('name="at"')) {
        await this.press({ do: 'continue' })
        continue
      }
      const step = stepIn(text)
      if (step === 'check') return text
      const answer = answers[step]
      await this.press(answer ? { ...answer, do: 'continue' } : { do: 'skip' })
    }
    throw new Error('the questions never end')
  }
}

const comeBack = async (receipt: string) => {
  const browser = new Teller(app)
  const fields = formIn((await browser.get('/return')).text, '/return')
  fields.set('receipt', receipt)
  fields.set('do', 'enter')
  const answer = await browser.post('/return', fields)
  browser.keep(answer.headers)
  return { browser, leadsTo: answer.location }
}

const drafts = async () => {
  const { rows } = await world.owner.query<{ n: number }>(
    `select n_live_tup::int as n from pg_stat_user_tables where false union all select count(*)::int from reporting.report`,
  )
  return rows[0]?.n ?? 0
}

const newest = async () => {
  const { items } = await listQueue(world.house, reader.actor, { show: 'all', sort: 'newest' })
  return items[0]
}

test('nothing is stored before something was answered', async () => {
  const before = await drafts()
  const teller = await Teller.begin()
  await teller.press({ do: 'skip' })
  await teller.press({ do: 'continue' })
  assert.equal(await drafts(), before)
  assert.equal(teller.receipt, '')
})

test('the first answer makes the receipt, and the whole report stands at one address', async () => {
  const teller = await Teller.begin()
  const page = await teller.press({ do: 'continue', whoFor: 'me' })
  assert.equal(page.status, 200)
  assert.equal(teller.receipt.split(' ').length, 6)
})

test('a draft come back to names what was answered and never shows it', async () => {
  const teller = await Teller.begin()
  await teller.press({ do: 'continue', whoFor: 'me' })
  const secret = 'the blue door by the mill'
  await teller.through({ story: { story: secret }, where: { where: 'behind the mill', area: 'bolton' } })
  const { browser, leadsTo } = await comeBack(teller.receipt.toUpperCase().replaceAll(' ', '-'))
  assert.equal(leadsTo, '/report')
  const check = await browser.at()
  assert.ok(!check.includes(secret) && !check.includes('behind the mill') && !check.includes('Bolton'))
  assert.ok(check.includes('Answered earlier'))
  const opened = await browser.press({ do: 'go:story:0' })
  assert.equal(stepIn(opened.text), 'story')
  assert.ok(!opened.text.includes(secret))
})

test('what was sent can be opened by the team and by nobody else; sending twice is sending once', async () => {
  const teller = await Teller.begin()
  await teller.through({
    'who-for': { whoFor: 'me' },
    story: { story: 'He took it back.' },
    consents: { purposes: ['count'] },
  })
  const old = formIn(await teller.at(), '/report')
  old.set('do', 'send')
  await teller.press({ do: 'send' })
  const count = (await listQueue(world.house, reader.actor, { show: 'all' })).total
  await teller.post('/report', old)
  assert.equal((await listQueue(world.house, reader.actor, { show: 'all' })).total, count)
  const item = await newest()
  assert.ok(item)
  const opened = await openReport(world.house, reader, item.id)
  assert.equal(opened.content.story, 'He took it back.')
  assert.deepEqual(opened.item.purposes, ['count'])
  const stranger = await addStaff(world, adviser, ['adviser'])
  await assert.rejects(openReport(world.house, stranger, item.id), { name: 'NotFound' })
})

test('a third party who forges the form still gives no more than count and warn', async () => {
  const teller = await Teller.begin()
  await teller.through({
    'who-for': { whoFor: 'someone-else' },
    story: { story: 'A friend was followed.' },
    consents: { purposes: ['count', 'support', 'warn'] },
  })
  await teller.press({ do: 'send' })
  const item = await newest()
  assert.deepEqual([...(item?.purposes ?? [])].sort(), ['count', 'warn'])
})

test('a report about the desk’s own worker never reaches the desk', async () => {
  const before = (await listQueue(world.house, reader.actor, { show: 'all' })).total
  const teller = await Teller.begin()
  await teller.through({
    'who-for': { whoFor: 'me' },
    about: { about: 'worker', organisation: desk.id },
    route: { route: desk.id },
    story: { story: 'The worker asked for money.' },
  })
  await teller.press({ do: 'send' })
  assert.equal((await listQueue(world.house, reader.actor, { show: 'all' })).total, before)
  const independent = await addStaff(world, adviser, ['adviser'])
  assert.equal((await listQueue(world.house, independent.actor, { show: 'all' })).total, 1)
  const { browser } = await comeBack(teller.receipt)
  const page = await browser.get('/return')
  assert.equal(page.status, 200)
  assert.ok(!/adviser/i.test(page.text), 'the page tells whom it is about')
})

test('a draft come back to looks the same whomever it is about', async () => {
  const resumed = async (about: Readonly<Record<string, string>>) => {
    const teller = await Teller.begin()
    await teller.through({ 'who-for': { whoFor: 'me' }, about, story: { story: 'The worker asked for money.' } })
    const { browser } = await comeBack(teller.receipt)
    // The ids that values and sealed words are bound to differ in any two drafts.
    const bare = (page: { text: string }) => page.text.replaceAll(/value="[^"]*"|(?<=data-seal=")[0-9a-f-]{36}/g, '')
    const pages = [bare({ text: await browser.at() })]
    // Every question by its own button, by a forged one, and passed over, which leads to the one that follows.
    for (const step of ['who-for', 'about', 'route', 'story', 'consents']) {
      pages.push(bare(await browser.press({ do: `go:${step}:0` })))
      if (step !== 'route')
        pages.push(bare(await browser.press({ do: 'skip' })), bare(await browser.press({ do: 'back' })))
      for (let asked = 0; asked < 20 && stepIn(await browser.at()) !== 'check'; asked++)
        await browser.press({ do: 'skip' })
    }
    return [...pages, bare(await browser.press({ do: 'send' }))]
  }
  assert.deepEqual(await resumed({ about: 'worker', organisation: desk.id }), await resumed({ about: 'client' }))
})

test('the organisation that a report is about is never asked to help: not while telling, not later, not by a forged form', async () => {
  const wishes = async () => {
    const { rows } = await asOwner(world, ['casework.support_request'], (client) =>
      client.query<{ organisation_id: string }>(
        `select organisation_id from casework.support_request where state = 'waiting'`,
      ),
    )
    return rows.map((row) => row.organisation_id)
  }
  const other = await addTeam(world)
  // It helps and does not receive, so that the reports of the other tests still go to the one desk.
  await asOwner(world, ['organisations.organisation'], (client) =>
    client.query('update organisations.organisation set receives_reports = false where id = $1', [other.id]),
  )
  const support = { how: 'Text 07700 900123', organisation: desk.id }
  const teller = await Teller.begin()
  await teller.through({
    'who-for': { whoFor: 'me' },
    story: { story: 'x' },
    consents: { purposes: ['support'] },
    support,
  })
  await teller.press({ do: 'go:about:0' })
  await teller.press({ do: 'continue', about: 'worker', organisation: desk.id })
  await teller.through({ support })
  await teller.press({ do: 'send' })
  assert.deepEqual(await wishes(), [])
  const { browser } = await comeBack(teller.receipt)
  const part = await browser.submit('/return', '/return', { do: 'open:allow:support' })
  // Whoever came back is offered everybody, or the one that is missing would be known (abuse 4); who it is about keeps no wish.
  assert.ok(part.text.includes(other.id) && part.text.includes(desk.id))
  await browser.submit('/return', '/return', { ...support, do: 'allow:support', organisation: randomUUID() })
  assert.deepEqual(await wishes(), [])
  await browser.submit('/return', '/return', { ...support, do: 'allow:support' })
  const [keeper, ...more] = await wishes()
  assert.ok(keeper !== undefined && keeper !== desk.id && more.length === 0)
  await browser.submit('/return', '/return', { ...support, do: 'allow:support', organisation: other.id })
  assert.deepEqual(await wishes(), [other.id])
})

test('who wants a worker and named no way to be reached is told so before sending, not left waiting', async () => {
  const teller = await Teller.begin()
  const check = await teller.through({
    'who-for': { whoFor: 'me' },
    story: { story: 'x' },
    consents: { purposes: ['support'] },
    support: { how: 'Text 07700 900123', organisation: desk.id },
  })
  assert.ok(!check.includes('did not say how to reach you'))
  // Whoever was to help turns out to be whom it is about: the wish is dropped, and the page says what that means.
  await teller.press({ do: 'go:about:0' })
  await teller.press({ do: 'continue', about: 'worker', organisation: desk.id })
  assert.ok((await teller.through({})).includes('did not say how to reach you'))
})

test('a question that is not asked any more has no mistakes: support dropped in another window', async () => {
  const teller = await Teller.begin()
  await teller.through({ 'who-for': { whoFor: 'me' }, story: { story: 'x' }, consents: { purposes: ['support'] } })
  await teller.press({ do: 'go:support:0' })
  const form = formIn(await teller.at(), '/report')
  const before = new URLSearchParams(form)
  before.set('do', 'continue')
  before.set('how', '')
  await teller.post('/report', before)
  assert.ok((await teller.at()).includes('govuk-error-message'), 'asked, it wants a way to be reached')
  const other = new URLSearchParams({ token: form.get('token') ?? '', at: 'consents:0', do: 'continue' })
  await teller.post('/report', other)
  await teller.post('/report', before)
  const page = await teller.at()
  assert.equal(stepIn(page), 'check')
  assert.ok(!page.includes('govuk-error'))
})

test('an answer that cannot be taken comes back beside its field with everything typed', async () => {
  const teller = await Teller.begin()
  await teller.press({ do: 'continue', whoFor: 'me' })
  await teller.press({ do: 'continue' })
  await teller.press({ do: 'go:story:0' })
  const long = 'a'.repeat(20_001)
  const page = await teller.press({ do: 'continue', story: long })
  assert.equal(stepIn(page.text), 'story')
  assert.ok(page.text.includes('govuk-error-message') && page.text.includes('govuk-error-summary'))
  assert.ok(page.text.includes(long))
})

test('a session that ran out while writing opens again with what was typed', async () => {
  const browser = new Teller(app)
  const answer = await browser.post('/report', 'at=story%3A0&do=continue&story=it+was+late&token=old')
  browser.keep(answer.headers)
  const text = await browser.at()
  assert.equal(stepIn(text), 'story')
  assert.ok(text.includes('it was late'))
})

test('back keeps what was typed', async () => {
  const teller = await Teller.begin()
  await teller.press({ do: 'continue', whoFor: 'me' })
  await teller.press({ do: 'continue' })
  await teller.press({ do: 'skip' })
  assert.equal(stepIn(await teller.at()), 'story')
  await teller.press({ do: 'back', story: 'half a sentence' })
  await teller.press({ do: 'continue' })
  const text = await teller.at()
  assert.equal(stepIn(text), 'story')
  assert.ok(text.includes('half a sentence'))
})

test('withdrawing stops the purpose, flags force to the desk alone, and stands in the trace', async () => {
  const teller = await Teller.begin()
  await teller.through({
    'who-for': { whoFor: 'me' },
    story: { story: 'x' },
    consents: { purposes: ['warn'] },
    timing: { timing: 'now' },
  })
  await teller.press({ do: 'send' })
  const { browser } = await comeBack(teller.receipt)
  await browser.submit('/return', '/return', { do: 'open:stop:warn' })
  const page = await browser.submit('/return', '/return', { do: 'stop:warn', forced: 'yes' })
  assert.ok(page.text.includes('You stopped something'))
  assert.ok(!/forc|flag/i.test(page.text.replace(/<[^>]+>/g, '')), 'the page shows that force was reported')
  const item = await newest()
  assert.ok(item?.pressureFlagAt)
  assert.deepEqual(item?.purposes, [])
})

test('a reply reaches the receipt, and what is written back reaches the desk but not the page', async () => {
  const teller = await Teller.begin()
  await teller.through({ 'who-for': { whoFor: 'me' }, story: { story: 'x' } })
  await teller.press({ do: 'send' })
  const item = await newest()
  assert.ok(item)
  const { writeToReporter } = await import('../write-to-reporter.ts')
  await writeToReporter(world.house, reader, item.id, 'Are you all right?')
  const { browser } = await comeBack(teller.receipt)
  assert.ok((await browser.get('/return')).text.includes('Are you all right?'))
  const written = 'I am at my cousin’s'
  const page = await browser.submit('/return', '/return', { do: 'write', text: written })
  assert.ok(!page.text.includes(written))
  assert.ok((await openReport(world.house, reader, item.id)).messages.some((each) => each.text === written))
})

test('an erased report is gone for its receipt, the desk and the database', async () => {
  const teller = await Teller.begin()
  await teller.through({ 'who-for': { whoFor: 'me' }, story: { story: 'x' }, consents: { purposes: ['count'] } })
  await teller.press({ do: 'send' })
  const item = await newest()
  assert.ok(item)
  const { browser } = await comeBack(teller.receipt)
  await browser.submit('/return', '/return', { do: 'open:erase' })
  const page = await browser.submit('/return', '/return', { do: 'erase' })
  assert.ok(page.text.includes('It is erased'))
  await assert.rejects(openReport(world.house, reader, item.id), { name: 'NotFound' })
  const again = await comeBack(teller.receipt)
  assert.ok((await again.browser.get('/return')).text.includes('can’t find anything'))
})

test('a receipt of numbers works as the words do, and the words then no longer', async () => {
  const teller = await Teller.begin()
  await teller.press({ do: 'continue', whoFor: 'me' })
  const words = teller.receipt
  await teller.press({ do: 'as-digits' })
  assert.equal(teller.receipt.replace(/\D/g, '').length, 20)
  await teller.through({ story: { story: 'x' } })
  await teller.press({ do: 'send' })
  assert.equal((await comeBack(teller.receipt)).leadsTo, '/return')
  const old = await comeBack(words)
  assert.ok((await old.browser.get('/return')).text.includes('can’t find anything'))
})

test('finishing after stopping leaves no receipt behind on the device, and the receipt opens the draft again', async () => {
  const teller = await Teller.begin()
  await teller.through({ 'who-for': { whoFor: 'me' }, story: { story: 'kept for later' } })
  const stopped = await teller.press({ do: 'stop' })
  assert.ok(stopped.text.includes(teller.receipt) && stopped.text.includes('value="finish"'))
  const cookie = teller.cookie
  const answer = await teller.post('/report', `do=finish&token=${formIn(stopped.text, '/report').get('token')}`)
  assert.equal(answer.location, '/')
  const after = await teller.at()
  assert.ok(!after.includes(teller.receipt) && after.includes('value="begin"'))
  assert.equal(await world.house.sessions.load('public', cookie), undefined)
  assert.equal((await comeBack(teller.receipt)).leadsTo, '/report')
})

test('finishing after sending leaves no receipt behind on the device', async () => {
  const teller = await Teller.begin()
  await teller.through({ 'who-for': { whoFor: 'me' }, story: { story: 'x' } })
  const sent = await teller.press({ do: 'send' })
  assert.ok(sent.text.includes(teller.receipt))
  const end = formIn(sent.text, '/report', sent.text.split('action="/report"').length - 2)
  end.set('do', 'finish')
  await teller.post('/report', end)
  const after = await teller.at()
  assert.ok(!after.includes(teller.receipt) && after.includes('value="begin"'))
})
