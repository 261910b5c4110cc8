// Abuse 11: a withdrawal racing disclosure, by pages on both sides: the second person's yes, and everything that shows a warning.
// tests/faults/withdrawal-races.test.ts races the checker thousands of times; letters and deliveries are raced in their room.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishReport } from '#tests/faults/published-report.ts'
import { memberAt, type Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, openAbused } from './abuse-world.ts'

let world: Abused
let member: Person
let feed: string
before(async () => {
  world = await openAbused()
  member = await memberAt(world.rowan)
  feed = /\/feed\/[\w-]+/.exec((await member.get('/me/account')).text)?.[0] ?? ''
  assert.ok(feed)
})
after(() => world.close())

test('of many readers at once none that asked after the acknowledgement is shown the warning, by list, address or feed', async (t) => {
  let begunAfter = 0
  let shownBefore = 0
  for (let round = 0; round < 6; round++) {
    const { reporter, alertId } = await publishReport(world.rowan, `07700 9006${70 + round}`)
    const paths = [`/alerts/${alertId}`, '/alerts', feed]
    const isShown = (text: string, path: string) =>
      path === '/alerts' || path === feed ? text.includes(alertId) : !/no longer|taken back/i.test(text)
    let acknowledged = false
    const late: string[] = []
    const reading = Array.from({ length: 30 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 4))
      const wasOver = acknowledged
      const path = paths[index % paths.length] ?? ''
      const { text } = await member.get(path)
      const shown = path.startsWith('/alerts/')
        ? text.includes('warning-body') || isShown(text, path)
        : text.includes(`/alerts/${alertId}`)
      if (wasOver) {
        begunAfter++
        if (shown && !/taken back|no longer/i.test(text)) late.push(path)
      } else if (shown) shownBefore++
    })
    const stopping = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 25))
      await reporter.get('/return')
      await reporter.submit('/return', '/return', { do: 'stop:warn', forced: 'no' })
      acknowledged = true
    })()
    await Promise.all([stopping, ...reading])
    for (const path of paths) {
      const { text } = await member.get(path)
      begunAfter++
      if (text.includes(`href="/alerts/${alertId}"`) && !/taken back|no longer/i.test(text)) late.push(`${path} later`)
    }
    assert.deepEqual(late, [], `round ${round}`)
  }
  assert.ok(shownBefore > 0 && begunAfter > 10, `${shownBefore} before, ${begunAfter} after`)
  t.diagnostic(`${shownBefore} shown before, ${begunAfter} asked after the acknowledgement, 0 shown`)
})
