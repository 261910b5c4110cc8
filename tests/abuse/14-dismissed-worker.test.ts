// Abuse 14: a dismissed worker, who kept every page open, every token, the cookie, the passphrase, the phone and the team's key.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { unwrapKey } from '#engines/sealing/index.ts'
import { samplePassphrase, sampleTotpSecret } from '#people/staff/sample-people.ts'
import { codeAt } from '#people/staff/totp.ts'
import { staffActorOf, staffOf } from '#people/staff/visit.ts'
import { startRewrap, turnEpoch } from '#people/team-keys/index.ts'
import { Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let joan: Person
let reportId: string
let oldKey: Uint8Array
const story = canary()
/** What she kept: the pages that stood open, with their tokens. */
const kept: { path: string; text: string }[] = []

before(async () => {
  world = await openAbused()
  ;({ reportId } = await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story } }))
  joan = await staffIn(world, 'joan')
  for (const path of [...plainPages(world, 'staff'), `/desk/${reportId}`])
    kept.push({ path, text: (await joan.get(path)).text })
  assert.ok(kept.some(({ text }) => text.includes(story)))
  const visit = await visitOf(joan)
  oldKey = Uint8Array.from(await visit.teamPrivateKey(1))

  const ines = await staffIn(world, 'ines')
  const joanId = (await world.rowan.house.sessions.load('staff', joan.cookie))?.subject ?? ''
  const done = await ines.submit(`/people/${joanId}/end`, `/people/${joanId}/end`)
  assert.equal(done.status, 200)
})
after(() => world.close())

async function visitOf(person: Person) {
  const session = await world.rowan.house.sessions.load('staff', person.cookie)
  return await staffOf(world.rowan.house, { actor: await staffActorOf(world.rowan.house, session), session })
}

test('every page leads to the door, every form she had open does nothing, and she cannot come in again', async () => {
  for (const { path } of kept) {
    const page = await joan.get(path)
    assert.ok(!page.text.includes(story), path)
    assert.ok(page.status === 303 || page.status === 404 || !/\/sign-out/.test(page.text), `${path} ${page.status}`)
  }
  const before = await fingerprint()
  for (const { text } of kept)
    for (const [form, action = ''] of text.matchAll(/<form\b[^>]*action="([^"]+)"[\s\S]*?<\/form>/g)) {
      if (/sign-in|language|leave|sign-out/.test(action)) continue
      const token = /name="token"[^>]*value="([^"]+)"/.exec(form)?.[1] ?? ''
      const sent = await joan.post(action, new URLSearchParams({ token, reply: 'x', do: 'approve' }).toString())
      assert.notEqual(sent.status, 200, action)
    }
  assert.equal(await fingerprint(), before)
  world.advance(90)
  const again = new Person(world.rowan.apps, 'staff')
  const code = codeAt(sampleTotpSecret('joan'), world.rowan.house.clock.now())
  await again.submit('/sign-in', '/sign-in', { username: 'joan', passphrase: samplePassphrase, code })
  assert.notEqual((await again.get('/account')).status, 200)
})

const fingerprint = () =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in
        ('reporting', 'alerts', 'checker', 'staff', 'organisations', 'casework', 'members', 'oversight', 'team_keys') order by 1`,
    )
    const sums: string[] = []
    for (const { name } of rows) {
      if (name === 'staff.sign_in_attempt') continue
      const found = await client.query<{ sum: string }>(
        `select coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from ${name} t`,
      )
      sums.push(`${name} ${found.rows[0]?.sum}`)
    }
    return sums.join('\n')
  })

/** How many of everything that is wrapped to the team opens with the key she kept. */
async function openedByOldKey(): Promise<number> {
  const rows = await tamper(world, async (client) => {
    const found = await client.query<{
      organisation: string
      epoch: number
      id: string
      part: string
      wrapped: Buffer
    }>(
      `select organisation_id as organisation, epoch, id, 'report' as part, wrapped_key as wrapped from reporting.report
        where state <> 'draft' and wrapped_key is not null
       union all select r.organisation_id, m.team_epoch, m.id, 'message', m.team_key_wrap from reporting.message m
         join reporting.report r on r.id = m.report_id`,
    )
    return found.rows
  })
  let opened = 0
  // Her key was of the first epoch: also what calls itself newer is tried as if it were not.
  for (const { organisation, epoch, id, part, wrapped } of rows)
    for (const as of new Set([epoch, 1])) {
      const binding = { organisation, epoch: as, record: id, part }
      if (
        await unwrapKey(wrapped, oldKey, binding)
          .then(() => true)
          .catch(() => false)
      )
        opened++
    }
  return opened
}

test('the team’s key she kept opens what stood there until the key turns, and nothing afterwards', async () => {
  assert.ok((await openedByOldKey()) > 3, 'this is why the key turns')
  const ines = await visitOf(await staffIn(world, 'ines'))
  await turnEpoch(world.rowan.house, ines)
  const fresh = await visitOf(await staffIn(world, 'moira'))
  await (await startRewrap(world.rowan.house, fresh)).finished
  assert.equal(await openedByOldKey(), 0)
  const later = await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story: canary() } })
  assert.equal(await openedByOldKey(), 0)
  const moira = await staffIn(world, 'moira')
  assert.ok((await moira.get(`/desk/${reportId}`)).text.includes(story))
  assert.equal((await moira.get(`/desk/${later.reportId}`)).status, 200)
})
