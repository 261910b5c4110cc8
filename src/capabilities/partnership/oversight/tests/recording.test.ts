// Recording and signing: who acted is the transaction's own word, only codes fit, the app can touch no entry (abuse 13, 16), and
// checkpoints are made when they are due.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { entriesACheckpoint, signCheckpoint } from '../sign-checkpoint.ts'
import { verifyAudit } from '../verify-audit.ts'
import { type AuditWorld, desk, openAuditWorld } from './audit-world.ts'

let world: AuditWorld
let house: AuditWorld['house']
let owner: AuditWorld['owner']

before(async () => {
  world = await openAuditWorld()
  ;({ house, owner } = world)
})
after(() => world.close())

const record = (amount: number) => world.record(amount)
const kept = () => world.kept()

describe('recording', () => {
  const stands = async () => Number((await owner.query('select count(*) from audit.link')).rows[0].count)

  test('who acted is the transaction’s own word, whatever the caller says', async () => {
    const recordId = randomUUID()
    await house.asActor(desk, (tx) => recordAudit(tx, { kind: 'report.opened', recordId, detail: { part: 'answers' } }))
    const { rows } = await owner.query(
      'select kind, roles, actor_id, organisation_id, detail from audit.entry where record_id = $1',
      [recordId],
    )
    assert.deepEqual(rows, [
      {
        kind: 'report.opened',
        roles: 'desk',
        actor_id: desk.personId,
        organisation_id: desk.organisationId,
        detail: '{"part":"answers"}',
      },
    ])
  })

  test('what is undone leaves no entry, what commits leaves one link each, in the order they were made', async () => {
    const before = await stands()
    await assert.rejects(
      house.asActor(desk, async (tx) => {
        await recordAudit(tx, { kind: 'report.opened' })
        throw new Error('undone')
      }),
    )
    assert.equal(await stands(), before)
    await record(3)
    assert.equal(await stands(), before + 3)
    assert.equal((await verifyAudit(house, [])).fault, undefined)
  })

  test('words do not fit: neither through the function nor past it', async () => {
    const nobody = (work: () => Promise<unknown>) => assert.rejects(work(), TypeError)
    const as = (entry: Parameters<typeof recordAudit>[1]) => () => house.asActor(desk, (tx) => recordAudit(tx, entry))
    await nobody(as({ kind: 'Opened the report' }))
    await nobody(as({ kind: 'opened' }))
    await nobody(as({ kind: 'report.opened', detail: { note: 'he drives a red van' } }))
    await nobody(as({ kind: 'report.opened', detail: { amount: 1.5 } }))
    const app = new pg.Client({ connectionString: world.appUrl })
    await app.connect()
    try {
      for (const detail of ['{"note":"a red van"}', '{"a":{"b":1}}', '[]', 'words', '{"a":"b",}', '{"a":"b" }']) {
        await app.query('begin')
        await app.query(`select set_config('rowan.roles', 'desk', true)`)
        await assert.rejects(
          app.query(`insert into audit.entry (kind, detail) values ('report.opened', $1)`, [detail]),
          { code: '23514' },
          detail,
        )
        await app.query('rollback')
      }
    } finally {
      await app.end()
    }
  })

  test('the app’s role cannot change, remove, empty, backdate, sign as somebody or place an entry', async () => {
    const app = new pg.Client({ connectionString: world.appUrl })
    await app.connect()
    try {
      for (const text of [
        `update audit.entry set kind = 'a.b'`,
        'delete from audit.entry',
        'truncate audit.entry',
        `insert into audit.entry (kind, at) values ('a.b', '2020-01-01')`,
        `insert into audit.entry (kind, actor_id) values ('a.b', gen_random_uuid())`,
        `insert into audit.entry (kind, roles) values ('a.b', 'operator')`,
        `insert into audit.link (sequence, position, previous, hash) values (1000000, 1000000, sha256(''), sha256(''))`,
        'update audit.link set sequence = sequence + 1',
        'delete from audit.link',
        'truncate audit.link',
        `update audit.head set sequence = 0`,
        'select from audit.head for update',
        'delete from audit.checkpoint',
        `update audit.checkpoint set count = 0`,
        'alter table audit.entry disable trigger link',
        'drop trigger link on audit.entry',
        'set session_replication_role = replica',
        'select audit.link_entries()',
      ]) {
        await app.query('begin')
        await app.query(`select set_config('rowan.roles', 'task-audit,desk,operator', true)`)
        await assert.rejects(app.query(text), { code: '42501' }, text)
        await app.query('rollback')
      }
    } finally {
      await app.end()
    }
  })

  test('many at once, in transactions small and large: one chain without a gap, and none waits in a circle', async () => {
    const before = await stands()
    await Promise.all(Array.from({ length: 60 }, (_, i) => record(1 + (i % 7))))
    const added = Array.from({ length: 60 }, (_, i) => 1 + (i % 7)).reduce((sum, each) => sum + each)
    assert.equal(await stands(), before + added)
    assert.equal((await verifyAudit(house, [])).fault, undefined)
  })
})

describe('checkpoints', () => {
  test('due after a thousand entries, or after an hour in which something happened, and not before', async () => {
    const first = await kept()
    await record(1)
    assert.equal((await signCheckpoint(house))?.sequence, first.sequence)
    world.advance(61)
    const second = await signCheckpoint(house)
    assert.equal(second?.sequence, first.sequence + 1)
    world.advance(61)
    assert.equal((await signCheckpoint(house))?.sequence, second?.sequence, 'nothing happened')
    await record(entriesACheckpoint)
    assert.equal((await signCheckpoint(house))?.sequence, second!.sequence + entriesACheckpoint)
    assert.equal((await verifyAudit(house, [])).fault, undefined)
  })

  test('two processes that sign at once keep one', async () => {
    await record(1)
    const [one, other] = await Promise.all([signCheckpoint(house, true), signCheckpoint(house, true)])
    assert.equal(one?.sequence, other?.sequence)
  })

  test('only the audit’s own task signs', async () => {
    const { keepCheckpoint } = await import('../audit-store.ts')
    const signed = { sequence: 999_999, count: 1, hash: randomBytes(32), at: new Date(), signature: randomBytes(64) }
    for (const actor of [desk, task('task-delivery')])
      await assert.rejects(house.asActor(actor, (tx) => keepCheckpoint(tx, signed)))
  })
})
