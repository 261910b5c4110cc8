// Abuse 26: three fake reports by one person against somebody. They are counted as reports, never as people, and held they never
// match; nothing becomes finer or more certain by repeating it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { publishReport } from '#tests/faults/published-report.ts'
import { memberAt, Person, tell } from '#tests/faults/whole-rowan.ts'
import { type Abused, openAbused, staffIn, tamper } from './abuse-world.ts'

let world: Abused
before(async () => {
  world = await openAbused({ working: true })
})
after(() => world.close())

test('three reports about one number, all published: the checker says reports, and never how many people', async () => {
  const phone = '07700 900691'
  for (let count = 0; count < 3; count++) await publishReport(world.rowan, phone)
  const member = await memberAt(world.rowan)
  let text = ''
  for (let tries = 0; tries < 30 && !/3 reports received/.test(text); tries++) {
    text = (await member.submit('/check', '/check', { asked: phone })).text
    await pause(200)
  }
  assert.match(text, /3 reports received/)
  assert.doesNotMatch(text, /different people|\bpeople told us|One person told us/)
})

async function hold(person: Person, phone: string): Promise<void> {
  await tell(person, {
    'who-for': { whoFor: 'me' },
    person: { phones: phone },
    consents: { purposes: ['match'] },
    holding: { people: '2' },
  })
  const held = await person.submit('/report', '/report', { do: 'send' })
  assert.match(held.text, /holding it/i)
  await person.submit('/report', '/report', { do: 'finish' })
}
const groups = () =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ amount: number }>('select count(*)::int as amount from held_reports.match')
    return rows[0]?.amount ?? 0
  })

test('held three times by one account, signing in anew each time, and in other writing: no group, no page for the adviser', async () => {
  const before = await groups()
  for (const phone of ['07700 900692', '+44 7700 900692', '07700-900-692'])
    await hold(await memberAt(world.rowan), phone)
  await pause(3_000)
  assert.equal(await groups(), before)
  // The same by another person is a group: so that waiting proves something.
  await hold(new Person(world.rowan.apps, 'public'), '07700900692')
  for (let tries = 0; tries < 80 && (await groups()) === before; tries++) await pause(150)
  assert.equal(await groups(), before + 1)
  const ruth = await staffIn(world, 'ruth')
  const path = /href="(\/held\/[0-9a-f-]{36})"/.exec((await ruth.get('/held')).text)?.[1] ?? ''
  const parties = new Set((await ruth.get(path)).text.match(new RegExp(`${path}/[0-9a-f-]{36}`, 'g')))
  assert.ok(parties.size <= 4)
  assert.match((await ruth.get(path)).text, /\b2\b|two/i)
})
