// P3 for the checker: after a withdrawal is acknowledged no answer tells of the report, however many are being given just then.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { MemberActor } from '#permissions/actor.ts'
import { check } from '../check.ts'
import { closeMatchMemory } from '../match-memory.ts'
import { countQuestion } from '../store.ts'
import { addEntry, addMember, eventually, openWorld, remembers, type World, withdrawWarn } from './check-world.ts'

const reports = 60
const asksEach = 20

describe('a withdrawal against answers in flight', () => {
  let world: World
  let members: MemberActor[]
  before(async () => {
    world = await openWorld()
    members = await Promise.all(Array.from({ length: 24 }, (_, i) => addMember(world.house, `Racer ${i}`)))
  })
  after(() => world.close())

  it(`none of ${reports * asksEach} answers that began after it was acknowledged tells of the report`, async () => {
    let told = 0
    let toldLate = 0
    for (let round = 0; round < reports; round++) {
      const number = `0161496${String(round * 7).padStart(4, '0')}`
      const reportId = await addEntry(world, [{ kind: 'phone', value: number }])
      await eventually(() => remembers(world.house, number), number)
      let isAcknowledged = false
      const asks = Array.from({ length: asksEach }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, i % 10))
        const beganAfter = isAcknowledged
        const actor = members[(round + i) % members.length] as MemberActor
        const answer = await check(world.house, actor, { text: number })
        const tells = answer.kind === 'answer' && answer.groups.some((group) => group.how === 'identical')
        if (tells) told++
        if (tells && beganAfter) toldLate++
      })
      const withdrawal = (async () => {
        await new Promise((resolve) => setTimeout(resolve, round % 6))
        await withdrawWarn(world, reportId)
        isAcknowledged = true
      })()
      await Promise.all([...asks, withdrawal])
    }
    assert.equal(toldLate, 0)
    assert.ok(told > 0, 'some answers came before the withdrawal, or this tries nothing')
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
    const actor = members[1] as MemberActor
    await Promise.all(Array.from({ length: 30 }, () => check(world.house, actor, { text: '07700900001' })))
    const counted = await world.house.asActor(actor, (tx) => countQuestion(tx, actor.memberId, world.clock.now()))
    assert.equal(counted.hour, 31)
    await closeMatchMemory(world.house)
  })
})
