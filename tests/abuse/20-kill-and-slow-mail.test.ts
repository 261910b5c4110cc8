// Abuse 20: everything fails in the middle. tests/faults/{kill,full-disk}.test.ts kill processes and fill disks; here mail never
// answers while people tell, are warned and take back, and the house is torn down and built again under them.
import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { publishReport } from '#tests/faults/published-report.ts'
import { memberAt, openRowan, Person, tell } from '#tests/faults/whole-rowan.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { canary } from './abuse-world.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database?.drop())

test('with a mail server that takes the line and says nothing, pages answer, warnings stand, and a withdrawal is not held up', async () => {
  const lines: Socket[] = []
  const dead = createServer((socket) => void lines.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve))
  const { port } = dead.address() as { port: number }
  const rowan = await openRowan(database, { working: true, smtpUrl: `smtp://127.0.0.1:${port}` })
  try {
    const member = await memberAt(rowan)
    const { reporter, alertId } = await publishReport(rowan, '07700 900681')
    const until = Date.now() + 20_000
    while (lines.length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.ok(lines.length > 0, 'a letter was on its way')
    assert.ok((await member.get('/alerts')).text.includes(alertId))
    const begun = Date.now()
    await reporter.get('/return')
    const stopped = await reporter.submit('/return', '/return', { do: 'stop:warn', forced: 'no' })
    assert.equal(stopped.status, 200)
    const waited = Date.now() - begun
    assert.ok(!(await member.get('/alerts')).text.includes(`href="/alerts/${alertId}"`), 'after the acknowledgement')
    // A letter in flight holds the consent until it is given up; the person waits for that, but not for ever.
    assert.ok(waited < 40_000, `${waited} ms`)
  } finally {
    for (const line of lines) line.destroy()
    await rowan.close()
    await new Promise((resolve) => dead.close(resolve))
  }
})

test('every receipt that was shown opens, and every report that was acknowledged stands once, over three lives of the house', async () => {
  const rootKey = new Uint8Array(32).fill(5)
  const own = await createTestDatabase()
  const told: { receipt: string; isSent: boolean; story: string }[] = []
  try {
    for (let life = 0; life < 3; life++) {
      const rowan = await openRowan(own, { rootKey, working: true })
      const tellers = Array.from({ length: 3 }, async (_, at) => {
        const person = new Person(rowan.apps, 'public')
        const story = canary()
        const receipt = await tell(person, { 'who-for': { whoFor: 'me' }, story: { story } })
        const entry = { receipt, isSent: false, story }
        told.push(entry)
        if (at === 0) return
        const page = await person.submit('/report', '/report', { do: 'send' })
        entry.isSent = /We have it/.test(page.text)
      })
      // The last ones are cut off in the middle of whatever they do.
      if (life === 2) await new Promise((resolve) => setTimeout(resolve, 400))
      else await Promise.all(tellers)
      const ended = rowan.close()
      await Promise.allSettled(tellers)
      await ended
    }
    const rowan = await openRowan(own, { rootKey })
    assert.ok(told.filter((each) => each.isSent).length >= 4)
    for (const { receipt, isSent } of told) {
      const back = new Person(rowan.apps, 'public')
      const page = await back.submit('/return', '/return', { do: 'enter', receipt })
      assert.equal(page.status, 200)
      if (isSent) assert.ok(page.text.includes('open:erase'), 'acknowledged, and there')
      else assert.ok(/open:erase|value="send"/.test(page.text), 'shown a receipt, and it opens')
    }
    await rowan.close()
  } finally {
    await own.drop()
  }
})
