// The key turns and what is older follows it: opened by every holder at every moment, by an ex-holder's old key at none afterwards.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { unwrapKey } from '#engines/sealing/index.ts'
import { isEpochRetired } from '#partnership/organisations/index.ts'
import { giveTeamKey } from '#people/staff/give-team-key.ts'
import { NoTeamKey } from '#people/staff/index.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { writeToReporter } from '#safety/reporting/index.ts'
import { tellSample } from '#safety/reporting/tell-sample.ts'
import { sampleReports } from '#src/sample-reports.ts'
import { startRewrap, stopRewrap } from '../rewrap.ts'
import { turnEpoch } from '../turn-epoch.ts'
import { type KeysWorld, openKeysWorld, wordsOf } from './keys-world.ts'

const [sample] = sampleReports

describe('turning a team’s key', () => {
  let world: KeysWorld
  let words: Map<string, string>
  let oldKey: Uint8Array
  const holders = ['ines', 'joan', 'moira']

  before(async () => {
    world = await openKeysWorld()
    for (const id of (await world.reportIds()).slice(0, 3))
      await writeToReporter(world.house, await world.visit('ines'), id, 'We have read it. Thank you.')
    words = new Map()
    for (const id of await world.reportIds()) words.set(id, await wordsOf(world.house, await world.visit('ines'), id))
    assert.ok(words.size >= 5)
    oldKey = Uint8Array.from(await (await world.visit('joan')).teamPrivateKey(1))
  })
  after(() => world.close())

  const epochs = async () => {
    const rows = await world.asOwner(
      `select r.epoch::int as e from reporting.report r where organisation_id = $1 and state <> 'draft'
       union all select m.team_epoch from reporting.message m join reporting.report r on r.id = m.report_id where r.organisation_id = $1
       union all select epoch from casework.support_request where organisation_id = $1 and length(wrapped_key) > 0`,
      [world.organisationId],
    )
    return [...new Set(rows.map((row) => Number(row.e)))].sort()
  }
  const everyoneReads = async () => {
    // Caseworkers without the desk's role read no report; moira has both.
    for (const name of holders)
      for (const [id, said] of words)
        assert.equal(await wordsOf(world.house, await world.fresh(name), id), said, `${name} ${id}`)
  }

  it('somebody who does not hold the key cannot turn it, nor can outreach, the operator or police', async () => {
    for (const name of ['bea', 'ollie', 'sam', 'noor'])
      await assert.rejects(turnEpoch(world.house, await world.visit(name)), NotFound, name)
    assert.equal((await world.asOwner('select from organisations.team_key where epoch = 2')).length, 0)
  })

  it('reports sent and replies written while the key turns open for every holder, whatever the order', async () => {
    assert.ok(sample)
    const desk = await world.visit('ines')
    const [first] = [...words.keys()]
    const turned = ['ines', 'joan'].map(async (name) => turnEpoch(world.house, await world.fresh(name)))
    const sent = Promise.all(Array.from({ length: 12 }, () => tellSample(world.house, sample)))
    const replies = Promise.all(
      Array.from({ length: 6 }, (_, at) => writeToReporter(world.house, desk, first!, `While it turns, ${at}`)),
    )
    const results = await Promise.allSettled(turned)
    // Two turned at once: one did, the other is told so, and never two half-made epochs.
    const lost = results.filter((each) => each.status === 'rejected')
    for (const each of lost) assert.ok(each.reason instanceof Conflict)
    assert.ok(lost.length <= 1)
    const ids = await sent
    await replies
    for (const id of [...ids, first!]) words.set(id, await wordsOf(world.house, await world.fresh('moira'), id))
    await everyoneReads()
    const [newest] = await world.asOwner(
      'select max(epoch)::int as n from organisations.team_key where organisation_id = $1',
      [world.organisationId],
    )
    assert.equal(newest?.n, 3 - lost.length)
    // What comes after the turn is sealed to the newest.
    const later = await tellSample(world.house, sample)
    const [row] = await world.asOwner('select epoch from reporting.report where id = $1', [later])
    assert.equal(row?.epoch, newest?.n)
    words.set(later, await wordsOf(world.house, await world.fresh('joan'), later))
  })

  it('a re-wrap carries everything over while people write, keeps every word, and retires what was before', async () => {
    const desk = await world.visit('ines')
    const [first] = [...words.keys()]
    const { state, finished } = await startRewrap(world.house, await world.fresh('moira'))
    assert.equal(state, 'started')
    const second = await startRewrap(world.house, await world.fresh('joan'))
    assert.notEqual(second.state, 'started')
    await Promise.all([
      finished,
      ...Array.from({ length: 5 }, (_, at) => writeToReporter(world.house, desk, first!, `While it re-wraps, ${at}`)),
    ])
    words.set(first!, await wordsOf(world.house, await world.fresh('joan'), first!))
    const [newest] = await world.asOwner(
      'select max(epoch)::int as n, count(*) filter (where retired_at is null)::int as live from organisations.team_key where organisation_id = $1',
      [world.organisationId],
    )
    assert.equal(newest?.live, 1)
    assert.deepEqual(await epochs(), [newest?.n])
    await everyoneReads()
    const wraps = await world.asOwner(
      'select distinct epoch::int as e from staff.team_key_wrap where organisation_id = $1',
      [world.organisationId],
    )
    assert.deepEqual(
      wraps.map((row) => row.e),
      [newest?.n],
    )
    const [row] = await world.asOwner('select state, runner from team_keys.rewrap order by to_epoch desc limit 1')
    assert.deepEqual(row, { state: 'done', runner: null })
    assert.equal((await startRewrap(world.house, desk)).state, 'nothing')
  })

  it('an ex-holder who kept the old private key opens nothing that stands in the database', async () => {
    const rows = await world.asOwner(
      `select id, 'report' as part, wrapped_key as wrapped from reporting.report where organisation_id = $1 and state <> 'draft'
       union all select m.id, 'message', m.team_key_wrap from reporting.message m join reporting.report r on r.id = m.report_id where r.organisation_id = $1
       union all select id, 'contact', wrapped_key from casework.support_request where organisation_id = $1 and length(wrapped_key) > 0`,
      [world.organisationId],
    )
    assert.ok(rows.length >= words.size)
    for (const row of rows)
      for (const epoch of [1, 2, 3])
        await assert.rejects(
          unwrapKey(row.wrapped as Uint8Array, oldKey, {
            organisation: world.organisationId,
            epoch,
            record: String(row.id),
            part: String(row.part),
          }),
          /does not open/,
        )
    await assert.rejects((await world.fresh('joan')).teamPrivateKey(1), NoTeamKey)
  })

  it('what is sealed to a retired epoch is refused, by whichever way it comes', async () => {
    const [id] = [...words.keys()]
    const desk = await world.visit('ines')
    const refused = world.house.asActor(desk.actor, (tx) =>
      tx
        .insertInto('reporting.message')
        .values({
          id: crypto.randomUUID(),
          report_id: id!,
          direction: 'to-reporter',
          body: Buffer.alloc(1),
          team_epoch: 1,
          team_key_wrap: Buffer.alloc(81),
        })
        .execute(),
    )
    await assert.rejects(refused, (error) => isEpochRetired(error))
    const moved = world.asOwner(`update reporting.report set epoch = 1, wrapped_key = '\\x01' where id = $1`, [id])
    await assert.rejects(moved, /retired/)
  })

  it('who is given the key after the turn opens what was there before it, and gets no retired epoch', async () => {
    const before = await world.asOwner('select from staff.team_key_wrap')
    await world.asOwner('delete from staff.team_key_wrap where person_id = $1', [
      (await world.visit('joan')).actor.personId,
    ])
    await assert.rejects((await world.fresh('joan')).teamPrivateKey(2), NoTeamKey)
    await giveTeamKey(world.house, await world.fresh('ines'), (await world.visit('joan')).actor.personId)
    await everyoneReads()
    assert.equal((await world.asOwner('select from staff.team_key_wrap')).length, before.length)
  })

  it('a wrap of another record, part or organisation is not carried over: it stays as it is, and its epoch stays too', async () => {
    const [one, two] = [...words.keys()]
    const rows = await world.asOwner('select id, wrapped_key, epoch from reporting.report where id = any ($1)', [
      [one, two],
    ])
    const wrapOf = (id: string) => rows.find((row) => row.id === id)?.wrapped_key
    await world.asOwner('update reporting.report set wrapped_key = $2 where id = $1', [one, wrapOf(two!)])
    await turnEpoch(world.house, await world.fresh('ines'))
    await (await startRewrap(world.house, await world.fresh('ines'))).finished
    const [left] = await world.asOwner('select wrapped_key, epoch from reporting.report where id = $1', [one])
    assert.deepEqual([left?.wrapped_key, left?.epoch], [wrapOf(two!), rows[0]?.epoch])
    const [row] = await world.asOwner('select state from team_keys.rewrap order by to_epoch desc limit 1')
    assert.equal(row?.state, 'stuck')
    // The old key is kept for as long as one record stands that it might open; the rest has moved on.
    const live = await world.asOwner(
      'select epoch from organisations.team_key where organisation_id = $1 and retired_at is null',
      [world.organisationId],
    )
    assert.equal(live.length, 2)
    // Put right, the same button finishes the work.
    await world.asOwner('update reporting.report set wrapped_key = $2 where id = $1', [one, wrapOf(one!)])
    await (await startRewrap(world.house, await world.fresh('ines'))).finished
    assert.equal((await epochs()).length, 1)
    await everyoneReads()
  })

  it('stopped, it lets go after the batch in hand; somebody who has left since is let go of too', async () => {
    await turnEpoch(world.house, await world.fresh('ines'))
    const moira = await world.fresh('moira')
    await world.asOwner('update staff.person set left_at = now() where id = $1', [moira.actor.personId])
    await (await startRewrap(world.house, moira)).finished
    assert.equal((await epochs()).length, 1)
    const [row] = await world.asOwner('select state, done from team_keys.rewrap order by to_epoch desc limit 1')
    assert.deepEqual(row, { state: 'running', done: 0 })
    await world.asOwner('update staff.person set left_at = null where id = $1', [moira.actor.personId])
    // Silent for long enough, it is anybody's to go on with; before that it is not.
    assert.equal((await startRewrap(world.house, await world.fresh('ines'))).state, 'elsewhere')
    await stopRewrap(world.house, (await world.visit('ines')).actor)
    await (await startRewrap(world.house, await world.fresh('ines'))).finished
    const [done] = await world.asOwner('select state from team_keys.rewrap order by to_epoch desc limit 1')
    assert.equal(done?.state, 'done')
    await everyoneReads()
  })

  it('all of it stands in the audit, in codes', async () => {
    const rows = await world.asOwner(
      `select kind, count(*)::int as n from audit.entry where kind like 'team-key.%' group by kind`,
    )
    const kinds = rows.map((row) => row.kind)
    for (const kind of [
      'team-key.turned',
      'team-key.rewrap-started',
      'team-key.old-epochs-retired',
      'team-key.rewrap-stuck',
    ])
      assert.ok(kinds.includes(kind), kind)
  })
})
