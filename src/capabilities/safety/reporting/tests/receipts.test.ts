// A person's way back, tried through the pages: a new receipt shuts the old one, deleting shuts all, and a proof says nothing
// but that something was told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Hono } from 'hono'
import { NotFound } from '#platform/errors.ts'
import {
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, formIn } from '#safety/alerts/tests/browse.ts'
import { provesReport } from '../prove-submission.ts'
import { registerPublic } from '../public.tsx'
import { listQueue } from '../work-queue.ts'
import { writeToReporter } from '../write-to-reporter.ts'

let world: World
let desk: Team
let reader: Worker
let app: Hono

before(async () => {
  world = await openWorld()
  desk = await addTeam(world)
  await addTeam(world, 'adviser')
  reader = await addStaff(world, desk)
  app = appOf(world, 'public', [registerPublic])
})
after(() => world.close())

const receiptIn = (text: string) => /<p class="receipt"[^>]*>([^<]+)</.exec(text)?.[1]?.trim() ?? ''
const proofIn = (text: string) => /<p class="proof"[^>]*>([^<]+)</.exec(text)?.[1]?.trim() ?? ''

class Reporter extends Browser {
  async press(path: string, change: Record<string, string>): Promise<string> {
    const fields = formIn((await this.get(path)).text, path)
    for (const [name, value] of Object.entries(change)) fields.set(name, value)
    const answer = await this.post(path, fields)
    const cookie = /(?:^|, )(?:__Host-)?r=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
    if (cookie !== undefined) this.cookie = cookie
    return (await this.get(answer.location ?? path)).text
  }
}

async function tell(story: string) {
  const person = new Reporter(app)
  await person.press('/report', { do: 'begin' })
  await person.press('/report', { do: 'continue', whoFor: 'me' })
  const receipt = receiptIn((await person.get('/report')).text)
  await person.press('/report', { do: 'continue' })
  await person.press('/report', { do: 'go:story:0' })
  await person.press('/report', { do: 'continue', at: 'story:0', story })
  const sent = await person.press('/report', { do: 'send', at: 'check:0' })
  assert.ok(receipt && sent.includes(receipt))
  const { items } = await listQueue(world.house, reader.actor, { show: 'all', sort: 'newest' })
  return { person, receipt, reportId: items[0]?.id ?? '' }
}

async function comeBack(receipt: string) {
  const person = new Reporter(app)
  const page = await person.press('/return', { do: 'enter', receipt })
  return { person, page, isIn: page.includes('What happened with it') }
}

test('a new receipt shuts the old one at once, and the replies come along', async () => {
  const { receipt, reportId } = await tell('He took my phone')
  await writeToReporter(world.house, reader, reportId, 'We read it, thank you.')
  const { person } = await comeBack(receipt)
  await person.press('/return', { do: 'open:receipt' })
  const fresh = receiptIn(await person.press('/return', { do: 'receipt:new', kind: 'digits' }))
  assert.match(fresh.replaceAll(/\D/g, ''), /^\d{20}$/)

  assert.equal((await comeBack(receipt)).isIn, false)
  const again = await comeBack(fresh)
  assert.ok(again.isIn)
  assert.match(again.page, /We read it, thank you\./)
  assert.match(again.page, /A new receipt took the place of the old/)
})

test('a session opened with the old receipt no longer opens replies written after it was replaced', async () => {
  const { receipt, reportId } = await tell('He followed me to the tram')
  const holder = await comeBack(receipt)
  const owner = await comeBack(receipt)
  await owner.person.press('/return', { do: 'open:receipt' })
  await owner.person.press('/return', { do: 'receipt:new', kind: 'words' })
  await writeToReporter(world.house, reader, reportId, 'For the new receipt alone.')
  const page = await holder.person.get('/return')
  assert.ok(!page.text.includes('For the new receipt alone.'), 'shown to who has only the old one')
  assert.ok(page.status < 500)
})

test('deleting one’s way back leaves the report with the team and no receipt that finds it', async () => {
  const { receipt, reportId } = await tell('He refused to pay and shouted')
  await writeToReporter(world.house, reader, reportId, 'A reply that nobody will read again.')
  const { person } = await comeBack(receipt)
  await person.press('/return', { do: 'open:access' })
  assert.match(await person.press('/return', { do: 'access:delete' }), /Your way back is deleted/)
  assert.equal((await comeBack(receipt)).isIn, false)
  const left = await asOwner(world, ['reporting.report', 'reporting.message'], async (owner) => {
    const { rows } = await owner.query(
      `select r.receipt_lookup, r.receipt_public_key, r.state,
              (select count(*)::int from reporting.message m where m.report_id = r.id and m.receipt_key_wrap is not null) as wraps
         from reporting.report r where r.id = $1`,
      [reportId],
    )
    return rows[0]
  })
  assert.deepEqual(left, { receipt_lookup: null, receipt_public_key: null, state: 'received', wraps: 0 })
})

test('a proof is checked by anybody, says nothing of the words, and belongs to one report', async () => {
  const story = 'He said his name was Thornbury'
  const { person, reportId } = await tell(story)
  const other = await tell('Somebody else, another day')
  const proof = proofIn(await person.press('/return', { do: 'open:receipt' }))
  assert.ok(proof.length > 150)
  assert.ok(!proof.includes('Thornbury') && !Buffer.from(proof.replaceAll(' ', '')).includes(reportId.slice(0, 8)))

  const anybody = new Reporter(app)
  assert.match(await anybody.press('/proof', { proof: proof.toLowerCase() }), /It is genuine/)
  assert.match(
    await anybody.press('/proof', { proof: proof.replace(/^./, (first) => (first === '0' ? '1' : '0')) }),
    /did not make this proof/,
  )
  assert.match(await anybody.press('/proof', { proof: '' }), /Type or paste the proof/)

  const { house } = world
  assert.equal(await provesReport(house, reader, reportId, proof), true)
  assert.equal(await provesReport(house, reader, other.reportId, proof), false)
  const stranger = await addStaff(world, await addTeam(world))
  await assert.rejects(provesReport(house, stranger, reportId, proof), NotFound)
})

test('erasing takes the proof along here; the person’s own copy still holds', async () => {
  const { person, receipt } = await tell('He drove off')
  const proof = proofIn(await person.press('/return', { do: 'open:receipt' }))
  await person.press('/return', { do: 'open:erase' })
  await person.press('/return', { do: 'erase' })
  assert.equal((await comeBack(receipt)).isIn, false)
  const kept = await asOwner(world, ['reporting.report', 'reporting.message'], async (owner) => {
    const { rows } = await owner.query('select count(*)::int as n from reporting.report where proof = $1', [proof])
    return rows[0]?.n
  })
  assert.equal(kept, 0)
  assert.match(await new Reporter(app).press('/proof', { proof }), /It is genuine/)
})
