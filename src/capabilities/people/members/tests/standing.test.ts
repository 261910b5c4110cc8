// The laws of vouching, tried by whoever would grow accounts out of one: abuse 9, one person with many pseudonyms.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { serviceKeys } from '#engines/sealing/index.ts'
import {
  alone,
  BEHIND_MAX,
  CODES_A_YEAR,
  DAYS_BEFORE_VOUCHING,
  DAYS_BEHIND,
  forgetOld,
  handleOf,
  mayVouchTogether,
  readStanding,
  restsUnder,
  type Standing,
  standingFrom,
  standingText,
  stopTag,
} from '../joining/standing.ts'

type Account = { handle: string; behind: Standing['behind']; madeOn: number; given: Map<number, number> }
const account = (handle: string, standing: Standing, madeOn: number): Account => ({
  handle,
  behind: standing.behind,
  madeOn,
  given: new Map(),
})

/** Everything the accounts in one hand can bring in by themselves, trying every pair on every tenth day. */
function grow(own: Account[], days: number): Account[] {
  const all = [...own]
  const pairs = new Map<string, number>()
  for (let today = 0; today <= days; today += 10)
    for (const one of [...all])
      for (const other of [...all]) {
        if (one === other) continue
        const year = Math.floor(today / 365)
        const mayGive = (each: Account) =>
          today - each.madeOn >= DAYS_BEFORE_VOUCHING && (each.given.get(year) ?? 0) < CODES_A_YEAR
        const pair = [one.handle, other.handle].sort().join()
        if (!mayGive(one) || !mayGive(other) || today <= (pairs.get(pair) ?? -1)) continue
        if (!mayVouchTogether(one, other, today)) continue
        for (const each of [one, other]) each.given.set(year, (each.given.get(year) ?? 0) + 1)
        pairs.set(pair, today + DAYS_BEHIND)
        all.push(account(`made-${all.length}`, standingFrom(one, other, today), today))
      }
  return all
}

const root = (name: string) => account(name, alone('worker'), -1000)

describe('vouching (abuse 9)', () => {
  it('one account brings in nobody, and one in two hands never two that fit together', () => {
    assert.equal(grow([root('a')], 720).length, 1)
  })

  it('two accounts in one hand bring in one more within a year, however often they try: not a tree of puppets', () => {
    assert.equal(grow([root('a'), root('b')], 364).length, 3)
  })

  it('as many accounts as a ring holds, it grows within a year by no more than its pairs and its codes allow', () => {
    for (const size of [3, 4, 5]) {
      const roots = Array.from({ length: size }, (_, at) => root(`root-${at}`))
      const made = grow(roots, 364)
      const most = Math.min((size * (size - 1)) / 2, (size * CODES_A_YEAR) / 2)
      const byRoots = made.filter((each) => each.behind.length === 2).length
      assert.ok(byRoots <= most, `${byRoots} of at most ${most}`)
      // Nobody they made vouches beside one who stands behind them, or beside a sibling.
      for (const each of made) assert.ok(new Set(each.behind.map(({ handle }) => handle)).size === each.behind.length)
    }
  })

  it('whoever stands behind somebody, near or far, never vouches beside them within the year; after it they may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (generations) => {
        const line = [root('a')]
        for (let at = 0; at < generations; at++) {
          const last = line.at(-1) as Account
          line.push(account(`g${at}`, standingFrom(last, root(`x${at}`), at * DAYS_BEFORE_VOUCHING), 0))
        }
        const [first, last] = [line[0] as Account, line.at(-1) as Account]
        const now = (generations - 1) * DAYS_BEFORE_VOUCHING
        assert.equal(mayVouchTogether(first, last, now), false)
        assert.equal(mayVouchTogether(last, first, now), false)
        assert.equal(mayVouchTogether(first, last, now + DAYS_BEHIND + 1), true)
        assert.equal(mayVouchTogether(last, root('somebody else'), now), true)
      }),
    )
  })

  it('a sealed standing has one length whoever stands behind it, and reads back as it was written', () => {
    const behind = fc.array(
      fc.record({ handle: fc.stringMatching(/^[\w-]{22}$/), until: fc.nat(99_999) }, { noNullPrototype: true }),
      {
        maxLength: BEHIND_MAX,
      },
    )
    fc.assert(
      fc.property(behind, (some) => {
        const standing: Standing = { by: 'evidence', behind: some }
        assert.equal(standingText(standing).length, standingText(alone('worker')).length)
        assert.deepEqual(readStanding(standingText(standing)), standing)
      }),
    )
  })

  it('a stop holds for everybody the account brought in, and waiting a year does not end it', () => {
    const keys = serviceKeys(randomBytes(32))
    const [bad, good] = [handleOf(keys, 'bad'), handleOf(keys, 'good')]
    const child = standingFrom({ handle: bad, behind: [] }, { handle: good, behind: [] }, 0)
    const grandchild = standingFrom({ handle: 'child', behind: child.behind }, { handle: 'other', behind: [] }, 60)
    const stops = new Set([stopTag(keys, 'branch', bad).toString('hex')])
    const rests = (handle: string, behind: Standing['behind']) => restsUnder(keys, stops, { handle, behind })
    assert.deepEqual(
      [rests(bad, []), rests('child', child.behind), rests('grandchild', grandchild.behind), rests(good, [])],
      [true, true, true, false],
    )
    const later = forgetOld(child, 400, (handle) => handle === bad)
    assert.deepEqual(
      later.behind.map((each) => each.handle),
      [bad],
    )
    assert.equal(forgetOld(child, 400, () => false).behind.length, 0)
    const onlyOne = new Set([stopTag(keys, 'account', bad).toString('hex')])
    assert.deepEqual(
      [
        restsUnder(keys, onlyOne, { handle: bad, behind: [] }),
        restsUnder(keys, onlyOne, { handle: 'child', ...child }),
      ],
      [true, false],
    )
  })
})
