// Abuse 28: a third party who consents “for” somebody. Whatever they tick, send past the page, change afterwards or write into the
// database as the app itself, somebody else's story carries no purpose but to be counted and to warn.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { task } from '#permissions/actor.ts'
import { Person, tell } from '#tests/faults/whole-rowan.ts'
import { type Abused, comeBackWith, idOfReport, openAbused, tamper } from './abuse-world.ts'

let world: Abused
let mash: string
before(async () => {
  world = await openAbused()
  mash = await tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string }>(`select id from organisations.organisation where slug = 'mash'`)
    return rows[0]?.id ?? ''
  })
})
after(() => world.close())

const everything = ['count', 'warn', 'support', 'match', 'police-anonymous', 'police-questions', 'police-report']
const beyond = everything.filter((each) => !['count', 'warn'].includes(each))
const standing = (reportId: string) =>
  tamper(world, async (client) => {
    const consents = await client.query<{ purpose: string }>(
      'select purpose from reporting.consent where report_id = $1 and is_given',
      [reportId],
    )
    const wishes = await client.query('select from casework.support_request where report_id = $1', [reportId])
    return { purposes: consents.rows.map((row) => row.purpose).sort(), wishes: wishes.rows.length }
  })

test('ticked past the page, or ticked first as one’s own and told afterwards that it is somebody else’s', async () => {
  for (const order of ['said first', 'said last']) {
    const person = new Person(world.rowan.apps, 'public')
    const early = { 'who-for': { whoFor: order === 'said first' ? 'someone-else' : 'me' } }
    await tell(person, { ...early, story: { story: 'hers' }, consents: { purposes: ['count'] } })
    const press = async (step: string, body: string) => {
      await person.submit('/report', '/report', { do: `go:${step}:0` })
      const token = /name="token" value="([^"]+)"/.exec((await person.get('/report')).text)?.[1] ?? ''
      await person.post('/report', `token=${token}&at=${step}:0&do=continue&${body}`)
    }
    for (const purpose of everything) await press('consents', `purposes=count&purposes=warn&purposes=${purpose}`)
    await press('consents', 'purposes=count&purposes=warn&purposes=support')
    await press('support', `callMe=x&how=07700900100&organisation=${mash}`)
    if (order === 'said last') await press('who-for', 'whoFor=someone-else')
    await press('support', `callMe=x&how=07700900100&organisation=${mash}`)
    await person.submit('/report', '/report', { do: 'go:check:0' })
    await person.submit('/report', '/report', { do: 'send' })
    const found = await standing(await idOfReport(world, person))
    assert.equal(found.wishes, 0, order)
    assert.deepEqual(
      found.purposes.filter((each) => beyond.includes(each)),
      [],
      order,
    )
  }
})

test('coming back, they allow what the page does not offer; and as the app’s own role they write it down: nothing may use it', async () => {
  const person = new Person(world.rowan.apps, 'public')
  const receipt = await tell(person, {
    'who-for': { whoFor: 'someone-else' },
    story: { story: 'hers' },
    consents: { purposes: ['count', 'warn'] },
  })
  await person.submit('/report', '/report', { do: 'send' })
  const reportId = await idOfReport(world, person)
  const back = await comeBackWith(world, receipt)
  for (const purpose of beyond) {
    const token = /name="token" value="([^"]+)"/.exec((await back.get('/return')).text)?.[1] ?? ''
    const sent = await back.post('/return', `token=${token}&do=allow:${purpose}&how=x&organisation=${mash}&people=2`)
    assert.ok(sent.status < 500, purpose)
    if ((await back.get('/return')).text.includes('value="enter"'))
      await back.submit('/return', '/return', { do: 'enter', receipt })
  }
  const found = await standing(reportId)
  assert.deepEqual(found, { purposes: ['count', 'warn'], wishes: 0 })

  const { house } = world.rowan
  await house.asActor({ kind: 'reporter', reportId }, async (tx) => {
    for (const purpose of beyond)
      await sql`insert into reporting.consent (report_id, purpose, is_given, given_at) values (${reportId}, ${purpose}, true, now())`.execute(
        tx,
      )
  })
  for (const purpose of beyond)
    for (const name of ['task-delivery', 'task-checker', 'task-matching', 'task-retention'] as const) {
      const locked = await house.asActor(task(name), (tx) =>
        sql`select * from reporting.lock_live_consent(${reportId}, ${purpose})`.execute(tx),
      )
      assert.deepEqual(locked.rows, [], `${purpose} ${name}`)
    }
  const counted = await house.asActor(task('task-delivery'), (tx) =>
    sql`select * from reporting.lock_live_consent(${reportId}, 'warn')`.execute(tx),
  )
  assert.equal(counted.rows.length, 1)
})
