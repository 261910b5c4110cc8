// Nobody gets more than the matrix grants (P2, abuse 10): every route asked by everybody, and every route with an id asked for
// rows of others. What is granted is read from the database's own table of rules, not from the guards under test.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { samplePeople } from '#people/staff/sample-people.ts'
import {
  type AppName,
  asOwner,
  memberAt,
  openRowan,
  Person,
  type Rowan,
  staffAt,
  staffNames,
  tell,
} from '#tests/faults/whole-rowan.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'

let database: TestDatabase
let rowan: Rowan
type Asker = { name: string; person: Person; roles: readonly string[]; id: string; organisationId: string | undefined }
const askers: Asker[] = []
/** A visitor may begin a report: on the public app. */
const atTheDoor = 'somebody at the staff door'
/** `action role` → scope, as the database holds it. */
const rules = new Map<string, string>()
type Row = { table: string; id: string; organisationId: string | null; owners: string[] }
const rows: Row[] = []

const guarded = (app: AppName) =>
  rowan.apps[app].routes.list.flatMap((route) => {
    const action = /^may (\S+)/.exec(route.guard)?.[1]
    return action ? [{ ...route, action }] : []
  })
const scopesOf = (asker: Asker, action: string) => asker.roles.flatMap((role) => rules.get(`${action} ${role}`) ?? [])

/** A row of a table that has a uuid of its own, with who it belongs to, as far as its columns tell. */
async function readRows(): Promise<void> {
  await asOwner(database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
      `select table_schema || '.' || table_name as name, array_agg(column_name::text) as columns
         from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema', 'pgboss', 'platform', 'permissions', 'audit')
        group by 1 having bool_or(column_name = 'id' and data_type = 'uuid')`,
    )
    for (const { name, columns } of tables) {
      const organisation = columns.includes('organisation_id') ? 'organisation_id' : 'null::uuid'
      const owners = columns.filter((column) => /^(id|member_id|person_id|report_id|for_person_id)$/.test(column))
      const { rows: found } = await client.query<{ id: string; organisation: string | null; owners: string[] }>(
        `select id::text, ${organisation}::text as organisation, array[${owners.map((each) => `${each}::text`)}] as owners from ${name}`,
      )
      for (const row of found)
        rows.push({ table: name, id: row.id, organisationId: row.organisation, owners: row.owners })
    }
    const { rows: granted } = await client.query<{ action: string; role: string; scope: string }>(
      'select action, role, scope from permissions.rule',
    )
    for (const { action, role, scope } of granted) rules.set(`${action} ${role}`, scope)
  })
}

before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database)
  const teller = new Person(rowan.apps, 'public')
  await tell(teller, { story: { story: 'He followed me home' }, consents: { purposes: ['count', 'warn', 'support'] } })
  await teller.submit('/report', '/report', { do: 'send' })
  await readRows()
  for (const name of staffNames) {
    const person = await staffAt(rowan, name)
    const session = await rowan.house.sessions.load('staff', person.cookie)
    const id = session?.subject ?? ''
    const { roles } = samplePeople.find((each) => each.username === name) ?? { roles: [] }
    const organisationId =
      rows.find((row) => row.table === 'staff.person' && row.id === id)?.organisationId ?? undefined
    askers.push({ name, person, roles, id, organisationId })
  }
  const member = await memberAt(rowan)
  const memberId = (await rowan.house.sessions.load('public', member.cookie))?.subject ?? ''
  askers.push({ name: 'a member', person: member, roles: ['member'], id: memberId, organisationId: undefined })
  askers.push({
    name: 'somebody',
    person: new Person(rowan.apps, 'public'),
    roles: ['visitor'],
    id: '',
    organisationId: undefined,
  })
  askers.push({
    name: atTheDoor,
    person: new Person(rowan.apps, 'staff'),
    roles: ['visitor'],
    id: '',
    organisationId: undefined,
  })
})
after(async () => {
  await rowan?.close()
  await database?.drop()
})

const unknownId = '0189c0de-0000-7000-8000-000000000000'
const withId = (path: string, id: string) => path.replaceAll(/:[a-zA-Z]+/g, id)

test('every role on every guarded route: what the matrix does not grant is not there', async () => {
  let asked = 0
  for (const asker of askers)
    for (const route of guarded(asker.person.name)) {
      const path = withId(route.path, unknownId)
      const isGranted = scopesOf(asker, route.action).length > 0
      const sent = await (route.method === 'GET' ? asker.person.get(path) : asker.person.post(path, ''))
      const what = `${asker.name}: ${route.method} ${route.path}`
      asked++
      if (!isGranted) {
        const toTheDoor = sent.status === 303 && sent.location === '/sign-in' && asker.id === ''
        assert.ok(sent.status === 404 || toTheDoor, `${what} is not granted and answered ${sent.status}`)
      } else if (!route.path.includes(':') && asker.name !== atTheDoor)
        assert.notEqual(sent.status, 404, `${what} is granted`)
    }
  assert.ok(asked > 300, `${asked} asked`)
})

test('nobody who is signed in on one app is anybody on the other', async () => {
  for (const asker of askers.filter((each) => each.id !== '')) {
    const other: AppName = asker.person.name === 'staff' ? 'public' : 'staff'
    const crossed = new Person(rowan.apps, other, asker.person.cookie)
    for (const route of guarded(other).filter((each) => each.method === 'GET')) {
      const sent = await crossed.get(withId(route.path, unknownId))
      const isPublic = scopesOf({ ...asker, roles: ['visitor'] }, route.action).length > 0
      if (!isPublic) assert.notEqual(sent.status, 200, `${asker.name} crossed: ${route.path}`)
    }
  }
})

/** Whether the matrix lets `asker` reach this row by this action. */
function reaches(asker: Asker, action: string, row: Row): boolean {
  const scopes = scopesOf(asker, action)
  return (
    scopes.includes('any') ||
    (scopes.includes('organisation') && row.organisationId !== null && row.organisationId === asker.organisationId) ||
    (scopes.includes('own') && row.owners.includes(asker.id))
  )
}

/** One row for each table and organisation that is out of reach. */
function strangers(asker: Asker, action: string): Row[] {
  const chosen = new Map<string, Row>()
  for (const row of rows) if (!reaches(asker, action, row)) chosen.set(`${row.table} ${row.organisationId}`, row)
  return [...chosen.values()]
}

const withIdRoutes = (asker: Asker) =>
  guarded(asker.person.name).filter((route) => route.path.includes(':') && scopesOf(asker, route.action).length > 0)

test('an id of somebody else’s row opens nothing, on any route that takes one', async () => {
  let asked = 0
  for (const asker of askers)
    for (const route of withIdRoutes(asker).filter((each) => each.method === 'GET'))
      for (const row of strangers(asker, route.action)) {
        const sent = await asker.person.get(withId(route.path, row.id))
        asked++
        // Any other answer would say that it exists.
        assert.equal(sent.status, 404, `${asker.name}: ${route.path} with a row of ${row.table}`)
      }
  assert.ok(asked > 50, `${asked} asked`)
})

/** The form tokens of every page somebody can open: with all of them, a post is refused for its id or not at all. */
async function tokensOf(asker: Asker): Promise<string[]> {
  const tokens = new Map<string, string>()
  const paths = guarded(asker.person.name)
    .filter((route) => route.method === 'GET' && scopesOf(asker, route.action).length > 0)
    .flatMap((route) =>
      route.path.includes(':')
        ? rows
            .filter((row) => reaches(asker, route.action, row))
            .slice(0, 3)
            .map((row) => withId(route.path, row.id))
        : [route.path],
    )
  for (const path of paths)
    for (const [tag] of (await asker.person.get(path)).text.matchAll(/<input\b[^>]*name="token"[^>]*>/g)) {
      const token = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''
      const form = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()
      tokens.set(form || token, token)
    }
  return [...tokens.values()].slice(0, 12)
}

/** A fingerprint of everything a capability keeps; not of what only says that somebody asked. */
const fingerprint = () =>
  asOwner(database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform', 'audit', 'limits', 'alarms') order by 1`,
    )
    const prints = new Map<string, string>()
    for (const { name } of tables) {
      const {
        rows: [print],
      } = await client.query<{ sum: string }>(
        `select coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from ${name} t`,
      )
      prints.set(name, print?.sum ?? '')
    }
    return prints
  })

test('a post with an id of somebody else’s row changes nothing', async () => {
  let asked = 0
  const posting = askers
    .map((asker) => ({ asker, routes: withIdRoutes(asker).filter((each) => each.method === 'POST') }))
    .filter(({ routes }) => routes.length > 0)
  // Opening one's own rows leaves its traces: before the first look.
  const tokensBy = new Map<string, string[]>()
  for (const { asker } of posting) tokensBy.set(asker.name, await tokensOf(asker))
  const before = await fingerprint()
  for (const { asker, routes } of posting) {
    const tokens = tokensBy.get(asker.name) ?? []
    assert.ok(tokens.length > 0, `${asker.name} has forms`)
    // Every row of every organisation was asked for above; here one of each table will do.
    for (const route of routes)
      for (const row of new Map(strangers(asker, route.action).map((each) => [each.table, each])).values())
        for (const token of tokens) {
          const sent = await asker.person.post(
            withId(route.path, row.id),
            new URLSearchParams({ token, version: '1' }).toString(),
          )
          asked++
          assert.notEqual(sent.status, 200, `${asker.name}: ${route.path} with a row of ${row.table}`)
        }
  }
  assert.ok(asked > 100, `${asked} asked`)
  assert.deepEqual(await fingerprint(), before)
})
