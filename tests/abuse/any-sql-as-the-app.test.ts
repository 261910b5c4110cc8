// Injected context (P2): somebody who can run any SQL at all over the app's own connection. They can say that they are anybody, since
// the context is theirs to set; so they read rows as any role does, sealed as they stand. What they cannot do is tried here.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { otherRoles, staffRoles } from '#permissions/matrix.ts'
import { Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, sendReport, tamper } from './abuse-world.ts'

let world: Abused
let client: pg.Client
const story = canary()
let organisation: string
let joan: string
before(async () => {
  world = await openAbused()
  await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story }, person: { phones: '07700 900599' } })
  client = new pg.Client({ connectionString: world.database.appUrl })
  await client.connect()
  ;[organisation = '', joan = ''] = await tamper(world, async (owner) => {
    const { rows } = await owner.query<{ organisation: string; id: string }>(
      `select organisation_id as organisation, id from staff.person where username = 'joan'`,
    )
    return [rows[0]?.organisation ?? '', rows[0]?.id ?? '']
  })
})
after(async () => {
  await client?.end()
  await world.close()
})

/** One statement as if the app had said that this role acts; its rows, or the error's code. */
async function as(role: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[] | string> {
  await client.query('begin')
  await client.query(
    `select set_config('rowan.roles', $1, true), set_config('rowan.subject', $2, true), set_config('rowan.organisation', $3, true)`,
    [role, joan, organisation],
  )
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[]
  } catch (error) {
    return String((error as { code?: string }).code)
  } finally {
    await client.query('rollback')
  }
}
const everyRole = [...staffRoles, ...otherRoles]

test('without a context nothing is there, and none stays behind for the next who uses the connection', async () => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'pgboss', 'permissions', 'public')`,
  )
  const seen: string[] = []
  for (const { name } of rows) {
    const found = await client.query(`select from ${name} limit 1`).catch(() => ({ rowCount: 0 }))
    if ((found.rowCount ?? 0) > 0) seen.push(name)
  }
  // Who there is to tell is for everybody, and holds nobody.
  assert.deepEqual(
    seen.filter((name) => !/organisations\.|migration/.test(name)),
    [],
  )
})

test('they can say that they are the desk: the limit of this wall. Every row they reach is sealed, whoever they say they are', async () => {
  const read = await as('desk', 'select * from reporting.report')
  assert.ok(Array.isArray(read) && read.length > 0, 'context is believed: keep SQL out of reach')
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  let reached = 0
  for (const role of everyRole)
    for (const { name } of tables.rows) {
      const rows = await as(role, `select t::text as row from ${name} t limit 200`)
      if (!Array.isArray(rows)) continue
      for (const { row } of rows) {
        reached++
        for (const word of [story, Buffer.from(story).toString('hex'), '7700900599', 'juniper@example.org', 'Juniper'])
          assert.ok(!String(row).includes(word), `${role} reads ${word} in ${name}`)
      }
    }
  assert.ok(reached > 500, `${reached} rows`)
})

test('they can make a session that says it is Joan’s: it shows lists, and opens no word, since nobody’s key is in it', async () => {
  const { house } = world.rowan
  const session = house.sessions.begin({
    staff: {
      personId: joan,
      privateKey: Buffer.alloc(32, 1).toString('base64'),
      since: house.clock.now().toISOString(),
      provedAt: house.clock.now().toISOString(),
    },
  })
  session.subject = joan
  // As the app does it: one function over its own connection, and a secret of the thief's.
  await house.sessions.save('staff', session)
  const thief = new Person(world.rowan.apps, 'staff', session.cookie)
  const queue = await thief.get('/desk?show=new&sort=newest')
  assert.equal(queue.status, 200, 'the limit of this wall')
  const report = /href="(\/desk\/[0-9a-f-]{36})"/.exec(queue.text)?.[1] ?? ''
  const page = await thief.get(report)
  assert.ok(!page.text.includes(story) && !/Filled in|textarea/.test(page.text) && page.status !== 404)
})

test('they change nobody’s way in, take away no wall, become no other database role and write no file', async () => {
  const attacks = [
    `update staff.credential set verifier = ''`,
    `update staff.credential set sealed_totp = ''`,
    `update staff.person set roles = '{desk}'`,
    `update staff.person set left_at = null`,
    `delete from staff.person`,
    `update members.member set kind = 'individual'`,
    `insert into permissions.rule values ('report.read', 'police', 'any')`,
    `update permissions.rule set scope = 'any'`,
    `alter table reporting.report disable row level security`,
    `create policy mine on reporting.report using (true)`,
    `grant all on all tables in schema staff to public`,
    `set role rowan_owner`,
    `set session authorization rowan_owner`,
    `alter role rowan_app bypassrls`,
    `create function public.f() returns int language sql as 'select 1'`,
    `create table public.t ()`,
    `copy (select 1) to '/tmp/rowan-out'`,
    `copy (select 1) to program 'id'`,
    `select pg_read_file('/etc/passwd')`,
    `select lo_import('/etc/passwd')`,
    `delete from reporting.consent`,
    `update reporting.report set import_fingerprint = null, origin = 'import'`,
    `delete from reporting.use where kind = 'opened'`,
    `truncate reporting.report`,
    `update organisations.team_key set public_key = ''`,
    `insert into staff.passkey (id, person_id, lookup, sealed, sealed_private_key) values (gen_random_uuid(), gen_random_uuid(), '', '', '')`,
  ]
  for (const role of everyRole)
    for (const attack of attacks) {
      const done = await as(role, `${attack}${/^(update|delete)/.test(attack) ? ' returning 1' : ''}`)
      assert.ok(typeof done === 'string' || done.length === 0, `${role}: ${attack}`)
    }
})

test('they cannot read or forget what the audit says of them, and what they add bears the name they claim', async () => {
  for (const role of everyRole.filter((each) => each !== 'task-audit')) {
    const read = await as(role, 'select from audit.entry')
    assert.ok(typeof read === 'string' || read.length === 0, role)
  }
  const forged = await as('desk', `insert into audit.entry (kind, actor_id) values ('report.opened', $1)`, [joan])
  assert.equal(forged, '42501')
})
