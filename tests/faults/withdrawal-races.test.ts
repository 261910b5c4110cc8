// A reporter stops the warning at the very moment members ask (P3): after the acknowledgement not one answer tells of it,
// whether asked anew or shown again to somebody who was answered before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createMember } from '#people/members/index.ts'
import { type MemberActor, task } from '#permissions/actor.ts'
import { check } from '#safety/checker/check.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { publishReport } from './published-report.ts'
import { memberAt, openRowan, type Person, type Rowan, type Sent } from './whole-rowan.ts'

const rounds = 25
const asksEach = 80
/** An account may ask sixty times an hour. */
const accounts = 45

let database: TestDatabase
let rowan: Rowan
let watcher: Person
const members: MemberActor[] = []
before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database, { working: true, poolSize: 10, limitsScale: 1000 })
  watcher = await memberAt(rowan)
  for (let i = 0; i < accounts; i++) {
    const wish = { pseudonym: `Racer ${i}`, passphrase: 'lamp window river nine', kind: 'individual' as const }
    const made = await createMember(rowan.house, task('task-demonstration'), wish)
    assert.ok(made.ok)
    members.push({ kind: 'member', memberId: made.memberId, memberKind: 'individual' })
  }
})
after(async () => {
  await rowan?.close()
  await database?.drop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const tells = (page: Sent) => /Same number/.test(page.text)

test(`${rounds * asksEach} questions while ${rounds} reporters press “stop”: 0 answers after the acknowledgement`, {
  timeout: 175_000,
}, async (t) => {
  let [before, after, asked] = [0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    const number = `0161496${String(round * 37).padStart(4, '0')}`
    const { reporter, reportId } = await publishReport(rowan, number)
    const ask = async () => {
      const answer = await check(rowan.house, members[asked++ % members.length] as MemberActor, { text: number })
      return answer.kind === 'answer' && answer.toldReports.includes(reportId)
    }
    const until = Date.now() + 15_000
    while (!tells(await watcher.submit('/check', '/check', { asked: number }))) {
      assert.ok(Date.now() < until, `${number}: the checker never knew it`)
      await pause(100)
    }
    await reporter.submit('/return', '/return', { do: 'open:stop:warn' })
    let isAcknowledged = false
    const note = (told: boolean, startedAfter: boolean) => {
      if (told && startedAfter) after++
      else if (told) before++
    }
    const asks = Array.from({ length: asksEach }, async (_, i) => {
      await pause((i * 5) % 200)
      const startedAfter = isAcknowledged
      note(i % 10 === 0 ? tells(await watcher.get('/check')) : await ask(), startedAfter)
    })
    const withdrawal = pause((round * 17) % 150).then(async () => {
      const page = await reporter.submit('/return', '/return', { do: 'stop:warn' })
      isAcknowledged = true
      assert.match(page.text, /Stopped/)
    })
    await Promise.all([withdrawal, ...asks])
    note(await ask(), true)
    note(tells(await watcher.get('/check')), true)
  }
  t.diagnostic(`${before} answered before, ${after} after`)
  assert.equal(after, 0)
  assert.ok(before > rounds && before < rounds * asksEach, `${before}: neither none nor all, or this tries nothing`)
})
