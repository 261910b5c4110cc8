// One's own passphrase and phone: changed by oneself alone, after a fresh proof; whoever came in with the old ones is out.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTeam } from '../create-team.ts'
import { codeAt } from '../totp.ts'
import { staffActorOf, staffOf } from '../visit.ts'
import { addOrganisation, addPerson, Browser, openWorld, passphrase, type World } from './staff-world.ts'

const fresh = 'seven herons on the weir'

describe('one’s own factors', () => {
  let world: World
  let lea: Awaited<ReturnType<typeof addPerson>>
  before(async () => {
    world = await openWorld({ demonstration: false })
    const organisation = await addOrganisation(world.house)
    lea = await addPerson(world.house, organisation, 'lea', ['desk'])
    await createTeam(world.house, organisation, [lea.person.id])
  })
  after(() => world.close())

  const signIn = async (typed: string, secret: string) => {
    world.advance(90)
    const browser = new Browser(world)
    return { browser, isIn: (await browser.signIn('lea', secret, { passphrase: typed })).location === '/' }
  }
  const teamKeyOf = async (browser: Browser) => {
    const session = await world.house.sessions.load('staff', browser.cookie.slice('r='.length))
    const staff = await staffOf(world.house, { actor: await staffActorOf(world.house, session), session })
    return Buffer.from(await staff.teamPrivateKey(1)).toString('hex')
  }

  it('a new passphrase opens the same keys, the old one opens nothing, and all other sessions end', async () => {
    const { browser: thief } = await signIn(passphrase, lea.totpSecret)
    const { browser } = await signIn(passphrase, lea.totpSecret)
    const key = await teamKeyOf(browser)
    const before = browser.cookie
    const answer = await browser.submit('/account/passphrase', '/account/passphrase', {
      passphrase: fresh,
      again: fresh,
    })
    assert.equal(answer.location, '/account')
    assert.match((await browser.get('/account')).text, /Your passphrase is changed/)
    assert.notEqual(browser.cookie, before)
    assert.equal((await thief.get('/account')).status, 404)
    assert.equal((await signIn(passphrase, lea.totpSecret)).isIn, false)
    const again = await signIn(fresh, lea.totpSecret)
    assert.ok(again.isIn)
    assert.equal(await teamKeyOf(again.browser), key)
  })

  it('codes move to another phone only once it shows one; then the old phone opens nothing', async () => {
    const { browser } = await signIn(fresh, lea.totpSecret)
    const page = async () => (await browser.get('/account/codes')).text
    const secret = (
      /<code class="identifier" translate="no">([A-Z2-7 ]+)<\/code>/.exec(await page())?.[1] ?? ''
    ).replaceAll(' ', '')
    assert.equal(secret.length, 32)
    const post = (code: string) => browser.submit('/account/codes', '/account/codes', { code })
    assert.equal((await post(codeAt(lea.totpSecret, world.house.clock.now()))).location, '/account/codes')
    assert.match(await page(), /not a code of this key/)
    assert.ok((await page()).replaceAll(' ', '').includes(secret), 'the same square after a slip')
    const code = codeAt(secret, world.house.clock.now())
    assert.equal((await post(code)).location, '/account')
    const reused = new Browser(world)
    assert.equal(
      (await reused.signIn('lea', secret, { passphrase: fresh, code })).location,
      '/sign-in',
      'that code is used up',
    )
    assert.equal((await signIn(fresh, lea.totpSecret)).isIn, false)
    assert.ok((await signIn(fresh, secret)).isIn)
    lea = { ...lea, totpSecret: secret }
  })

  it('after five minutes neither page is there without a fresh proof', async () => {
    const { browser } = await signIn(fresh, lea.totpSecret)
    world.advance(5 * 60 + 1)
    for (const path of ['/account/passphrase', '/account/codes']) {
      assert.match((await browser.get(path)).location ?? '', /^\/step-up/)
      assert.match((await browser.post(path, { passphrase: 'x', again: 'x', code: '1' })).location ?? '', /^\/step-up/)
    }
  })

  it('what cannot be used is answered beside its field and kept nowhere', async () => {
    const { browser } = await signIn(fresh, lea.totpSecret)
    for (const [fields, sentence] of [
      [{ passphrase: 'short', again: 'short' }, /too short/],
      [{ passphrase: 'abcabcabcabcabc', again: 'abcabcabcabcabc' }, /too plain/],
      [{ passphrase: 'x'.repeat(300), again: '' }, /too long/],
      [{ passphrase: 'UNIQUE canary words', again: 'others altogether' }, /These two differ/],
    ] as const) {
      await browser.submit('/account/passphrase', '/account/passphrase', fields)
      const { text } = await browser.get('/account/passphrase')
      assert.match(text, sentence)
      assert.ok(!text.includes('UNIQUE'))
    }
    assert.ok((await signIn(fresh, lea.totpSecret)).isIn)
  })
})
