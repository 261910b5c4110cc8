// Abuse 23, a coerced sign-in, and what else can happen to a session: somebody else's eyes, a stranger who tries one's name.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createStaffApp } from '#src/staff-app.tsx'
import { kindAsText, kindOfBrowser, readKind } from '../sessions/kind-of-browser.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, type World } from './staff-world.ts'

const agents = {
  phone:
    'Mozilla/5.0 (Linux; Android 14; Canary-Phone 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.39 Mobile Safari/537.36',
  computer: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
}

describe('sessions', () => {
  let world: World
  let lea: Awaited<ReturnType<typeof addPerson>>
  before(async () => {
    world = await openWorld({ demonstration: false })
    lea = await addPerson(world.house, await addOrganisation(world.house), 'lea', ['desk'])
  })
  after(() => world.close())

  const signedIn = async (agent = '') => {
    world.advance(90)
    const browser = new Browser(world)
    browser.agent = agent
    assert.equal((await browser.signIn('lea', lea.totpSecret)).location, '/')
    return browser
  }
  const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200

  it('abuse 23: one link ends the coerced session and every other, clears the browser and leads away', async () => {
    const elsewhere = await signedIn()
    const coerced = await signedIn()
    const copied = new Browser(world)
    copied.cookie = coerced.cookie
    const { headers, location, status } = await coerced.get('/leave')
    assert.deepEqual([status, location], [303, world.house.config.leaveUrl])
    assert.equal(headers.get('clear-site-data'), '"cookies", "cache", "storage"')
    assert.deepEqual(
      [coerced.cookie, coerced.kept.size],
      ['', 0],
      'no cookie is left, the one that knows the device neither',
    )
    for (const browser of [elsewhere, coerced, copied]) assert.equal(await isIn(browser), false)
    assert.deepEqual(await asOwner(world, 'select from platform.web_session where subject = $1', [lea.person.id]), [])
    const acts = await asOwner(world, `select record_id from audit.entry where kind = 'person.left-at-once'`)
    assert.deepEqual(acts, [{ record_id: lea.person.id }])
  })

  it('the way out stands on every page, also before signing in, and works for somebody whose session is over', async () => {
    const browser = await signedIn()
    for (const path of ['/people', '/account'])
      assert.match((await browser.get(path)).text, /<a class="leave" href="\/leave"/, path)
    assert.match((await new Browser(world).get('/sign-in')).text, /<a class="leave" href="\/leave"/)
    assert.equal((await new Browser(world).get('/leave')).location, world.house.config.leaveUrl)
  })

  it('leaving at once waits for no record: with the audit out of reach everything ends all the same', async () => {
    const browser = await signedIn()
    await asOwner(world, 'revoke insert on audit.entry from rowan_app')
    try {
      assert.equal((await browser.get('/leave')).location, world.house.config.leaveUrl)
    } finally {
      await asOwner(world, 'grant insert on audit.entry to rowan_app')
    }
    assert.deepEqual(await asOwner(world, 'select from platform.web_session where subject = $1', [lea.person.id]), [])
  })

  it('a link or a picture on another site leads away and ends nothing, even where a browser sends the cookie along', async () => {
    const browser = await signedIn()
    const { cookie } = browser
    for (const site of ['cross-site', 'same-site']) {
      const { headers, location } = await browser.get('/leave', site)
      assert.equal(location, world.house.config.leaveUrl)
      assert.equal(headers.get('clear-site-data'), null)
      assert.equal(browser.cookie, cookie)
      assert.ok(await isIn(browser), site)
    }
    assert.equal((await browser.get('/leave', 'same-origin')).location, world.house.config.leaveUrl)
    assert.equal(await isIn(browser), false)
  })

  it('a stranger’s way out ends nobody else’s session', async () => {
    const browser = await signedIn()
    const stranger = new Browser(world)
    stranger.cookie = browser.cookie.replace(/\.(.)/, (_, first) => (first === 'A' ? '.B' : '.A'))
    await stranger.get('/leave')
    assert.ok(await isIn(browser))
  })

  it('each session is shown with a coarse word, sealed at rest; versions, makers and addresses are kept nowhere', async () => {
    await asOwner(world, 'delete from platform.web_session')
    await signedIn(agents.phone)
    const browser = await signedIn(agents.computer)
    const { text } = await browser.get('/account')
    for (const word of ['Chrome or alike on a phone', 'Firefox on a computer']) assert.ok(text.includes(word), word)
    const rows = await asOwner(world, 'select * from platform.web_session where subject is not null')
    assert.equal(rows.length, 2)
    const dump = Buffer.concat(
      rows.flatMap(Object.values).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
    ).toString('latin1')
    for (const word of ['Canary', 'phone', 'firefox', 'Firefox', '131', '127.0.0.1'])
      assert.ok(!dump.includes(word), word)
    const lengths = rows.map((row) => (row.about as Buffer).length)
    assert.equal(lengths[0], lengths[1], 'the length does not tell which')
  })

  it('of any User-Agent one of fifteen words is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kind = kindOfBrowser(text)
        assert.deepEqual(readKind(kindAsText(kind)), kind)
      }),
    )
    assert.deepEqual(kindOfBrowser(agents.phone), { browser: 'chrome', device: 'phone' })
    assert.equal(readKind('netscape fridge'), undefined)
  })

  it('all others are ended at their next request, this one stays', async () => {
    const others = [await signedIn(), await signedIn()]
    const mine = await signedIn()
    await mine.submit('/account', '/account/end-others')
    assert.match((await mine.get('/account')).text, /Only this one is left/)
    for (const other of others) assert.equal(await isIn(other), false)
    assert.ok(await isIn(mine))
  })

  it('a stranger who tries one’s name makes strangers wait, not the browser one has signed in from', async () => {
    world.advance(48 * 3600)
    const known = await signedIn()
    await known.submit('/account', '/sign-out')
    world.advance(90)
    const wrong = async (browser: Browser) => {
      await browser.signIn('lea', lea.totpSecret, { passphrase: 'a stranger guesses' })
      return (await browser.get('/sign-in')).text
    }
    for (let i = 0; i < 5; i++) await wrong(new Browser(world))
    assert.match(await wrong(new Browser(world)), /Too many tries under this name/)
    assert.equal((await known.signIn('lea', lea.totpSecret)).location, '/', 'the owner, at their own browser')

    // What makes a browser known cannot be made up, or lent to another name, and its own tries wait like any others.
    const forged = new Browser(world)
    forged.kept.set(
      'rk',
      [...known.kept.values()][0]!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    )
    assert.match(await wrong(forged), /Too many tries under this name/)
    await known.submit('/account', '/sign-out')
    const stolen = new Browser(world)
    for (const [name, value] of known.kept) stolen.kept.set(name, value)
    for (let i = 0; i < 5; i++) assert.match(await wrong(stolen), /do not go together/)
    assert.match(await wrong(stolen), /Too many tries under this name/)
  })

  it('a browser known for one name is a stranger to every other', async () => {
    world.advance(48 * 3600)
    const known = await signedIn()
    await known.submit('/account', '/sign-out')
    const at = async (browser: Browser) => {
      await browser.signIn('somebody', lea.totpSecret, { passphrase: 'a stranger guesses' })
      return (await browser.get('/sign-in')).text
    }
    for (let i = 0; i < 5; i++) await at(new Browser(world))
    assert.match(await at(known), /Too many tries under this name/)
  })

  it('the cookie that knows a browser tells no name, and two people share one computer', async () => {
    const bo = await addPerson(world.house, lea.person.organisationId, 'bob', ['desk'])
    world.advance(48 * 3600)
    const shared = await signedIn()
    await shared.submit('/account', '/sign-out')
    world.advance(90)
    await shared.signIn('bob', bo.totpSecret)
    await shared.submit('/account', '/sign-out')
    const value = shared.kept.get('rk') ?? ''
    assert.equal(value.split('~').length, 2)
    for (const word of ['lea', lea.person.id, 'bob']) assert.ok(!value.includes(word))
    world.advance(90)
    for (let i = 0; i < 6; i++) await new Browser(world).signIn('lea', lea.totpSecret, { passphrase: 'a guess' })
    assert.equal((await shared.signIn('lea', lea.totpSecret)).location, '/')
  })
})

describe('the cookie', () => {
  for (const [staffUrl, forwarded, expected] of [
    ['https://staff.example.org', 'http', /^__Host-rs=[^;]+;.*HttpOnly; Secure; SameSite=Strict$/],
    ['http://localhost:8081', 'https', /^rs=(?!.*Secure)[^;]+;.*HttpOnly; SameSite=Strict$/],
  ] as const)
    it(`is strict and secure as the configured address says, not as a request claims: ${staffUrl}`, async () => {
      const world = await openWorld({ demonstration: false, staffUrl })
      try {
        const { app } = createStaffApp(world.house)
        const answer = await app.request('http://localhost/sign-in', {
          method: 'POST',
          body: 'username=lea',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': forwarded },
        })
        const [cookie = ''] = answer.headers.getSetCookie()
        assert.match(cookie, expected)
        assert.match(cookie, /Path=\//)
        assert.doesNotMatch(cookie, /Domain|Max-Age|Expires/)
      } finally {
        await world.close()
      }
    })
})
