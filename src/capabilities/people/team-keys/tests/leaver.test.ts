// Somebody who held the key leaves, by the button colleagues press: whoever holds it still is told on every page until it turns.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { markLeaver } from '#people/staff/leaving/end-person.ts'
import { startRewrap } from '../rewrap.ts'
import { countForRail, teamKeysState } from '../state.ts'
import { turnEpoch } from '../turn-epoch.ts'
import { type KeysWorld, openKeysWorld } from './keys-world.ts'

describe('a holder who leaves', () => {
  let world: KeysWorld
  before(async () => {
    world = await openKeysWorld()
  })
  after(() => world.close())

  it('is counted on the rail and named on the key’s page of those who stay, until the key has turned and all is re-wrapped', async () => {
    const { house } = world
    const ines = await world.visit('ines')
    const joan = await world.visit('joan')
    assert.equal(await countForRail(house, joan.actor), 0)
    const moira = (await world.visit('moira')).person
    await markLeaver(house, ines, moira.id)
    assert.equal(await countForRail(house, joan.actor), 1)
    assert.deepEqual((await teamKeysState(house, joan.actor)).leavers, [moira.displayName])
    await turnEpoch(house, ines)
    await (await startRewrap(house, await world.visit('ines'))).finished
    assert.equal(await countForRail(house, joan.actor), 0)
    assert.deepEqual((await teamKeysState(house, joan.actor)).leavers, [])
  })
})
