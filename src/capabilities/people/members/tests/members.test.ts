// Members: an account under a made-up name, what it lets its holder decide, and that nobody else learns of it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { type Area, areas } from '#partnership/organisations/index.ts'
import { type MemberActor, task } from '#permissions/actor.ts'
import {
  addMember,
  addStaff,
  Browser,
  openWorld,
  passphrase,
  publicApp,
  signedInStaff,
  type World,
} from '#safety/checker/tests/check-world.ts'
import { type WorkKind, workKinds } from '#safety/reporting/index.ts'
import { changePreferences, readAccount } from '../change-account.ts'
import { contactsOf, createMember, feedPath, memberActorOf, memberByFeedToken, membersConcerned } from '../index.ts'
import { canonicalPseudonym, type MemberPreferences } from '../member.ts'
import { passphraseMistake } from '../passphrase.ts'
import { sampleMembers } from '../sample-members.ts'
import { signIn } from '../sign-in.ts'
import { ALLOWED_FAILURES, REST_MINUTES } from '../store.ts'

const delivery = task('task-delivery')
const wrong = 'not the passphrase'

describe('members', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  const concerned = (about: { areas: Area[]; work: WorkKind[] }) =>
    world.house.asActor(delivery, async (tx) => {
      const ids: string[] = []
      for await (const batch of membersConcerned(tx, world.house.keys, about)) ids.push(...batch)
      return ids
    })

  it('sign in with their pseudonym however it is written, and with nothing but their passphrase', async () => {
    const wren = await addMember(world.house, 'Amber Wren')
    for (const typed of ['Amber Wren', '  amber   WREN ', 'ＡＭＢＥＲ wren'])
      assert.deepEqual(await signIn(world.house, typed, passphrase), { ok: true, memberId: wren.memberId })
    for (const [name, phrase] of [
      ['Amber Wren', wrong],
      ['Amber Wren', ''],
      ['Nobody', passphrase],
      ['', ''],
    ] as const)
      assert.deepEqual(await signIn(world.house, name, phrase), { ok: false, why: 'no-match' })
  })

  it('a name that nobody has costs the same work as a wrong passphrase', async () => {
    const run = argon2Doorway.run
    const work: number[] = []
    for (const name of ['Amber Wren', 'Nobody At All']) {
      let derived = 0
      argon2Doorway.run = (each) => {
        derived++
        return run(each)
      }
      try {
        await signIn(world.house, name, wrong)
      } finally {
        argon2Doorway.run = run
      }
      work.push(derived)
    }
    assert.deepEqual(work, [1, 1])
  })

  it('after ten wrong tries the account rests, also when twenty-five come at once, and answers in the same words', async () => {
    const rook = await addMember(world.house, 'Resting Rook')
    const tries = await Promise.all(Array.from({ length: 25 }, () => signIn(world.house, 'Resting Rook', wrong)))
    assert.ok(tries.every((each) => !each.ok && each.why === 'no-match'))
    assert.deepEqual(await signIn(world.house, 'Resting Rook', passphrase), { ok: false, why: 'no-match' })
    world.clock.ahead += (REST_MINUTES + 1) * 60_000
    assert.deepEqual(await signIn(world.house, 'Resting Rook', passphrase), { ok: true, memberId: rook.memberId })
    for (let i = 1; i < ALLOWED_FAILURES; i++) await signIn(world.house, 'Resting Rook', wrong)
    assert.equal((await signIn(world.house, 'Resting Rook', passphrase)).ok, true)
  })

  it('the demonstration’s published passphrases open nothing outside it', async () => {
    const [sample] = sampleMembers
    const made = await createMember(world.house, task('task-demonstration'), sample)
    assert.ok(made.ok)
    assert.deepEqual(await signIn(world.house, sample.pseudonym, sample.passphrase), { ok: false, why: 'no-match' })
    const demonstration = { ...world.house, config: { ...world.house.config, demonstration: true } }
    assert.ok((await signIn(demonstration, sample.pseudonym, sample.passphrase)).ok)
  })

  it('mistakes in a new account come back by field, and a pseudonym belongs to one', async () => {
    const make = (pseudonym: string, phrase = passphrase) =>
      createMember(world.house, task('task-demonstration'), { pseudonym, passphrase: phrase, kind: 'individual' })
    assert.deepEqual(await make('ab', 'short'), {
      ok: false,
      mistakes: { pseudonym: 'too-short', passphrase: 'too-short' },
    })
    assert.deepEqual(await make('x'.repeat(41)), { ok: false, mistakes: { pseudonym: 'too-long' } })
    assert.deepEqual(await make('AMBER wren'), { ok: false, mistakes: { pseudonym: 'taken' } })
    assert.equal(passphraseMistake('aaaaaaaaaa'), 'too-plain')
    assert.equal(passphraseMistake('abcabcabcabc'), 'too-plain')
    assert.equal(passphraseMistake('ten chars!'), undefined)
    const desk = world.desk
    await assert.rejects(createMember(world.house, desk, { pseudonym: 'Nope', passphrase, kind: 'individual' }), {
      name: 'NotFound',
    })
  })

  it('canonical pseudonyms are canonical: reading one twice changes nothing, and case and blanks do not matter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = canonicalPseudonym(text)
        assert.equal(canonicalPseudonym(once), once)
        assert.equal(canonicalPseudonym(`  ${text}  `), once)
      }),
    )
  })

  it('an alert concerns exactly those whose areas and kinds of work it meets', async () => {
    const made: { id: string; preferences: MemberPreferences }[] = []
    const some = <T>(from: readonly T[]) => fc.subarray([...from], { maxLength: 4 })
    const wishes = fc.sample(fc.record({ areas: some(areas), work: some(workKinds) }), 14)
    for (const [i, wish] of wishes.entries()) {
      const actor = await addMember(world.house, `Tagged ${i}`)
      const preferences = { ...wish, locale: 'en', emailAlerts: false } as MemberPreferences
      await changePreferences(world.house, actor, preferences)
      made.push({ id: actor.memberId, preferences })
    }
    const meets = (chosen: readonly string[], about: readonly string[]) =>
      chosen.length === 0 || about.length === 0 || about.some((each) => chosen.includes(each))
    await fc.assert(
      fc.asyncProperty(some(areas), some(workKinds), async (alertAreas, work) => {
        const ids = await concerned({ areas: alertAreas, work })
        assert.equal(new Set(ids).size, ids.length)
        for (const { id, preferences } of made)
          assert.equal(ids.includes(id), meets(preferences.areas, alertAreas) && meets(preferences.work, work))
      }),
      { numRuns: 60 },
    )
  })

  it('are reached by e-mail only when they gave an address and asked for it', async () => {
    const actor = await addMember(world.house, 'Contacted')
    const contact = async () =>
      (await world.house.asActor(delivery, (tx) => contactsOf(tx, world.house.keys, [actor.memberId])))[0]
    const set = (change: Partial<MemberPreferences>) =>
      changePreferences(world.house, actor, { locale: 'ar', email: undefined, emailAlerts: false, ...change })
    await set({ email: 'wren@example.org' })
    assert.deepEqual((await contact())?.channels, ['in-app'])
    assert.equal((await contact())?.email, undefined)
    await set({ email: 'wren@example.org', emailAlerts: true })
    assert.deepEqual((await contact())?.channels, ['in-app', 'email'])
    assert.equal((await contact())?.locale, 'ar')
    await set({ emailAlerts: true })
    assert.deepEqual((await contact())?.channels, ['in-app'])
  })

  it('one member cannot read another', async () => {
    const [one, other] = [await addMember(world.house, 'One One'), await addMember(world.house, 'Other One')]
    const seen = await world.house.asActor(one, (tx) => tx.selectFrom('members.member').select('id').execute())
    assert.deepEqual(seen, [{ id: one.memberId }])
    await assert.rejects(readAccount(world.house, { ...other, memberId: '00000000-0000-4000-8000-000000000000' }))
  })

  it('leave whenever they want: the account, its sessions and its feed are gone at once', async () => {
    const actor = await addMember(world.house, 'Leaving Lark')
    const { feedToken } = await readAccount(world.house, actor)
    const app = publicApp(world.house)
    const [phone, laptop] = [new Browser(app), new Browser(app)]
    await phone.signIn('Leaving Lark')
    await laptop.signIn('Leaving Lark')
    await phone.submit('/me/leave', '/me/leave')
    assert.match((await phone.get('/me/leave')).text, /Tick the box/)
    const left = await phone.submit('/me/leave', '/me/leave', { confirm: 'yes' })
    assert.deepEqual([left.status, left.location, phone.cookie], [303, '/left', ''])
    assert.equal((await laptop.get('/me')).location, '/sign-in?next=me')
    assert.equal(await memberByFeedToken(world.house, feedToken), undefined)
    const session = world.house.sessions.begin({ member: { memberId: actor.memberId } })
    assert.equal(await memberActorOf(world.house, session), undefined)
    assert.equal((await signIn(world.house, 'Leaving Lark', passphrase)).ok, false)
  })

  it('a renewed feed address works and the one before does not', async () => {
    const actor = await addMember(world.house, 'Feed Finch')
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Feed Finch')
    const before = (await readAccount(world.house, actor)).feedToken
    assert.equal((await memberByFeedToken(world.house, before))?.memberId, actor.memberId)
    await browser.submit('/me/account', '/me/feed')
    const page = (await browser.get('/me/account')).text
    const after = (await readAccount(world.house, actor)).feedToken
    assert.ok(page.includes(feedPath(after)) && !page.includes(before))
    assert.equal(await memberByFeedToken(world.house, before), undefined)
    assert.equal((await memberByFeedToken(world.house, after))?.memberId, actor.memberId)
    for (const bad of ['', 'x', after.slice(1), `${after}x`, after.toUpperCase()])
      assert.equal(await memberByFeedToken(world.house, bad), undefined)
  })

  it('changing the passphrase asks for the one before and signs every other device out', async () => {
    await addMember(world.house, 'Changing Crow')
    const app = publicApp(world.house)
    const [phone, laptop] = [new Browser(app), new Browser(app)]
    await phone.signIn('Changing Crow')
    await laptop.signIn('Changing Crow')
    const change = (current: string, next: string) => phone.submit('/me/account', '/me/passphrase', { current, next })
    await change(wrong, 'a new and longer one')
    assert.match((await phone.get('/me/account')).text, /That is not your passphrase now/)
    await change(passphrase, 'short')
    assert.match((await phone.get('/me/account')).text, /Use at least 10 characters/)
    await change(passphrase, 'a new and longer one')
    const page = (await phone.get('/me/account')).text
    assert.match(page, /Your passphrase is changed/)
    assert.ok(!page.includes('a new and longer one') && !page.includes(passphrase))
    assert.equal((await laptop.get('/me')).status, 303)
    assert.equal((await signIn(world.house, 'Changing Crow', passphrase)).ok, false)
    assert.equal((await signIn(world.house, 'Changing Crow', 'a new and longer one')).ok, true)
  })

  it('what was typed wrongly stays in its field with the error beside it; what is saved is shown', async () => {
    const actor = await addMember(world.house, 'Saving Swift')
    const browser = new Browser(publicApp(world.house))
    await browser.signIn('Saving Swift')
    await browser.submit('/me', '/me', { areas: 'bolton', work: 'online' })
    assert.match((await browser.get('/me')).text, /Saved\./)
    const deliver = (email: string, emailAlerts = 'yes') =>
      browser.submit('/me/account', '/me/delivery', { locale: 'ro', emailAlerts, email })
    await deliver('not an address')
    const again = (await browser.get('/me/account')).text
    assert.match(again, /id="email-error"/)
    assert.match(again, /value="not an address"/)
    await deliver('')
    assert.match((await browser.get('/me/account')).text, /or choose not to get them by e-mail/)
    await deliver('swift@example.org')
    assert.match((await browser.get('/me/account')).text, /Saved\./)
    const { preferences } = await readAccount(world.house, actor)
    assert.deepEqual(preferences, {
      email: 'swift@example.org',
      locale: 'ro',
      areas: ['bolton'],
      work: ['online'],
      emailAlerts: true,
    })
    // Either page saves its own half and leaves the other's; an address that is emptied is gone.
    await browser.submit('/me', '/me', { work: 'street' })
    assert.equal((await readAccount(world.house, actor)).preferences.email, 'swift@example.org')
    await deliver('', '')
    const { preferences: now } = await readAccount(world.house, actor)
    assert.deepEqual(now, { locale: 'ro', areas: [], work: ['street'], emailAlerts: false })
  })

  it('signing in makes a new session, so one that was planted opens nothing', async () => {
    await addMember(world.house, 'Planted Plover')
    const browser = new Browser(publicApp(world.house))
    await browser.submit('/sign-in', '/sign-in', { pseudonym: '', passphrase: '' })
    const planted = browser.cookie
    assert.notEqual(planted, '')
    await browser.signIn('Planted Plover')
    assert.notEqual(browser.cookie, planted)
    const attacker = new Browser(publicApp(world.house))
    attacker.cookie = planted
    assert.equal((await attacker.get('/me')).status, 303)
  })

  it('a forged token or a stranger’s address changes nothing and leads nowhere', async () => {
    await addMember(world.house, 'Careful Coot')
    const browser = new Browser(publicApp(world.house))
    const sent = await browser.submit('/sign-in', '/sign-in', {
      pseudonym: 'Careful Coot',
      passphrase,
      next: 'https://example.org',
    })
    assert.equal(sent.location, '/me')
    await browser.post('/me', { token: 'forged', locale: 'ar' })
    assert.match((await browser.get('/me')).text, /had been open for long/)
    await browser.post('/me/leave', { token: 'forged', confirm: 'yes' })
    assert.equal((await browser.get('/me')).status, 200)
  })

  it('a membership worker makes an account; its passphrase is shown once; nobody is listed', async () => {
    const maker = await addStaff(world.house, world.organisationId, ['membership'])
    const browser = await signedInStaff(world.house, maker)
    await browser.submit('/members', '/members', { pseudonym: 'ab', kind: 'venue' })
    assert.match((await browser.get('/members')).text, /at least 3 characters/)
    await browser.submit('/members', '/members', { pseudonym: 'Handed Heron', kind: 'project' })
    const page = (await browser.get('/members')).text
    const words = /<bdi class="identifier" dir="ltr">([a-z]+(?: [a-z]+){4})<\/bdi>/.exec(page)?.[1] ?? ''
    assert.equal((await signIn(world.house, 'Handed Heron', words)).ok, true)
    const later = (await browser.get('/members')).text
    assert.ok(!later.includes(words) && !later.includes('Handed Heron') && !later.includes('Amber Wren'))
    const desk = await signedInStaff(world.house, world.desk)
    assert.equal((await desk.get('/members')).status, 404)
  })

  it('nothing of a person stands in the database or the log', async () => {
    const actor: MemberActor = await addMember(world.house, 'Canary Pseudonym')
    await changePreferences(world.house, actor, {
      email: 'canary.member@example.org',
      locale: 'ro',
      areas: ['oldham'],
      work: ['street'],
      emailAlerts: true,
    })
    const { feedToken } = await readAccount(world.house, actor)
    const client = new pg.Client({ connectionString: world.database.ownerUrl })
    await client.connect()
    await client.query('begin')
    await client.query('alter table members.member no force row level security')
    const { rows } = await client.query<{ row: string }>('select m::text as row from members.member m')
    await client.query('rollback')
    await client.end()
    assert.ok(rows.length > 10)
    for (const needle of ['Canary', 'canary', 'oldham', 'street', feedToken, passphrase])
      for (const form of [needle, Buffer.from(needle).toString('hex')])
        assert.ok(![...rows.map((each) => each.row), ...world.lines].some((line) => line.includes(form)), needle)
  })
})
