// At the same instant: those who hold about one person always find each other, and nothing opens after a taking back was answered.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { giveConsent } from '#safety/reporting/consent-store.ts'
import { markHeld } from '#safety/reporting/mark-store.ts'
import { insertReport } from '#safety/reporting/report-store.ts'
import { seekMatch } from '../seek-match.ts'
import { putHeld, replacePoints } from '../store.ts'
import { listMatches, openParty } from '../work-match.ts'
import { contentAbout, type HeldWorld, holdOne, newPhone, openHeldWorld, seek, takeBack } from './held-world.ts'

let world: HeldWorld
before(async () => {
  world = await openHeldWorld()
})
after(() => world.close())

const pairs = 1000

/** Held as `keepHeld.hold` leaves it, with a tag given beforehand: what is tried here is the finding, not the arithmetic. */
async function holdTag(tag: Uint8Array): Promise<string> {
  const reportId = newId()
  await world.house.asActor({ kind: 'reporter', reportId }, async (tx) => {
    const bytes = randomBytes(32)
    const words = { body: bytes, wrappedKey: bytes }
    const row = { reportId, organisationId: world.advisers.id, epoch: 1 }
    await insertReport(tx, {
      id: reportId,
      state: 'draft',
      origin: 'web',
      isThirdParty: false,
      receiptLookup: randomBytes(32),
      receiptPublicKey: bytes,
      ...words,
      ...row,
    })
    await giveConsent(tx, reportId, { purpose: 'match', withheld: [], timing: { kind: 'now' } }, new Date())
    await markHeld(tx, reportId, new Date())
    await putHeld(tx, { ...row, people: 2, body: bytes, receiptPublicKey: bytes })
    await replacePoints(tx, row, [{ id: newId(), people: 2, tag, person: randomBytes(32), share: bytes, key: bytes }])
  })
  return reportId
}

async function inTurn<T>(list: readonly T[], atOnce: number, work: (each: T) => Promise<void>) {
  const waiting = [...list]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) await work(each)
    }),
  )
}

const rounds = 25
test(`${rounds} takings back against openings: 0 openings begun after the answer show anything`, async () => {
  let [shown, refused] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const phone = newPhone()
    const one = await holdOne(world, contentAbout(phone))
    await holdOne(world, contentAbout(phone))
    await seek(world)
    const match = (await listMatches(world.house, world.adviser.actor)).find((each) =>
      each.parties.some((party) => party.reportId === one.reportId),
    )!
    let isAnswered = false
    const open = async () => {
      const began = isAnswered
      try {
        await openParty(world.house, world.adviser, match.id, one.reportId!)
        shown++
        assert.ok(!began, 'opened after the taking back was answered')
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
        refused++
      }
    }
    // Every other time somebody has looked before: what is taken back then is taken back from an open page.
    if (round % 2 === 0) await open()
    const opening = (async () => {
      for (let i = 0; i < 4; i++) await open()
    })()
    const leaving = takeBack(world, one).then(() => {
      isAnswered = true
    })
    await Promise.all([opening, open(), leaving])
    await open()
  }
  assert.ok(shown > 0 && refused > rounds, `${shown} shown, ${refused} refused`)
})

test(`${2 * pairs} reports held at once about ${pairs} people: every pair is found, once`, {
  timeout: 170_000,
}, async () => {
  const tags = Array.from({ length: pairs }, () => randomBytes(32)).flatMap((tag) => [tag, tag])
  // Each is held and then compared by itself, as the worker would, as many at once as there are connections.
  await inTurn(tags, 12, async (tag) => seekMatch(world.house, { reportId: await holdTag(tag) }))
  const matches = await world.house.asActor(world.adviser.actor, (tx) =>
    tx
      .selectFrom('held_reports.party')
      .select((eb) => ['match_id', eb.fn.countAll<number>().as('people')])
      .groupBy('match_id')
      .execute(),
  )
  assert.equal(matches.length, pairs)
  assert.ok(matches.every((match) => Number(match.people) === 2))
})
