// Laws of the points: one person is one point, any large enough group joins, groups and advisers share nothing.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinPoints, lockOf, pointsOf, thresholds } from '../points.ts'

const secret: Uint8Array = randomBytes(32)

test('the same person any number of times never opens anything', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.constantFrom(...thresholds), (times, threshold) => {
      const points = Array.from({ length: times }, () => pointsOf(secret, 'x', 'me', threshold)).flat()
      for (const people of thresholds) {
        const group = points.filter((point) => point.people === people)
        assert.equal(joinPoints(group, people, 'r'), undefined)
      }
    }),
  )
})

test('any large enough set of people gives the same lock, and a group of three tells nothing of a group of two', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 3, maxLength: 7 }), (people) => {
      const all = people.flatMap((who) => pointsOf(secret, 'x', who, 2))
      for (const size of thresholds) {
        const group = all.filter((point) => point.people === size)
        const lock = lockOf(secret, 'x', size, 'r')
        assert.deepEqual(joinPoints(group, size, 'r'), lock)
        assert.deepEqual(joinPoints(group.slice(-size), size, 'r'), lock)
        assert.equal(joinPoints(group.slice(0, size - 1), size, 'r'), undefined)
      }
      const [two, three] = thresholds.map((size) => all.filter((point) => point.people === size))
      assert.notDeepEqual(joinPoints(two!, 3, 'r'), lockOf(secret, 'x', 3, 'r'))
      assert.notDeepEqual(joinPoints(three!, 2, 'r'), lockOf(secret, 'x', 2, 'r'))
    }),
    { numRuns: 50 },
  )
})

test('points for two advisers share nothing: each adviser sees only what was held with them', () => {
  for (const [i, one] of pointsOf(secret, 'x', 'me', 2).entries()) {
    const other = pointsOf(secret, 'y', 'me', 2)[i]!
    for (const part of ['tag', 'person', 'share'] as const) assert.notDeepEqual(one[part], other[part])
  }
})
