// Abuse 1: a thief of the database, its logs, and a copy of everything. What tests/faults/canaries.test.ts and backup-drill.test.ts
// leave open: guessing numbers and receipts against what stands there, and walking in with what was found.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { deriveReceipt, parseReceipt } from '#engines/sealing/index.ts'
import { memberAt, Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, everyRow, openAbused, sendReport, staffIn, tamper } from './abuse-world.ts'

const phone = '07700 900627'
let world: Abused
let receipt: string
let rows: { table: string; row: string }[]
const story = canary()

before(async () => {
  world = await openAbused()
  ;({ receipt } = await sendReport(world, {
    'who-for': { whoFor: 'me' },
    story: { story },
    person: { phones: phone, names: 'Mattias Quillfeather' },
    consents: { purposes: ['count', 'warn'] },
  }))
  await memberAt(world.rowan)
  await staffIn(world, 'ines')
  rows = await everyRow(world)
})
after(() => world.close())

const stands = (needle: Uint8Array): string[] => {
  const hex = Buffer.from(needle).toString('hex')
  return rows.filter(({ row }) => row.includes(hex)).map(({ table }) => table)
}

test('a number is not found by trying it: no digest of it stands there, plain or keyed with anything else that stands there', () => {
  const spellings = [
    phone,
    '07700900627',
    '+447700900627',
    '447700900627',
    'Mattias Quillfeather',
    'mattias quillfeather',
  ]
  const keys = new Set<string>(['', 'rowan', 'identifier', 'phone'])
  // Every value of 16 to 64 bytes in the whole database is tried as a key or a salt.
  for (const { row } of rows)
    for (const [, hex] of row.matchAll(/\\\\?x([0-9a-f]{32,128})(?![0-9a-f])/g)) keys.add(hex ?? '')
  const digests = new Set<string>()
  for (const text of spellings) {
    for (const kind of ['', 'phone:', 'phone|', 'phone ', 'name:'])
      for (const hash of ['sha256', 'sha1', 'md5', 'sha512'])
        digests.add(createHash(hash).update(`${kind}${text}`).digest('hex').slice(0, 32))
    for (const key of keys)
      digests.add(
        createHmac('sha256', /^[0-9a-f]+$/.test(key) ? Buffer.from(key, 'hex') : key)
          .update(text)
          .digest('hex')
          .slice(0, 32),
      )
  }
  const whole = rows.map(({ row }) => row).join('\n')
  assert.ok(keys.size > 50 && digests.size > 300, `${keys.size} keys`)
  assert.deepEqual(
    [...digests].filter((each) => whole.includes(each)),
    [],
  )
  // The search would find one: a digest that was planted.
  const planted = createHash('sha256').update(phone).digest('hex')
  assert.ok(`${whole} ${planted}`.includes([...digests].find((each) => planted.startsWith(each)) ?? 'none'))
})

test('a receipt that is known is not found without the service key: guesses cannot be tried against a stolen database', async () => {
  const { house } = world.rowan
  const parsed = parseReceipt(receipt)
  assert.ok(parsed.ok)
  const { canonical } = parsed
  const right = await deriveReceipt(canonical, house.keys.secret('receipt'))
  assert.deepEqual(stands(right.lookupId), ['reporting.report'], 'this is how it is found')
  for (const pepper of [new Uint8Array(32), new Uint8Array(32).fill(1)]) {
    const guess = await deriveReceipt(canonical, pepper)
    assert.deepEqual(stands(guess.lookupId), [])
  }
  const words = receipt
    .trim()
    .toLowerCase()
    .split(/[\s-]+/)
  assert.ok(!rows.some(({ row }) => words.every((word) => row.toLowerCase().includes(word))))
})

test('rows of sessions open nothing: neither their ids nor their sealed states are a way in', async () => {
  const sessions = await tamper(world, async (client) => {
    const found = await client.query<{ id: string; app: 'public' | 'staff'; state: Buffer }>(
      'select id::text, app, state from platform.web_session',
    )
    return found.rows
  })
  assert.ok(sessions.length >= 3)
  for (const { id, app, state } of sessions)
    for (const secret of [
      Buffer.alloc(32),
      state.subarray(0, 32),
      state.subarray(-32),
      createHash('sha256').update(id).digest(),
    ]) {
      const thief = new Person(world.rowan.apps, app, `${id}.${secret.toString('base64url')}`)
      const page = await thief.get(app === 'staff' ? '/account' : '/me')
      assert.notEqual(page.status, 200, `${app}: ${page.location}`)
    }
})

test('a state moved into the thief’s own row stays closed, and so does a row made for the thief by hand', async () => {
  const own = await staffIn(world, 'sam')
  const ownId = own.cookie.split('.')[0]
  await tamper(world, async (client) => {
    const { rows: victims } = await client.query<{ id: string }>(
      `select s.id from platform.web_session s join staff.person p on p.id = s.subject where p.username = 'ines'`,
    )
    await client.query(
      `update platform.web_session set state = v.state, subject = v.subject from platform.web_session v
        where platform.web_session.id = $1 and v.id = $2`,
      [ownId, victims[0]?.id],
    )
  })
  assert.notEqual((await own.get('/account')).status, 200)
  // Only the subject: his own state still says who he is.
  const again = await staffIn(world, 'sam')
  await tamper(world, (client) =>
    client.query(
      `update platform.web_session set subject = (select id from staff.person where username = 'ines') where id = $1`,
      [again.cookie.split('.')[0]],
    ),
  )
  const desk = await again.get('/desk')
  assert.ok(desk.status !== 200 && !desk.text.includes(story))
})

test('nothing planted stands in any row, nor in what was logged', () => {
  for (const word of [story, 'Quillfeather', '7700900627', '7700 900627'])
    assert.deepEqual(
      rows.filter(({ row }) => row.includes(word)).map(({ table }) => table),
      [],
      word,
    )
  assert.ok(!world.rowan.logged.join().includes(story))
})
