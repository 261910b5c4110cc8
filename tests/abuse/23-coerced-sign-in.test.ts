// Abuse 23: somebody is made to sign in and open Rowan, and gets one moment. One press ends it everywhere, on both apps, and what
// is left behind says neither who it was nor what was open.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { memberAt, Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, sendReport, staffIn } from './abuse-world.ts'

let world: Abused
let reportId: string
const story = canary()
before(async () => {
  world = await openAbused()
  ;({ reportId } = await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story } }))
})
after(() => world.close())

test('at work: in one press all sessions everywhere are over, every page leads to the door, and the browser is told to forget', async () => {
  const [here, home, phone] = [await staffIn(world, 'ines'), await staffIn(world, 'ines'), await staffIn(world, 'ines')]
  assert.ok((await here.get(`/desk/${reportId}`)).text.includes(story))
  const held = [here, home, phone].map((each) => new Person(world.rowan.apps, 'staff', each.cookie))
  const left = await here.get('/leave')
  assert.equal(left.status, 303)
  assert.ok(left.location && new URL(left.location).host !== 'localhost')
  assert.equal(left.text, '')
  for (const kind of ['"cookies"', '"cache"', '"storage"'])
    assert.ok(left.headers.get('clear-site-data')?.includes(kind), kind)
  for (const line of left.headers.getSetCookie()) assert.match(line, /Max-Age=0|Expires=Thu, 01 Jan 1970/i)
  for (const browser of held)
    for (const path of [...plainPages(world, 'staff'), `/desk/${reportId}`]) {
      const page = await browser.get(path)
      assert.ok(!page.text.includes(story) && !page.text.includes('Ines Amaro</'), path)
      assert.ok(!/action="\/sign-out"/.test(page.text), path)
    }
})

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

test('it waits for nothing: not for the audit, which cannot be written at that moment', async () => {
  const ines = await staffIn(world, 'ines')
  await asOwner('alter table audit.head rename to head_away')
  try {
    assert.equal((await ines.get('/leave')).status, 303)
  } finally {
    await asOwner('alter table audit.head_away rename to head')
  }
  assert.notEqual((await ines.get('/account')).status, 200)
})

test('a page of another site cannot press it for her, and cannot tell whether anybody was signed in', async () => {
  const ines = await staffIn(world, 'ines')
  const signedOut = new Person(world.rowan.apps, 'staff')
  const elsewhere = { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } }
  const answers = [await ines.send('/leave', elsewhere), await signedOut.send('/leave', elsewhere)]
  assert.deepEqual([answers[0]?.status, answers[0]?.location], [answers[1]?.status, answers[1]?.location])
})

test('a member, and somebody telling: one press, and the page behind is empty', async () => {
  const member = await memberAt(world.rowan)
  const watcher = new Person(world.rowan.apps, 'public', member.cookie)
  assert.match((await watcher.get('/me')).text, /sign-out/)
  await member.get('/leave')
  for (const path of plainPages(world, 'public'))
    assert.ok(!/sign-out|Juniper/.test((await watcher.get(path)).text), path)
})
