// Abuse 12: a court order for everything. What the machine's operator could be made to hand over does not open; what a team holds
// leaves only by two people, within what they agreed, and shows in the trace.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serviceKeys, unwrapKey } from '#engines/sealing/index.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import type { Person } from '#tests/faults/whole-rowan.ts'
import {
  type Abused,
  canary,
  comeBackWith,
  openAbused,
  plainPages,
  sendReport,
  staffIn,
  tamper,
} from './abuse-world.ts'

let world: Abused
let receipt: string
let reportId: string
const story = canary()

before(async () => {
  world = await openAbused()
  ;({ receipt, reportId } = await sendReport(world, {
    'who-for': { whoFor: 'me' },
    story: { story },
    person: { phones: '07700 900661' },
    consents: { purposes: ['count'] },
  }))
})
after(() => world.close())

test('everything the operator has, the service key with it, opens no report: its key fits none of what stands there', async () => {
  const keys = serviceKeys(world.rowan.rootKey)
  const found = await tamper(world, async (client) => {
    const reports = await client.query('select * from reporting.report where id = $1', [reportId])
    const values = await client.query<{ value: Buffer }>(
      `select wrapped as value from staff.team_key_wrap union all select sealed_private_key from staff.credential
       union all select salt from staff.credential union all select verifier from staff.credential
       union all select public_key from staff.person union all select public_key from organisations.team_key`,
    )
    return { report: reports.rows[0] as Record<string, unknown>, values: values.rows.map((row) => row.value) }
  })
  const { report } = found
  const binding = {
    organisation: String(report.organisation_id),
    epoch: Number(report.epoch),
    record: reportId,
    part: 'report',
  }
  const candidates = [
    world.rowan.rootKey,
    ...['receipt', 'passphrase', 'proof of submission', 'recovery', 'rowan_app'].map((label) => keys.secret(label)),
    ...found.values.flatMap((value) => [value.subarray(0, 32), value.subarray(-32)]),
  ].filter((each) => each.length === 32)
  assert.ok(candidates.length > 30)
  for (const candidate of candidates)
    await assert.rejects(unwrapKey(report.wrapped_key as Buffer, Uint8Array.from(candidate), binding))
  for (const open of [
    () => keys.openField(report.body as Buffer, 'report'),
    () => keys.openField(report.wrapped_key as Buffer, 'report'),
  ])
    assert.throws(open)
})

test('whoever runs the machine has no page with a word of it', async () => {
  const ollie = await staffIn(world, 'ollie')
  for (const path of [...plainPages(world, 'staff'), `/desk/${reportId}`]) {
    const page = await ollie.get(path)
    assert.ok(!page.text.includes(story), path)
  }
  assert.equal((await ollie.get(`/desk/${reportId}`)).status, 404)
  assert.equal((await ollie.get('/oversight/requests')).status, 404)
})

test('one person alone hands nothing over, past the page neither; nor more, nor another report, than two agreed to', async () => {
  const ines = await staffIn(world, 'ines')
  const entered = await ines.submit('/oversight/enter', '/oversight/requests', {
    asker: 'court',
    power: 'court-order',
    askedOn: '2026-01-05',
    asked: ['one-report'],
    words: 'everything you hold',
  })
  const path = /action="(\/oversight\/requests\/[0-9a-f-]{36})\/propose"/.exec(entered.text)?.[1] ?? ''
  assert.ok(path)
  const handOver = async (who: Person, parts: string, reports = reportId) => {
    const token = formIn((await who.get(path)).text, '/sign-out').get('token') ?? ''
    const own = [...(await who.get(path)).text.matchAll(/name="token"[^>]*value="([^"]+)"/g)].map(
      ([, each]) => each ?? '',
    )
    for (const each of [...own, token])
      await who.post(`${path}/hand-over`, new URLSearchParams({ token: each, reports, parts }).toString())
  }
  const disclosed = async () =>
    await tamper(world, async (client) => (await client.query('select parts from oversight.disclosure')).rows.length)
  const trace = async () => (await (await comeBackWith(world, receipt)).get('/return')).text
  const quiet = await trace()
  await handOver(ines, 'words')
  assert.equal(await disclosed(), 0)
  await ines.submit(path, `${path}/propose`, {
    decision: 'narrow',
    basis: 'legal-order',
    parts: ['times'],
    reason: 'the order names the times only',
  })
  await handOver(ines, 'times')
  const joan = await staffIn(world, 'joan')
  await handOver(joan, 'times')
  assert.equal(await disclosed(), 0)

  const ruth = await staffIn(world, 'ruth')
  await ruth.submit(path, `${path}/judge`, { do: 'confirm', rejectWhy: '' })
  await handOver(ines, 'words')
  assert.equal(await disclosed(), 0, 'more than was agreed')
  // The one who agreed works elsewhere: they hold no report of this team.
  await handOver(ruth, 'times')
  assert.equal(await disclosed(), 0, 'by another organisation')
  await handOver(ines, 'times')
  assert.equal(await disclosed(), 1)
  assert.notEqual(await trace(), quiet)
  assert.match(await trace(), /order|court|without/i)
})
