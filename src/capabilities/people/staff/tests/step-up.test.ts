// Abuse: somebody sits down at a screen that was left open, or has stolen a cookie. What is heavy asks who they are once more.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTeam } from '../create-team.ts'
import { codeAt } from '../totp.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, passphrase, type World } from './staff-world.ts'

describe('step-up', () => {
  let world: World
  let first: Awaited<ReturnType<typeof addPerson>>
  let second: Awaited<ReturnType<typeof addPerson>>
  before(async () => {
    world = await openWorld({ demonstration: false })
    const organisation = await addOrganisation(world.house)
    first = await addPerson(world.house, organisation, 'first', ['desk'])
    second = await addPerson(world.house, organisation, 'second', ['desk'])
    await createTeam(world.house, organisation, [first.person.id])
  })
  after(() => world.close())

  const signedIn = async () => {
    world.advance(90)
    const browser = new Browser(world)
    assert.equal((await browser.signIn('first', first.totpSecret)).location, '/')
    return browser
  }
  const give = (browser: Browser) => browser.submit('/people', '/people/give-key', { person: second.person.id })
  /** The same button where nobody waits for the key any more: the route answers all the same. */
  const press = (browser: Browser) => browser.post('/people/give-key', {}, '/people')
  const wraps = async () => (await asOwner(world, 'select person_id from staff.team_key_wrap')).length
  const asksAt = '/step-up?back=%2Fpeople&undone=yes'

  it('five minutes after signing in nothing heavy is done until it is proved; then one is led back and told', async () => {
    const browser = await signedIn()
    world.advance(5 * 60 + 1)
    assert.equal((await give(browser)).location, asksAt)
    assert.equal(await wraps(), 1, 'nothing was done')
    const page = await browser.get(asksAt)
    assert.match(page.text, /What you pressed has not been done/)
    const before = browser.cookie
    assert.equal((await browser.prove(asksAt, first.totpSecret)).location, '/people')
    assert.notEqual(browser.cookie, before, 'a new id and secret')
    const stolen = new Browser(world)
    stolen.cookie = before
    assert.equal((await stolen.get('/account')).status, 404, 'the old cookie opens nothing')
    assert.match((await browser.get('/people')).text, /has not been done yet: press it once more/)
    assert.doesNotMatch((await browser.get('/people')).text, /has not been done yet/, 'said once')
    assert.equal((await give(browser)).location, '/people')
    assert.equal(await wraps(), 2)
  })

  it('the five minutes begin with the proof, and use does not lengthen them', async () => {
    const browser = await signedIn()
    for (let i = 0; i < 4; i++) {
      world.advance(100)
      await browser.get('/account')
    }
    assert.equal((await press(browser)).location, asksAt)
    await browser.prove(asksAt, first.totpSecret)
    world.advance(4 * 60)
    assert.equal((await press(browser)).location, '/people')
    world.advance(61)
    assert.equal((await press(browser)).location, asksAt)
  })

  it('half a proof is none: a wrong passphrase, a wrong code, a used code, somebody else’s code', async () => {
    const browser = await signedIn()
    const used = codeAt(first.totpSecret, world.house.clock.now())
    world.advance(5 * 60 + 1)
    for (const change of [
      { passphrase: 'not the passphrase' },
      { code: '000000' },
      { code: used },
      { code: codeAt(second.totpSecret, world.house.clock.now()) },
    ]) {
      const answer = await browser.prove(asksAt, first.totpSecret, change)
      assert.equal(answer.location, asksAt, JSON.stringify(change))
      assert.match((await browser.get(asksAt)).text, /These two do not go together/)
    }
    assert.equal((await press(browser)).location, asksAt)
  })

  it('after five wrong tries the session ends, also when they come at the same moment; the right ones are too late', async () => {
    const browser = await signedIn()
    world.advance(5 * 60 + 1)
    await Promise.all(
      Array.from({ length: 7 }, () => browser.prove('/step-up', first.totpSecret, { passphrase: 'guess' })),
    )
    assert.equal((await browser.get('/account')).status, 404)
    const again = await signedIn()
    world.advance(5 * 60 + 1)
    for (let i = 0; i < 5; i++) await again.prove('/step-up', first.totpSecret, { passphrase: 'guess' })
    assert.equal((await again.prove('/step-up', first.totpSecret)).location, '/sign-in')
    assert.equal((await again.get('/account')).status, 404)
  })

  it('guessing in a stolen session does not make its owner wait anywhere else', async () => {
    const thief = await signedIn()
    world.advance(5 * 60 + 1)
    for (let i = 0; i < 6; i++) await thief.prove('/step-up', first.totpSecret, { passphrase: 'guess' }).catch(() => 0)
    await signedIn()
  })

  it('a proof leads back to pages of this app only', async () => {
    const browser = await signedIn()
    for (const back of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a\r\nb: c',
    ]) {
      const answer = await browser.get(`/step-up?${new URLSearchParams({ back })}`)
      assert.equal(answer.location, '/', back)
    }
    const token = /name="token" value="([^"]+)"/
    world.advance(5 * 60 + 1)
    const page = await browser.get('/step-up')
    const answer = await browser.post('/step-up', {
      token: token.exec(page.text.split('action="/step-up"')[1] ?? '')?.[1] ?? '',
      back: 'https://evil.example/',
      passphrase,
      code: codeAt(first.totpSecret, world.house.clock.now()),
    })
    assert.equal(answer.location, '/')
  })

  it('who is not signed in is not asked: there is nothing to prove', async () => {
    const browser = new Browser(world)
    assert.equal((await browser.get('/step-up')).status, 404)
    assert.equal((await browser.post('/people/give-key', {})).status, 404)
  })
})
