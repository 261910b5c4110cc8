// Abuse 27: a report about an officer of the receiving force, or a worker of the desk that reports usually go to. Those concerned
// come upon it by no page, list, count, number, check, feed or letter, before and after it is published elsewhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { formIn } from '#safety/alerts/tests/browse.ts'
import type { Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let own: string
const phone = '07700 900697'
const looks = canary()
before(async () => {
  world = await openAbused({ working: true })
  own = await tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from organisations.organisation where slug = 'national-ugly-mugs'`,
    )
    return rows[0]?.id ?? ''
  })
})
after(() => world.close())

const answers = (about: Record<string, string>) => ({
  'who-for': { whoFor: 'me' },
  about,
  harms: { harms: ['violence'] },
  person: { phones: phone, looks },
  where: { area: 'manchester' },
  consents: { purposes: ['count', 'warn'] },
  timing: { timing: 'now' },
})

/** Everything of the staff app that somebody can open, as one text, with what a check says. */
async function everything(person: Person): Promise<string> {
  const pages: string[] = []
  for (const path of plainPages(world, 'staff')) pages.push((await person.get(path)).text)
  for (const path of ['/desk?show=all', '/alerts?state=published']) pages.push((await person.get(path)).text)
  if ((await person.get('/check')).status === 200)
    pages.push((await person.submit('/check', '/check', { asked: phone })).text)
  return pages.join('\n')
}

test('about a worker of the desk: the desk never has it, and its lists, counts and checks are as before', async () => {
  const ines = await staffIn(world, 'ines')
  const counted = (await ines.get('/desk')).text.replaceAll(/name="token" value="[^"]*"/g, '')
  const { reportId } = await sendReport(world, answers({ about: 'worker', organisation: own }))
  assert.equal((await ines.get('/desk')).text.replaceAll(/name="token" value="[^"]*"/g, ''), counted)
  const concerned: Person[] = []
  for (const name of ['ines', 'joan', 'moira']) concerned.push(await staffIn(world, name))
  for (const person of concerned) {
    assert.equal((await person.get(`/desk/${reportId}`)).status, 404)
    const text = await everything(person)
    assert.ok(!text.includes(looks) && !text.includes(reportId))
  }

  // The advisers publish it; members are warned, those concerned still are not.
  const ruth = await staffIn(world, 'ruth')
  const desk = `/desk/${reportId}`
  await ruth.submit(desk, `${desk}/claim`)
  const page = (await ruth.get(desk)).text
  const values = (name: string) =>
    [...page.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g'))].map(
      ([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    )
  await ruth.submit(desk, `${desk}/warning`, {
    do: 'ask',
    severity: 'severe',
    harm: ['violence'],
    fact: values('fact').filter((each) => each.startsWith('looks')),
    clue: values('clue'),
  })
  const idris = await staffIn(world, 'idris')
  const text = (await idris.get(desk)).text
  const form = formIn(text, `${desk}/second`)
  for (const [tag] of text.matchAll(/<input[^>]*name="answered"[^>]*>/g))
    form.append('answered', /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  form.set('do', 'approve')
  form.set('another', 'yes')
  await idris.post(`${desk}/second`, form.toString())
  const bea = await staffIn(world, 'bea')
  let seen = ''
  for (let tries = 0; tries < 20 && !/Same number/.test(seen); tries++) {
    seen = (await bea.submit('/check', '/check', { asked: phone })).text
    await pause(250)
  }
  assert.match(seen, /Same number/, 'others are warned')
  for (const person of concerned) {
    const all = await everything(person)
    assert.ok(!all.includes(looks), 'a list or a page')
    assert.doesNotMatch(all, /Same number/)
  }
})

test('about an officer: no account of any force comes upon it, and it goes to no desk that works beside them', async () => {
  const { reportId } = await sendReport(world, answers({ about: 'police' }))
  for (const name of ['sam', 'ollie', 'noor', 'ines', 'tess']) {
    const person = await staffIn(world, name)
    assert.equal((await person.get(`/desk/${reportId}`)).status, 404, name)
  }
  assert.equal((await (await staffIn(world, 'ruth')).get(`/desk/${reportId}`)).status, 200)
})

test('a route that no page offers, to the force or to the organisation concerned, is not taken', async () => {
  const police = await tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from organisations.organisation where slug = 'greater-manchester-police'`,
    )
    return rows[0]?.id ?? ''
  })
  for (const [about, route] of [
    [{ about: 'police' }, police],
    [{ about: 'worker', organisation: own }, own],
  ] as const) {
    const { reportId } = await sendReport(world, { ...answers(about), route: { route } })
    const [row] = await tamper(world, async (client) => {
      const found = await client.query<{ slug: string }>(
        `select o.slug from reporting.report r join organisations.organisation o on o.id = r.organisation_id where r.id = $1`,
        [reportId],
      )
      return found.rows
    })
    assert.equal(row?.slug, 'independent-advisers')
  }
})
