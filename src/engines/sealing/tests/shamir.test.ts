// A secret in several hands: enough shares give it, fewer give nothing, and a slip on paper is found where it is.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinShares, printShare, readShareLabel, readTypedShare, SealError, splitSecret } from '../index.ts'

const secretOf = () => Uint8Array.from(randomBytes(32))
const failsWith = (code: string) => (error: unknown) => error instanceof SealError && error.code === code
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error('no such entry')
  return found
}

test('any three of five shares, in any order, give the secret; so do four and five', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 3 }),
      async (secret, chosen) => {
        const shares = await splitSecret(secret, { shares: 5, threshold: 3 })
        assert.deepEqual(await joinShares(chosen.map((index) => at(shares, index))), secret)
      },
    ),
    { numRuns: 60 },
  )
})

test('two shares are refused; forged into enough they give nothing, and they fit every secret equally', async () => {
  const secret = secretOf()
  const shares = await splitSecret(secret, { shares: 5, threshold: 3 })
  const two = [at(shares, 1), at(shares, 3)]
  await assert.rejects(joinShares(two), failsWith('too-few-shares'))
  await assert.rejects(joinShares([]), failsWith('too-few-shares'))
  // Calling it "two are enough" does not make them enough.
  const lowered = two.map((share) => share.map((byte, index) => (index === 5 ? 2 : byte)))
  await assert.rejects(joinShares(lowered), failsWith('not-opened'))
  // A third of the thief's own making: every byte of the secret stays possible, each reached by one value of that byte.
  const reached = new Set<number>()
  for (let guess = 0; guess < 256; guess++) {
    const forged = Uint8Array.from(at(shares, 4), (byte, index) => (index === 7 ? guess : byte))
    const { combine } = await import('shamir-secret-sharing')
    reached.add(at([...(await combine([...two, forged].map((share) => share.slice(7))))], 0))
  }
  assert.equal(reached.size, 256)
})

test('no share holds the secret or a piece of it, and shares of one secret split twice have nothing in common', async () => {
  const secret = secretOf()
  const shares = await splitSecret(secret, { shares: 5, threshold: 3 })
  const again = await splitSecret(secret, { shares: 5, threshold: 3 })
  for (const share of [...shares, ...again]) {
    for (let start = 0; start + 4 <= secret.length; start++) {
      assert.equal(Buffer.from(share).includes(Buffer.from(secret.subarray(start, start + 4))), false)
    }
  }
  assert.notEqual(readShareLabel(at(shares, 0)).set, readShareLabel(at(again, 0)).set)
})

test('shares of another set, one given twice and a changed one are told apart', async () => {
  const shares = await splitSecret(secretOf(), { shares: 5, threshold: 3 })
  const other = await splitSecret(secretOf(), { shares: 5, threshold: 3 })
  await assert.rejects(joinShares([at(shares, 0), at(shares, 1), at(other, 2)]), failsWith('shares-of-different-sets'))
  await assert.rejects(joinShares([at(shares, 0), at(shares, 1), at(shares, 1)]), failsWith('share-given-twice'))
  const changed = Uint8Array.from(at(shares, 2))
  changed[20] = (changed[20] ?? 0) ^ 1
  await assert.rejects(joinShares([at(shares, 0), at(shares, 1), changed]), failsWith('not-opened'))
  // A share of another set that calls itself one of ours.
  const disguised = Uint8Array.from(at(other, 2))
  disguised.set(at(shares, 0).subarray(0, 5))
  await assert.rejects(joinShares([at(shares, 0), at(shares, 1), disguised]), failsWith('not-opened'))
  await assert.rejects(joinShares([new Uint8Array(3)]), failsWith('malformed'))
  await assert.rejects(
    joinShares([Uint8Array.from(at(shares, 0), (byte, i) => (i === 0 ? 9 : byte))]),
    failsWith('unknown-suite'),
  )
})

test('nonsense asked of the splitting is refused', async () => {
  for (const [shares, threshold] of [
    [5, 1],
    [2, 3],
    [256, 3],
    [5, 2.5],
    [1, 1],
  ] as const) {
    await assert.rejects(splitSecret(secretOf(), { shares, threshold }), failsWith('bad-input'))
  }
  await assert.rejects(splitSecret(new Uint8Array(), { shares: 5, threshold: 3 }), failsWith('bad-input'))
})

test('a share on paper is 18 groups of five and reads back, however it is typed', async () => {
  const [share] = await splitSecret(secretOf(), { shares: 5, threshold: 3 })
  const groups = printShare(share!)
  assert.equal(groups.length, 18)
  for (const group of groups) assert.match(group, /^[0-9A-HJKMNP-TV-Z]{5}$/)
  const joined = groups.join(' ')
  const ways = [joined, groups.join(''), groups.join('-').toLowerCase(), `  ${groups.join('\r\n')}\n`]
  ways.push(joined.replaceAll('0', 'o').replaceAll('1', 'l'), joined.replaceAll('0', 'O').replaceAll('1', 'I'))
  for (const way of ways) {
    const read = readTypedShare(way)
    assert.ok('share' in read, way)
    assert.deepEqual(read.share, share)
    assert.deepEqual(read.label, readShareLabel(share!))
    assert.equal(read.label.number, 1)
    assert.equal(read.label.threshold, 3)
  }
})

test('shares of secrets of every length read back from paper', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 70 }), async (secret) => {
      for (const share of await splitSecret(secret, { shares: 2, threshold: 2 })) {
        const read = readTypedShare(printShare(share).join(' '))
        assert.ok('share' in read)
        assert.deepEqual(read.share, share)
      }
    }),
    { numRuns: 100 },
  )
})

const characters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const [paper] = await splitSecret(secretOf(), { shares: 5, threshold: 3 })
const printed = printShare(paper!)
const whole = printed.join('')
const problemOf = (typed: string) => {
  const read = readTypedShare(typed)
  return 'problem' in read ? read : undefined
}

test('every wrong character is found, and its group is named', () => {
  for (let place = 0; place < whole.length; place++) {
    for (const wrong of characters) {
      if (wrong === whole[place]) continue
      const typed = whole.slice(0, place) + wrong + whole.slice(place + 1)
      assert.deepEqual(problemOf(typed), { problem: 'group', group: Math.floor(place / 5) + 1 })
    }
  }
  assert.deepEqual(problemOf(`${whole.slice(0, 12)}?${whole.slice(13)}`), { problem: 'character', group: 3 })
})

test('two characters that changed places, a lost or doubled one, a lost, doubled or moved group are found', () => {
  for (let place = 0; place + 1 < whole.length; place++) {
    const [one, two] = [whole[place], whole[place + 1]]
    if (one === two) continue
    assert.ok(problemOf(`${whole.slice(0, place)}${two}${one}${whole.slice(place + 2)}`), `exchange at ${place}`)
  }
  for (let place = 0; place < whole.length; place++) {
    assert.ok(problemOf(whole.slice(0, place) + whole.slice(place + 1)), `lost at ${place}`)
    assert.ok(problemOf(whole.slice(0, place) + whole[place] + whole.slice(place)), `doubled at ${place}`)
  }
  for (let group = 0; group < printed.length; group++) {
    assert.ok(problemOf(printed.toSpliced(group, 1).join(' ')), `group ${group} lost`)
    assert.ok(problemOf(printed.toSpliced(group, 0, at(printed, group)).join(' ')), `group ${group} doubled`)
    for (let other = group + 1; other < printed.length; other++) {
      if (printed[group] === printed[other]) continue
      const moved = printed.with(group, at(printed, other)).with(other, at(printed, group))
      assert.ok(problemOf(moved.join(' ')), `groups ${group} and ${other}`)
    }
  }
})

test('whatever is typed gives an answer, never an error', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...characters) })),
      (typed) => {
        assert.ok('problem' in readTypedShare(typed))
      },
    ),
    { numRuns: 500 },
  )
  assert.deepEqual(readTypedShare('  - '), { problem: 'empty' })
  assert.deepEqual(readTypedShare('0'.repeat(50_000)), { problem: 'too-long' })
})
