// The waiting page through both ways of paying: a script's proof, or time. What was typed is kept and goes on; nothing of it stands
// in the page. And without need nobody meets it.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { newReceipt } from '#engines/sealing/index.ts'
import { readAlarms } from '#partnership/alarms/look-at-alarm.ts'
import { allowances, leastWait, mostWait } from '#platform/limits/acts.ts'
import { solve } from '#platform/limits/proof.ts'
import { addStaff, addTeam, openWorld, type World } from '#safety/alerts/tests/alerts-world.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { createPublicApp } from '#src/public-app.tsx'
import { createStaffApp } from '#src/staff-app.tsx'
import type { WebApp } from '#src/web-app.ts'
import { type AppName, asOwner, Person } from './whole-rowan.ts'

let world: World
let apps: Readonly<Record<AppName, WebApp>>
const { run } = argon2Doorway
const exit = '198.51.100.7'
const canary = 'heron-at-the-weir'

before(async () => {
  world = await openWorld({ limitsScale: 1 })
  await addTeam(world)
  apps = { public: createPublicApp(world.house), staff: createStaffApp(world.house) }
})
after(() => world.close())
// The doorway has tests of its own; here only who comes to it counts.
beforeEach(() => {
  argon2Doorway.run = async <T>() => new Uint8Array(randomBytes(32)) as T
})
afterEach(() => {
  argon2Doorway.run = run
})

const receipt = newReceipt('words').shown
const somebody = (address = exit, app: AppName = 'public') => new Person(apps, app, '', address)
const enter = async (person: Person, typed = receipt) => {
  const fields = formIn((await person.get('/return')).text, '/return')
  fields.set('do', 'enter')
  fields.set('receipt', typed)
  return await person.post('/return', fields.toString())
}
const crowd = async () => {
  for (let i = 0; i <= allowances.receipt.network.free; i++)
    await world.house.limits.weigh({ c: fakeContext, session: undefined }, 'receipt', '', true)
}
const fakeContext = {
  env: { incoming: { socket: { remoteAddress: exit } } },
  req: { header: () => undefined },
} as unknown as Parameters<World['house']['limits']['weigh']>[0]['c']

const challengeIn = (page: string) => {
  const text = /data-work="([^"]+)"/.exec(page)?.[1]
  const bits = Number(/data-bits="([^"]+)"/.exec(page)?.[1])
  assert.ok(text && bits, 'the page asks for no proof')
  return { text, bits }
}

test('without need nobody waits: a quiet network meets neither the page nor the script', async () => {
  const person = somebody('203.0.113.77')
  assert.ok(!(await person.get('/return')).text.includes('proof.js'))
  for (let i = 0; i < 8; i++) assert.equal((await enter(person)).location, '/return')
  const none = await person.get('/wait')
  assert.equal(none.location, '/')
})

test('with a script: the proof is found on the page, sent by it, and what was typed goes on', async () => {
  await crowd()
  const person = somebody()
  const answer = await enter(person, canary)
  assert.equal(answer.location, '/wait')
  const page = await person.get('/wait')
  assert.match(page.text, /You lose nothing|you lose nothing/)
  assert.ok(!page.text.includes(canary))
  assert.match(page.headers.get('refresh') ?? '', /^\d+;url=\/wait$/)
  const fields = formIn(page.text, '/wait')
  fields.set('proof', solve(challengeIn(page.text)))
  const gone = await person.post('/wait', fields.toString())
  assert.equal(gone.location, '/return')
  assert.ok((await person.get('/return')).text.includes(canary), 'what was typed came along')
  // The same proof again buys nothing.
  const again = await person.post('/wait', fields.toString())
  assert.notEqual(again.location, '/return')
  assert.equal((await person.get('/wait')).location, '/')
})

test('without a script: time is the price, and a button goes on when it is one’s turn', async () => {
  await crowd()
  const person = somebody()
  assert.equal((await enter(person, canary)).location, '/wait')
  const early = formIn((await person.get('/wait')).text, '/wait')
  assert.equal((await person.post('/wait', early.toString())).location, '/wait')
  let waited = 0
  let page = await person.get('/wait')
  while (!/<button type="submit" class="govuk-button">/.test(page.text)) {
    const pause = Number.parseInt(page.headers.get('refresh') ?? '', 10)
    assert.ok(pause > 0, 'the page asks again by itself')
    world.advance(pause * 1000)
    waited += pause
    assert.ok(waited < leastWait * 3 + mostWait * 2, `${waited} seconds`)
    page = await person.get('/wait')
  }
  assert.ok(waited >= leastWait)
  const fields = formIn(page.text, '/wait')
  const both = await Promise.all([person.post('/wait', fields.toString()), person.post('/wait', fields.toString())])
  assert.ok(both.some(({ location }) => location === '/return'))
  assert.ok((await person.get('/return')).text.includes(canary))
})

test('while a network is crowded, its pages bring the work along, so that nobody with a script waits at all', async () => {
  await crowd()
  await enter(somebody())
  const person = somebody()
  const page = await person.get('/return')
  const fields = formIn(page.text, '/return')
  fields.set('do', 'enter')
  fields.set('receipt', receipt)
  fields.set('proof', solve(challengeIn(page.text)))
  assert.equal((await person.post('/return', fields.toString())).location, '/return')
  assert.ok(!(await somebody('203.0.113.78').get('/return')).text.includes('data-work'))
})

test('a staff door that is flooded asks for the same, on its own page', async () => {
  const tried = somebody('192.0.2.9', 'staff')
  let location: string | null = ''
  for (let i = 0; i <= allowances['sign-in'].network.free && location !== '/wait'; i++) {
    const fields = formIn((await tried.get('/sign-in')).text, '/sign-in')
    fields.set('username', `name-${i}`)
    fields.set('passphrase', 'wrong')
    fields.set('code', '123456')
    location = (await tried.post('/sign-in', fields.toString())).location
  }
  assert.equal(location, '/wait')
  assert.equal((await tried.get('/wait')).status, 200)
  const coordinator = await addStaff(world, await addTeam(world), ['coordinator'])
  const told = (await readAlarms(world.house, coordinator.actor)).map(({ kind }) => kind)
  assert.ok(told.includes('sign-ins-guessed'))
})

test('no address and no digest of one under a lasting key stands anywhere', async () => {
  await enter(somebody('198.51.100.123'))
  const lasting = Buffer.from(world.house.keys.blindIndex('limits', '198.51.100.0/24')).toString('hex')
  await asOwner(world.database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      for (const { row } of rows) assert.ok(!row.includes('198.51.100') && !row.includes(lasting), name)
    }
  })
})
