// Killed in the middle of a re-wrap: no wrap is lost or made twice, and the next holder who goes on finishes it.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openBody, unwrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { startRewrap } from '../rewrap.ts'
import { turnEpoch } from '../turn-epoch.ts'
import { type KeysWorld, openKeysWorld } from './keys-world.ts'
import { layDownReports } from './many-reports.ts'

const amount = 4000

describe('a re-wrap killed half-way', () => {
  let world: KeysWorld
  let words: Map<string, string>

  before(async () => {
    world = await openKeysWorld()
    const { actor } = await world.visit('ines')
    const team = await world.house.asActor(actor, (tx) => currentTeamKey(tx, world.organisationId))
    assert.ok(team)
    words = await layDownReports(world.database.ownerUrl, team, amount)
    await turnEpoch(world.house, await world.fresh('ines'))
  })
  after(() => world.close())

  const begin = (): ChildProcess =>
    spawn(
      process.execPath,
      [
        ...['--import', 'tsx', join(import.meta.dirname, 'rewrap-process.ts')],
        ...[world.database.appUrl, Buffer.from(world.rootKey).toString('hex'), 'joan'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
  const progress = async () => {
    const [row] = await world.asOwner(
      `select w.state, w.done, (select count(*)::int from reporting.report where organisation_id = $1 and epoch = 2) as moved
       from team_keys.rewrap w order by to_epoch desc limit 1`,
      [world.organisationId],
    )
    return row as { state: string; done: number; moved: number }
  }

  it('what is counted is what has moved, twice killed', async () => {
    for (let kill = 1; kill <= 2; kill++) {
      const before = await progress()
      const child = begin()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      for (;;) {
        const now = await progress()
        if (now.done > before.done) break
        assert.notEqual(now.state, 'done')
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      child.kill('SIGKILL')
      await ended
      // The server may still be finishing the statement the process had sent.
      await new Promise((resolve) => setTimeout(resolve, 300))
      const now = await progress()
      assert.equal(now.state, 'running')
      assert.equal(now.done, now.moved)
      assert.ok(now.moved > before.moved && now.moved < amount, `${now.moved} of ${amount}`)
      // Nobody goes on behind the back of a process that may live; after its silence a holder may.
      assert.equal((await startRewrap(world.house, await world.fresh('ines'))).state, 'elsewhere')
      await world.asOwner(`update team_keys.rewrap set beat_at = now() - interval '1 minute'`)
    }
  })

  it('a holder goes on; every word opens with the new key and none with the old, and the old one is gone', async () => {
    const old = Uint8Array.from(await (await world.fresh('ines')).teamPrivateKey(1))
    const { state, finished } = await startRewrap(world.house, await world.fresh('ines'))
    assert.equal(state, 'started')
    await finished
    const now = await progress()
    assert.equal(now.state, 'done')
    const key = await (await world.fresh('moira')).teamPrivateKey(2)
    const rows = await world.asOwner('select id, epoch, wrapped_key, body from reporting.report where id = any ($1)', [
      [...words.keys()],
    ])
    assert.equal(rows.length, amount)
    for (const row of rows) {
      const id = String(row.id)
      const binding = { organisation: world.organisationId, epoch: 2, record: id, part: 'report' }
      const wrapped = row.wrapped_key as Uint8Array
      const opened = openBody(row.body as Uint8Array, await unwrapKey(wrapped, key, binding), {
        record: id,
        part: 'report',
      })
      assert.equal(JSON.parse(Buffer.from(opened).toString()).story, words.get(id))
      await assert.rejects(unwrapKey(wrapped, old, { ...binding, epoch: 1 }))
    }
    assert.equal(
      (
        await world.asOwner('select from staff.team_key_wrap where organisation_id = $1 and epoch = 1', [
          world.organisationId,
        ])
      ).length,
      0,
    )
  })
})
