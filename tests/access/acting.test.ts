// What carries who is acting: it holds for one transaction, what is sent ahead cannot fail unseen, and the functions that take
// a role for their own statements leave nothing of it behind.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import { task, visitor } from '#permissions/actor.ts'
import { asActor } from '#permissions/as-actor.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'

let database: TestDatabase
let db: Database

before(async () => {
  database = await createTestDatabase()
  // One connection: whatever one use of it leaves, the next would find.
  db = openDatabase(database.appUrl, () => {}, 1)
})
after(async () => {
  await db.destroy()
  await database.drop()
})

const sessions = task('task-session')
const insert = (id: string, app = 'public') =>
  CompiledQuery.raw('insert into platform.web_session (id, app, state) values ($1, $2, $3)', [id, app, randomBytes(40)])
const isThere = async (id: string) =>
  (
    await asActor(db, sessions, (tx) =>
      tx.selectFrom('platform.web_session').select('id').where('id', '=', id).execute(),
    )
  ).length === 1
const roles = () => sql<{ roles: string | null }>`select current_setting('rowan.roles', true) as roles`

test('what was sent ahead stands once the transaction is over', async () => {
  const id = randomUUID()
  await asActor(db, sessions, (tx) => sendAhead(tx, insert(id)))
  assert.ok(await isThere(id))
})

test('what was sent ahead and failed is thrown by the commit, and nothing of the transaction stands', async () => {
  const [one, other] = [randomUUID(), randomUUID()]
  const refused = asActor(db, sessions, async (tx) => {
    await sendAhead(tx, insert(one))
    await sendAhead(tx, insert(other, 'neither'))
  })
  await assert.rejects(refused, { code: '23514' })
  assert.ok(!(await isThere(one)))
})

test('the next statement that is waited for throws what failed before it, and its connection works on', async () => {
  let reached = false
  const refused = asActor(db, sessions, async (tx) => {
    await sendAhead(tx, insert(randomUUID(), 'neither'))
    await roles().execute(tx)
    reached = true
  })
  await assert.rejects(refused, { code: '23514' })
  assert.ok(!reached)
  assert.equal((await roles().execute(db)).rows.length, 1)
  assert.ok(!(await isThere(randomUUID())))
})

test('an actor without the right fails ahead as well', async () => {
  await assert.rejects(
    asActor(db, visitor, (tx) => sendAhead(tx, insert(randomUUID()))),
    { code: '42501' },
  )
})

test('the functions that take a role put back what was set, and outside a transaction leave nothing', async () => {
  const id = randomUUID()
  const functions = [
    sql`select platform.save_session(${id}::uuid, 'public', ${randomBytes(40)}, null, null, true)`,
    sql`select * from platform.load_session(${id}::uuid, 'public', 120)`,
    sql`select members.kind_of(${randomUUID()}::uuid)`,
  ]
  for (const each of functions) {
    await each.execute(db)
    assert.equal((await roles().execute(db)).rows[0]?.roles || '', '')
    await asActor(db, { kind: 'reporter', reportId: id }, async (tx) => {
      await each.execute(tx)
      const { rows } = await sql<{ roles: string; subject: string }>`
        select current_setting('rowan.roles') as roles, current_setting('rowan.subject') as subject`.execute(tx)
      assert.deepEqual(rows, [{ roles: 'reporter', subject: id }])
      assert.deepEqual(await tx.selectFrom('platform.web_session').select('id').execute(), [])
    })
  }
  assert.ok(await isThere(id))
})

test('the functions that take a role are these few, have no right of their own, and are closed to everybody else', async () => {
  const { rows } = await sql<{ name: string; definer: boolean; is_public: boolean }>`
    select p.oid::regproc::text as name, p.prosecdef as definer,
      exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0) as is_public
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and p.prosrc ~ 'set_config'
    order by 1`.execute(db)
  assert.deepEqual(
    rows,
    ['members.kind_of', 'platform.load_session', 'platform.save_session'].map((name) => ({
      name,
      definer: false,
      is_public: false,
    })),
  )
})
