// The second key with another organisation: what its machine sees, what the first machine can do without it, and what happens
// when it is away or lies.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { holderOfSeed, pointsOf, secretsOf } from '#engines/held/index.ts'
import { asOwner } from '#safety/alerts/tests/alerts-world.ts'
import { HoldRefused, matchable } from '#safety/reporting/holding.ts'
import { submitReport } from '#safety/reporting/submit-report.ts'
import { createKeyHolder } from '#src/key-holder.ts'
import { holderAt } from '../key-holders.ts'
import { listMatches } from '../work-match.ts'
import { addDraft, contentAbout, type HeldWorld, holdOne, newPhone, openHeldWorld, seek } from './held-world.ts'

const seed = randomBytes(32)
const token = 'a token of more than thirty-two characters'
const seen: string[] = []
let server: Server
let world: HeldWorld
let url: string
before(async () => {
  server = createKeyHolder(seed, token)
  server.on('request', (request) => request.on('data', (part) => seen.push(String(part))))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  world = await openHeldWorld({ holder: { url, publicKey: holderOfSeed(seed).publicKey, token } })
})
after(async () => {
  await world.close()
  server.closeAllConnections()
  server.close()
})

test('two people match through it, and it was told neither number nor anything twice the same', async () => {
  const phone = newPhone()
  await holdOne(world, contentAbout(phone))
  await holdOne(world, contentAbout(phone))
  await seek(world)
  assert.equal((await listMatches(world.house, world.adviser.actor)).length, 1)
  assert.ok(seen.length >= 2)
  assert.equal(new Set(seen).size, seen.length)
  assert.doesNotMatch(seen.join(), new RegExp(phone.slice(1)))
})

test('whoever has the database and every key of the first machine finds no number by trying numbers', async () => {
  const phone = newPhone()
  await holdOne(world, contentAbout(phone), { person: 'visit:known' })
  const tags = await asOwner(world, ['held_reports.point'], async (client) => {
    const { rows } = await client.query('select tag from held_reports.point')
    return rows.map((row: { tag: Buffer }) => row.tag.toString('hex'))
  })
  const guessed = async (other: Uint8Array) => {
    const holders = [holderOfSeed(world.house.keys.secret('held tags: service')), holderOfSeed(other)] as const
    const secrets = await secretsOf(matchable(contentAbout(phone)), holders)
    return secrets.flatMap((secret) =>
      pointsOf(secret, world.advisers.id, 'visit:known', 2).map((each) => Buffer.from(each.tag).toString('hex')),
    )
  }
  // The right number, and all that this machine could put in the other's place.
  for (const label of ['held tags: adviser', 'held tags: service', 'receipt'])
    assert.ok(!(await guessed(world.house.keys.secret(label))).some((tag) => tags.includes(tag)))
  assert.ok(
    (await guessed(seed)).every((tag) => tags.includes(tag)),
    'the test could not have seen it',
  )
})

test('away, lying or without the right token it holds nothing, and the draft stays a draft', async () => {
  const before = world.house.config.holder!
  const wrong = [
    { ...before, url: 'http://127.0.0.1:9/' },
    { ...before, token: 'another token of more than thirty-two letters' },
    { ...before, publicKey: holderOfSeed(randomBytes(32)).publicKey },
  ]
  for (const holder of wrong) {
    world.house.config.holder = holder
    const draft = await addDraft(world, contentAbout(newPhone()))
    await assert.rejects(submitReport(world.house, draft), HoldRefused)
    const report = await world.house.asActor({ kind: 'reporter', reportId: draft.reportId! }, (tx) =>
      tx
        .selectFrom('reporting.report')
        .select(['state', 'held_at'])
        .where('id', '=', draft.reportId!)
        .executeTakeFirstOrThrow(),
    )
    assert.deepEqual(report, { state: 'draft', held_at: null })
  }
  world.house.config.holder = before
})

test('what is no question of ours is refused', async () => {
  const ask = async (body: string, authorization = `Bearer ${token}`) =>
    (await fetch(url, { method: 'POST', body, headers: { authorization } })).status
  for (const body of [
    '',
    '{}',
    '{"blinded":[]}',
    '{"blinded":["00"]}',
    `{"blinded":["${'00'.repeat(32)}"]}`,
    'x'.repeat(20_000),
  ])
    assert.equal(await ask(body), 400, body.slice(0, 40))
  assert.equal(await ask('{}', 'Bearer no'), 401)
  await assert.rejects(holderAt({ url, publicKey: new Uint8Array(32), token: 'no' }).evaluate([randomBytes(32)]))
})
