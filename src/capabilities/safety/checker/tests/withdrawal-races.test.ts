// P3 for the checker: after a withdrawal is acknowledged no answer tells of the report, however many are being given just then.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { MemberActor } from '#permissions/actor.ts'
import { check } from '../check.ts'
import { closeMatchMemory } from '../match-memory.ts'
import { countQuestion } from '../store.ts'
import {
  addEntry,
  addMember,
  countAnswers,
  eventually,
  openWorld,
  remembers,
  type World,
  withdrawWarn,
} from './check-world.ts'

const reports = 100
const asksEach = 20
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a withdrawal against answers in flight', () => {
  let world: World
  let members: MemberActor[]
  before(async () => {
    world = await openWorld()
    members = await Promise.all(Array.from({ length: 24 }, (_, i) => addMember(world.house, `Racer ${i}`)))
  })
  after(() => world.close())

  it(`of ${reports * asksEach} answers none tells of a report whose withdrawal holds its lock or is acknowledged`, async () => {
    let before = 0
    let after = 0
    let told = 0
    for (let round = 0; round < reports; round++) {
      const number = `0161496${String(round * 7).padStart(4, '0')}`
      const reportId = await addEntry(world, [{ kind: 'phone', value: number }])
      await eventually(() => remembers(world.house, number), number)
      const asks = Array.from({ length: asksEach }, async (_, i) => {
        await pause((i * 3) % 30)
        const answer = await check(world.house, members[(round + i) % members.length] as MemberActor, { text: number })
        if (answer.kind === 'answer' && answer.toldReports.includes(reportId)) told++
      })
      const withdrawal = pause((round * 7) % 50).then(() => withdrawWarn(world, reportId))
      const [atWithdrawal] = await Promise.all([withdrawal, ...asks])
      before += atWithdrawal
      after += (await countAnswers(world, reportId)) - atWithdrawal
    }
    assert.equal(after, 0)
    assert.equal(told, before)
    assert.ok(
      before > reports && before < reports * asksEach * 0.9,
      `${before} before: neither all nor none, or this tries nothing`,
    )
  })

  it('a withdrawal waits for an answer that holds the consent', async () => {
    const reportId = await addEntry(world, [{ kind: 'phone', value: '020 7946 0111' }])
    const { lockLiveConsent } = await import('#safety/reporting/index.ts')
    let isWithdrawn = false
    let withdrawal: Promise<void> | undefined
    await world.house.asActor(members[0] as MemberActor, async (tx) => {
      assert.ok(await lockLiveConsent(tx, reportId, 'warn'))
      withdrawal = withdrawWarn(world, reportId).then(() => {
        isWithdrawn = true
      })
      await new Promise((resolve) => setTimeout(resolve, 150))
      assert.equal(isWithdrawn, false)
    })
    await withdrawal
    assert.equal(isWithdrawn, true)
  })

  it('many questions at the same moment by one account are counted, each', async () => {
    const actor = await addMember(world.house, 'Hasty')
    await Promise.all(Array.from({ length: 30 }, () => check(world.house, actor, { text: '07700900001' })))
    const counted = await world.house.asActor(actor, (tx) => countQuestion(tx, actor.memberId, world.clock.now()))
    assert.equal(counted.hour, 31)
    await closeMatchMemory(world.house)
  })
})
