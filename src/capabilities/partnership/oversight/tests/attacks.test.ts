// P10, abuse 16: the audit edited, reordered, cut, rolled back or written anew by whoever owns the database is found from a
// partner's checkpoint, and the first bad entry is named.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { checkpointFile, checkpointSigner, linkHash, type SignedCheckpoint } from '#engines/audit/index.ts'
import { auditCommands } from '../command-line.ts'
import { ChainBroken, signCheckpoint, signerOf } from '../sign-checkpoint.ts'
import { verifyAudit } from '../verify-audit.ts'
import { type AuditWorld, openAuditWorld } from './audit-world.ts'

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

/** Attacks inside a transaction of the owner that is undone afterwards; `look` judges what the attack left. */
async function attacked(attack: () => Promise<unknown>, look: () => Promise<void>): Promise<void> {
  const tables = ['entry', 'link', 'head', 'checkpoint']
  for (const table of tables) await owner.query(`create table public.copy_${table} as table audit.${table}`)
  try {
    await attack()
    await look()
  } finally {
    await owner.query('alter table audit.entry disable trigger link')
    for (const table of tables) {
      await owner.query(`delete from audit.${table}`)
      await owner.query(`insert into audit.${table} overriding system value select * from public.copy_${table}`)
      await owner.query(`drop table public.copy_${table}`)
    }
    await owner.query('alter table audit.entry enable trigger link')
  }
}

/** What a thorough attacker does after an edit: every hash from there on computed anew, the head too, own checkpoints removed. */
async function computeAnew(): Promise<void> {
  await owner.query('delete from audit.checkpoint')
  const { rows } = await owner.query(
    `select l.position, (extract(epoch from at) * 1000000)::bigint::text as at, kind, roles, coalesce(actor_id::text, '') as actor,
      coalesce(organisation_id::text, '') as organisation, coalesce(record_id::text, '') as record, detail
     from audit.link l join audit.entry e using (position) order by l.sequence`,
  )
  let hash: Uint8Array = new Uint8Array(32)
  let sequence = 0
  for (const row of rows) {
    sequence++
    const previous = hash
    const { kind, roles, detail } = row
    const ids = { actorId: row.actor, organisationId: row.organisation, recordId: row.record }
    hash = linkHash({ sequence, atMicros: BigInt(row.at), kind, roles, detail, ...ids }, previous)
    await owner.query('update audit.link set sequence = $1, previous = $2, hash = $3 where position = $4', [
      sequence,
      Buffer.from(previous),
      Buffer.from(hash),
      row.position,
    ])
  }
  await owner.query('update audit.head set sequence = $1, hash = $2', [sequence, Buffer.from(hash)])
}

const changeEntry = (sequence: number) =>
  owner.query(
    `update audit.entry set actor_id = $2 where position = (select position from audit.link where sequence = $1)`,
    [sequence, randomUUID()],
  )
const deleteFrom = (from: number, to: number) =>
  owner.query(
    `with gone as (delete from audit.link where sequence between $1 and $2 returning position)
     delete from audit.entry where position in (select position from gone)`,
    [from, to],
  )
const headTo = (sequence: number) =>
  owner.query(
    'update audit.head set sequence = $1, hash = (select hash from audit.link where sequence = $1) where only_one',
    [sequence],
  )

describe('the audit, attacked by who owns the database', () => {
  let early: SignedCheckpoint
  let late: SignedCheckpoint
  let end = 0

  before(async () => {
    await record(20)
    early = await kept()
    await record(20)
    late = await kept()
    await record(5)
    end = early.sequence + 25
  })

  const verdict = async (...checkpoints: SignedCheckpoint[]) => (await verifyAudit(house, checkpoints)).fault

  test('untouched, it is whole, and says how many entries it read', async () => {
    assert.deepEqual(await verifyAudit(house, [early, late]), { entries: end, checkpoints: 4, fault: undefined })
  })

  test('an entry edited: named', () =>
    attacked(
      () => changeEntry(7),
      async () => assert.deepEqual(await verdict(), { what: 'edited', sequence: 7 }),
    ))

  test('two entries that changed places: the first is named', () =>
    attacked(
      async () => {
        const { rows } = await owner.query<{ position: string }>(
          'select position from audit.link where sequence in (9, 12) order by sequence',
        )
        const put = (position: unknown, sequence: number) =>
          owner.query('update audit.link set position = $1 where sequence = $2', [position, sequence])
        await put(-1, 9)
        await put(rows[0]?.position, 12)
        await put(rows[1]?.position, 9)
      },
      async () => assert.deepEqual(await verdict(), { what: 'edited', sequence: 9 }),
    ))

  test('two links that changed places with their entries: the first is named', () =>
    attacked(
      async () => {
        await owner.query('update audit.link set sequence = 100000 where sequence = 9')
        await owner.query('update audit.link set sequence = 9 where sequence = 12')
        await owner.query('update audit.link set sequence = 12 where sequence = 100000')
      },
      async () => assert.deepEqual(await verdict(), { what: 'out-of-order', sequence: 9 }),
    ))

  test('an entry taken out of the middle: named, whether its link went with it or not', async () => {
    await attacked(
      () => deleteFrom(11, 11),
      async () => assert.deepEqual(await verdict(), { what: 'missing', sequence: 11 }),
    )
    await attacked(
      () =>
        owner.query('delete from audit.entry where position = (select position from audit.link where sequence = 11)'),
      async () => assert.deepEqual(await verdict(), { what: 'missing', sequence: 11 }),
    )
  })

  test('an entry put in past the chain is found', () =>
    attacked(
      async () => {
        await owner.query('alter table audit.entry disable trigger link')
        await owner.query(`insert into audit.entry (kind) values ('report.opened')`)
        await owner.query('alter table audit.entry enable trigger link')
      },
      async () => assert.deepEqual(await verdict(), { what: 'unlinked', amount: 1 }),
    ))

  test('the end cut off, head and own checkpoints with it: seen from a partner’s checkpoint, and from nothing else', () =>
    attacked(
      async () => {
        await deleteFrom(31, end)
        await headTo(30)
        await owner.query('delete from audit.checkpoint where sequence > 30')
      },
      async () => {
        assert.equal(await verdict(), undefined)
        assert.deepEqual(await verdict(late), { what: 'cut-off', sequence: 31, promised: late.sequence })
      },
    ))

  test('the end cut off without its head is seen by itself', () =>
    attacked(
      () => deleteFrom(end, end),
      async () => assert.deepEqual(await verdict(), { what: 'cut-off', sequence: end, promised: end }),
    ))

  test('an earlier copy put back, and work gone on from there past where it was: seen from a partner’s checkpoint', () =>
    attacked(
      async () => {
        await deleteFrom(31, end)
        await headTo(30)
        await owner.query('delete from audit.checkpoint where sequence > 30')
        await record(40)
      },
      async () => {
        assert.equal(await verdict(), undefined)
        assert.deepEqual(await verdict(early, late), { what: 'rewritten', from: 21, sequence: late.sequence })
      },
    ))

  test('one entry edited and the whole chain computed anew: seen, between the checkpoints that enclose it', () =>
    attacked(
      async () => {
        await changeEntry(33)
        await computeAnew()
      },
      async () => {
        assert.equal(await verdict(), undefined)
        assert.deepEqual(await verdict(late), { what: 'rewritten', from: 1, sequence: late.sequence })
        assert.deepEqual(await verdict(early, late), { what: 'rewritten', from: 21, sequence: late.sequence })
      },
    ))

  test('an entry taken out and the whole chain computed anew: seen', () =>
    attacked(
      async () => {
        await deleteFrom(5, 5)
        await computeAnew()
      },
      async () => {
        assert.equal(await verdict(), undefined)
        assert.deepEqual(await verdict(early), { what: 'rewritten', from: 1, sequence: early.sequence })
      },
    ))

  test('a checkpoint put into the database by whoever has no service key is no checkpoint', () =>
    attacked(
      async () => {
        const stranger = checkpointSigner(randomBytes(32))
        const { sequence, hash, at, count, signature } = stranger.sign({ ...early, sequence: 25, count: 25 })
        await owner.query(
          'insert into audit.checkpoint (sequence, hash, at, count, signature) values ($1, $2, $3, $4, $5)',
          [sequence, Buffer.from(hash), at, count, Buffer.from(signature)],
        )
      },
      async () => assert.deepEqual(await verdict(), { what: 'forged', sequence: 25 }),
    ))

  test('the service does not sign over a chain that contradicts its own newest checkpoint', () =>
    attacked(
      async () => {
        await deleteFrom(31, end)
        await headTo(30)
      },
      () => assert.rejects(signCheckpoint(house, true), ChainBroken),
    ))

  test('the command names the first bad entry and ends with 1, whole with 0; a foreign or changed file is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rowan-audit-'))
    const said: string[] = []
    const out = { say: (words: string) => void said.push(words) }
    const run = (...args: string[]) => auditCommands['audit verify'].run(house, args, out)
    try {
      const { publicKey } = signerOf(house)
      const file = async (name: string, text: string) => {
        await writeFile(join(folder, name), text)
        return ['--checkpoint', join(folder, name)]
      }
      const own = await file('early.json', checkpointFile(early, publicKey))
      const newest = await file('late.json', checkpointFile(late, publicKey))
      assert.equal(await run(...own, ...newest), 0)
      assert.match(said.at(-1) ?? '', /^The audit is whole: \d+ entries/)

      const changed = checkpointFile({ ...late, sequence: late.sequence + 1 }, publicKey)
      assert.equal(await run(...(await file('changed.json', changed))), 1)
      assert.match(said.at(-1) ?? '', /was not signed by this service/)
      const stranger = checkpointSigner(randomBytes(32))
      const foreign = checkpointFile(stranger.sign(late), stranger.publicKey)
      assert.equal(await run(...(await file('foreign.json', foreign))), 1)
      assert.match(said.at(-1) ?? '', /was not signed by this service/)
      assert.equal(await run(...(await file('other.json', '{}'))), 1)
      assert.match(said.at(-1) ?? '', /is not a checkpoint/)
      assert.equal(await run('--checkpoint', join(folder, 'none.json')), 1)
      assert.match(said.at(-1) ?? '', /cannot be read/)
      assert.equal(await run('--everything'), 1)

      await attacked(
        () => changeEntry(7),
        async () => {
          assert.equal(await run(...newest), 1)
          assert.equal(said.at(-1), 'Entry 7 was changed after it was written.')
        },
      )
      assert.equal(await auditCommands['audit checkpoint'].run(house, [], out), 0)
      assert.equal((JSON.parse(said.at(-1) ?? '') as { sequence: number }).sequence, end)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
