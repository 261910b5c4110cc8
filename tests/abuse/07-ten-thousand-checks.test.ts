// Abuse 7: enumeration by ten thousand checks, by one account and by a hundred together: blocked and alarmed, and workers are not
// held back by it.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { readAlarms } from '#partnership/alarms/look-at-alarm.ts'
import type { MemberActor } from '#permissions/actor.ts'
import { addMember, addStaff, addTeam, openWorld, type Worker, type World } from '#safety/alerts/tests/alerts-world.ts'
import { ALL_MEMBERS, check, LIMIT_HOUR, SQUEEZED_LIMIT_HOUR } from '#safety/checker/check.ts'

let world: World
let worker: Worker
let coordinator: Worker
const members: MemberActor[] = []
const accounts = 100
/** Ten thousand with ROWAN_ABUSE_CHECKS=10000, some two minutes; fewer meet the same limits. */
const checks = Number(process.env.ROWAN_ABUSE_CHECKS ?? 2000)

before(async () => {
  world = await openWorld({ limitsScale: 1 })
  const team = await addTeam(world)
  worker = await addStaff(world, team)
  coordinator = await addStaff(world, team, ['coordinator'])
  // A hundred accounts cost a hundred passphrases: what is tried here is not their sealing.
  const { run } = argon2Doorway
  argon2Doorway.run = async <T>() => new Uint8Array(randomBytes(32)) as T
  try {
    for (let i = 0; i < accounts; i++) members.push(await addMember(world))
  } finally {
    argon2Doorway.run = run
  }
})
after(() => world.close())

const number = (i: number) => `0161 496 ${String(i % 1000).padStart(4, '0')}`
const kinds = async () => (await readAlarms(world.house, coordinator.actor)).map(({ kind }) => kind)

test('ten thousand checks by a hundred accounts: some hundreds are answered, staff are told, a worker still gets answers', async () => {
  assert.deepEqual(await kinds(), [])
  let answered = 0
  let asked = 0
  const eight = Array.from({ length: 8 }, async () => {
    while (asked < checks) {
      const i = asked++
      const actor = members[i % accounts] as MemberActor
      if ((await check(world.house, actor, { text: number(i) })).kind === 'answer') answered++
    }
  })
  await Promise.all(eight)
  // One hour's worth of all members, and then what each still has while it lasts.
  assert.ok(
    answered <= ALL_MEMBERS.free + accounts * SQUEEZED_LIMIT_HOUR + ALL_MEMBERS.perHour * 0.2,
    `${answered} answered`,
  )
  assert.ok(answered > LIMIT_HOUR, 'nothing was tried')
  assert.ok((await kinds()).includes('checks-many-accounts'))
  assert.equal((await check(world.house, worker.actor, { text: number(1) })).kind, 'answer')
})

test('one account that goes on past its own limit is told of, and named to nobody but by its kind', async () => {
  world.advance(30 * 3_600_000)
  const one = members[0] as MemberActor
  let answered = 0
  for (let i = 0; i < 300; i++) if ((await check(world.house, one, { text: number(i) })).kind === 'answer') answered++
  assert.equal(answered, LIMIT_HOUR)
  const alarm = (await readAlarms(world.house, coordinator.actor)).find(({ kind }) => kind === 'checks-one-account')
  assert.equal(alarm?.personId, one.memberId)
  assert.deepEqual(alarm?.detail, { account: 'member' })
})
