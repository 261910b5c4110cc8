// Abuse 13: an insider opening in bulk. Whatever request shows words is in the audit and in the trace, by name, before it is
// answered: in turn, all at once, without looking at the page, and by the pages that open a report on the way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { formIn } from '#safety/alerts/tests/browse.ts'
import type { Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, comeBackWith, openAbused, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let joan: Person
let joanId: string
const told: { reportId: string; receipt: string; story: string }[] = []
before(async () => {
  world = await openAbused()
  for (let count = 0; count < 4; count++) {
    const story = canary()
    const { reportId, receipt } = await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story } })
    told.push({ reportId, receipt, story })
  }
  joan = await staffIn(world, 'joan')
  joanId = (await world.rowan.house.sessions.load('staff', joan.cookie))?.subject ?? ''
})
after(() => world.close())

const recorded = (kind = 'report.opened') =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ record: string; actor: string }>(
      `select e.record_id as record, e.actor_id as actor from audit.entry e join audit.link l using (position)
        where e.kind = $1 order by l.sequence`,
      [kind],
    )
    return rows
  })
const openings = async (reportId: string) =>
  (await recorded()).filter((each) => each.record === reportId && each.actor === joanId).length

test('lists show no words, so that nothing is read without opening it', async () => {
  for (const path of ['/desk', '/desk?show=all', '/desk?show=new&sort=newest', '/desk/second', '/alerts']) {
    const { text } = await joan.get(path)
    for (const { story } of told) assert.ok(!text.includes(story), path)
  }
  for (const { reportId } of told) assert.equal(await openings(reportId), 0)
})

test('twenty at once are twenty entries by her name, and each reporter sees that it was opened', async () => {
  const pages = await Promise.all(
    Array.from({ length: 20 }, (_, index) => joan.get(`/desk/${told[index % told.length]?.reportId}`)),
  )
  for (const [index, { reportId, story }] of told.entries()) {
    const shown = pages.filter((page, at) => at % told.length === index && page.text.includes(story)).length
    assert.ok(shown > 0)
    assert.equal(await openings(reportId), shown)
  }
  const trace = (await (await comeBackWith(world, told[0]?.receipt ?? '')).get('/return')).text
  assert.match(trace, /opened|read/i)
})

test('asking for the head alone, or for the page in another way, opens nothing unrecorded', async () => {
  const { reportId, story } = told[0] ?? { reportId: '', story: '' }
  for (const method of ['HEAD', 'OPTIONS', 'PROPFIND', 'PUT']) {
    const before = await openings(reportId)
    const sent = await joan.send(`/desk/${reportId}`, { method })
    assert.ok(!sent.text.includes(story))
    assert.ok((await openings(reportId)) >= before)
  }
  for (const path of [
    `/desk/${reportId}/`,
    `//desk/${reportId}`,
    `/desk/${reportId}%2f`,
    `/desk/${reportId.toUpperCase()}`,
  ]) {
    const before = await openings(reportId)
    const sent = await joan.get(path)
    if (sent.text.includes(story)) assert.equal(await openings(reportId), before + 1, path)
  }
})

test('a form of the page that opens the report on its way is an opening, or shows none of it', async () => {
  const { reportId, story } = told[1] ?? { reportId: '', story: '' }
  const before = await recorded()
  const token = formIn((await joan.get(`/desk/${reportId}`)).text, `/desk/${reportId}/proof`).get('token') ?? ''
  for (const form of ['second', 'proof', 'warning', 'reply', 'close', 'confirm', 'different']) {
    const sent = await joan.post(`/desk/${reportId}/${form}`, new URLSearchParams({ token, proof: 'x' }).toString())
    assert.ok(!sent.text.includes(story), form)
  }
  assert.ok((await recorded()).length > before.length)
  assert.ok((await recorded('proof.matched')).some((each) => each.record === reportId))
})

test('she cannot take an entry back: no row of hers, no session and no leaving touches it', async () => {
  const before = await recorded()
  await joan.get('/leave')
  const after = await recorded()
  assert.deepEqual(after.slice(0, before.length), before)
})
