// Alarms reach who may act on them: a police account that reaches for more (abuse 10), names and receipts that are guessed, and a
// letter that says nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { task } from '#permissions/actor.ts'
import { raiseAlarm } from '#platform/alarms/raise-alarm.ts'
import { addStaff, addTeam, openWorld, type Team, type Worker, type World } from '#safety/alerts/tests/alerts-world.ts'
import { staffCookie } from '#safety/alerts/tests/browse.ts'
import { reaching, wrongReceipts } from '#src/capabilities/watch.ts'
import { createStaffApp } from '#src/staff-app.tsx'
import { noticeWrongReceipt } from '../../../watch.ts'
import { keptDays } from '../alarm.ts'
import { countAlarms, lookAt, readAlarms } from '../look-at-alarm.ts'
import { forgetAlarms, tellOfAlarms } from '../tell-of-alarms.ts'

let world: World
let police: Team
let officer: Worker
let sergeant: Worker
let coordinator: Worker

before(async () => {
  world = await openWorld({ limitsScale: 1, alarmMail: 'alarms@example.org' })
  police = await addTeam(world, 'police')
  officer = await addStaff(world, police, ['police'])
  sergeant = await addStaff(world, police, ['police'])
  coordinator = await addStaff(world, await addTeam(world), ['coordinator'])
})
after(() => world.close())

const ask = async (worker: Worker, path: string) => {
  const cookie = `rs=${await staffCookie(world, worker)}`
  return await createStaffApp(world.house).app.request(`http://localhost${path}`, { headers: { cookie } })
}
const kindsOf = async (worker: Worker) => (await readAlarms(world.house, worker.actor)).map(({ kind }) => kind)

test('a police account that reaches for more is shown nothing, and others are told; a wrong link now and then is nothing', async () => {
  for (let i = 0; i < reaching.police.free; i++) assert.equal((await ask(officer, '/desk')).status, 404)
  assert.deepEqual(await kindsOf(sergeant), [])
  for (const path of ['/desk', '/check', '/support', '/held']) assert.equal((await ask(officer, path)).status, 404)
  assert.deepEqual(await kindsOf(sergeant), ['account-reaching'])
  assert.deepEqual(await kindsOf(coordinator), ['account-reaching'])
  assert.deepEqual(await kindsOf(officer), [])
  const elsewhere = await addStaff(world, await addTeam(world))
  assert.deepEqual(await kindsOf(elsewhere), [])
  assert.equal(await countAlarms(world.house, sergeant.actor), 1)
})

test('receipts that fit nothing are noticed when they are many, also from many networks', async () => {
  const from = (i: number) =>
    ({
      c: { env: { incoming: { socket: { remoteAddress: `198.51.${i % 200}.7` } } }, req: { header: () => undefined } },
      session: undefined,
    }) as unknown as Parameters<typeof noticeWrongReceipt>[1]
  for (let i = 0; i < wrongReceipts.system.free; i++) await noticeWrongReceipt(world.house, from(i))
  assert.ok(!(await kindsOf(coordinator)).includes('receipts-guessed'))
  for (let i = 0; i < 20; i++) await noticeWrongReceipt(world.house, from(i))
  const alarm = (await readAlarms(world.house, coordinator.actor)).find(({ kind }) => kind === 'receipts-guessed')
  assert.deepEqual(alarm?.detail, { from: 'many-networks' })
})

test('one letter goes out for what is new, it says nothing, and it goes once', async () => {
  await tellOfAlarms(world.house)
  await tellOfAlarms(world.house)
  assert.equal(world.letters.length, 1)
  const { letter } = world.letters[0] as (typeof world.letters)[number]
  assert.equal(letter.to, 'alarms@example.org')
  assert.doesNotMatch(JSON.stringify(letter), /police|receipt|guess|account|Person|Lantern/i)
})

test('nobody looks at one about themselves or of another house; two at once are one; old ones are forgotten', async () => {
  const alarm = (await readAlarms(world.house, sergeant.actor))[0]
  assert.ok(alarm)
  const { id } = alarm
  await assert.rejects(lookAt(world.house, officer.actor, id, 'Nothing to see'))
  const both = await Promise.allSettled([
    lookAt(world.house, sergeant.actor, id, 'Spoke with them'),
    lookAt(world.house, coordinator.actor, id, 'Spoke with their sergeant'),
  ])
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal(await countAlarms(world.house, sergeant.actor), 0)
  // What happens again after somebody looked is an alarm of its own.
  const again = await world.house.asActor(task('task-limits'), (tx) =>
    raiseAlarm(tx, { kind: 'account-reaching', organisationId: police.id, personId: officer.person.id }),
  )
  assert.equal(again, true)
  world.advance((keptDays + 1) * 86_400_000)
  await forgetAlarms(world.house)
  assert.deepEqual(await kindsOf(coordinator), [])
})
