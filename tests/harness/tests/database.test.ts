// The promises every other database test leans on: a prepared database of its own, and nothing left behind.
import assert from 'node:assert/strict'
import test from 'node:test'
import pg from 'pg'
import { createTestDatabase, testServer, withDatabase } from '../database.ts'

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

test('the app role of a test database is a plain role, and the schema is there', async () => {
  await withDatabase(async ({ appUrl, ownerUrl }) => {
    const [role] = await ask(
      appUrl,
      'SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole AS mighty FROM pg_roles WHERE rolname = current_user',
    )
    assert.deepEqual(role, { name: 'rowan_app', mighty: false })
    const [applied] = await ask<{ count: string }>(ownerUrl, 'SELECT count(*) FROM platform.migration')
    assert.ok(Number(applied?.count) > 0)
  })
})

test('what one test writes another does not see', async () => {
  await withDatabase(async (one) => {
    await ask(one.ownerUrl, 'CREATE TABLE mine (id int)')
    await withDatabase(async (other) => {
      assert.notEqual(other.name, one.name)
      const [found] = await ask(other.ownerUrl, `SELECT to_regclass('mine') AS found`)
      assert.deepEqual(found, { found: null })
    })
  })
})

test('a database is dropped even when its test left connections open', async () => {
  const database = await createTestDatabase()
  const left = new pg.Client({ connectionString: database.appUrl })
  left.on('error', () => {})
  await left.connect()
  await database.drop()
  const rows = await ask(await testServer(), `SELECT FROM pg_database WHERE datname = '${database.name}'`)
  assert.equal(rows.length, 0)
})

test('databases asked for at the same moment are all made', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, createTestDatabase))
  await Promise.all(databases.map((database) => database.drop()))
})
