// Who can open what is sealed to a team: its people, from colleague to colleague, and nobody by way of the database or the machine.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openPrivateKey, openText, sealText } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { mayDo } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { createTeam } from '../create-team.ts'
import { giveTeamKey } from '../give-team-key.ts'
import { actorFor, NoTeamKey } from '../person.ts'
import { insertWrap } from '../store.ts'
import { staffActorOf, staffOf } from '../visit.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, type World } from './staff-world.ts'

describe('the team’s key', () => {
  let world: World
  let organisation: string
  const people = new Map<string, Awaited<ReturnType<typeof addPerson>>>()
  const browsers = new Map<string, Browser>()

  const cookieOf = (name: string) => browsers.get(name)?.cookie.slice('r='.length)
  async function visitOf(name: string) {
    const session = await world.house.sessions.load('staff', cookieOf(name))
    return await staffOf(world.house, { actor: await staffActorOf(world.house, session), session })
  }

  before(async () => {
    world = await openWorld()
    organisation = await addOrganisation(world.house)
    for (const [name, roles] of [
      ['first', ['desk']],
      ['second', ['caseworker']],
      ['third', ['desk', 'membership']],
      ['walker', ['outreach']],
      ['machine', ['operator']],
    ] as const)
      people.set(name, await addPerson(world.house, organisation, name, roles))
    people.set('elsewhere', await addPerson(world.house, await addOrganisation(world.house), 'elsewhere', ['desk']))
    for (const [name, { totpSecret }] of people) {
      const browser = new Browser(world)
      await browser.signIn(name, totpSecret)
      browsers.set(name, browser)
    }
    await createTeam(world.house, organisation, [people.get('first')!.person.id])
  })
  after(() => world.close())

  it('the first person opens what was sealed to the team', async () => {
    const first = await visitOf('first')
    const team = await world.house.asActor(first.actor, (tx) => currentTeamKey(tx, organisation))
    assert.ok(team)
    const binding = { organisation, epoch: team.epoch, record: 'r', part: 'words' }
    const sealed = await sealText('a lamp in the window', team.publicKey, binding)
    assert.equal(await openText(sealed, await first.teamPrivateKey(team.epoch), binding), 'a lamp in the window')
  })

  it('a colleague opens nothing until a holder gives the key; the page says who gave it', async () => {
    await assert.rejects((await visitOf('second')).teamPrivateKey(1), NoTeamKey)
    const giver = browsers.get('first')!
    assert.match((await giver.get('/people')).text, /Waits for the key/)
    await giver.submit('/people', '/people/give-key', { person: people.get('second')!.person.id })
    const page = await giver.get('/people')
    assert.match(page.text, /Person second can now open what is sealed/)
    assert.match(page.text, /Given by Person first/)
    const keys = await Promise.all(['first', 'second'].map(async (name) => (await visitOf(name)).teamPrivateKey(1)))
    assert.deepEqual(keys[0], keys[1])
  })

  it('who does not hold the key is not offered to give it, and cannot', async () => {
    const page = await browsers.get('third')!.get('/people')
    assert.doesNotMatch(page.text, /action="\/people\/give-key"/)
    await assert.rejects(giveTeamKey(world.house, await visitOf('third'), people.get('third')!.person.id), NoTeamKey)
  })

  it('an operator, an outreach worker and another organisation’s people get no key, asked for or slipped in', async () => {
    const first = await visitOf('first')
    for (const name of ['machine', 'walker', 'elsewhere']) {
      const { person } = people.get(name)!
      await assert.rejects(giveTeamKey(world.house, first, person.id), NotFound, name)
      const wrap = { organisationId: organisation, personId: person.id, epoch: 1, wrapped: Buffer.alloc(81) }
      const slipped = world.house.asActor(first.actor, (tx) => insertWrap(tx, { ...wrap, givenBy: first.person.id }))
      await assert.rejects(slipped, /row-level security/, name)
    }
    assert.equal((await asOwner(world, 'select from staff.team_key_wrap')).length, 2)
    await assert.rejects((await visitOf('machine')).teamPrivateKey(1), NoTeamKey)
    await assert.rejects(
      createTeam(world.house, people.get('elsewhere')!.person.organisationId, [people.get('machine')!.person.id]),
    )
  })

  it('nobody gives the key in somebody else’s name', async () => {
    const first = await visitOf('first')
    const wrap = {
      organisationId: organisation,
      personId: people.get('third')!.person.id,
      epoch: 1,
      wrapped: Buffer.alloc(81),
      givenBy: people.get('second')!.person.id,
    }
    await assert.rejects(
      world.house.asActor(first.actor, (tx) => insertWrap(tx, wrap)),
      /row-level security/,
    )
  })

  it('a wrap moved to another person’s row opens for neither', async () => {
    const [moved] = await asOwner(
      world,
      `insert into staff.team_key_wrap (organisation_id, epoch, person_id, wrapped)
       select organisation_id, epoch, $2, wrapped from staff.team_key_wrap where person_id = $1 returning person_id`,
      [people.get('first')!.person.id, people.get('third')!.person.id],
    )
    assert.ok(moved)
    await assert.rejects((await visitOf('third')).teamPrivateKey(1), /does not open/)
    await asOwner(world, 'delete from staff.team_key_wrap where person_id = $1', [people.get('third')!.person.id])
  })

  it('a wrap moved to another epoch does not pass for that epoch’s key', async () => {
    const { person } = people.get('first')!
    await asOwner(
      world,
      `insert into organisations.team_key select organisation_id, 2, public_key from organisations.team_key where organisation_id = $1`,
      [organisation],
    )
    await asOwner(
      world,
      `insert into staff.team_key_wrap (organisation_id, epoch, person_id, wrapped)
       select organisation_id, 2, person_id, wrapped from staff.team_key_wrap where person_id = $1`,
      [person.id],
    )
    const first = await visitOf('first')
    assert.ok(await first.teamPrivateKey(1))
    await assert.rejects(first.teamPrivateKey(2), /does not open/)
    await asOwner(world, 'delete from staff.team_key_wrap where epoch = 2')
  })

  it('the whole database, service key included, holds no private key without the cookie or the passphrase', async () => {
    const session = await world.house.sessions.load('staff', cookieOf('first'))
    const state = session?.state.staff as { privateKey: string }
    const own = Buffer.from(state.privateKey, 'base64')
    const team = Buffer.from(await (await visitOf('first')).teamPrivateKey(1))
    const tables = ['web_session', 'person', 'credential', 'team_key_wrap', 'team_key']
    const schemas = ['platform', 'staff', 'staff', 'staff', 'organisations']
    const rows = await Promise.all(tables.map((table, i) => asOwner(world, `select * from ${schemas[i]}.${table}`)))
    assert.ok(
      rows.every((each) => each.length > 0),
      'a table that shows nothing proves nothing',
    )
    const values = rows.flat().flatMap(Object.values)
    const dump = Buffer.concat(values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))))
    for (const key of [own, team])
      for (const form of [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))])
        assert.equal(dump.indexOf(form), -1)
    // The control: the same search finds what does stand there.
    assert.notEqual(dump.indexOf(people.get('first')!.publicKey), -1)
    // And what stands sealed is not sealed with anything the machine has.
    const [row] = await asOwner(world, 'select sealed_private_key from staff.credential where person_id = $1', [
      people.get('first')!.person.id,
    ])
    const sealed = row!.sealed_private_key as Buffer
    assert.throws(() => openPrivateKey(sealed, world.house.keys.secret('passphrase')))
    assert.throws(() => world.house.keys.openBytes(sealed, `staff.totp:${people.get('first')!.person.id}`))
  })

  it('of how colleagues sign in nobody sees a row, of other organisations’ people neither', async () => {
    for (const [name, { person }] of people) {
      const seen = await world.house.asActor(actorFor(person), async (tx) => ({
        credentials: await tx.selectFrom('staff.credential').select('person_id').execute(),
        attempts: await tx.selectFrom('staff.sign_in_attempt').select('failures').execute(),
        people: await tx.selectFrom('staff.person').select(['id', 'organisation_id']).execute(),
        wraps: await tx.selectFrom('staff.team_key_wrap').select('organisation_id').execute(),
      }))
      assert.deepEqual([seen.credentials, seen.attempts], [[], []], name)
      assert.ok(seen.people.every((each) => each.organisation_id === person.organisationId))
      assert.ok(seen.wraps.every((each) => each.organisation_id === person.organisationId))
      if (!mayDo(actorFor(person), 'staff.list'))
        assert.deepEqual(
          seen.people.map((each) => each.id),
          [person.id],
        )
    }
  })

  it('no member of staff, in any role or all of them, makes or changes a person or a credential', async () => {
    const { person } = people.get('first')!
    const everything = { ...actorFor(person), roles: staffRoles }
    const tries = [
      `update staff.person set roles = '{desk}'`,
      `update staff.credential set verifier = verifier`,
      `delete from staff.person`,
      `delete from staff.team_key_wrap`,
      `update staff.team_key_wrap set wrapped = wrapped`,
    ]
    const { sql } = await import('kysely')
    for (const text of tries)
      await assert.rejects(
        world.house.asActor(everything, (tx) => sql.raw(text).execute(tx)),
        /permission denied/,
        text,
      )
    const update = world.house.asActor(everything, (tx) =>
      tx.updateTable('staff.credential').set({ totp_step: 0 }).executeTakeFirst(),
    )
    assert.equal((await update).numUpdatedRows, 0n)
  })
})
