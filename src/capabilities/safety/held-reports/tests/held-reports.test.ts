// Held reports on a real database: nobody sees one below its threshold, one adviser sees a group at it, and only the holder
// decides what follows. The attacks of a perpetrator, a liar, a thief and the other services.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOfSeed, pointsOf, secretsOf } from '#engines/held/index.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { asOwner, uses } from '#safety/alerts/tests/alerts-world.ts'
import { changePeople, sendOn, stayHeld, writeToAdviser } from '#safety/reporting/hold-report.ts'
import { HoldRefused, matchable } from '#safety/reporting/holding.ts'
import { listQueue } from '#safety/reporting/index.ts'
import { openReport } from '#safety/reporting/open-report.ts'
import { submitReport } from '#safety/reporting/submit-report.ts'
import {
  askHolders,
  countMatches,
  judgeMatch,
  listMatches,
  markSpokenWith,
  openParty,
  writeToHolder,
} from '../work-match.ts'
import {
  addDraft,
  contentAbout,
  type HeldWorld,
  holdOne,
  newPhone,
  openHeldWorld,
  seek,
  takeBack,
  viewOf,
} from './held-world.ts'

let world: HeldWorld
before(async () => {
  world = await openHeldWorld()
})
after(() => world.close())

const mine = (state: { reportId?: string }) => state.reportId as string
/** The group that has this report, as the adviser finds it. */
const matchWith = async (state: { reportId?: string }) =>
  (await listMatches(world.house, world.adviser.actor)).find((match) =>
    match.parties.some((party) => party.reportId === mine(state)),
  )

test('one report alone is seen by nobody: no list, no count, no adviser, no desk', async () => {
  const held = await holdOne(world, contentAbout(newPhone()))
  await seek(world)
  assert.equal(await matchWith(held), undefined)
  for (const worker of [world.reader, world.adviser]) {
    const queue = await listQueue(world.house, worker.actor, { show: 'all' })
    assert.equal(queue.total, 0)
    assert.deepEqual(Object.values(queue.counts), [0, 0, 0, 0, 0])
    await assert.rejects(openReport(world.house, worker, mine(held)), NotFound)
  }
  for (const worker of [world.reader, world.adviser, world.elsewhere])
    for (const table of ['held', 'point', 'message', 'party', 'match', 'asked'] as const) {
      const rows = await world.house.asActor(worker.actor, (tx) =>
        tx.selectFrom(`held_reports.${table}`).selectAll().execute(),
      )
      assert.equal(rows.length, 0, `${worker.person.username} sees ${table}`)
    }
})

test('two people in different writing, who never met: the adviser opens both, and only the adviser', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone, { story: 'the first story' }))
  const two = await holdOne(world, contentAbout(`+44 (0)${phone.slice(1, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`))
  await seek(world)
  const match = await matchWith(one)
  assert.ok(match)
  assert.deepEqual(match.parties.map((each) => each.reportId).sort(), [mine(one), mine(two)].sort())
  const opened = await openParty(world.house, world.adviser, match.id, mine(one))
  assert.equal(opened.content.story, 'the first story')
  const others = [world.reader, world.elsewhere]
  for (const worker of others) {
    const rows = await world.house.asActor(worker.actor, (tx) =>
      tx.selectFrom('held_reports.held').selectAll().execute(),
    )
    assert.equal(rows.length, 0)
    await assert.rejects(openParty(world.house, worker, match.id, mine(one)))
  }
})

test('an opening is recorded before anything is shown, and without words', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone))
  await holdOne(world, contentAbout(phone))
  await seek(world)
  const match = (await matchWith(one))!
  const blind = { ...world.adviser, teamPrivateKey: () => Promise.reject(new Error('no key')) }
  await assert.rejects(openParty(world.house, blind, match.id, mine(one)), /no key/)
  const entries = await asOwner(world, ['audit.entry'], async (client) => {
    const { rows } = await client.query('select kind, detail from audit.entry where record_id = $1', [mine(one)])
    return rows as { kind: string; detail: string }[]
  })
  const opening = entries.filter((entry) => entry.kind === 'held.opened')
  assert.equal(opening.length, 1)
  assert.doesNotMatch(JSON.stringify(opening), /car|Dave|0161/)
})

test('one person’s three reports never match, whatever threshold they choose (abuse 26)', async () => {
  const phone = newPhone()
  const held = []
  for (const people of [2, 3, 2] as const)
    held.push(await holdOne(world, contentAbout(phone), { people, person: 'member:x' }))
  await seek(world)
  for (const each of held) assert.equal(await matchWith(each), undefined)
})

test('three invented people by one hand reach the adviser and end there: one person, and nobody is told anything', async () => {
  const phone = newPhone()
  const held = [
    await holdOne(world, contentAbout(phone)),
    await holdOne(world, contentAbout(phone)),
    await holdOne(world, contentAbout(phone)),
  ]
  await seek(world)
  const match = (await matchWith(held[0]!))!
  assert.equal(match.parties.length, 3)
  const before = await countMatches(world.house, world.adviser.actor)
  for (const party of match.parties) await markSpokenWith(world.house, world.adviser.actor, match.id, party.reportId)
  await judgeMatch(world.house, world.adviser.actor, match.id, 'same')
  await assert.rejects(askHolders(world.house, world.adviser.actor, match.id), Conflict)
  for (const each of held) assert.equal((await viewOf(world, each))?.asked, undefined)
  assert.equal(await countMatches(world.house, world.adviser.actor), before - 1)
})

test('who waits for three does not count for two; with a third, everybody’s opens', async () => {
  const phone = newPhone()
  const two = await holdOne(world, contentAbout(phone), { people: 2 })
  const three = await holdOne(world, contentAbout(phone), { people: 3 })
  await seek(world)
  assert.equal(await matchWith(two), undefined)
  assert.equal(await matchWith(three), undefined)
  const another = await holdOne(world, contentAbout(phone), { people: 3 })
  await seek(world)
  const match = (await matchWith(two))!
  assert.equal(match.people, 3)
  for (const each of [two, three, another]) {
    const { content } = await openParty(world.house, world.adviser, match.id, mine(each))
    assert.equal(content.people?.[0]?.phones, phone)
  }
})

test('a name, or a part of a number, is nothing by which two people can be known to mean the same one', async () => {
  const vague = contentAbout('ends 739', { story: 'Dave again' })
  assert.deepEqual(matchable(vague), [])
  const draft = await addDraft(world, vague)
  await assert.rejects(submitReport(world.house, draft), HoldRefused)
  // And it was not sent to anybody instead.
  assert.equal((await listQueue(world.house, world.reader.actor, { show: 'all' })).total, 0)
})

test('holders are asked only after the adviser spoke with each, found different people, and asks', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone))
  const two = await holdOne(world, contentAbout(phone))
  await seek(world)
  const match = (await matchWith(one))!
  const { actor } = world.adviser
  await openParty(world.house, world.adviser, match.id, mine(one))
  await writeToHolder(world.house, world.adviser, match.id, mine(one), 'An adviser would like to talk with you.')
  assert.deepEqual(
    (await viewOf(world, one))?.replies.map((each) => each.text),
    ['An adviser would like to talk with you.'],
  )
  await writeToAdviser(world.house, one, 'Call me on Tuesday')
  const opened = await openParty(world.house, world.adviser, match.id, mine(one))
  assert.deepEqual(
    opened.letters.map((each) => each.text),
    ['An adviser would like to talk with you.', 'Call me on Tuesday'],
  )
  await markSpokenWith(world.house, actor, match.id, mine(one))
  await assert.rejects(judgeMatch(world.house, actor, match.id, 'different'), Conflict)
  await assert.rejects(askHolders(world.house, actor, match.id), Conflict)
  await markSpokenWith(world.house, actor, match.id, mine(two))
  await assert.rejects(askHolders(world.house, actor, match.id), Conflict)
  await judgeMatch(world.house, actor, match.id, 'different')
  assert.equal((await viewOf(world, one))?.asked, undefined)
  assert.ok(!(await uses(world, mine(one))).some((use) => use.by_whom === 'independent-adviser'))
  await askHolders(world.house, actor, match.id)
  for (const each of [one, two]) {
    assert.ok((await viewOf(world, each))?.asked)
    assert.ok(
      (await uses(world, mine(each))).some((use) => use.kind === 'opened' && use.by_whom === 'independent-adviser'),
    )
  }
  await stayHeld(world.house, one)
  assert.equal((await matchWith(one))?.parties.find((each) => each.reportId === mine(one))?.asked, 'stay')
  // Nothing reached a desk by it.
  assert.equal((await listQueue(world.house, world.reader.actor, { show: 'all' })).total, 0)
  await sendOn(world.house, two)
  assert.deepEqual(two.place, { step: 'consents', index: 0 })
  assert.equal((await listQueue(world.house, world.reader.actor, { show: 'all' })).total, 0)
  await submitReport(world.house, two)
  const queues = [world.reader, world.elsewhere].map((each) => listQueue(world.house, each.actor, { show: 'all' }))
  const items = (await Promise.all(queues)).flatMap((each) => each.items)
  assert.deepEqual(
    items.map((each) => each.id),
    [mine(two)],
  )
  assert.deepEqual(items[0]?.purposes, [])
})

test('a perpetrator who holds a report about himself learns nothing: what he is shown is the same with and without a match', async () => {
  const phone = newPhone()
  const his = await holdOne(world, contentAbout(phone))
  await seek(world)
  const alone = await viewOf(world, his)
  const traceAlone = (await uses(world, mine(his))).length
  await holdOne(world, contentAbout(phone))
  await seek(world)
  const match = (await matchWith(his))!
  assert.deepEqual(await viewOf(world, his), alone)
  await openParty(world.house, world.adviser, match.id, mine(his))
  await markSpokenWith(world.house, world.adviser.actor, match.id, mine(his))
  assert.deepEqual(await viewOf(world, his), alone)
  assert.equal((await uses(world, mine(his))).length, traceAlone)
  // Nor through the database as himself: a match is no row of his.
  for (const table of ['match', 'party', 'asked'] as const) {
    const actor = { kind: 'reporter' as const, reportId: mine(his) }
    const rows = await world.house.asActor(actor, (tx) => tx.selectFrom(`held_reports.${table}`).selectAll().execute())
    assert.equal(rows.length, 0)
  }
})

test('taking it back before anybody was told closes the other’s again', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone))
  const two = await holdOne(world, contentAbout(phone))
  await seek(world)
  const match = (await matchWith(one))!
  await takeBack(world, two)
  assert.equal(await matchWith(one), undefined)
  await assert.rejects(openParty(world.house, world.adviser, match.id, mine(one)), NotFound)
  const left = await asOwner(world, ['held_reports.point', 'held_reports.held'], async (client) => {
    const { rows } = await client.query('select report_id from held_reports.held where report_id = $1', [mine(two)])
    return rows.length
  })
  assert.equal(left, 0)
})

test('of three who are enough for two, two leaving at once close the third’s', async () => {
  for (let round = 0; round < 20; round++) {
    const phone = newPhone()
    const held = [
      await holdOne(world, contentAbout(phone)),
      await holdOne(world, contentAbout(phone)),
      await holdOne(world, contentAbout(phone)),
    ]
    await seek(world)
    assert.ok(await matchWith(held[0]!))
    await Promise.all([takeBack(world, held[1]!), takeBack(world, held[2]!)])
    assert.equal(await matchWith(held[0]!), undefined)
  }
})

test('waiting for more people hides it again, for fewer finds it', async () => {
  const phone = newPhone()
  const one = await holdOne(world, contentAbout(phone), { people: 3 })
  const two = await holdOne(world, contentAbout(phone), { people: 2 })
  await seek(world)
  assert.equal(await matchWith(one), undefined)
  await changePeople(world.house, one, 2)
  await seek(world)
  const match = (await matchWith(one))!
  assert.equal((await openParty(world.house, world.adviser, match.id, mine(two))).content.people?.[0]?.phones, phone)
  await changePeople(world.house, one, 3)
  await seek(world)
  assert.equal(await matchWith(one), undefined)
  assert.equal(await matchWith(two), undefined)
})

test('about the adviser’s own people, another adviser is named, or nobody holds it', async () => {
  const about = { kind: 'worker' as const, organisationId: world.advisers.id }
  const draft = await addDraft(world, contentAbout(newPhone(), { about }))
  await assert.rejects(submitReport(world.house, draft), HoldRefused)
})

test('a thief with the whole database and one of the two keys cannot work out a tag', async () => {
  const phone = newPhone()
  const held = await holdOne(world, contentAbout(phone), { person: 'visit:known' })
  const tags = await asOwner(world, ['held_reports.point'], async (client) => {
    const { rows } = await client.query('select tag, person from held_reports.point where report_id = $1', [mine(held)])
    return rows.flatMap((row: { tag: Buffer; person: Buffer }) => [row.tag.toString('hex'), row.person.toString('hex')])
  })
  assert.equal(tags.length, 4)
  const named = matchable(contentAbout(phone))
  const own = holderOfSeed(world.house.keys.secret('held tags: service'))
  const other = holderOfSeed(world.house.keys.secret('held tags: adviser'))
  const guess = async (holders: Parameters<typeof secretsOf>[1]) => {
    const found = []
    for (const secret of await secretsOf(named, holders))
      found.push(...pointsOf(secret, world.advisers.id, 'visit:known', 2).flatMap((each) => [each.tag, each.person]))
    return found.map((each) => Buffer.from(each).toString('hex'))
  }
  // The machine that holds both keys can: the page says so. With one in another's place there is nothing to compare.
  assert.deepEqual((await guess([own, other])).sort(), [...tags].sort())
  for (const holders of [
    [own, own],
    [other, other],
    [other, own],
  ] as const)
    assert.ok(!(await guess(holders)).some((each) => tags.includes(each)))
})
