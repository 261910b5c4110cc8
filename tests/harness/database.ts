// A database of its own for every test: cloned from a template that is prepared once, on one server for the whole run.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#platform/db/embedded/embedded.ts'
import { databaseScratch } from './temporary.ts'

export type TestDatabase = {
  name: string
  /** Connects as the role that owns the schema. */
  ownerUrl: string
  /** Connects as rowan_app, whose rows are limited by policies. */
  appUrl: string
  appPassword: string
  /** Ends what is still connected and drops the database. */
  drop(): Promise<void>
}

const src = join(import.meta.dirname, '..', '..', 'src')
const templateLock = 7_260_415
const forgottenAfterMs = 6 * 3_600_000

/** Runs `work` with a prepared, empty database and drops it afterwards, whatever happened. */
export async function withDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await createTestDatabase()
  try {
    return await work(database)
  } finally {
    await database.drop()
  }
}

/** Clones the prepared template. The caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  const template = await preparedTemplate(server)
  const name = `rowan_test_${Date.now().toString(36)}_${randomBytes(5).toString('hex')}`
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const appPassword = appPasswordFor(server)
  return {
    name,
    ownerUrl: urlOf(server, name),
    appUrl: urlOf(server, name, 'rowan_app', appPassword),
    appPassword,
    drop: () => withClient(server, (client) => dropDatabase(client, name)),
  }
}

let shared: Promise<string> | undefined

/**
 * The owner's URL of the server tests run on: DATABASE_URL, else the one `npm test` started, else (a file run by
 * hand) one in the temporary folder that such runs share.
 */
export function testServer(): Promise<string> {
  const given = process.env.DATABASE_URL || process.env.ROWAN_TEST_DATABASE_URL
  if (given) return Promise.resolve(given)
  shared ??= startEmbedded({ dataDir: join(databaseScratch(), `rowan-test-${process.getuid?.() ?? 0}`) }).then(
    (server) => {
      process.once('beforeExit', () => void server.stop())
      return server.ownerUrl
    },
  )
  return shared
}

let template: Promise<string> | undefined

const preparedTemplate = (server: string) => {
  template ??= prepareTemplate(server)
  return template
}

/** Several test processes arrive at once: the first prepares it, under a lock; it gets its name when it is complete. */
async function prepareTemplate(server: string): Promise<string> {
  const name = `rowan_template_${await schemaHash()}`
  return withClient(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount) return name
    await dropForgotten(client)
    const unfinished = `${name}_new`
    await dropDatabase(client, unfinished)
    await client.query(`CREATE DATABASE ${unfinished}`)
    const { migrate } = await import('#src/prepare.ts')
    await migrate({ ownerUrl: urlOf(server, unfinished), appPassword: appPasswordFor(server) })
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`)
    return name
  })
}

/** Names everything that decides what a fresh database contains. */
async function schemaHash(): Promise<string> {
  const patterns = [
    '**/*.sql',
    'permissions/*.ts',
    'platform/jobs/*.ts',
    'platform/db/migrate.ts',
    '**/{capability,tasks}.ts',
    '{apps,prepare}.ts',
  ]
  const files: string[] = []
  for await (const file of glob(patterns, { cwd: src })) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(src, file)))
  return hash.digest('hex').slice(0, 16)
}

/** What killed test runs left behind, and templates of schemas long changed. */
async function dropForgotten(client: pg.Client) {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database d WHERE (datname LIKE 'rowan\\_test\\_%' OR datname LIKE 'rowan\\_template\\_%')
     AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`,
  )
  for (const { datname } of rows) {
    const madeAt = Number.parseInt(datname.split('_')[2] ?? '', 36)
    const isOld = datname.startsWith('rowan_template_') || Date.now() - madeAt > forgottenAfterMs
    if (isOld) await dropDatabase(client, datname)
  }
}

async function dropDatabase(client: pg.Client, name: string) {
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  } catch (error) {
    // A server of somebody else's may not let the owner end other roles' sessions; those of an ended test end soon.
    const insufficientPrivilege = '42501'
    if (!(error instanceof pg.DatabaseError && error.code === insufficientPrivilege)) throw error
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  }
}

/** Roles are the server's, not the database's, so every process must arrive at the same password. */
const appPasswordFor = (server: string) =>
  createHmac('sha256', new URL(server).password).update('rowan_app in tests').digest('base64url')

function urlOf(server: string, database: string, user?: string, password?: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  if (user !== undefined) url.username = user
  if (password !== undefined) url.password = password
  return url.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
