// Abuse 15: an administrator who would like to come in as somebody else. Joining takes two people, and what lets the third in is
// chosen and held by the third alone.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { task } from '#permissions/actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { createTeam } from '../create-team.ts'
import { isHalf, newHalf, tidyHalf } from '../joining/invitation.ts'
import { countInvitations, forgetInvitations } from '../joining/invite.ts'
import { actorFor } from '../person.ts'
import { codeAt } from '../totp.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, type World } from './staff-world.ts'

const own = 'seven herons on the weir'

describe('joining', () => {
  let world: World
  let organisation: string
  const people = new Map<string, Awaited<ReturnType<typeof addPerson>>>()
  before(async () => {
    world = await openWorld({ demonstration: false })
    organisation = await addOrganisation(world.house)
    for (const [name, roles] of [
      ['ann', ['desk']],
      ['ben', ['caseworker']],
      ['walker', ['outreach']],
      ['root', ['desk', 'membership']],
    ] as const)
      people.set(name, await addPerson(world.house, organisation, name, roles))
    const elsewhere = await addOrganisation(world.house)
    people.set('other', await addPerson(world.house, elsewhere, 'other', ['desk']))
    people.set('other2', await addPerson(world.house, elsewhere, 'other2', ['desk']))
    people.set('lone', await addPerson(world.house, await addOrganisation(world.house), 'lone', ['caseworker']))
    const council = await addOrganisation(world.house, 'council')
    people.set('chair', await addPerson(world.house, council, 'chair', ['coordinator']))
    people.set('machine', await addPerson(world.house, council, 'machine', ['operator']))
    await createTeam(world.house, organisation, [people.get('ann')!.person.id])
  })
  after(() => world.close())

  const at = async (name: string) => {
    world.advance(90)
    const browser = new Browser(world)
    assert.equal((await browser.signIn(name, people.get(name)!.totpSecret)).location, '/')
    return browser
  }
  const page = '/people/invitations'
  const proposeAt = async (browser: Browser, username: string, roles = 'desk') => {
    await browser.submit(page, page, { name: `New ${username}`, username, roles })
    const rows = await asOwner(world, 'select id from staff.invitation where username = $1', [username])
    return String(rows[0]?.id)
  }
  const halfOn = (text: string) =>
    /<code class="identifier" translate="no">([0-9a-z ]{19})<\/code>/.exec(text)?.[1] ?? ''
  const press = async (browser: Browser, id: string, act: string) => {
    await browser.submit(page, `${page}/${id}/${act}`)
    return halfOn((await browser.get(page)).text)
  }
  /** Ann proposes, Ben confirms, both halves are made. */
  async function invite(username: string, roles = 'desk') {
    const ann = await at('ann')
    const id = await proposeAt(ann, username, roles)
    const other = await press(await at('ben'), id, 'confirm')
    const fresh = await at('ann')
    return { id, one: await press(fresh, id, 'code'), other }
  }
  const secretOn = (text: string) =>
    (/<code class="identifier" translate="no">([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '')
  /** Types both halves and fills in the page that follows. */
  async function joinWith(halves: { one: string; other: string }, change: Record<string, string> = {}) {
    const browser = new Browser(world)
    const first = await browser.submit('/join', '/join', halves)
    if (first.location !== '/join/yourself') return { browser, location: first.location, secret: '' }
    const secret = secretOn((await browser.get('/join/yourself')).text)
    const fields = { passphrase: own, again: own, code: codeAt(secret, world.house.clock.now()), ...change }
    const answer = await browser.submit('/join/yourself', '/join/yourself', fields)
    return { browser, location: answer.location, secret }
  }
  const standing = async (username: string) =>
    (await asOwner(world, 'select id from staff.person where username = $1', [username])).length

  it('two invite, the third chooses their own passphrase and phone, signs in with them, and holds no key yet', async () => {
    const { one, other } = await invite('cleo')
    assert.ok(isHalf(tidyHalf(one)) && isHalf(tidyHalf(other)) && one !== other)
    const { browser, location, secret } = await joinWith({ one: other, other: one.toUpperCase().replaceAll(' ', '-') })
    assert.equal(location, '/')
    assert.match((await browser.get('/account')).text, /New cleo/)
    world.advance(90)
    assert.equal((await new Browser(world).signIn('cleo', secret, { passphrase: own })).location, '/')
    assert.match((await browser.get('/people')).text, /Waits for the key/)
    const acts = await asOwner(
      world,
      `select kind from audit.entry where kind like 'invitation.%' or kind = 'person.joined'`,
    )
    assert.deepEqual(
      acts.map((act) => act.kind),
      ['invitation.proposed', 'invitation.confirmed', 'invitation.coded', 'person.joined'],
    )
  })

  it('an invitation is counted for whoever it waits for: who may confirm it, then who makes the code, then nobody', async () => {
    const waitingFor = async () => {
      const counts: Record<string, number> = {}
      for (const name of ['ann', 'ben', 'root', 'other']) {
        const person = people.get(name)!.person
        counts[name] = await countInvitations(world.house, actorFor(person))
      }
      return counts
    }
    assert.deepEqual(await waitingFor(), { ann: 0, ben: 0, root: 0, other: 0 })
    const id = await proposeAt(await at('ann'), 'fern')
    assert.deepEqual(await waitingFor(), { ann: 0, ben: 1, root: 1, other: 0 })
    await press(await at('ben'), id, 'confirm')
    assert.deepEqual(await waitingFor(), { ann: 1, ben: 0, root: 0, other: 0 })
    await press(await at('ann'), id, 'code')
    assert.deepEqual(await waitingFor(), { ann: 0, ben: 0, root: 0, other: 0 })
  })

  it('a code works once, also for two at the same moment, and not after 72 hours', async () => {
    const halves = await invite('dora')
    const both = await Promise.all([joinWith(halves), joinWith(halves)])
    assert.deepEqual(both.map(({ location }) => location).sort(), ['/', '/join'])
    assert.equal(await standing('dora'), 1)
    assert.equal((await joinWith(halves)).location, '/join')

    const late = await invite('late')
    world.advance(72 * 3600 + 60)
    assert.equal((await joinWith(late)).location, '/join')
    await forgetInvitations(world.house)
    assert.deepEqual(await asOwner(world, `select from staff.invitation where username = 'late'`), [])
  })

  it('abuse 15: neither of the two comes in with their own half, nor with a guess, nor before the second has agreed', async () => {
    const ann = await at('ann')
    const id = await proposeAt(ann, 'eve')
    // Alone, the one who proposed can neither confirm nor make a code.
    for (const act of ['confirm', 'code']) {
      assert.ok(!(await ann.get(page)).text.includes(`${id}/${act}`), act)
      const token = /name="token" value="([^"]+)"/.exec(
        (await ann.get(page)).text.split('action="/people/inv')[1] ?? '',
      )
      assert.equal((await ann.post(`${page}/${id}/${act}`, { token: token?.[1] ?? '' })).status, 404, act)
    }
    const other = await press(await at('ben'), id, 'confirm')
    const one = await press(await at('ann'), id, 'code')
    for (const halves of [
      { one, other: one },
      { one: other, other },
      { one, other: newHalf() },
      { one: newHalf(), other },
      { one, other: '' },
    ])
      assert.equal((await joinWith(halves)).location, '/join')
    assert.equal(await standing('eve'), 0)
  })

  it('the halves are shown once, and stand nowhere in the database', async () => {
    const { id, one, other } = await invite('fay')
    const [row] = await asOwner(world, 'select * from staff.invitation where id = $1', [id])
    const sessions = await asOwner(world, 'select * from platform.web_session')
    const dump = Buffer.concat(
      [row!, ...sessions]
        .flatMap(Object.values)
        .map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
    ).toString('latin1')
    for (const half of [one, other, tidyHalf(one), tidyHalf(other)]) assert.ok(!dump.includes(half))
    assert.ok(dump.includes('fay'), 'the same search finds what does stand there')
    assert.equal(halfOn((await (await at('ann')).get(page)).text), '')
  })

  it('somebody alone in their organisation is confirmed by who coordinates the Forum, and by nobody else', async () => {
    const lone = await at('lone')
    const id = await proposeAt(lone, 'gil', 'caseworker')
    for (const name of ['ben', 'other']) assert.ok(!(await (await at(name)).get(page)).text.includes(id), name)
    const other = await press(await at('chair'), id, 'confirm')
    const one = await press(await at('lone'), id, 'code')
    const { browser, location } = await joinWith({ one, other })
    assert.equal(location, '/')
    // The first who reads there begins the team, as at the command line.
    assert.match((await browser.get('/people')).text, /Since the team began/)
  })

  it('the Forum’s coordinator has no say where there are two, and one organisation none in another’s', async () => {
    const id = await proposeAt(await at('ann'), 'hal')
    for (const name of ['chair', 'machine', 'other']) {
      const browser = await at(name)
      assert.ok(!(await browser.get(page)).text.includes(id), name)
      const token = /name="token" value="([^"]+)"/.exec(
        (await browser.get(page)).text.split('action="/people/inv')[1] ?? '',
      )
      for (const act of ['confirm', 'code', 'take-back'])
        assert.equal(
          (await browser.post(`${page}/${id}/${act}`, { token: token?.[1] ?? '' })).status,
          404,
          `${name} ${act}`,
        )
    }
    assert.equal((await (await at('walker')).post(page, {})).status, 404, 'an outreach worker may confirm, not propose')
  })

  it('what was confirmed cannot be made into one person’s, not with SQL either', async () => {
    const ann = people.get('ann')!.person
    const ben = people.get('ben')!.person
    const everything = (person: typeof ann) => ({ ...actorFor(person), roles: staffRoles })
    const id = await proposeAt(await at('ann'), 'ivy')
    await press(await at('ben'), id, 'confirm')
    const run = (text: string, person: typeof ann) =>
      world.house.asActor(everything(person), (tx) => sql.raw(text).execute(tx))
    const digest = `'\\x${'00'.repeat(32)}'`
    const swap = `update staff.invitation set confirmer_half = ${digest} where id = '${id}'`
    await assert.rejects(run(swap, ann), /confirmed once/)
    assert.equal((await run(swap, ben)).numAffectedRows ?? 0n, 0n)
    const alone = `insert into staff.invitation (id, organisation_id, username, display_name, roles, proposed_by, confirmed_by, confirmed_at, confirmer_half, is_alone)
      values (gen_random_uuid(), '${organisation}', 'sly', 'Sly', '{desk}', '${ann.id}', '${ben.id}', now(), ${digest}, false)`
    await assert.rejects(run(alone, ann), /row-level security/)
    for (const text of [
      `insert into staff.invitation (id, organisation_id, username, display_name, roles, proposed_by, is_alone) values (gen_random_uuid(), '${organisation}', 'sly', 'Sly', '{desk}', '${ben.id}', false)`,
      `insert into staff.invitation (id, organisation_id, username, display_name, roles, proposed_by, is_alone) values (gen_random_uuid(), '${organisation}', 'sly', 'Sly', '{desk}', '${ann.id}', true)`,
    ])
      await assert.rejects(run(text, ann), /row-level security/)
    await assert.rejects(
      run(`update staff.invitation set display_name = 'Sly' where id = '${id}'`, ann),
      /permission denied/,
    )
  })

  it('nobody is entered whom two have not invited, and a credential goes to nobody who stands here already', async () => {
    const ann = people.get('ann')!.person
    const joining = task('task-invitation')
    const insert = sql.raw(`insert into staff.person (id, organisation_id, username, display_name, roles, public_key)
      values (gen_random_uuid(), '${organisation}', 'sly', 'Sly', '{desk}', '\\x${'00'.repeat(32)}')`)
    await assert.rejects(
      world.house.asActor(joining, (tx) => insert.execute(tx)),
      /row-level security/,
    )
    const credential =
      sql.raw(`insert into staff.credential (person_id, salt, verifier, parameters, sealed_private_key, sealed_totp)
      values ('${ann.id}', '\\x00', '\\x00', '{}', '\\x00', '\\x00')`)
    await assert.rejects(
      world.house.asActor(joining, (tx) => credential.execute(tx)),
      /row-level security/,
    )
  })

  it('abuse 15: no route takes anything of somebody else’s passphrase or phone; no role has a grant on them', async () => {
    const victim = people.get('ben')!
    const before = await asOwner(world, 'select * from staff.credential where person_id = $1', [victim.person.id])
    const admin = await at('root')
    const code = codeAt(victim.totpSecret, world.house.clock.now())
    const aimed = {
      person: victim.person.id,
      personId: victim.person.id,
      person_id: victim.person.id,
      username: 'ben',
      id: victim.person.id,
    }
    const typed = { passphrase: own, again: own, code, secret: victim.totpSecret, totpSecret: victim.totpSecret }
    for (const { method, path } of world.routes()) {
      if (method !== 'POST' || /sign-in|sign-out|end-all|:id\/end$/.test(path)) continue
      const to = path.replace(/:[a-z]+/i, victim.person.id)
      const text = (await admin.get(to)).text
      const token = /name="token" value="([^"]+)"/.exec(text.split(`action="${to}"`)[1] ?? '')?.[1] ?? ''
      await admin.post(to, { ...typed, ...aimed, token }, to)
    }
    assert.deepEqual(
      await asOwner(world, 'select * from staff.credential where person_id = $1', [victim.person.id]),
      before,
    )
    // Told apart from a test that changes nothing anywhere: their own passphrase did change.
    world.advance(90)
    assert.equal((await new Browser(world).signIn('root', people.get('root')!.totpSecret)).location, '/sign-in')

    for (const role of [...staffRoles, undefined]) {
      const actor = { ...actorFor(people.get('ann')!.person), roles: role ? [role] : staffRoles }
      const run = (text: string) => world.house.asActor(actor, (tx) => sql.raw(text).execute(tx))
      for (const column of ['salt', 'verifier', 'parameters', 'sealed_private_key', 'sealed_totp'])
        await assert.rejects(run(`update staff.credential set ${column} = ${column}`), /permission denied/, role)
      await assert.rejects(run('delete from staff.credential'), /permission denied/, role)
      await assert.rejects(
        run(`insert into staff.credential (person_id, salt, verifier, parameters, sealed_private_key, sealed_totp)
          values ('${victim.person.id}', '\\x00', '\\x00', '{}', '\\x00', '\\x00')`),
        /row-level security/,
        role,
      )
      // The functions that change a way in ask who is acting, and take nobody's id.
      await run(`select set_config('rowan.subject', '', true), staff.change_own_codes('\\x00', 1)`)
    }
    assert.deepEqual(
      await asOwner(world, 'select * from staff.credential where person_id = $1', [victim.person.id]),
      before,
    )
    const { rows } = await world.house.asActor(actorFor(victim.person), (tx) =>
      sql<{ arguments: string }>`select pg_get_function_arguments(p.oid) as arguments from pg_proc p
        where p.proname in ('change_own_passphrase', 'change_own_codes')`.execute(tx),
    )
    assert.equal(rows.length, 2)
    assert.ok(rows.every((row) => !row.arguments.includes('uuid')))
  })

  it('what is typed wrong is answered beside its field, and the square stays the same', async () => {
    const halves = await invite('joe')
    const browser = new Browser(world)
    await browser.submit('/join', '/join', halves)
    const first = (await browser.get('/join/yourself')).text
    const secret = secretOn(first)
    assert.match(first, /<svg class="code-square" role="img" aria-label=/)
    for (const [change, sentence] of [
      [{ passphrase: 'short', again: 'short', code: '123456' }, /too short/],
      [{ passphrase: own, again: 'another one of mine', code: '123456' }, /These two differ/],
      [{ passphrase: own, again: own, code: '12' }, /not a code of this key/],
      [
        { passphrase: own, again: own, code: codeAt(people.get('ann')!.totpSecret, world.house.clock.now()) },
        /not a code of this key/,
      ],
    ] as const) {
      await browser.submit('/join/yourself', '/join/yourself', change)
      const { text } = await browser.get('/join/yourself')
      assert.match(text, sentence)
      assert.equal(secretOn(text), secret)
      assert.ok(!text.includes(own))
    }
    assert.equal(await standing('joe'), 0)
  })

  it('a proposal with something missing keeps what was typed', async () => {
    const browser = await at('ben')
    await browser.submit(page, page, { name: 'Ümit', username: 'ann', roles: 'desk' })
    const { text } = await browser.get(page)
    assert.match(text, /Somebody has this username/)
    assert.match(text, /value="Ümit"/)
    await browser.submit(page, page, { name: 'Ümit', username: 'umit', roles: 'chief' })
    assert.match((await browser.get(page)).text, /Choose what they will do/)
  })
})
