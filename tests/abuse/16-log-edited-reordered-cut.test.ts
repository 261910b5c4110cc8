// Abuse 16: the log edited, reordered, cut and rolled back. What the app's own database role can do with any SQL at all, and what
// the machine's owner can: each is tried on the audit of both apps as they ship, and found by `rowan audit verify`.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { auditCommands } from '#partnership/oversight/index.ts'
import { matrix, otherRoles, staffRoles } from '#permissions/matrix.ts'
import { type Abused, openAbused, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let folder: string
before(async () => {
  world = await openAbused()
  folder = mkdtempSync(join(tmpdir(), 'rowan-audit-'))
  const { reportId } = await sendReport(world, { 'who-for': { whoFor: 'me' }, story: { story: 'x' } })
  const joan = await staffIn(world, 'joan')
  for (let count = 0; count < 4; count++) await joan.get(`/desk/${reportId}`)
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

async function run(
  name: 'verify' | 'checkpoint',
  args: readonly string[] = [],
): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const command = auditCommands[`audit ${name}`]
  assert.ok(command)
  const code = await command.run(world.rowan.house, args, { say: (text) => void said.push(text) })
  return { code, said: said.join('\n') }
}

test('with the app’s role and any SQL at all, as any role of the matrix, no entry is changed, removed, moved or unlinked', async () => {
  const whole = await run('verify')
  assert.equal(whole.code, 0, whole.said)
  const client = new pg.Client({ connectionString: world.database.appUrl })
  await client.connect()
  const attacks = [
    `update audit.entry set kind = 'report.closed'`,
    `update audit.entry set actor_id = null`,
    `delete from audit.entry`,
    `truncate audit.entry`,
    `update audit.link set hash = previous`,
    `delete from audit.link`,
    `insert into audit.link values (999999, 999999, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))`,
    `update audit.head set sequence = 0`,
    `delete from audit.checkpoint`,
    `alter table audit.entry disable trigger all`,
    `drop schema audit cascade`,
    `insert into audit.entry (kind, actor_id) values ('report.opened', gen_random_uuid())`,
    `insert into audit.entry (kind, at) values ('report.opened', '2020-01-01')`,
    `set session_replication_role = replica`,
    `set role rowan_owner`,
  ]
  try {
    for (const role of [...staffRoles, ...otherRoles, ''])
      for (const attack of attacks) {
        await client.query('begin')
        await client.query(`select set_config('rowan.roles', $1, true), set_config('rowan.organisation', $2, true)`, [
          role,
          '00000000-0000-4000-8000-000000000001',
        ])
        const done = await client.query(attack).then(
          (result) => result.rowCount ?? 0,
          () => 0,
        )
        await client.query('rollback')
        assert.equal(done, 0, `${role}: ${attack}`)
      }
  } finally {
    await client.end()
  }
  assert.equal((await run('verify')).code, 0)
  assert.ok(Object.keys(matrix).length > 40)
})

/** Does something as the machine's owner, asks the command, and puts everything back. */
async function found(what: string, attack: (client: pg.Client) => Promise<unknown>, args: readonly string[] = []) {
  const copy = async (client: pg.Client, to: string, from: string) => {
    for (const table of ['entry', 'link', 'head', 'checkpoint'])
      await client.query(`create table if not exists ${to}.${table} as table ${from}.${table}`)
  }
  await tamper(world, async (client) => {
    await client.query('create schema kept')
    await copy(client, 'kept', 'audit')
    await client.query('alter table audit.entry disable trigger user')
    await attack(client)
    await client.query('alter table audit.entry enable trigger user')
  })
  const verdict = await run('verify', args)
  await tamper(world, async (client) => {
    await client.query('alter table audit.entry disable trigger user')
    for (const table of ['checkpoint', 'head', 'link', 'entry']) await client.query(`delete from audit.${table}`)
    for (const table of ['entry', 'link', 'head', 'checkpoint'])
      await client.query(
        `insert into audit.${table} ${table === 'entry' ? 'overriding system value' : ''} select * from kept.${table}`,
      )
    await client.query('alter table audit.entry enable trigger user')
    await client.query('drop schema kept cascade')
  })
  assert.equal(verdict.code, 1, `${what}: ${verdict.said}`)
}

test('the owner of the machine edits, reorders, cuts, empties and rolls back: each is found', async () => {
  const checkpoint = await run('checkpoint')
  const file = join(folder, 'kept.json')
  writeFileSync(file, checkpoint.said)
  const late = await staffIn(world, 'joan')
  await late.get('/account')
  const last = `(select max(sequence) from audit.link)`
  await found('another actor', (c) => c.query(`update audit.entry set actor_id = null where kind = 'report.opened'`))
  await found('another time', (c) =>
    c.query(
      `update audit.entry set at = at - interval '1 day' where position = (select min(position) from audit.entry)`,
    ),
  )
  await found('one taken out', (c) =>
    c.query(`delete from audit.entry where position = (select position from audit.link where sequence = 3)`),
  )
  await found('one taken out with its link', async (c) => {
    await c.query(`delete from audit.entry where position = (select position from audit.link where sequence = 3)`)
    await c.query('delete from audit.link where sequence = 3')
  })
  await found('two exchanged', async (c) => {
    await c.query(`update audit.link set position = -position where sequence in (3, 4)`)
    await c.query(
      `update audit.link set position = -(select position from audit.link b where b.sequence = 7 - audit.link.sequence) where sequence in (3, 4)`,
    )
    await c.query(`update audit.link set position = abs(position) where sequence in (3, 4)`)
  })
  await found('the end cut off', async (c) => {
    await c.query(`delete from audit.entry where position = (select position from audit.link where sequence = ${last})`)
    await c.query(`delete from audit.link where sequence = ${last}`)
  })
  await found(
    'everything forgotten, with a head to match: found by the copy a partner kept',
    async (c) => {
      await c.query('delete from audit.checkpoint')
      await c.query('delete from audit.link')
      await c.query('delete from audit.entry')
      await c.query(`update audit.head set sequence = 0, hash = decode(repeat('00', 32), 'hex')`)
    },
    ['--checkpoint', file],
  )
  assert.equal((await run('verify', ['--checkpoint', file])).code, 0)
})
