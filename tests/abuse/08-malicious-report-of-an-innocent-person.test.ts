// Abuse 8: a malicious report of an innocent person. One liar, alone or with one careless or bought worker, makes nothing known;
// and what two workers were fooled into publishing is taken back everywhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { memberAt, type Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, postPast, sendReport, staffIn } from './abuse-world.ts'

const phone = '07700 900651'
let world: Abused
let member: Person
let feed: string
let ines: Person
let reportId: string
const looks = canary()

before(async () => {
  world = await openAbused({ working: true })
  ;({ reportId } = await sendReport(world, {
    'who-for': { whoFor: 'me' },
    harms: { harms: ['violence'] },
    where: { area: 'manchester' },
    person: { phones: phone, looks },
    consents: { purposes: ['count', 'warn'] },
    timing: { timing: 'now' },
  }))
  member = await memberAt(world.rowan)
  feed = /\/feed\/[\w-]+/.exec((await member.get('/me/account')).text)?.[0] ?? ''
  ines = await staffIn(world, 'ines')
})
after(() => world.close())

const desk = () => `/desk/${reportId}`
/** Everywhere a member could come upon it. */
async function whereKnown(): Promise<string[]> {
  const found: string[] = []
  for (const path of ['/alerts', '/alerts?area=manchester', feed])
    if ((await member.get(path)).text.includes(looks)) found.push(path)
  const answer = await member.submit('/check', '/check', { asked: phone })
  if (/band--|Same number/.test(answer.text)) found.push('/check')
  return found
}
async function ask(who: Person) {
  const page = (await who.get(desk())).text
  const values = (name: string) =>
    [...page.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'g'))].map(
      ([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    )
  return await who.submit(desk(), `${desk()}/warning`, {
    do: 'ask',
    severity: 'severe',
    harm: ['violence'],
    fact: values('fact').filter((each) => each.startsWith('looks')),
    clue: values('clue'),
  })
}
async function secondForm(who: Person): Promise<URLSearchParams> {
  const { text } = await who.get(desk())
  const form = formIn(text, `${desk()}/second`)
  for (const [tag] of text.matchAll(/<input[^>]*name="answered"[^>]*>/g))
    form.append('answered', /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  form.set('do', 'approve')
  form.set('another', 'yes')
  return form
}

test('told, claimed, and asked for by one worker: nobody is warned of anybody', async () => {
  assert.deepEqual(await whereKnown(), [])
  await ines.submit(desk(), `${desk()}/claim`)
  assert.match((await ask(ines)).text, /A second person is asked/)
  assert.deepEqual(await whereKnown(), [])
})

test('the one who wrote it cannot be the second, by a form taken from a colleague’s page or in two sessions', async () => {
  const joan = await staffIn(world, 'joan')
  const theirs = await secondForm(joan)
  const again = await staffIn(world, 'ines')
  for (const who of [ines, again]) {
    const own = (await who.get(desk())).text
    assert.ok(!/value="approve"/.test(own))
    for (const [, token] of own.matchAll(/name="token"[^>]*value="([^"]+)"/g)) {
      theirs.set('token', token ?? '')
      await who.post(`${desk()}/second`, theirs.toString())
    }
  }
  assert.deepEqual(await whereKnown(), [])
})

test('a worker of another organisation, outreach or an adviser is no second person', async () => {
  for (const name of ['tess', 'bea', 'ruth']) {
    const who = await staffIn(world, name)
    assert.equal((await who.get(desk())).status, 404, name)
    await who.post(`${desk()}/second`, 'do=approve')
  }
  assert.deepEqual(await whereKnown(), [])
})

test('what the second person reads is what goes out: changed underneath, their yes counts for nothing', async () => {
  const joan = await staffIn(world, 'joan')
  const read = await secondForm(joan)
  await postPast(ines, desk(), `${desk()}/second`, { do: 'return', why: 'once more' }).catch(() => undefined)
  await ask(ines)
  await joan.post(`${desk()}/second`, read.toString())
  assert.deepEqual(await whereKnown(), [])
})

test('two were fooled: it is known, and one press takes it from the list, the feed, the checker and the one who keeps its address', async () => {
  const joan = await staffIn(world, 'joan')
  await joan.post(`${desk()}/second`, (await secondForm(joan)).toString())
  const isListed = async () => (await member.get('/alerts')).text.includes(looks)
  for (let tries = 0; tries < 100 && !(await isListed()); tries++) await pause(100)
  for (let tries = 0; tries < 20 && (await whereKnown()).length < 4; tries++) await pause(300)
  assert.equal((await whereKnown()).length, 4)
  const address = [...(await member.get('/alerts')).text.matchAll(/href="(\/alerts\/([0-9a-f-]{36}))"/g)]
  const kept: string[] = []
  for (const [, href = ''] of address) if ((await member.get(href)).text.includes(looks)) kept.push(href)
  assert.equal(kept.length, 1)
  const id = kept[0]?.split('/').at(-1)
  const action = `/alerts/${id}/retract`
  await joan.submit('/alerts', action, { reason: 'mistaken' })
  for (let tries = 0; tries < 100 && (await isListed()); tries++) await pause(100)
  assert.deepEqual(await whereKnown(), [])
  assert.ok(!(await member.get(kept[0] ?? '')).text.includes(looks))
})
