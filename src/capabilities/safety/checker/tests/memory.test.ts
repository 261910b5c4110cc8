// Several processes propose from the same entries: after a start, after each other's changes, after a lost connection.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { task } from '#permissions/actor.ts'
import { checker } from '../capability.ts'
import { endEntries } from '../keep-entries.ts'
import { matchMemoryOf } from '../match-memory.ts'
import { ENDED_DAYS, sweepEntries } from '../sweep-entries.ts'
import { addEntry, eventually, openWorld, remembers, type World } from './check-world.ts'

describe('the matching memory', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  const countRows = (reportId: string) =>
    world.house.asActor(task('task-checker'), async (tx) => {
      const rows = await tx.selectFrom('checker.entry').select('state').where('report_id', '=', reportId).execute()
      return rows.map((row) => row.state).join()
    })

  it('a process that starts later knows what was published before', async () => {
    for (let i = 0; i < 30; i++)
      await addEntry(world, [{ kind: 'phone', value: `07700 9001${String(i).padStart(2, '0')}` }])
    const house = await world.openHouse()
    assert.equal((await matchMemoryOf(house)).size, 30)
    assert.ok(await remembers(house, '07700900129'))
  })

  it('two processes stay in step: made in one, known in both; ended in one, forgotten in both', async () => {
    const other = await world.openHouse()
    await matchMemoryOf(other)
    const reportId = await addEntry(world, [{ kind: 'plate', value: 'LB07 SEO' }])
    await eventually(() => remembers(other, 'LB07SEO'), 'known in the other')
    await eventually(() => remembers(world.house, 'LB07SEO'), 'known in this one')
    await world.house.asActor({ kind: 'reporter', reportId }, (tx) =>
      endEntries(tx, world.house, { reportId, state: 'withdrawn', by: 'reporter' }),
    )
    await eventually(async () => !(await remembers(other, 'LB07SEO')), 'forgotten in the other')
    await eventually(async () => !(await remembers(world.house, 'LB07SEO')), 'forgotten in this one')
  })

  it('what happened while the connection was lost is known after it came back', async () => {
    const other = await world.openHouse()
    await matchMemoryOf(other)
    await cutListeners(world)
    const reportId = await addEntry(world, [{ kind: 'email', value: 'while.away@example.org' }])
    await eventually(() => remembers(other, 'while.away@example.org'), 'known after the connection came back')
    await eventually(() => remembers(world.house, 'while.away@example.org'), 'here too')
    await addEntry(world, [{ kind: 'email', value: 'later.still@example.org' }])
    await eventually(() => remembers(other, 'later.still@example.org'), 'follows again')
    assert.equal(await countRows(reportId), 'live')
  })

  it('a change that is rolled back is announced to nobody', async () => {
    const size = (await matchMemoryOf(world.house)).size
    const rolledBack = addEntry(world, [{ kind: 'phone', value: '07700 900888' }], { withheldFrom: 'no organisation' })
    await assert.rejects(rolledBack)
    await addEntry(world, [{ kind: 'phone', value: '07700 900999' }])
    await eventually(() => remembers(world.house, '07700900999'), 'the next change')
    assert.equal((await matchMemoryOf(world.house)).size, size + 1)
  })

  it('ends entries when a withdrawal or an erasure is heard of late, and a second time does nothing', async () => {
    const listens = checker.listens ?? {}
    const withdrawn = await addEntry(world, [{ kind: 'phone', value: '0161 496 0701' }])
    const erased = await addEntry(world, [{ kind: 'phone', value: '0161 496 0702' }])
    for (let twice = 0; twice < 2; twice++) {
      await listens['consent-withdrawn']?.(world.house, { reportId: withdrawn, purpose: 'support' })
      assert.equal(await countRows(withdrawn), twice === 0 ? 'live' : 'withdrawn')
      await listens['consent-withdrawn']?.(world.house, { reportId: withdrawn, purpose: 'warn' })
      await listens['report-erased']?.(world.house, { reportId: erased })
    }
    assert.equal(await countRows(withdrawn), 'withdrawn')
    assert.equal(await countRows(erased), '')
    await eventually(async () => !(await remembers(world.house, '01614960702')), 'forgotten')
  })

  it('the sweep ends what has had its time and removes what ended long ago', async () => {
    const expiresAt = new Date(world.clock.now().getTime() + 60_000)
    const reportId = await addEntry(world, [{ kind: 'phone', value: '0161 496 0900' }], { expiresAt })
    await sweepEntries(world.house)
    assert.equal(await countRows(reportId), 'live')
    world.clock.ahead += 120_000
    await sweepEntries(world.house)
    assert.equal(await countRows(reportId), 'expired')
    await eventually(async () => !(await remembers(world.house, '01614960900')), 'forgotten')
    world.clock.ahead += (ENDED_DAYS + 1) * 86_400_000
    await sweepEntries(world.house)
    assert.equal(await countRows(reportId), '')
  })
})

/** Ends every connection that listens, as a network or a restarted server would. */
async function cutListeners(world: World): Promise<void> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'rowan-listen'`,
  )
  await client.end()
  assert.ok((rowCount ?? 0) >= 2)
}
