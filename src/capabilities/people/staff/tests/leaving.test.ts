// Abuse 14: a dismissed worker. From the press of a button nothing of theirs opens anything, in any process.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { staffRoles } from '#permissions/matrix.ts'
import { createTeam } from '../create-team.ts'
import { giveTeamKey } from '../give-team-key.ts'
import { actorFor } from '../person.ts'
import { staffActorOf, staffOf } from '../visit.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, secondProcess, type World } from './staff-world.ts'

describe('leaving', () => {
  let world: World
  let organisation: string
  let count = 0
  type Person = Awaited<ReturnType<typeof addPerson>>
  let boss: Person
  before(async () => {
    world = await openWorld({ demonstration: false })
    organisation = await addOrganisation(world.house)
    boss = await addPerson(world.house, organisation, 'boss', ['desk'])
    await createTeam(world.house, organisation, [boss.person.id])
  })
  after(() => world.close())

  const at = async (who: Person) => {
    world.advance(90)
    const browser = new Browser(world)
    assert.equal((await browser.signIn(who.person.username, who.totpSecret)).location, '/')
    return browser
  }
  const visitOf = async (browser: Browser) => {
    const session = await world.house.sessions.load('staff', browser.cookie.slice('r='.length))
    return await staffOf(world.house, { actor: await staffActorOf(world.house, session), session })
  }
  /** Somebody who holds the team's key, has a passkey, and proposed somebody. */
  async function worker(): Promise<Person> {
    const who = await addPerson(world.house, organisation, `worker${++count}`, ['desk'])
    await giveTeamKey(world.house, await visitOf(await at(boss)), who.person.id)
    const { id } = who.person
    await asOwner(
      world,
      `insert into staff.passkey (id, person_id, lookup, sealed, sealed_private_key)
        values (gen_random_uuid(), $1, $2, '\\x00', '\\x00')`,
      [id, randomBytes(32)],
    )
    await asOwner(
      world,
      `insert into staff.invitation (id, organisation_id, username, display_name, roles, proposed_by, is_alone)
        values (gen_random_uuid(), $1, $2, 'Friend', '{desk}', $3, false)`,
      [organisation, `friend${count}`, id],
    )
    return who
  }
  const end = (browser: Browser, who: Person, fields = {}) =>
    browser.submit(`/people/${who.person.id}/end`, `/people/${who.person.id}/end`, fields)

  it('abuse 14: at the next request they are nobody, in every process, and cannot come back', async () => {
    const who = await worker()
    const theirs = await at(who)
    const other = await secondProcess(world)
    try {
      const elsewhere = new Browser({ ...world, app: other.app })
      elsewhere.cookie = theirs.cookie
      assert.equal((await elsewhere.get('/account')).status, 200)
      const browser = await at(boss)
      assert.match((await browser.get(`/people/${who.person.id}/end`)).text, /They held the team’s key/)
      assert.equal((await end(browser, who)).location, '/people')
      for (const each of [theirs, elsewhere]) assert.equal((await each.get('/account')).status, 404)
      const told = (await browser.get('/people')).text
      assert.match(told, /is out\. Nothing of theirs opens anything/)
      assert.match(told, /href="\/team-keys"/)
      world.advance(90)
      assert.equal((await new Browser(world).signIn(who.person.username, who.totpSecret)).location, '/sign-in')
    } finally {
      await other.close()
    }
  })

  it('everything goes in one transaction: sessions, credential, passkeys, wraps, invitations; the name stays', async () => {
    const who = await worker()
    await at(who)
    const left = async () => ({
      sessions: (await asOwner(world, 'select from platform.web_session where subject = $1', [who.person.id])).length,
      credential: (await asOwner(world, 'select from staff.credential where person_id = $1', [who.person.id])).length,
      passkeys: (await asOwner(world, 'select from staff.passkey where person_id = $1', [who.person.id])).length,
      wraps: (await asOwner(world, 'select from staff.team_key_wrap where person_id = $1', [who.person.id])).length,
      invitations: (await asOwner(world, 'select from staff.invitation where proposed_by = $1', [who.person.id]))
        .length,
    })
    assert.deepEqual(await left(), { sessions: 1, credential: 1, passkeys: 1, wraps: 1, invitations: 1 })
    const failing = world.house.asActor(actorFor(boss.person), async (tx) => {
      await sql`select staff.end_person(${who.person.id}::uuid)`.execute(tx)
      throw new Error('the power went')
    })
    await assert.rejects(failing, /the power went/)
    assert.deepEqual(
      await left(),
      { sessions: 1, credential: 1, passkeys: 1, wraps: 1, invitations: 1 },
      'all or nothing',
    )
    await end(await at(boss), who)
    assert.deepEqual(await left(), { sessions: 0, credential: 0, passkeys: 0, wraps: 0, invitations: 0 })
    const [person] = await asOwner(world, 'select display_name, left_at from staff.person where id = $1', [
      who.person.id,
    ])
    assert.ok(person?.display_name && person.left_at)
    const [entry] = await asOwner(
      world,
      `select detail from audit.entry where kind = 'person.left' and record_id = $1`,
      [who.person.id],
    )
    assert.deepEqual(JSON.parse(String(entry?.detail)), { heldKey: true })
    const [event] = await asOwner(world, `select data from pgboss.job where data->>'personId' = $1`, [
      who.person.id,
    ]).catch(() => [])
    if (event) assert.deepEqual(event.data, { personId: who.person.id, organisationId: organisation })
  })

  it('somebody who signs in while they are being ended is out all the same', async () => {
    const who = await worker()
    const browser = await at(boss)
    world.advance(90)
    const theirs = Array.from({ length: 3 }, () => new Browser(world))
    await Promise.all([end(browser, who), ...theirs.map((each) => each.signIn(who.person.username, who.totpSecret))])
    for (const each of theirs) assert.equal((await each.get('/account')).status, 404)
  })

  it('nobody ends themselves, somebody of another organisation, or anybody without the right, by page or by SQL', async () => {
    const who = await worker()
    const stranger = await addPerson(world.house, await addOrganisation(world.house), 'stranger', ['desk'])
    const walker = await addPerson(world.house, organisation, 'walker', ['outreach'])
    const pathOf = (person: Person) => `/people/${person.person.id}/end`
    for (const [by, victim] of [
      [boss, boss],
      [boss, stranger],
      [stranger, who],
      [walker, who],
    ] as const) {
      const browser = await at(by)
      assert.equal((await browser.get(pathOf(victim))).status, 404)
      assert.equal((await browser.post(pathOf(victim), {})).status, 404)
      const actor = { ...actorFor(by.person), roles: by === walker ? by.person.roles : staffRoles }
      const { rows } = await world.house.asActor(actor, (tx) =>
        sql<{ ended: boolean }>`select staff.end_person(${victim.person.id}::uuid) as ended`.execute(tx),
      )
      assert.deepEqual(rows, [{ ended: false }])
      await assert.rejects(
        world.house.asActor({ ...actor, roles: staffRoles }, (tx) =>
          sql.raw(`update staff.person set left_at = now()`).execute(tx),
        ),
        /permission denied/,
      )
    }
    assert.deepEqual(
      await asOwner(world, 'select from staff.person where id = $1 and left_at is not null', [stranger.person.id]),
      [],
    )
  })

  it('before the last who holds the team’s key goes, somebody says that they know what that means', async () => {
    const there = await addOrganisation(world.house)
    const holder = await addPerson(world.house, there, 'holder', ['desk'])
    const member = await addPerson(world.house, there, 'member', ['membership'])
    await createTeam(world.house, there, [holder.person.id])
    const browser = await at(member)
    const path = `/people/${holder.person.id}/end`
    assert.equal((await end(browser, holder)).location, path)
    assert.match((await browser.get(path)).text, /Say that you know what happens/)
    assert.equal((await end(browser, holder, { understood: 'yes' })).location, '/people')
  })
})
