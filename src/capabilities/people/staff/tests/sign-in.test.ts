// The door: it opens with passphrase and code together, tells nobody who exists, and closes behind whoever leaves.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { task } from '#permissions/actor.ts'
import { createStaffMember } from '../create-staff-member.ts'
import { samplePassphrase, samplePeople, sampleTotpSecret } from '../sample-people.ts'
import { codeAt } from '../totp.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, passphrase, type World } from './staff-world.ts'

const together = 'These three do not go together'

describe('signing in', () => {
  let world: World
  let organisation: string
  let lea: Awaited<ReturnType<typeof addPerson>>
  before(async () => {
    world = await openWorld({ demonstration: false })
    organisation = await addOrganisation(world.house)
    lea = await addPerson(world.house, organisation, 'lea', ['desk'])
  })
  after(() => world.close())

  it('passphrase and code together lead to one’s work, whatever the keyboard made of the username', async () => {
    const browser = new Browser(world)
    const answer = await browser.signIn(' LEA ', lea.totpSecret)
    assert.deepEqual([answer.status, answer.location], [303, '/'])
    assert.equal((await browser.get('/')).location, '/desk')
    const page = await browser.get('/account')
    assert.equal(page.status, 200)
    assert.match(page.text, /Person lea/)
  })

  it('a code works once, also for two requests at the same moment', async () => {
    world.advance(90)
    const code = codeAt(lea.totpSecret, world.house.clock.now())
    const browsers = [new Browser(world), new Browser(world)]
    const answers = await Promise.all(browsers.map((browser) => browser.signIn('lea', lea.totpSecret, { code })))
    assert.deepEqual(answers.map((answer) => answer.location).sort(), ['/', '/sign-in'])
    const third = new Browser(world)
    await third.signIn('lea', lea.totpSecret, { code })
    assert.match((await third.get('/sign-in')).text, new RegExp(together))
  })

  it('a name nobody has costs the same work and gets the same page as a wrong passphrase', async () => {
    world.advance(90)
    const pages: string[] = []
    const work: number[] = []
    for (const username of ['lea', 'nobody-here']) {
      const run = argon2Doorway.run
      let derived = 0
      argon2Doorway.run = (each) => {
        derived++
        return run(each)
      }
      try {
        const browser = new Browser(world)
        await browser.signIn(username, lea.totpSecret, { passphrase: 'not the passphrase' })
        const { text } = await browser.get('/sign-in')
        pages.push(text.replace(`value="${username}"`, 'value="NAME"').replace(/name="token" value="[^"]+"/g, ''))
      } finally {
        argon2Doorway.run = run
      }
      work.push(derived)
    }
    assert.deepEqual(work, [1, 1])
    assert.equal(pages[0], pages[1])
    assert.match(pages[0] ?? '', new RegExp(together))
  })

  it('after five failures in a row the name waits, longer each time, whether or not somebody has it', async () => {
    world.advance(48 * 3600)
    for (const username of ['nobody-there', 'lea']) {
      const wrong = async () => {
        const browser = new Browser(world)
        await browser.signIn(username, lea.totpSecret, { passphrase: 'wrong again and again' })
        return (await browser.get('/sign-in')).text
      }
      for (let i = 0; i < 5; i++) assert.match(await wrong(), new RegExp(together))
      assert.match(await wrong(), /Too many tries under this name/)
      world.advance(31)
      assert.match(await wrong(), new RegExp(together))
      world.advance(31)
      assert.match(await wrong(), /Too many tries/, 'the second wait is longer')
    }
    const early = new Browser(world)
    assert.equal((await early.signIn('lea', lea.totpSecret)).location, '/sign-in', 'even the right three wait')
    world.advance(120)
    assert.equal((await new Browser(world).signIn('lea', lea.totpSecret)).location, '/')
  })

  it('many tries at once do not slip past the waiting', async () => {
    world.advance(48 * 3600)
    const tries = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const browser = new Browser(world)
        await browser.signIn('crowd', lea.totpSecret, { passphrase: 'wrong, all at once' })
        return (await browser.get('/sign-in')).text
      }),
    )
    assert.equal(tries.filter((text) => text.includes(together)).length, 5)
  })

  it('what was typed wrongly is answered beside its field; the username stays and the passphrase never', async () => {
    const browser = new Browser(world)
    const secret = 'UNIQUE-canary-passphrase'
    await browser.submit('/sign-in', '/sign-in', { username: 'Léa <b>', passphrase: secret, code: '12' })
    const { text } = await browser.get('/sign-in')
    assert.match(text, /id="code-error"/)
    assert.match(text, /value="Léa &lt;b&gt;"/)
    assert.ok(!text.includes(secret))
    assert.ok(!(await browser.get('/sign-in')).text.includes('id="code-error"'), 'shown once')
  })

  it('a post without its page’s token signs nobody in', async () => {
    world.advance(90)
    const browser = new Browser(world)
    const code = codeAt(lea.totpSecret, world.house.clock.now())
    for (const token of [undefined, 'x', 'abc.def']) {
      const answer = await browser.post('/sign-in', { username: 'lea', passphrase, code, ...(token ? { token } : {}) })
      assert.deepEqual([answer.status, answer.location], [303, '/sign-in'])
      assert.match((await browser.get('/sign-in')).text, /open for too long/)
    }
  })

  it('signing in begins a new session, and the one before is gone', async () => {
    world.advance(90)
    const browser = new Browser(world)
    await browser.submit('/sign-in', '/sign-in', { username: '', passphrase: '', code: '' })
    const earlier = browser.cookie
    assert.ok(earlier)
    assert.equal((await browser.signIn('lea', lea.totpSecret)).location, '/')
    assert.notEqual(browser.cookie, earlier)
    assert.equal(await world.house.sessions.load('staff', earlier.slice('r='.length)), undefined)
    assert.ok(await world.house.sessions.load('staff', browser.cookie.slice('r='.length)))
  })

  it('a leaver is out at once, and cannot come back', async () => {
    const max = await addPerson(world.house, organisation, 'max', ['caseworker'])
    const browser = new Browser(world)
    await browser.signIn('max', max.totpSecret)
    assert.equal((await browser.get('/account')).status, 200)
    await asOwner(world, 'update staff.person set left_at = now() where id = $1', [max.person.id])
    assert.equal((await browser.get('/account')).status, 404)
    world.advance(90)
    const again = new Browser(world)
    assert.equal((await again.signIn('max', max.totpSecret)).location, '/sign-in')
  })

  it('a change of roles counts at once, in both directions', async () => {
    const ada = await addPerson(world.house, organisation, 'ada', ['desk'])
    const browser = new Browser(world)
    await browser.signIn('ada', ada.totpSecret)
    const rail = async () => (await browser.get('/account')).text
    assert.match(await rail(), /href="\/desk"/)
    assert.doesNotMatch(await rail(), /href="\/members"/)
    await asOwner(world, `update staff.person set roles = '{membership}' where id = $1`, [ada.person.id])
    assert.doesNotMatch(await rail(), /href="\/desk"/)
    assert.match(await rail(), /href="\/members"/)
    await asOwner(world, `update staff.person set roles = '{operator}' where id = $1`, [ada.person.id])
    assert.doesNotMatch(await rail(), /href="\/members"/)
    assert.equal((await browser.post('/people/give-key', {})).status, 404)
  })

  it('work ends after twelve hours, however busy', async () => {
    world.advance(90)
    const browser = new Browser(world)
    await browser.signIn('lea', lea.totpSecret)
    world.advance(12 * 3600 - 5)
    assert.equal((await browser.get('/account')).status, 200)
    world.advance(10)
    assert.equal((await browser.get('/account')).status, 404)
  })

  it('signing out ends this session, and signing out everywhere ends them all', async () => {
    const browsers: Browser[] = []
    for (let i = 0; i < 3; i++) {
      world.advance(90)
      const browser = new Browser(world)
      await browser.signIn('lea', lea.totpSecret)
      browsers.push(browser)
    }
    const [first, second, third] = browsers as [Browser, Browser, Browser]
    const stolen = new Browser(world)
    stolen.cookie = first.cookie
    const answer = await first.submit('/account', '/sign-out')
    assert.deepEqual([answer.location, first.cookie], ['/sign-in', ''])
    assert.equal((await stolen.get('/account')).status, 404)
    assert.equal((await second.get('/account')).status, 200)
    await third.submit('/account', '/account/end-all')
    for (const each of [second, third]) assert.equal((await each.get('/account')).status, 404)
  })

  it('one of one’s own sessions can be ended, and nobody else’s', async () => {
    world.advance(90)
    const mine = new Browser(world)
    await mine.signIn('lea', lea.totpSecret)
    world.advance(90)
    const other = new Browser(world)
    await other.signIn('lea', lea.totpSecret)
    const stranger = await addPerson(world.house, organisation, 'zoe', ['outreach'])
    const strangers = new Browser(world)
    await strangers.signIn('zoe', stranger.totpSecret)
    const id = (browser: Browser) => browser.cookie.slice(2).split('.')[0] ?? ''
    await mine.submit('/account', '/account/end-session', { session: id(strangers) })
    assert.equal((await strangers.get('/account')).status, 200)
    await mine.submit('/account', '/account/end-session', { session: id(other) })
    assert.equal((await other.get('/account')).status, 404)
    assert.equal((await mine.get('/account')).status, 200)
  })

  it('outside a demonstration nothing is said of sample people, and their published secrets open nothing', async () => {
    const sample = samplePeople[0]!
    await createStaffMember(world.house, task('task-enrolment'), {
      organisationId: organisation,
      username: sample.username,
      displayName: sample.displayName,
      roles: ['desk'],
      passphrase: samplePassphrase,
      totpSecret: sampleTotpSecret(sample.username),
    })
    const browser = new Browser(world)
    const { text } = await browser.get('/sign-in')
    for (const word of [samplePassphrase, sample.username, sample.displayName, 'sample'])
      assert.ok(!text.includes(word))
    const secret = sampleTotpSecret(sample.username)
    const answer = await browser.signIn(sample.username, secret, { passphrase: samplePassphrase })
    assert.equal(answer.location, '/sign-in')
  })
})

describe('signing in to a demonstration', () => {
  it('shows the sample people who are there, said to be made up, with a code that works', async () => {
    const world = await openWorld({ demonstration: true })
    try {
      const organisation = await addOrganisation(world.house)
      const sample = samplePeople[0]!
      await createStaffMember(world.house, task('task-demonstration'), {
        organisationId: organisation,
        username: sample.username,
        displayName: sample.displayName,
        roles: ['desk'],
        passphrase: samplePassphrase,
        totpSecret: sampleTotpSecret(sample.username),
      })
      const browser = new Browser(world)
      const { text } = await browser.get('/sign-in')
      assert.match(text, /These people are made up/)
      assert.ok(text.includes(sample.displayName))
      assert.ok(!text.includes(samplePeople[1]!.displayName), 'somebody who is not in this database')
      const code = /<code class="identifier">(\d{6})<\/code>/.exec(text)?.[1] ?? ''
      const answer = await browser.signIn(sample.username, '', { passphrase: samplePassphrase, code })
      assert.equal(answer.location, '/')
      const second = new Browser(world)
      const next = /<code class="identifier">(\d{6})<\/code>/.exec((await second.get('/sign-in')).text)?.[1] ?? ''
      const again = await second.signIn(sample.username, '', { passphrase: samplePassphrase, code: next })
      assert.equal(again.location, '/', 'the next person to try need not wait for the next code')
    } finally {
      await world.close()
    }
  })
})
