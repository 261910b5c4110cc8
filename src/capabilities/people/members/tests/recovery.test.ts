// Recovery words: one paper opens once, nobody else's name can be told from nobody's, and every other device is out.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { newReceipt } from '#engines/sealing/index.ts'
import { newId } from '#platform/ids.ts'
import { addMember, Browser, openWorld, passphrase, publicApp, type World } from '#safety/checker/tests/check-world.ts'
import { insertPasskey } from '../passkeys/passkey-store.ts'
import { recover, renewWords } from '../recovery/recover.ts'
import { signIn } from '../sign-in.ts'
import { tablesWith, wordsOn } from './ways-in-world.ts'

const next = 'another lamp in a window'

describe('recovery words', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  async function withWords(name: string) {
    const actor = await addMember(world.house, name)
    const made = await renewWords(world.house, actor, passphrase)
    assert.ok(made.ok)
    return { actor, words: made.words }
  }

  it('set a new passphrase, are used up, give new ones, and end every session', async () => {
    await withWords('Returning Robin')
    const app = publicApp(world.house)
    const [phone, thief] = [new Browser(app), new Browser(app)]
    await thief.signIn('Returning Robin')
    await phone.signIn('Returning Robin')
    await phone.submit('/me/words', '/me/words', { passphrase })
    const words = wordsOn((await phone.get('/me/words')).text)
    assert.equal(words.split(' ').length, 6)
    assert.equal(wordsOn((await phone.get('/me/words')).text), '', 'shown twice')
    const lost = new Browser(app)
    const { location } = await lost.submit('/recover', '/recover', {
      pseudonym: ' returning ROBIN',
      words: words.toUpperCase(),
      next,
    })
    assert.equal(location, '/me/words')
    const fresh = wordsOn((await lost.get('/me/words')).text)
    assert.ok(fresh !== '' && fresh !== words)
    assert.equal((await lost.get('/me')).status, 200)
    for (const other of [thief, phone]) assert.equal((await other.get('/me')).status, 303)
    assert.equal((await signIn(world.house, 'Returning Robin', passphrase)).ok, false)
    assert.equal((await signIn(world.house, 'Returning Robin', next)).ok, true)
    const again = await recover(world.house, { pseudonym: 'Returning Robin', words, next: passphrase })
    assert.deepEqual(again, { ok: false, why: 'no-match' })
    assert.equal((await recover(world.house, { pseudonym: 'Returning Robin', words: fresh, next })).ok, true)
  })

  it('end every passkey too: whoever took the account over may have left one', async () => {
    const { actor, words } = await withWords('Keyed Kestrel')
    const planted = { id: newId(), memberId: actor.memberId, passkey: { credentialId: 'planted' } }
    const passkey = planted as unknown as Parameters<typeof insertPasskey>[2]
    await world.house.asActor(actor, (tx) => insertPasskey(tx, world.house.keys, passkey))
    assert.ok((await tablesWith(world, actor.memberId)).includes('members.passkey'))
    assert.ok((await recover(world.house, { pseudonym: 'Keyed Kestrel', words, next })).ok)
    assert.ok(!(await tablesWith(world, actor.memberId)).includes('members.passkey'))
  })

  it('typed by five at once, one paper opens one time', async () => {
    const { words } = await withWords('Racing Raven')
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => recover(world.house, { pseudonym: 'Racing Raven', words, next })),
    )
    assert.equal(tries.filter((each) => each.ok).length, 1)
  })

  it('a name nobody has, one without words and one with others cost the same work and get the same answer', async () => {
    await withWords('Present Pipit')
    await addMember(world.house, 'Wordless Wagtail')
    const words = newReceipt('words').canonical
    const { run } = argon2Doorway
    const seen: unknown[] = []
    for (const pseudonym of ['Present Pipit', 'Wordless Wagtail', 'Nobody At All', '']) {
      let derived = 0
      argon2Doorway.run = (each) => {
        derived++
        return run(each)
      }
      try {
        const answer = await recover(world.house, { pseudonym, words, next })
        seen.push([derived, answer])
      } finally {
        argon2Doorway.run = run
      }
    }
    for (const each of seen) assert.deepEqual(each, [1, { ok: false, why: 'no-match' }])
    const page = async (pseudonym: string) => {
      const browser = new Browser(publicApp(world.house))
      await browser.submit('/recover', '/recover', { pseudonym, words, next })
      return (await browser.get('/recover')).text.replaceAll(pseudonym, '').replace(/value="[^"]*"/g, '')
    }
    assert.equal(await page('Present Pipit'), await page('Absent Avocet'))
  })

  it('wrong words lock nobody out, and a passphrase too plain is said before the words are tried', async () => {
    const { words } = await withWords('Patient Petrel')
    for (let i = 0; i < 12; i++)
      await recover(world.house, { pseudonym: 'Patient Petrel', words: newReceipt('words').canonical, next })
    assert.equal((await signIn(world.house, 'Patient Petrel', passphrase)).ok, true)
    const plain = await recover(world.house, { pseudonym: 'Patient Petrel', words, next: 'short' })
    assert.deepEqual(plain, { ok: false, why: 'too-short' })
    assert.equal((await recover(world.house, { pseudonym: 'Patient Petrel', words, next })).ok, true)
  })

  it('a phone left open makes no new words without the passphrase', async () => {
    const { words } = await withWords('Guarded Gull')
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Guarded Gull')
    await browser.submit('/me/words', '/me/words', { passphrase: 'not the passphrase' })
    const page = (await browser.get('/me/words')).text
    assert.match(page, /That is not your passphrase/)
    assert.equal(wordsOn(page), '')
    assert.equal((await recover(world.house, { pseudonym: 'Guarded Gull', words, next })).ok, true)
  })

  it('stand nowhere in the database or the log', async () => {
    const { words } = await withWords('Canary Crane')
    for (const needle of [words, ...words.split(' ').map((word) => `${word} `)])
      assert.deepEqual(await tablesWith(world, needle), [])
    assert.ok(!world.lines.some((line) => line.includes(words)))
  })
})
