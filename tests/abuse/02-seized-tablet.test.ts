// Abuse 2: a tablet that outreach works with is taken, signed in and in the middle of a report.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Person, tell } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, staffIn, tamper } from './abuse-world.ts'

let world: Abused
before(async () => {
  world = await openAbused()
})
after(() => world.close())

const taken = (tablet: Person) => new Person(world.rowan.apps, 'staff', tablet.cookie)
/** How long ago the session was used last, as its row says. */
const leaveLying = (tablet: Person, minutes: number) =>
  tamper(world, (client) =>
    client.query(`update platform.web_session set seen_at = now() - make_interval(mins => $2) where id = $1`, [
      tablet.cookie.split('.')[0],
      minutes,
    ]),
  )
const isOut = async (tablet: Person) => {
  const pages = await Promise.all(['/account', '/assist', '/check', '/people'].map((path) => tablet.get(path)))
  return pages.every((page) => page.status !== 200)
}

test('ended from another device it is nobody at the next press, whatever page stood open', async () => {
  const tablet = await staffIn(world, 'bea')
  await tablet.submit('/assist', '/assist', { do: 'begin' })
  const thief = taken(tablet)
  assert.equal((await thief.get('/assist')).status, 200)
  const home = await staffIn(world, 'bea')
  await home.submit('/account', '/account/end-others')
  assert.ok(await isOut(thief))
  assert.notEqual((await thief.post('/assist', 'do=continue&at=story:0&story=x')).status, 200)
})

test('left lying for half an hour it is out, and twelve hours of use end it as well', async () => {
  const tablet = await staffIn(world, 'bea')
  await leaveLying(tablet, 29)
  assert.equal((await tablet.get('/account')).status, 200)
  await leaveLying(tablet, 31)
  assert.ok(await isOut(taken(tablet)))
  const busy = await staffIn(world, 'bea')
  world.advance(12 * 3600 + 60)
  assert.ok(await isOut(taken(busy)))
})

test('what was told into it before is not there for whoever holds it after the worker has finished or left', async () => {
  for (const leaving of ['finish', 'panic'] as const) {
    const tablet = await staffIn(world, 'bea')
    const story = canary()
    const receipt = await tell(tablet, { 'who-for': { whoFor: 'me' }, story: { story } }, '/assist')
    await tablet.submit('/assist', '/assist', { do: 'send' })
    const thief = taken(tablet)
    if (leaving === 'finish') await tablet.submit('/assist', '/assist', { do: 'finish' })
    else await tablet.get('/leave')
    for (const page of plainPages(world, 'staff')) {
      const { text } = await thief.get(page)
      assert.ok(!text.includes(story) && !text.includes(receipt.trim()), `${leaving}: ${page}`)
    }
  }
})

test('signed in and not yet noticed: nothing heavy opens without a fresh proof, and five wrong proofs end it', async () => {
  const tablet = await staffIn(world, 'moira')
  world.advance(6 * 60)
  const thief = taken(tablet)
  const heavy = world.rowan.apps.staff.routes.list.filter((route) => route.stepUp && !route.path.includes(':'))
  assert.ok(heavy.length >= 4)
  for (const { method, path } of heavy) {
    const sent = await (method === 'GET' ? thief.get(path) : thief.post(path, ''))
    assert.ok(sent.status === 404 || /^\/step-up/.test(sent.location ?? ''), `${method} ${path}: ${sent.status}`)
  }
  for (let tries = 0; tries < 6; tries++) {
    const page = await thief.get('/step-up?back=/people')
    if (page.status !== 200) break
    await thief.submit('/step-up?back=/people', '/step-up', { passphrase: 'not this one at all', code: '000000' })
  }
  assert.ok(await isOut(thief), 'guessing in a stolen session ends it')
})
