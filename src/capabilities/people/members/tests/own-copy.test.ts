// A member's copy says what is held about them, about nobody else, and holds no key.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMember, openWorld } from '#safety/alerts/tests/alerts-world.ts'
import { ownCopy } from '../own-copy.ts'

test('a copy holds what a member chose and no key, and nobody gets somebody else’s', async () => {
  const world = await openWorld()
  try {
    const one = await addMember(world, { areas: ['manchester'], email: 'wren@example.org', emailAlerts: true })
    const other = await addMember(world, { email: 'other@example.org' })
    const text = await ownCopy(world.house, one)
    const held = JSON.parse(text)
    assert.deepEqual([held.kind, held.email, held.areas], ['individual', 'wren@example.org', ['manchester']])
    assert.ok(!text.includes('other@example.org') && !text.includes(other.memberId))
    assert.doesNotMatch(text, /feed|verifier|salt|sealed|lookup/)
    await assert.rejects(ownCopy(world.house, { ...one, memberId: crypto.randomUUID() }), { name: 'NotFound' })
  } finally {
    await world.close()
  }
})
