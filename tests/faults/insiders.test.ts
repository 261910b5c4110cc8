// Reaching for more from inside: staff beyond their role, a session planted beforehand, an owner who is the app, a talkative error.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { migrate } from '#src/prepare.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { openRowan, Person, type Rowan, staffAt, tell } from './whole-rowan.ts'

let database: TestDatabase
let rowan: Rowan

before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database)
})
after(async () => {
  await rowan.close()
  await database.drop()
})

test('members’ letters are read by those who read warnings: not by police, not by whoever runs the machine', async () => {
  for (const username of ['sam', 'ollie', 'noor']) {
    const person = await staffAt(rowan, username)
    assert.equal((await person.get('/outbox')).status, 404, username)
  }
  assert.equal((await (await staffAt(rowan, 'joan')).get('/outbox')).status, 200)
})

test('a session planted before telling or coming back opens neither', async () => {
  const plant = async () => {
    const person = new Person(rowan.apps, 'public')
    await person.submit('/return', '/return', { do: 'enter', receipt: 'nothing' })
    assert.notEqual(person.cookie, '')
    return person
  }
  const person = await plant()
  const planted = new Person(rowan.apps, 'public', person.cookie)
  const receipt = await tell(person, { story: { story: 'A heron saw it.' } })
  assert.notEqual(person.cookie, planted.cookie)
  const seen = (await planted.get('/report')).text
  assert.ok(!seen.includes('heron') && !seen.includes(receipt))
  await person.submit('/report', '/report', { do: 'send' })

  const back = await plant()
  const watcher = new Person(rowan.apps, 'public', back.cookie)
  const page = await back.submit('/return', '/return', { do: 'enter', receipt })
  assert.ok(page.text.includes('open:erase'))
  assert.ok(!(await watcher.get('/return')).text.includes('open:erase'))
})

test('the database is not prepared by the app’s own role, which every row policy is meant for', async () => {
  const url = { ownerUrl: database.appUrl, appPassword: database.appPassword }
  await assert.rejects(migrate(url), { name: 'MigrationError', message: /rowan_app/ })
})

test('an error’s words stay out of the log, also where a line of them looks like a place in the code', () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  log.error('request-failed', new Error('unreadable: "he waits\n    at 12 Heron Mews\n    at night (flat:2:1)"'))
  log.error('request-failed', Object.assign(new TypeError('x'), { message: 'changed\n at the mill' }))
  assert.ok(!/Heron|night|mill/.test(lines.join()), lines.join())
  assert.match(lines.join(), /insiders\.test/)
})
