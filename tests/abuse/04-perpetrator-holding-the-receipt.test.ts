// Abuse 4: a perpetrator holding the receipt. He may find out that something was told and take it back; he learns none of it,
// and not whom it is about, whatever he presses, also in an order no page offers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { Person as Browser, type Person, tell } from '#tests/faults/whole-rowan.ts'
import {
  type Abused,
  canary,
  comeBackWith,
  idOfReport,
  openAbused,
  sendReport,
  staffIn,
  tamper,
} from './abuse-world.ts'

let world: Abused
before(async () => {
  world = await openAbused()
})
after(() => world.close())

const planted: Record<string, string> = {}
const plant = (name: string): string => {
  planted[name] = canary()
  return planted[name]
}
const seenIn = (text: string): string[] =>
  Object.entries(planted).flatMap(([name, word]) => (text.includes(word) ? [name] : []))

const answers = () => ({
  'who-for': { whoFor: 'someone-else' },
  about: { about: 'police' },
  story: { story: plant('story') },
  when: { when: plant('when') },
  where: { where: plant('where'), area: 'salford' },
  person: { names: plant('name'), phones: '07700 900613', looks: plant('looks') },
  vehicle: { description: plant('vehicle') },
  consents: { purposes: ['count', 'warn'] },
  'held-back': { withheld: ['looks'] },
  timing: { timing: 'until', weeks: '7' },
})

/** Every page a session leads to from a button that stands on one, the parts of the return page included. */
async function everyButton(at: Person, page: string): Promise<string[]> {
  const { text } = await at.get(page)
  return [...new Set([...text.matchAll(/name="do"[^>]*value="([^"]+)"/g)].map(([, value]) => value ?? ''))]
}

test('a report that was sent: no page, part or proof shows a word of it, nor whom it is about', async () => {
  const { receipt, reportId } = await sendReport(world, answers())
  const ruth = await staffIn(world, 'ruth')
  const reply = canary()
  const told = await ruth.submit(`/desk/${reportId}`, `/desk/${reportId}/reply`, { reply })
  assert.equal(told.status, 200)
  const he = await comeBackWith(world, receipt)
  const first = await he.get('/return')
  assert.ok(first.text.includes(reply), 'replies are for whoever holds the receipt')
  const buttons = (await everyButton(he, '/return')).filter((each) => !/^(erase|finish|write)$/.test(each))
  assert.ok(buttons.some((each) => each.startsWith('open:')))
  for (const pressed of buttons) {
    const { text } = await he.submit('/return', '/return', { do: pressed })
    assert.deepEqual(seenIn(text), [], pressed)
    await he.submit('/return', '/return', { do: 'close' })
  }
  for (const path of ['/return', '/report', '/proof', '/'])
    assert.deepEqual(seenIn((await he.get(path)).text), [], path)
  // The page after sending is for the first session: pressed into from here it names no receiver.
  assert.ok(!(await he.get('/report')).text.includes('Independent advisers'))
})

test('a draft come back to: every question, in every order, opened, sent blank and sent half, shows nothing of it', async () => {
  const steps = ['who-for', 'about', 'route', 'story', 'harms', 'when', 'where', 'work', 'person', 'vehicle', 'timing']
  const presses = ['continue', 'add', 'stop']
  const told = new Browser(world.rowan.apps, 'public')
  const receipt = await tell(told, answers())
  // A second person and vehicle: what is second moves up when the first is taken away.
  for (const [step, fields] of [
    ['person:1', { names: plant('second name') }],
    ['vehicle:1', { description: plant('second vehicle') }],
  ] as const) {
    await told.submit('/report', '/report', { do: `go:${step}` })
    await told.submit('/report', '/report', { at: step, ...fields, do: 'continue' })
  }
  assert.deepEqual(seenIn((await told.get('/report')).text).length > 6, true, 'the first session sees its own answers')

  const shownOf = (text: string) => ({
    words: seenIn(text),
    // Who would receive it stands on the check page; the question about whom lists every organisation to everybody.
    about:
      /name="route"|\(7\)/.exec(text)?.[0] ??
      ((text.includes('value="send"') && receives.exec(text)?.[0]) || undefined),
    // A choice that stands ticked where he ticked nothing.
    ticked: /<input[^>]*value="(police|someone-else|until)"[^>]*\schecked/.exec(text)?.[1],
  })
  const receives = /Independent advisers|police officer/
  const nothing = { words: [], about: undefined, ticked: undefined }
  for (const step of steps) {
    const he = await comeBackWith(world, receipt)
    for (const pressed of presses) {
      for (const at of step === 'person' || step === 'vehicle' ? [`${step}:0`, `${step}:1`] : [`${step}:0`]) {
        const opened = await he.submit('/report', '/report', { do: `go:${at}` })
        assert.deepEqual(shownOf(opened.text), nothing, `${at} opened`)
        // Blank, and with the one field that changes nothing by itself.
        const half = { about: '&organisation=0189c0de-0000-7000-8000-000000000000', timing: '&weeks=9' }
        for (const more of step in half ? ['', half[step as keyof typeof half]] : ['']) {
          const token = formIn((await he.get('/report')).text, '/report').get('token') ?? ''
          await he.post('/report', `token=${token}&at=${at}&do=${pressed}${more}`)
          assert.deepEqual(shownOf((await he.get('/report')).text), nothing, `${at} ${pressed} ${more}`)
          const again = await he.submit('/report', '/report', { do: `go:${at}` })
          assert.deepEqual(shownOf(again.text), nothing, `${at} ${pressed} ${more}, opened again`)
          const check = await he.submit('/report', '/report', { do: 'go:check:0' })
          assert.deepEqual(shownOf(check.text), nothing, `${at} ${pressed} ${more}, on the check page`)
        }
      }
    }
    // In another language, or from a page that is too old, the question he names is opened for him.
    for (const old of [`at=${step}:0&language=ro`, `at=${step}:0&token=old&do=continue`]) {
      await he.post('/report', old)
      assert.deepEqual(shownOf((await he.get('/report')).text), nothing, old)
    }
  }
})

test('what he typed over and she wrote again is hers: he is not shown it', async () => {
  const told = new Browser(world.rowan.apps, 'public')
  const receipt = await tell(told, { 'who-for': { whoFor: 'me' }, story: { story: 'first' } })
  const he = await comeBackWith(world, receipt)
  const answer = (who: Person, step: string, fields: Record<string, string>) =>
    who
      .submit('/report', '/report', { do: `go:${step}:0` })
      .then(() => who.submit('/report', '/report', { at: `${step}:0`, ...fields, do: 'continue' }))
  await answer(he, 'story', { story: 'his own words' })
  await answer(he, 'about', { about: 'client' })
  const his = (await he.submit('/report', '/report', { do: 'go:check:0' })).text
  assert.ok(his.includes('his own words'), 'what one typed oneself is shown')
  await answer(told, 'story', { story: plant('story written again') })
  await answer(told, 'about', { about: 'police' })
  for (const step of ['story', 'about', 'check']) {
    const { text } = await he.submit('/report', '/report', { do: `go:${step}:0` })
    assert.deepEqual(seenIn(text), [], step)
    assert.ok(step !== 'check' || !text.includes('Independent advisers'), step)
    assert.ok(!/value="police"[^>]*\schecked/.test(text), step)
  }
  await told.submit('/report', '/report', { do: 'go:check:0' })
  assert.match((await told.submit('/report', '/report', { do: 'send' })).text, /Independent advisers/)
  assert.ok(!(await he.get('/report')).text.includes('Independent advisers'))
})

/** A page without what differs for every report: its token, and the id to which a browser binds what it seals. */
const sameForAll = (text: string) => text.replaceAll(/name="token" value="[^"]*"|data-seal="[0-9a-f-]{36}/g, '')

test('which question is asked next does not tell that it is about police', async () => {
  const receipts: string[] = []
  for (const about of ['police', 'client']) {
    const told = new Browser(world.rowan.apps, 'public')
    receipts.push(await tell(told, { about: { about }, story: { story: 'x' } }))
  }
  const walks = await Promise.all(
    receipts.map(async (receipt) => {
      const he = await comeBackWith(world, receipt)
      const asked: string[] = []
      for (const step of ['about:0', 'route:0', 'support:0']) {
        const opened = await he.submit('/report', '/report', { do: `go:${step}` })
        asked.push(sameForAll(opened.text))
        await he.post('/report', `at=${step}&language=en`)
        asked.push(sameForAll((await he.get('/report')).text))
      }
      return asked
    }),
  )
  assert.deepEqual(walks[0], walks[1])
})

/** The partners, as the demonstration has them. */
const partners = () =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string; name: string; kind: string; offers_support: boolean }>(
      'select id, name, kind, offers_support from organisations.organisation order by name',
    )
    return rows
  })

test('no list of those who could help or hold leaves out, and no page names, what would tell whose worker it is about', async () => {
  const all = await partners()
  const named = (text: string) =>
    all.flatMap(({ id, name }) => (text.includes(id) || text.includes(name) ? [name] : []))
  const helpers = all.filter((each) => each.offers_support)
  assert.ok(helpers.length > 1, 'somebody is left when one is left out')
  const adviser = all.find((each) => each.kind === 'adviser')
  const concerned = [undefined, helpers[0], adviser]
  const pages: Record<string, string[][]> = {}
  const note = (page: string, text: string) => {
    pages[page] = [...(pages[page] ?? []), named(text)]
  }
  for (const each of concerned) {
    const about: Record<string, string> = each ? { about: 'worker', organisation: each.id } : { about: 'client' }
    const told = (purpose: string) => ({
      'who-for': { whoFor: 'me' },
      about,
      story: { story: 'x' },
      person: { phones: '07700 900613' },
      consents: { purposes: [purpose] },
    })
    for (const purpose of ['support', 'match']) {
      const he = await comeBackWith(world, await tell(new Browser(world.rowan.apps, 'public'), told(purpose)))
      for (const step of ['story', 'person', purpose === 'match' ? 'holding' : 'support', 'check'])
        note(`${purpose}: ${step}`, (await he.submit('/report', '/report', { do: `go:${step}:0` })).text)
    }
    const held = await sendReport(world, told('match'))
    note('held', (await (await comeBackWith(world, held.receipt)).get('/return')).text)
    const sent = await sendReport(world, told('count'))
    const he = await comeBackWith(world, sent.receipt)
    note('allow', (await he.submit('/return', '/return', { do: 'open:allow:support' })).text)
  }
  for (const [page, seen] of Object.entries(pages)) for (const each of seen) assert.deepEqual(each, seen[0], page)
  for (const page of ['support: support', 'allow'])
    assert.deepEqual(
      pages[page]?.[0],
      helpers.map(({ name }) => name),
      page,
    )
})

test('a wish for a worker of whom it is about goes to another, and the page does not tell which', async () => {
  const helpers = (await partners()).filter((each) => each.offers_support)
  const contact = { callMe: 'Ash', how: '07700 900614', when: 'mornings' }
  const lines: (string | undefined)[] = []
  for (const wished of helpers.slice(0, 2)) {
    const [concerned] = helpers
    assert.ok(concerned)
    const about = { about: 'worker', organisation: concerned.id }
    const told = { 'who-for': { whoFor: 'me' }, about, story: { story: 'x' } }
    // While it is told, and once it was sent.
    const draft = await tell(new Browser(world.rowan.apps, 'public'), { ...told, consents: { purposes: ['support'] } })
    const she = await comeBackWith(world, draft)
    const reportId = await idOfReport(world, she)
    await she.submit('/report', '/report', { do: 'go:support:0' })
    await she.submit('/report', '/report', { at: 'support:0', ...contact, organisation: wished.id, do: 'continue' })
    await she.submit('/report', '/report', { do: 'go:check:0' })
    await she.submit('/report', '/report', { do: 'send' })
    const sent = await sendReport(world, told)
    const again = await comeBackWith(world, sent.receipt)
    await again.submit('/return', '/return', { do: 'open:allow:support' })
    await again.submit('/return', '/return', { do: 'allow:support', ...contact, organisation: wished.id })
    for (const [id, receipt] of [
      [reportId, draft],
      [sent.reportId, sent.receipt],
    ] as const) {
      const rows = await tamper(world, async (client) => {
        const query = 'select organisation_id from casework.support_request where report_id = $1'
        return (await client.query<{ organisation_id: string }>(query, [id])).rows
      })
      assert.equal(rows.length, 1)
      if (wished === concerned) assert.notEqual(rows[0]?.organisation_id, concerned.id)
      else assert.equal(rows[0]?.organisation_id, wished.id)
      const page = (await (await comeBackWith(world, receipt)).get('/return')).text
      lines.push(/<p>([^<]*within two days[^<]*)</.exec(page)?.[1])
    }
  }
  assert.ok(lines[0])
  assert.equal(new Set(lines).size, 1)
})

test('her first session and his: a new receipt or a taken draft leaves the other with a page, not with an error', async () => {
  const told = new Browser(world.rowan.apps, 'public')
  await told.submit('/report', '/report', { do: 'begin' })
  await told.submit('/report', '/report', { whoFor: 'me', do: 'continue' })
  const receipt = /<p class="receipt"[^>]*>([^<]+)</.exec((await told.get('/report')).text)?.[1]?.trim() ?? ''
  const he = await comeBackWith(world, receipt)
  assert.equal((await he.get('/report')).status, 200)
  await told.submit('/report', '/report', { do: 'as-digits' })
  for (const path of ['/report', '/return']) {
    const sent = await he.get(path)
    assert.ok(sent.status < 500, `${path}: ${sent.status}`)
  }
  const pressed = await he.post('/report', 'do=continue&at=story:0')
  assert.ok(pressed.status < 500)
  assert.deepEqual(
    world.rowan.logged.filter((line) => line.includes('request-failed')),
    [],
  )
})

test('an erasure by him is final, and leaves him nothing to look at either', async () => {
  const { receipt, reporter } = await sendReport(world, answers())
  const he = await comeBackWith(world, receipt)
  await he.submit('/return', '/return', { do: 'open:erase' })
  const gone = await he.submit('/return', '/return', { do: 'erase' })
  assert.deepEqual(seenIn(gone.text), [])
  assert.deepEqual(seenIn((await reporter.get('/return')).text), [])
  assert.equal((await comeBackWith(world, receipt)).cookie !== '', true)
})
