// Passkeys of staff, as a browser would post them: they let in exactly who made them and open what the person's key opens.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { task } from '#permissions/actor.ts'
import { type Bend, makePasskey as make } from '#platform/passkeys/tests/soft-authenticator.ts'
import { createStaffMember } from '../create-staff-member.ts'
import { createTeam } from '../create-team.ts'
import { signInByPasskey } from '../passkeys/show-passkey.ts'
import { samplePassphrase, samplePeople, sampleTotpSecret } from '../sample-people.ts'
import { asked, enrol, type Held, show, site } from './passkey-visits.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, type World } from './staff-world.ts'

type Person = Awaited<ReturnType<typeof addPerson>>

const wrong = /That passkey opens nothing here/

describe('passkeys of staff', () => {
  let world: World
  let organisation: string
  let lea: Person
  let max: Person
  before(async () => {
    world = await openWorld({ demonstration: false, staffUrl: 'http://localhost' })
    organisation = await addOrganisation(world.house)
    lea = await addPerson(world.house, organisation, 'lea', ['desk'])
    max = await addPerson(world.house, organisation, 'max', ['desk'])
    await createTeam(world.house, organisation, [lea.person.id, max.person.id])
  })
  after(() => world.close())

  const signedIn = async (who: Person): Promise<Browser> => {
    world.advance(90)
    const browser = new Browser(world)
    assert.equal((await browser.signIn(who.person.username, who.totpSecret)).location, '/')
    return browser
  }

  const said = async (browser: Browser, path = '/sign-in/passkey') => (await browser.get(path)).text
  const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
  const passkeys = () => asOwner(world, 'select id, person_id from staff.passkey')
  const audited = (kind: string) =>
    world.house.asActor(task('task-audit'), (tx) =>
      tx.selectFrom('audit.entry').selectAll().where('kind', '=', kind).execute(),
    )

  it('a passkey alone lets in, and opens what is sealed to the team', async () => {
    const held = await enrol(await signedIn(lea), 'Léa’s <b>key')
    const [row] = await passkeys()
    assert.equal(row?.person_id, lea.person.id)
    assert.equal((await audited('passkey.enrolled')).length, 1)
    const browser = new Browser(world)
    assert.equal((await show(browser, held)).location, '/')
    assert.equal((await browser.get('/')).location, '/desk')
    const list = await said(browser, '/account/passkeys')
    assert.match(list, /Léa’s &lt;b&gt;key/)
    assert.doesNotMatch(list, /Not yet/, 'its last use is told')
    const newcomer = await addPerson(world.house, organisation, `new-${randomUUID().slice(0, 8)}`, ['desk'])
    // Giving the team's key opens it first, with the private key that only the passkey's secret gave.
    await browser.submit('/people', '/people/give-key', { person: newcomer.person.id })
    const wraps = await asOwner(world, 'select 1 from staff.team_key_wrap where person_id = $1', [newcomer.person.id])
    assert.equal(wraps.length, 1)
  })

  it('nothing that tells one passkey from another stands in the clear, and its secret stands nowhere', async () => {
    const name = 'a-canary-of-a-name'
    const held = await enrol(await signedIn(lea), name)
    await show(new Browser(world), held)
    const needles = [held.soft.id, held.secret].flatMap((each) => [
      each,
      Buffer.from(each, 'base64url').toString('hex'),
    ])
    const rows = JSON.stringify(await asOwner(world, 'select k::text as row from staff.passkey k'))
    const sessions = JSON.stringify(await asOwner(world, 'select s::text as row from platform.web_session s'))
    for (const needle of [...needles, name]) assert.ok(!`${rows}${sessions}`.includes(needle), needle)
  })

  it('one that gives no secret is refused when it is made, and said so; at the door it opens nothing', async () => {
    const before = (await passkeys()).length
    const browser = await signedIn(lea)
    for (const secret of ['', 'x', randomBytes(31).toString('base64url'), randomBytes(33).toString('base64url')]) {
      await enrol(browser, 'no secret', { secret })
      assert.match(await said(browser, '/account/passkeys/make'), /That passkey was not kept/)
    }
    assert.equal((await passkeys()).length, before)
    const held = await enrol(browser)
    for (const secret of ['', randomBytes(32).toString('base64url')]) {
      const door = new Browser(world)
      assert.equal((await show(door, held, {}, secret)).location, '/sign-in/passkey')
      assert.match(await said(door), /cannot get from your passkey what opens your key/)
      assert.equal(await isIn(door), false)
    }
  })

  it('stopped, unsupported and scriptless are told apart kindly, and all lead to the equal way', async () => {
    const door = new Browser(world)
    for (const [problem, words] of [
      ['NotAllowedError', /No passkey was used/],
      ['TypeError', /offers no passkeys here, or runs no scripts/],
      ['', /offers no passkeys here, or runs no scripts/],
      ['<script>', /offers no passkeys here, or runs no scripts/],
    ] as const) {
      const { fields } = await asked(door, '/sign-in/passkey')
      assert.equal((await door.post('/sign-in/passkey', { ...fields, problem })).location, '/sign-in/passkey')
      const page = await said(door)
      assert.match(page, words)
      assert.match(page, /href="\/sign-in"/)
      assert.doesNotMatch(await said(door), words, 'said once')
    }
  })

  it('an answer counts once: sent again it lets nobody in, nor does one of two at the same moment', async () => {
    const held = await enrol(await signedIn(lea))
    const door = new Browser(world)
    const { fields, challenge } = await asked(door, '/sign-in/passkey')
    const posted = { ...fields, credential: held.soft.show(challenge), secret: held.secret }
    const twins = [door, new Browser(world), new Browser(world)]
    for (const twin of twins) twin.cookie = door.cookie
    const cookie = door.cookie
    const answers = await Promise.all(twins.map((twin) => twin.post('/sign-in/passkey', posted)))
    assert.deepEqual(answers.map((answer) => answer.location).sort(), ['/', '/sign-in/passkey', '/sign-in/passkey'])
    const thief = new Browser(world)
    thief.cookie = cookie
    assert.equal((await thief.post('/sign-in/passkey', posted)).location, '/sign-in/passkey')
    const fresh = new Browser(world)
    await fresh.get('/sign-in/passkey')
    assert.equal((await fresh.post('/sign-in/passkey', posted)).location, '/sign-in/passkey')
    for (const browser of [thief, fresh]) assert.equal(await isIn(browser), false)
  })

  it('nor where every one of them found the challenge still waiting', async () => {
    const held = await enrol(await signedIn(lea))
    const challenge = randomBytes(32).toString('base64url')
    const answer = { challenge, credential: held.soft.show(challenge), secret: held.secret }
    const party = { ...site, name: 'Rowan' }
    const results = await Promise.all([1, 2, 3, 4].map(() => signInByPasskey(world.house, party, answer)))
    assert.equal(results.filter((result) => 'privateKey' in result).length, 1)
  })

  it('a challenge waits six minutes, and a wrong answer uses it up', async () => {
    const held = await enrol(await signedIn(lea))
    for (const spoil of [
      async () => world.advance(6 * 60 + 1),
      async (door: Browser, fields: Record<string, string>) => {
        await door.post('/sign-in/passkey', { ...fields, credential: '{}' })
      },
    ]) {
      const door = new Browser(world)
      const { fields, challenge } = await asked(door, '/sign-in/passkey')
      await spoil(door, fields)
      await door.post('/sign-in/passkey', { ...fields, credential: held.soft.show(challenge), secret: held.secret })
      assert.match(await said(door), /open for too long/)
      assert.equal(await isIn(door), false)
    }
  })

  it('another origin, site, challenge, key or holder is wrong, in the same words as a passkey nobody has', async () => {
    const held = await enrol(await signedIn(lea))
    const stranger = { soft: make(site, 'x', randomBytes(32)), secret: held.secret }
    const bends: Bend[] = [
      { origin: 'http://127.0.0.1' },
      { origin: 'http://localhost:8080' },
      { rpId: 'example.org' },
      { challenge: randomBytes(32).toString('base64url') },
      { foreignKey: true },
      { userHandle: randomBytes(32) },
      { flags: 1 + 8 },
      { type: 'webauthn.create' },
    ]
    const page = async (each: Held, bend: Bend) => {
      const door = new Browser(world)
      assert.equal((await show(door, each, bend)).location, '/sign-in/passkey')
      assert.equal(await isIn(door), false)
      const text = await said(door)
      return text.replace(/name="token" value="[^"]+"/g, '').replace(/bytes:[\w-]+/g, '')
    }
    const unknown = await page(stranger, {})
    assert.match(unknown, wrong)
    for (const bend of bends) assert.equal(await page(held, bend), unknown, JSON.stringify(bend))
    assert.equal((await show(new Browser(world), held)).location, '/', 'and straight, it lets in')
  })

  it('a counter that goes back shuts the passkey for good: copy and original alike, until it is removed', async () => {
    const browser = await signedIn(max)
    const held = await enrol(browser, 'counts')
    assert.equal((await show(new Browser(world), held, { counter: 9 })).location, '/')
    const forger = new Browser(world)
    await show(forger, held, { counter: 3, foreignKey: true })
    assert.match(await said(forger), wrong, 'who has only the id casts no doubt')
    const copy = new Browser(world)
    await show(copy, held, { counter: 9 })
    assert.match(await said(copy), /may have been copied/)
    const original = new Browser(world)
    await show(original, held, { counter: 10 })
    assert.match(await said(original), wrong)
    assert.match(await said(browser, '/account/passkeys'), /May have been copied/)
    assert.equal((await audited('passkey.doubted')).length, 1)
  })

  it('removed, it opens nothing; sessions elsewhere end, and the device may hold what it likes', async () => {
    const browser = await signedIn(max)
    const held = await enrol(browser, 'to go')
    const elsewhere = new Browser(world)
    await show(elsewhere, held)
    assert.ok(await isIn(elsewhere))
    const text = await said(browser, '/account/passkeys')
    const id = /remove\?passkey=([0-9a-f-]{36})"[^>]*>Remove<span[^>]*> the passkey “to go”/.exec(text)?.[1] ?? ''
    await browser.submit(`/account/passkeys/remove?passkey=${id}`, '/account/passkeys/remove')
    assert.match(await said(browser, '/account/passkeys'), /That passkey is removed/)
    assert.equal(await isIn(elsewhere), false)
    assert.ok(await isIn(browser))
    const door = new Browser(world)
    await show(door, held)
    assert.match(await said(door), wrong)
    assert.equal((await audited('passkey.removed')).at(-1)?.record_id, id)
  })

  it('the last way in stays: without a passphrase one passkey is left', async () => {
    const zoe = await addPerson(world.house, organisation, 'zoe', ['desk'])
    const browser = await signedIn(zoe)
    await enrol(browser, 'one')
    await enrol(browser, 'two')
    await asOwner(world, 'delete from staff.credential where person_id = $1', [zoe.person.id])
    const rows = await asOwner(world, 'select id from staff.passkey where person_id = $1', [zoe.person.id])
    assert.equal(rows.length, 2)
    await Promise.all(
      rows.map((row) =>
        browser.submit(`/account/passkeys/remove?passkey=${row.id}`, '/account/passkeys/remove').catch(() => {}),
      ),
    )
    const left = await asOwner(world, 'select id from staff.passkey where person_id = $1', [zoe.person.id])
    assert.equal(left.length, 1)
    await browser.submit(`/account/passkeys/remove?passkey=${left[0]?.id}`, '/account/passkeys/remove')
    assert.match(await said(browser, '/account/passkeys'), /your last way in, so it stays/)
  })

  it('making and removing ask for a fresh proof, which a passkey gives as well', async () => {
    const browser = await signedIn(lea)
    const held = await enrol(browser, 'proves')
    const { fields } = await asked(browser, '/account/passkeys/make')
    world.advance(5 * 60 + 1)
    for (const path of ['/account/passkeys/make', '/account/passkeys/remove'])
      assert.match((await browser.post(path, fields)).location ?? '', /^\/step-up/)
    const led = (await browser.get('/account/passkeys/make')).location ?? ''
    assert.match(led, /^\/step-up\?/)
    assert.match(await said(browser, led), /href="\/step-up\/passkey\?back=/)
    const proof = `/step-up/passkey?${new URL(led, site.origin).searchParams}`
    const prove = async (who: Held, bend: Bend = {}) => {
      const { fields: hidden, challenge, allowed } = await asked(browser, proof)
      const answer = await browser.post('/step-up/passkey', { ...hidden, credential: who.soft.show(challenge, bend) })
      return { ...answer, allowed }
    }
    const maxs = await enrol(await signedIn(max), 'max’s own')
    assert.match((await prove(maxs)).location ?? '', /^\/step-up\/passkey/, 'a colleague’s proves nothing')
    assert.match(await said(browser, proof), wrong)
    assert.match((await prove(held, { foreignKey: true })).location ?? '', /^\/step-up\/passkey/)
    const done = await prove(held)
    assert.equal(done.location, '/account/passkeys/make')
    assert.ok(done.allowed?.includes(held.soft.id) && !done.allowed.includes(maxs.soft.id))
    assert.equal((await browser.get('/account/passkeys/make')).status, 200)
  })

  it('a challenge for one purpose answers no other, nor another session’s', async () => {
    const [leas, maxs] = [await signedIn(lea), await signedIn(max)]
    const before = (await passkeys()).length
    const { challenge } = await asked(leas, '/account/passkeys/make')
    const { fields, holder } = await asked(maxs, '/account/passkeys/make')
    const soft = make(site, challenge, holder)
    await maxs.post('/account/passkeys/make', {
      ...fields,
      credential: soft.made,
      secret: randomBytes(32).toString('base64url'),
    })
    assert.match(await said(maxs, '/account/passkeys/make'), wrong)
    const door = new Browser(world)
    const atDoor = await asked(door, '/sign-in/passkey')
    await door.post('/account/passkeys/make', { ...atDoor.fields, credential: soft.made })
    assert.equal((await passkeys()).length, before)
  })

  it('a leaver’s passkey opens nothing', async () => {
    const ada = await addPerson(world.house, organisation, 'ada', ['desk'])
    const held = await enrol(await signedIn(ada))
    assert.equal((await show(new Browser(world), held)).location, '/')
    await asOwner(world, 'update staff.person set left_at = now() where id = $1', [ada.person.id])
    const door = new Browser(world)
    await show(door, held)
    assert.match(await said(door), wrong)
  })

  it('passkeys have one address: at any other the page names it and asks for none', async () => {
    const answer = await world.app.request('http://127.0.0.1/sign-in/passkey')
    const text = await answer.text()
    assert.match(text, /Here it is http:\/\/localhost:/)
    assert.doesNotMatch(text, /data-passkey|passkey\.js/)
    assert.equal(answer.headers.get('set-cookie'), null)
  })

  it('made for a sample person in a demonstration, it opens nothing outside one', async () => {
    const sample = samplePeople[0]!
    await createStaffMember(world.house, task('task-enrolment'), {
      organisationId: organisation,
      username: sample.username,
      displayName: sample.displayName,
      roles: ['desk'],
      passphrase: samplePassphrase,
      totpSecret: sampleTotpSecret(sample.username),
    })
    const config = world.house.config as { demonstration: boolean }
    config.demonstration = true
    world.advance(90)
    const browser = new Browser(world)
    await browser.signIn(sample.username, sampleTotpSecret(sample.username), { passphrase: samplePassphrase })
    const held = await enrol(browser)
    assert.equal((await show(new Browser(world), held)).location, '/')
    config.demonstration = false
    const door = new Browser(world)
    await show(door, held)
    assert.match(await said(door), wrong)
  })
})
