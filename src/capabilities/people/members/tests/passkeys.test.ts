// Passkeys of members: an equal way in without typing, which only whoever knows the passphrase can make, and of which the
// database tells nobody whose it is.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type Actor, type MemberActor, task } from '#permissions/actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { type Bend, makePasskey as make, type SoftPasskey } from '#platform/passkeys/tests/soft-authenticator.ts'
import { addMember, Browser, openWorld, passphrase, publicApp, type World } from '#safety/checker/tests/check-world.ts'
import { leave } from '../change-account.ts'
import { memberActorOf } from '../index.ts'
import { holderOf, insertPasskey, listPasskeys } from '../passkeys/passkey-store.ts'
import { signInByPasskey } from '../passkeys/use-passkey.ts'
import { wholeDatabase } from './ways-in-world.ts'

const site = { origin: 'http://localhost', id: 'localhost' }
const wrong = /That passkey opens nothing here/

describe('passkeys of members', () => {
  let world: World
  let app: ReturnType<typeof publicApp>
  let wren: MemberActor
  let rook: MemberActor
  before(async () => {
    world = await openWorld()
    Object.assign(world.house.config, { publicUrl: 'http://localhost' })
    app = publicApp(world.house)
    wren = await addMember(world.house, 'Amber Wren')
    rook = await addMember(world.house, 'Quiet Rook')
  })
  after(() => world.close())

  const signedIn = async (pseudonym: string) => {
    const browser = new Browser(app)
    assert.equal((await browser.signIn(pseudonym)).location, '/me')
    return browser
  }
  const isWho = async (browser: Browser) => {
    const session = await world.house.sessions.load('public', browser.cookie.slice('r='.length))
    return (await memberActorOf(world.house, session))?.memberId
  }

  async function asked(browser: Browser, path: string) {
    const { text } = await browser.get(path)
    const plain = (value = '') => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    const form = text.split('<form').find((part) => part.includes('data-passkey'))
    assert.ok(form, `${path} asks for no passkey`)
    const ceremony = JSON.parse(plain(/data-passkey="([^"]*)"/.exec(form)?.[1])) as {
      options: { challenge: string; user?: { id: string; name: string }; extensions: Record<string, unknown> }
    }
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const { challenge, user, extensions } = ceremony.options
    return {
      fields: Object.fromEntries(hidden.map(([, name, value]) => [name, plain(value)])) as Record<string, string>,
      challenge: challenge.slice('bytes:'.length),
      holder: Buffer.from(user?.id.slice('bytes:'.length) ?? '', 'base64url'),
      user,
      extensions,
    }
  }

  const unlock = (browser: Browser, typed = passphrase) =>
    browser.submit('/me/passkeys', '/me/passkeys', { passphrase: typed })

  async function enrol(browser: Browser, name = 'my phone', bend: Bend = {}): Promise<SoftPasskey> {
    assert.equal((await unlock(browser)).location, '/me/passkeys/make')
    const { fields, challenge, holder } = await asked(browser, '/me/passkeys/make')
    const soft = make(site, challenge, holder, bend)
    await browser.post('/me/passkeys/make', { ...fields, name, credential: soft.made })
    return soft
  }

  async function show(browser: Browser, soft: SoftPasskey, bend: Bend = {}, next = '') {
    const { fields, challenge } = await asked(browser, `/sign-in/passkey${next}`)
    return await browser.post('/sign-in/passkey', { ...fields, credential: soft.show(challenge, bend) })
  }

  it('lets its maker in where they were going, and nobody types anything', async () => {
    const soft = await enrol(await signedIn('Amber Wren'))
    const browser = new Browser(app)
    assert.equal((await show(browser, soft)).location, '/me')
    assert.equal(await isWho(browser), wren.memberId)
    const going = new Browser(app)
    assert.equal((await show(going, soft, {}, '?next=check')).location, '/check')
    assert.equal((await show(new Browser(app), soft, {}, '?next=//evil.example')).location, '/me')
  })

  it('the device is told neither pseudonym nor account, and no secret is asked of it', async () => {
    const browser = await signedIn('Quiet Rook')
    await unlock(browser)
    const { user, extensions, holder } = await asked(browser, '/me/passkeys/make')
    assert.deepEqual([user?.name, extensions], ['Rowan', {}])
    assert.doesNotMatch(JSON.stringify(user), /Rook/)
    assert.ok(!holder.toString('hex').includes(rook.memberId.replaceAll('-', '')))
  })

  it('a thief of the database who has the device too does not find whose it is', async () => {
    const name = 'canary-of-a-name'
    const soft = await enrol(await signedIn('Amber Wren'), name)
    await show(new Browser(app), soft)
    const holder = Buffer.from(holderOf(world.house.keys, wren.memberId))
    const needles = [soft.id, name, ...[soft.id, name].map((each) => Buffer.from(each).toString('hex'))]
    needles.push(
      Buffer.from(soft.id, 'base64url').toString('hex'),
      holder.toString('hex'),
      holder.toString('base64url'),
    )
    const found = (await wholeDatabase(world)).filter(({ row }) => needles.some((needle) => row.includes(needle)))
    assert.deepEqual(found, [])
  })

  it('who holds an unlocked phone for a moment, and not the passphrase, makes none', async () => {
    const browser = await signedIn('Quiet Rook')
    const count = async () =>
      (await world.house.asActor(rook, (tx) => listPasskeys(tx, world.house.keys, rook.memberId))).length
    const before = await count()
    assert.equal((await browser.get('/me/passkeys/make')).location, '/me/passkeys')
    assert.equal((await browser.post('/me/passkeys/make', { credential: '{}' })).location, '/me/passkeys')
    assert.equal((await unlock(browser, 'not the passphrase')).location, '/me/passkeys')
    assert.match((await browser.get('/me/passkeys')).text, /That is not your passphrase now/)
    assert.equal((await browser.get('/me/passkeys/make')).location, '/me/passkeys')
    await unlock(browser)
    world.clock.ahead += 11 * 60_000
    assert.equal((await browser.get('/me/passkeys/make')).location, '/me/passkeys', 'the passphrase stands ten minutes')
    await enrol(browser)
    assert.equal((await browser.get('/me/passkeys/make')).location, '/me/passkeys', 'and for one passkey')
    assert.equal(await count(), before + 1)
  })

  it('whatever does not fit is wrong, in the words of a passkey that nobody has', async () => {
    const soft = await enrol(await signedIn('Amber Wren'))
    const stranger = make(site, 'x', randomBytes(32))
    const page = async (each: SoftPasskey, bend: Bend) => {
      const browser = new Browser(app)
      assert.equal((await show(browser, each, bend)).location, '/sign-in/passkey')
      const { text } = await browser.get('/sign-in/passkey')
      assert.equal(await isWho(browser), undefined)
      return text.replace(/name="token" value="[^"]+"/g, '').replace(/bytes:[\w-]+/g, '')
    }
    const unknown = await page(stranger, {})
    assert.match(unknown, wrong)
    for (const bend of [
      { origin: 'http://localhost:8081' },
      { rpId: 'example.org' },
      { challenge: randomBytes(32).toString('base64url') },
      { foreignKey: true },
      { userHandle: Buffer.from(holderOf(world.house.keys, rook.memberId)) },
      { flags: 1 + 8 },
    ])
      assert.equal(await page(soft, bend), unknown, JSON.stringify(bend))
  })

  it('one answer lets in once, also when it is sent twice at the same moment', async () => {
    const soft = await enrol(await signedIn('Amber Wren'))
    const browser = new Browser(app)
    const { fields, challenge } = await asked(browser, '/sign-in/passkey')
    const posted = { ...fields, credential: soft.show(challenge) }
    const twins = [browser, new Browser(app)]
    for (const twin of twins) twin.cookie = browser.cookie
    const answers = await Promise.all(twins.map((twin) => twin.post('/sign-in/passkey', posted)))
    assert.deepEqual(answers.map((answer) => answer.location).sort(), ['/me', '/sign-in/passkey'])
    // And where every one of them found the challenge still waiting.
    const again = { challenge: randomBytes(32).toString('base64url'), credential: '' }
    again.credential = soft.show(again.challenge)
    const results = await Promise.all(
      [1, 2, 3].map(() => signInByPasskey(world.house, { ...site, name: 'Rowan' }, again)),
    )
    assert.equal(results.filter((result) => 'memberId' in result).length, 1)
  })

  it('a counter that goes back shuts it for good', async () => {
    const soft = await enrol(await signedIn('Quiet Rook'), 'counts')
    assert.equal((await show(new Browser(app), soft, { counter: 5 })).location, '/me')
    const copy = new Browser(app)
    await show(copy, soft, { counter: 5 })
    assert.match((await copy.get('/sign-in/passkey')).text, /may have been copied/)
    assert.equal((await show(new Browser(app), soft, { counter: 6 })).location, '/sign-in/passkey')
    assert.match((await (await signedIn('Quiet Rook')).get('/me/passkeys')).text, /opens nothing any more/)
  })

  it('removed, it opens nothing, and whoever came in with it is out', async () => {
    const browser = await signedIn('Quiet Rook')
    const soft = await enrol(browser, 'to go')
    const elsewhere = new Browser(app)
    await show(elsewhere, soft)
    assert.equal(await isWho(elsewhere), rook.memberId)
    const own = await world.house.asActor(rook, (tx) => listPasskeys(tx, world.house.keys, rook.memberId))
    const passkey = own.find((each) => each.name === 'to go')?.id ?? ''
    const wrens = await signedIn('Amber Wren')
    // Another member's page has the same form: their id in it removes nothing.
    await wrens.submit('/me/passkeys', '/me/passkeys/remove', { passkey })
    assert.equal(await isWho(elsewhere), rook.memberId)
    await browser.submit('/me/passkeys', '/me/passkeys/remove', { passkey })
    assert.match((await browser.get('/me/passkeys')).text, /That passkey opens nothing any more/)
    assert.equal(await isWho(elsewhere), undefined)
    assert.equal(await isWho(browser), rook.memberId)
    assert.equal((await show(new Browser(app), soft)).location, '/sign-in/passkey')
  })

  it('goes with the account', async () => {
    const gone = await addMember(world.house, 'Passing Swift')
    const soft = await enrol(await signedIn('Passing Swift'))
    await leave(world.house, gone)
    const rows = await world.house.asActor(task('task-sign-in'), (tx) =>
      listPasskeys(tx, world.house.keys, gone.memberId),
    )
    assert.deepEqual(rows, [])
    assert.equal((await show(new Browser(app), soft)).location, '/sign-in/passkey')
  })

  it('nobody puts one in for a member: no other member, no role of staff, no task', async () => {
    const actors: Actor[] = [
      rook,
      { kind: 'visitor' },
      ...staffRoles.map(
        (role): Actor => ({
          kind: 'staff',
          personId: world.desk.personId,
          organisationId: world.organisationId,
          roles: [role],
        }),
      ),
      ...(['task-sign-in', 'task-enrolment', 'task-joining', 'task-session', 'task-demonstration'] as const).map(task),
    ]
    for (const actor of actors) {
      const passkey = { credentialId: randomBytes(16).toString('base64url'), publicKey: 'AA', counter: 0 }
      const row = {
        id: crypto.randomUUID(),
        memberId: wren.memberId,
        name: '',
        passkey: { ...passkey, isSynced: false, transports: [] },
        isDoubted: false,
      }
      await assert.rejects(
        world.house.asActor(actor, (tx) => insertPasskey(tx, world.house.keys, row)),
        /row-level security/,
        JSON.stringify(actor),
      )
    }
  })
})
