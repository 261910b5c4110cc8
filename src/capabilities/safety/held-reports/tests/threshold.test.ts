// P9: a held report opens exactly at its threshold of different people, for any people, identifiers and thresholds.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinPoints, lockOf, pointsOf, type Threshold, thresholds } from '#engines/held/index.ts'
import { generateKeyPair, SealError } from '#engines/sealing/index.ts'
import { openHeld, type StoredPoint, sealHeld } from '../seal-held.ts'

const pair = await generateKeyPair()
const adviser = { organisationId: 'adviser', epoch: 1, ...pair }

type Telling = { who: string; threshold: Threshold; about: number[] }
const telling = fc.record({
  who: fc.constantFrom('a', 'b', 'c', 'd'),
  threshold: fc.constantFrom(...thresholds),
  about: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
})
const secret: Uint8Array = randomBytes(32)
const secrets: readonly Uint8Array[] = [secret, randomBytes(32), randomBytes(32)]
const words = { story: 'he came back' }

/** The rule in words: some group of that size or larger has so many different people who asked for no more. */
const mayOpen = (mine: Telling, all: readonly Telling[]) =>
  mine.about.some((identifier) =>
    thresholds.some((people) => {
      const counted = all.filter((each) => each.about.includes(identifier) && each.threshold <= people)
      return people >= mine.threshold && new Set(counted.map((each) => each.who)).size >= people
    }),
  )

test('every report opens when its own rule is met and never before (P9)', async () => {
  let opened = 0
  let closed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(telling, { minLength: 1, maxLength: 6 }), async (all) => {
      const held = await Promise.all(
        all.map(async ({ who, threshold, about }) => {
          const record = randomUUID()
          const sealed = await sealHeld({
            record,
            words,
            secrets: about.map((each) => secrets[each] as Uint8Array),
            person: who,
            threshold,
            adviser,
            newId: randomUUID,
          })
          const points = sealed.points.map((point) => ({ ...point, shareReader: adviser, keyReader: adviser }))
          return { record, body: sealed.body, points }
        }),
      )
      const everyPoint = held.flatMap((each) => each.points)
      for (const [i, one] of held.entries()) {
        const answers = await Promise.all(
          one.points.map((mine) => {
            const group = everyPoint.filter((point) => Buffer.from(point.tag).equals(mine.tag))
            return openHeld({ ...one, mine }, group)
          }),
        )
        const didOpen = answers.some((answer) => answer !== undefined)
        for (const answer of answers) if (answer !== undefined) assert.deepEqual(answer, words)
        assert.equal(didOpen, mayOpen(all[i] as Telling, all))
        if (didOpen) opened++
        else closed++
      }
    }),
    { numRuns: 150 },
  )
  assert.ok(opened > 30 && closed > 30, `${opened} opened, ${closed} stayed closed`)
})

test('without the adviser’s key enough points open nothing, and a moved share opens nothing', async () => {
  const seal = (person: string) =>
    sealHeld({ record: `r-${person}`, words, secrets: [secret], person, threshold: 2, adviser, newId: randomUUID })
  const [one, two] = [await seal('a'), await seal('b')]
  const stored = (points: typeof one.points, key = pair.privateKey): StoredPoint[] =>
    points
      .filter((point) => point.people === 2)
      .map((point) => ({
        ...point,
        shareReader: { ...adviser, privateKey: key },
        keyReader: { ...adviser, privateKey: key },
      }))
  const thief = (await generateKeyPair()).privateKey
  const open = (all: StoredPoint[]) => openHeld({ record: 'r-a', body: one.body, mine: all[0]! }, all)
  assert.deepEqual(await open([...stored(one.points), ...stored(two.points)]), words)
  await assert.rejects(open([...stored(one.points, thief), ...stored(two.points, thief)]), SealError)
  const moved = stored(two.points).map((point) => ({ ...point, share: stored(one.points)[0]!.share }))
  await assert.rejects(open([...stored(one.points), ...moved]), SealError)
})
