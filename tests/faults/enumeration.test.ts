// Whether an account or a receipt exists is told by nothing: not by status, address or size of the answer, nor by the work done for
// it; and one test of times in case the work is not all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { argon2Doorway } from '#engines/sealing/argon2.ts'
import { newReceipt } from '#engines/sealing/index.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { type AppName, openRowan, Person, type Rowan } from './whole-rowan.ts'

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

type Told = { status: number; location: string | null; size: number; derived: number; milliseconds: number }

/** What a stranger can see of one try, with how often Argon2id ran for it. */
async function tell(app: AppName, path: string, typed: Readonly<Record<string, string>>): Promise<Told> {
  const person = new Person(rowan.apps, app)
  const fields = formIn((await person.get(path)).text, path)
  for (const [name, value] of Object.entries(typed)) fields.set(name, value)
  const { run } = argon2Doorway
  let derived = 0
  argon2Doorway.run = (work) => {
    derived++
    return run(work)
  }
  try {
    const from = performance.now()
    const answer = await person.post(path, fields.toString())
    const milliseconds = performance.now() - from
    const page = await person.get(answer.location ?? path)
    // The token differs in its digits only; what was typed has one length in each pair.
    return { status: answer.status, location: answer.location, size: page.text.length, derived, milliseconds }
  } finally {
    argon2Doorway.run = run
  }
}
const seen = ({ status, location, size, derived }: Told) => ({ status, location, size, derived })

const doors: readonly [string, AppName, string, Readonly<Record<string, string>>, Readonly<Record<string, string>>][] =
  [
    [
      'staff signing in',
      'staff',
      '/sign-in',
      { username: 'joan', passphrase: 'a wrong passphrase', code: '123456' },
      { username: 'nobo', passphrase: 'a wrong passphrase', code: '123456' },
    ],
    [
      'members signing in',
      'public',
      '/sign-in',
      { pseudonym: 'Juniper', passphrase: 'a wrong passphrase' },
      { pseudonym: 'Nobodys', passphrase: 'a wrong passphrase' },
    ],
    [
      'recovery words',
      'public',
      '/recover',
      { pseudonym: 'Juniper', words: newReceipt('words').shown, next: 'lamp kettle window stair' },
      { pseudonym: 'Nobodys', words: newReceipt('words').shown, next: 'lamp kettle window stair' },
    ],
  ]

for (const [name, app, path, known, unknown] of doors)
  test(`${name}: known and unknown names meet the same answer after the same work`, async () => {
    const [one, other] = [await tell(app, path, known), await tell(app, path, unknown)]
    assert.deepEqual(seen(one), seen(other))
    assert.equal(one.derived, 1)
  })

test('a receipt that fits nothing costs what one that fits does: one derivation, whatever was typed', async () => {
  const one = await tell('public', '/return', { do: 'enter', receipt: newReceipt('digits').shown })
  const other = await tell('public', '/return', { do: 'enter', receipt: newReceipt('digits').shown })
  assert.deepEqual(seen(one), seen(other))
  assert.equal(one.derived, 1)
})

test('times of known and unknown names overlap: neither is the slower one again and again', async () => {
  const [, app, path, known, unknown] = doors[1] as (typeof doors)[number]
  const pairs = 12
  let knownSlower = 0
  for (let i = 0; i < pairs; i++) {
    // In turns, so that what else the machine does falls on both alike; other names, so that none has to rest.
    const first = i % 2 === 0
    const [a, b] = first
      ? [await tell(app, path, i < 6 ? known : { ...known, pseudonym: 'Marigold' }), await tell(app, path, unknown)]
      : [await tell(app, path, unknown), await tell(app, path, i < 6 ? known : { ...known, pseudonym: 'Marigold' })]
    const [ofKnown, ofUnknown] = first ? [a, b] : [b, a]
    if (ofKnown.milliseconds > ofUnknown.milliseconds) knownSlower++
  }
  // By chance alone twelve coins all fall on one side once in two thousand times.
  assert.ok(knownSlower > 0 && knownSlower < pairs, `${knownSlower} of ${pairs}`)
})
