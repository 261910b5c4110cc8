// The ground of the abuse tests: both apps as they ship over the demonstration, a clock that can be put on, and the database as
// somebody reads or changes it who owns the machine.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { samplePassphrase, sampleTotpSecret } from '#people/staff/sample-people.ts'
import { codeAt } from '#people/staff/totp.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { reportSessionOf } from '#safety/reporting/report-session.ts'
import { openRowan, Person, type Rowan, tell } from '#tests/faults/whole-rowan.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'

export type Abused = {
  rowan: Rowan
  database: TestDatabase
  /** Puts the clock of the house on. */
  advance(seconds: number): void
  close(): Promise<void>
}

export async function openAbused(options: { working?: boolean; demonstration?: boolean } = {}): Promise<Abused> {
  const database = await createTestDatabase()
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const rowan = await openRowan(database, { ...options, clock })
  return {
    rowan,
    database,
    advance: (seconds) => {
      ahead += seconds * 1000
    },
    async close() {
      await rowan.close()
      await database.drop()
    },
  }
}

/** Somebody of the demonstration's staff, through the door. The clock is put on, since a code works once. */
export async function staffIn(world: Abused, username: string): Promise<Person> {
  world.advance(90)
  const person = new Person(world.rowan.apps, 'staff')
  const code = codeAt(sampleTotpSecret(username), world.rowan.house.clock.now())
  await person.submit('/sign-in', '/sign-in', { username, passphrase: samplePassphrase, code })
  if ((await person.get('/account')).status !== 200) throw new Error(`${username} could not sign in`)
  return person
}

export const idOfReport = async (world: Abused, reporter: Person): Promise<string> => {
  const session = await world.rowan.house.sessions.load(reporter.name, reporter.cookie)
  return reportSessionOf(session)?.reportId ?? ''
}

/** Tells and sends a report; answers its receipt, its id, and the browser that stands on the page after sending. */
export async function sendReport(
  world: Abused,
  answers: Parameters<typeof tell>[1],
): Promise<{ receipt: string; reportId: string; reporter: Person }> {
  const reporter = new Person(world.rowan.apps, 'public')
  const receipt = await tell(reporter, answers)
  await reporter.submit('/report', '/report', { do: 'send' })
  return { receipt, reportId: await idOfReport(world, reporter), reporter }
}

/** A browser that has come back with a receipt. */
export async function comeBackWith(world: Abused, receipt: string): Promise<Person> {
  const person = new Person(world.rowan.apps, 'public')
  await person.submit('/return', '/return', { do: 'enter', receipt })
  return person
}

/** What the page's own form would send, changed: for posts that no page offers. */
export async function postPast(
  person: Person,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Awaited<ReturnType<Person['get']>>> {
  const form = formIn((await person.get(page)).text, action)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return await person.post(action, form.toString())
}

/** Changes the database as its owner, past every row policy, and leaves the walls standing as they were. */
export async function tamper<T>(world: Abused, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relforcerowsecurity and pg_get_userbyid(c.relowner) = current_user`,
    )
    await client.query('begin')
    for (const { name } of rows) await client.query(`alter table ${name} no force row level security`)
    const result = await work(client)
    await client.query('set constraints all immediate')
    for (const { name } of rows) await client.query(`alter table ${name} force row level security`)
    await client.query('commit')
    return result
  } finally {
    await client.end()
  }
}

/** A connection of the owner's past every row policy, for many changes in a row; the app's own role stays bound. The caller ends it. */
export async function ownerPastPolicies(world: Abused): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  await client.query(
    `do $$ declare t text; begin
       for t in select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and c.relforcerowsecurity and pg_get_userbyid(c.relowner) = current_user
       loop execute 'alter table ' || t || ' no force row level security'; end loop; end $$`,
  )
  return client
}

/** Every row of every table as one text each: what a thief of the database reads. */
export const everyRow = (world: Abused): Promise<{ table: string; row: string }[]> =>
  tamper(world, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const found: { table: string; row: string }[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      found.push(...rows.map(({ row }) => ({ table: name, row })))
    }
    return found
  })

/** The routes of one app that take a page without an id. */
export const plainPages = (world: Abused, app: 'public' | 'staff'): string[] =>
  world.rowan.apps[app].routes.list
    .filter((route) => route.method === 'GET' && !route.path.includes(':') && !/leave|sign-out/.test(route.path))
    .map((route) => route.path)

/** A word nobody has written before, to be looked for afterwards. */
export const canary = (): string => `q${randomBytes(9).toString('hex').replaceAll(/[0-9]/g, 'k')}`
