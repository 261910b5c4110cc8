// Abuse 15: an administrator, a colleague, or whoever has the app's own database role, enrols a factor for somebody else.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { generateKeyPair, passkeyKey, sealPrivateKey } from '#engines/sealing/index.ts'
import { type Actor, task } from '#permissions/actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { finishRegistration } from '#platform/passkeys/ceremony.ts'
import { makePasskey as make } from '#platform/passkeys/tests/soft-authenticator.ts'
import { insertPasskey } from '../passkeys/passkey-store.ts'
import { lookupOf, passkeyPepper, sealDetail, userHandleOf } from '../passkeys/sealed-passkey.ts'
import { asked, enrol, show, site } from './passkey-visits.ts'
import { addOrganisation, addPerson, asOwner, Browser, openWorld, type World } from './staff-world.ts'

type Person = Awaited<ReturnType<typeof addPerson>>

describe('abuse 15: somebody enrols a passkey for somebody else', () => {
  let world: World
  let organisation: string
  let lea: Person
  let max: Person
  before(async () => {
    world = await openWorld({ demonstration: false, staffUrl: 'http://localhost' })
    organisation = await addOrganisation(world.house)
    lea = await addPerson(world.house, organisation, 'lea', ['desk'])
    max = await addPerson(world.house, organisation, 'max', ['desk'])
  })
  after(() => world.close())

  const signedIn = async (who: Person): Promise<Browser> => {
    world.advance(90)
    const browser = new Browser(world)
    assert.equal((await browser.signIn(who.person.username, who.totpSecret)).location, '/')
    return browser
  }
  const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
  const passkeys = () => asOwner(world, 'select id, person_id from staff.passkey')

  const rowFor = (personId: string) => {
    const id = randomUUID()
    const soft = make(site, 'x', userHandleOf(world.house.keys, personId))
    return { id, personId, soft }
  }
  const insertFor = (actor: Actor, personId: string) => {
    const { id, soft } = rowFor(personId)
    const bytes = {
      lookup: lookupOf(world.house.keys, soft.id),
      sealed: randomBytes(64),
      sealedPrivateKey: randomBytes(61),
    }
    return world.house.asActor(actor, (tx) => insertPasskey(tx, { id, personId, ...bytes, now: new Date() }))
  }

  it('no field of the form names anybody: it is made for whose session it is', async () => {
    const browser = await signedIn(max)
    const { fields, challenge, holder } = await asked(browser, '/account/passkeys/make')
    const soft = make(site, challenge, holder)
    const secret = randomBytes(32).toString('base64url')
    const before = new Set((await passkeys()).map((row) => row.id))
    const named = Object.fromEntries(
      ['person', 'personId', 'person_id', 'id', 'username', 'user'].map((name) => [name, lea.person.id]),
    )
    await browser.post('/account/passkeys/make', { ...named, ...fields, credential: soft.made, secret })
    const added = (await passkeys()).filter((row) => !before.has(row.id))
    assert.deepEqual(
      added.map((row) => row.person_id),
      [max.person.id],
    )
  })

  it('no role, and no task, puts one in for a colleague', async () => {
    const actors: Actor[] = [
      ...staffRoles.map(
        (role): Actor => ({ kind: 'staff', personId: max.person.id, organisationId: organisation, roles: [role] }),
      ),
      ...(['task-sign-in', 'task-enrolment', 'task-session', 'task-demonstration', 'task-retention'] as const).map(
        task,
      ),
      { kind: 'visitor' },
    ]
    for (const actor of actors) await assert.rejects(insertFor(actor, lea.person.id), /row-level security/)
  })

  it('nor takes one away, nor makes another’s its own', async () => {
    const held = await enrol(await signedIn(lea))
    assert.ok(held)
    const theirs: Actor = { kind: 'staff', personId: max.person.id, organisationId: organisation, roles: staffRoles }
    const gone = await world.house.asActor(theirs, (tx) =>
      tx.deleteFrom('staff.passkey').where('person_id', '=', lea.person.id).executeTakeFirst(),
    )
    assert.equal(gone.numDeletedRows, 0n)
    await assert.rejects(
      world.house.asActor(task('task-sign-in'), (tx) =>
        tx.updateTable('staff.passkey').set({ person_id: max.person.id }).execute(),
      ),
      /permission denied/,
    )
  })

  it('whoever has the app’s database role and the service key can plant a row that says it is hers, and it lets nobody in', async () => {
    const { keys } = world.house
    const { id, personId, soft } = rowFor(lea.person.id)
    const secret = randomBytes(32)
    const { privateKey } = await generateKeyPair()
    const party = { ...site, name: 'Rowan' }
    const passkey = await finishRegistration(party, 'x', soft.made)
    assert.ok(passkey)
    const forged: Actor = { kind: 'staff', personId, organisationId: organisation, roles: ['desk'] }
    await world.house.asActor(forged, (tx) =>
      insertPasskey(tx, {
        id,
        personId,
        lookup: lookupOf(keys, soft.id),
        sealed: sealDetail(keys, { id, personId }, { name: 'planted', passkey }),
        sealedPrivateKey: sealPrivateKey(
          privateKey,
          passkeyKey(Uint8Array.from(secret), passkeyPepper(keys), personId, id),
        ),
        now: new Date(),
      }),
    )
    const door = new Browser(world)
    const answer = await show(door, { soft, secret: secret.toString('base64url') })
    assert.equal(answer.location, '/sign-in/passkey')
    assert.equal(await isIn(door), false)
  })
})
