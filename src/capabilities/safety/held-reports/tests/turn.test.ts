// The adviser's key turns while reports are held: a group formed across epochs opens, and the old key opens nothing any more.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateKeyPair, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import { asOwner } from '#safety/alerts/tests/alerts-world.ts'
import { sealedKeys, sealedLetters, sealedShares } from '../rewrap-store.ts'
import { listMatches, openParty, writeToHolder } from '../work-match.ts'
import { contentAbout, type HeldWorld, holdOne, newPhone, openHeldWorld, seek } from './held-world.ts'

let world: HeldWorld
before(async () => {
  world = await openHeldWorld()
})
after(() => world.close())

test('what is held is wrapped to the newer key, by somebody who can open none of it, and opens with it alone', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone))
  const newer = await generateKeyPair()
  await asOwner(world, ['organisations.team_key'], (client) =>
    client.query('insert into organisations.team_key (organisation_id, epoch, public_key) values ($1, 2, $2)', [
      world.advisers.id,
      Buffer.from(newer.publicKey),
    ]),
  )
  // Held after the turn: the group has points of both epochs.
  await holdOne(world, contentAbout(phone))
  await seek(world)
  const keys = new Map([
    [1, world.advisers.privateKey],
    [2, newer.privateKey],
  ])
  const adviser = { ...world.adviser, teamPrivateKey: async (epoch: number) => keys.get(epoch) as Uint8Array }
  const [match] = await listMatches(world.house, adviser.actor)
  assert.ok(match)
  assert.equal((await openParty(world.house, adviser, match.id, one.reportId!)).content.people?.[0]?.phones, phone)
  await writeToHolder(world.house, adviser, match.id, one.reportId!, 'An adviser would like to talk with you.')

  const organisation = world.advisers.id
  let turned = 0
  for (const source of [sealedShares, sealedKeys, sealedLetters])
    await world.house.asActor(adviser.actor, async (tx) => {
      const wraps = await source.wraps(tx, organisation, 2, undefined, 100)
      assert.equal(await source.count(tx, organisation, 2), wraps.length)
      const changes = []
      for (const { id, record, part, epoch, wrapped } of wraps) {
        const key = await unwrapKey(wrapped, keys.get(epoch)!, { organisation, epoch, record, part })
        changes.push({
          id,
          old: wrapped,
          fresh: await wrapKey(key, newer.publicKey, { organisation, epoch: 2, record, part }),
        })
      }
      turned += await source.replace(tx, organisation, 2, changes)
      assert.equal(await source.count(tx, organisation, 2), 0)
    })
  // Two groups of one identifier, two wraps each; the letter went to the newer key already.
  assert.equal(turned, 4)
  keys.delete(1)
  assert.equal((await openParty(world.house, adviser, match.id, one.reportId!)).letters.length, 1)
  for (const actor of [world.reader.actor, task('task-matching')])
    for (const source of [sealedShares, sealedKeys, sealedLetters])
      assert.deepEqual(await world.house.asActor(actor, (tx) => source.wraps(tx, organisation, 3, undefined, 9)), [])
})
