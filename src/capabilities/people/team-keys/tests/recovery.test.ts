// The key back from paper: with three sheets and two people, and with nothing less.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NoTeamKey } from '#people/staff/index.ts'
import { NotFound } from '#platform/errors.ts'
import { askRecovery, confirmRecovery, endRecovery, recoverTeamKey } from '../recover.ts'
import { handOutRecoverySet, makeRecoverySet } from '../recovery-set.ts'
import { startRewrap } from '../rewrap.ts'
import { countForRail, teamKeysState } from '../state.ts'
import { recoveryWraps } from '../store.ts'
import { turnEpoch } from '../turn-epoch.ts'
import { type KeysWorld, openKeysWorld, wordsOf } from './keys-world.ts'

describe('the paper set', () => {
  let world: KeysWorld
  let words: Map<string, string>
  let first: Awaited<ReturnType<typeof makeRecoverySet>>
  let set: Awaited<ReturnType<typeof makeRecoverySet>>
  const paper = (...numbers: number[]) => numbers.map((number) => set.shares[number - 1]!.join(' '))

  before(async () => {
    world = await openKeysWorld()
    words = new Map()
    for (const id of await world.reportIds()) words.set(id, await wordsOf(world.house, await world.visit('ines'), id))
    first = await makeRecoverySet(world.house, await world.visit('ines'))
  })
  after(() => world.close())

  const requestOf = async (name: string) => {
    const { actor } = await world.visit(name)
    const { requests } = await teamKeysState(world.house, actor)
    return requests.find((each) => each.requestedById === actor.personId && !each.endedAt)
  }
  const forget = async (name: string) =>
    world.asOwner('delete from staff.team_key_wrap where person_id = $1', [(await world.visit(name)).actor.personId])

  it('only a holder makes one; until it is handed out nobody can ask for it; nothing of a sheet stands in the database', async () => {
    for (const name of ['bea', 'noor', 'ollie', 'sam'])
      await assert.rejects(makeRecoverySet(world.house, await world.visit(name)), NotFound, name)
    await assert.rejects(askRecovery(world.house, await world.visit('joan')), NotFound)
    assert.equal(await handOutRecoverySet(world.house, await world.visit('ines'), first.setId), true)
    assert.equal(await handOutRecoverySet(world.house, await world.visit('ines'), first.setId), false)
    const rows = await world.asOwner('select * from team_keys.recovery_set, team_keys.recovery_wrap')
    assert.ok(rows.length > 0)
    const dump = JSON.stringify(rows)
    for (const groups of first.shares) for (const group of groups) assert.equal(dump.includes(group), false)
  })

  it('a second set takes the place of the first, whose sheets then open nothing; a key that turned since is on it', async () => {
    set = await makeRecoverySet(world.house, await world.visit('ines'))
    assert.notEqual(set.shareSet, first.shareSet)
    await handOutRecoverySet(world.house, await world.visit('ines'), set.setId)
    const wraps = await world.asOwner('select set_id from team_keys.recovery_wrap where organisation_id = $1', [
      world.organisationId,
    ])
    assert.deepEqual([...new Set(wraps.map((row) => row.set_id))], [set.setId])
    await turnEpoch(world.house, await world.visit('joan'))
    await (await startRewrap(world.house, await world.visit('joan'))).finished
    const now = await world.asOwner('select epoch from team_keys.recovery_wrap where set_id = $1', [set.setId])
    assert.deepEqual(now, [{ epoch: 2 }])
  })

  it('three sheets and one person are not enough: without another’s yes the database shows no wrap', async () => {
    await forget('moira')
    const moira = await world.visit('moira')
    await assert.rejects(recoverTeamKey(world.house, moira, paper(1, 2, 3)), NotFound)
    await askRecovery(world.house, moira)
    await askRecovery(world.house, moira)
    assert.equal((await world.asOwner('select from team_keys.recovery_request')).length, 1)
    await assert.rejects(recoverTeamKey(world.house, moira, paper(1, 2, 3)), NotFound)
    assert.deepEqual(await world.house.asActor(moira.actor, (tx) => recoveryWraps(tx, set.setId)), [])
    await assert.rejects(moira.teamPrivateKey(2), NoTeamKey)
  })

  it('nobody says yes to themselves, in their own or somebody else’s name, whatever roles they hold', async () => {
    const moira = await world.visit('moira')
    const request = await requestOf('moira')
    assert.ok(request)
    await assert.rejects(confirmRecovery(world.house, moira.actor, request.id), NotFound)
    const joan = (await world.visit('joan')).actor.personId
    for (const confirmedBy of [moira.actor.personId, joan])
      await assert.rejects(
        world.house.asActor({ ...moira.actor, roles: ['desk', 'caseworker', 'coordinator', 'adviser'] }, (tx) =>
          tx
            .insertInto('team_keys.recovery_confirmation')
            .values({ request_id: request.id, organisation_id: world.organisationId, confirmed_by: confirmedBy })
            .execute(),
        ),
        /row-level security/,
      )
    // Nor does the operator, police, or somebody of another organisation.
    for (const name of ['ollie', 'sam', 'tess', 'ruth'])
      await assert.rejects(confirmRecovery(world.house, (await world.visit(name)).actor, request.id), NotFound, name)
  })

  it('with a second person’s yes: two sheets, sheets of another set, a slip give nothing; three give the key, once', async () => {
    const request = await requestOf('moira')
    const joan = await world.visit('joan')
    assert.ok((await countForRail(world.house, joan.actor)) > 0)
    await confirmRecovery(world.house, joan.actor, request!.id)
    const moira = await world.visit('moira')
    const problemsOf = async (typed: string[]) => {
      const result = await recoverTeamKey(world.house, moira, typed)
      return result.ok ? 'opened' : result.problems
    }
    assert.deepEqual(await problemsOf(paper(1, 2)), [{ why: 'too-few' }])
    assert.deepEqual(await problemsOf([...paper(1, 2), '']), [{ why: 'too-few' }])
    assert.deepEqual(await problemsOf([...paper(1, 2, 2)]), [{ why: 'twice', sheet: 3 }])
    const old = first.shares[2]!.join(' ')
    assert.deepEqual(await problemsOf([...paper(1, 2), old]), [{ why: 'other-set', sheet: 3, found: first.shareSet }])
    const slip = paper(3)[0]!.replace(/^./, (one) => (one === '5' ? '6' : '5'))
    assert.deepEqual(await problemsOf([...paper(1, 2), slip]), [{ why: 'group', sheet: 3, group: 1 }])
    await assert.rejects(moira.teamPrivateKey(2), NoTeamKey)
    // Somebody else with the sheets cannot ride on this request.
    await assert.rejects(recoverTeamKey(world.house, await world.visit('ines'), paper(1, 2, 3)), NotFound)

    assert.deepEqual(await recoverTeamKey(world.house, moira, paper(5, 1, 4)), { ok: true, epochs: 1 })
    for (const [id, said] of words) assert.equal(await wordsOf(world.house, await world.fresh('moira'), id), said)
    await assert.rejects(recoverTeamKey(world.house, moira, paper(5, 1, 4)), NotFound)
    const seen = await teamKeysState(world.house, joan.actor)
    assert.equal(seen.requests[0]?.outcome, 'recovered')
    const kinds = (
      await world.asOwner(`select kind from audit.entry where kind like 'recovery%' or kind = 'team-key.recovered'`)
    ).map((row) => row.kind)
    for (const kind of [
      'recovery.asked',
      'recovery.confirmed',
      'recovery.failed',
      'team-key.recovered',
      'recovery-set.handed-out',
    ])
      assert.ok(kinds.includes(kind), kind)
  })

  it('a yes of more than an hour ago counts no longer; a request that was refused is over', async () => {
    await forget('moira')
    const moira = await world.visit('moira')
    await askRecovery(world.house, moira)
    const late = await requestOf('moira')
    await confirmRecovery(world.house, (await world.visit('ines')).actor, late!.id)
    await world.asOwner(
      `update team_keys.recovery_confirmation set confirmed_at = now() - interval '61 minutes' where request_id = $1`,
      [late!.id],
    )
    await assert.rejects(recoverTeamKey(world.house, moira, paper(1, 2, 3)), NotFound)
    await endRecovery(world.house, moira.actor, late!.id)
    await askRecovery(world.house, moira)
    const refused = await requestOf('moira')
    await endRecovery(world.house, (await world.visit('joan')).actor, refused!.id)
    await assert.rejects(confirmRecovery(world.house, (await world.visit('ines')).actor, refused!.id), NotFound)
    await assert.rejects(recoverTeamKey(world.house, moira, paper(1, 2, 3)), NotFound)
  })

  it('where nobody of the team can sign in, the Forum’s coordinator is the second person', async () => {
    for (const name of ['ines', 'joan', 'moira']) await forget(name)
    const moira = await world.visit('moira')
    await askRecovery(world.house, moira)
    const noor = await world.visit('noor')
    const { requests, epochs } = await teamKeysState(world.house, noor.actor)
    assert.deepEqual(epochs, [], 'a coordinator sees the request, and nothing of the team’s keys')
    await confirmRecovery(world.house, noor.actor, requests.find((each) => !each.endedAt)!.id)
    assert.equal((await recoverTeamKey(world.house, moira, paper(2, 3, 4))).ok, true)
    assert.equal(await wordsOf(world.house, await world.fresh('moira'), [...words.keys()][0]!), [...words.values()][0])
  })
})
