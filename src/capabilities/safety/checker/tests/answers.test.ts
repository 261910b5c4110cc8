// What an answer tells and what it keeps to itself, against a real database.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { MemberActor } from '#permissions/actor.ts'
import { check, LIMIT_HOUR } from '../check.ts'
import { confirmDifferentPerson, reportEntries } from '../confirm-person.ts'
import type { AnswerGroup } from '../entry.ts'
import {
  addEntry,
  addMember,
  addOrganisation,
  addStaff,
  eventually,
  openWorld,
  remembers,
  type World,
  withdrawWarn,
} from './check-world.ts'

describe('an answer', () => {
  let world: World
  let member: MemberActor
  const ask = async (text: string): Promise<AnswerGroup[]> => {
    const answer = await check(world.house, member, { text })
    assert.equal(answer.kind, 'answer')
    return answer.kind === 'answer' ? answer.groups : []
  }
  const known = (text: string) => eventually(() => remembers(world.house, text), text)
  before(async () => {
    world = await openWorld()
    member = await addMember(world.house, 'Amber Wren')
  })
  after(() => world.close())

  it('letters for digits and spaces are the same number, and the answer says why', async () => {
    await addEntry(world, [{ kind: 'phone', value: '07700 900417' }])
    await known('07700900417')
    const [group, ...rest] = await ask('o7700 9oo 4I7')
    assert.equal(rest.length, 0)
    assert.equal(group?.band, 'certain')
    assert.equal(group?.how, 'identical')
    assert.equal(group?.asked, '07700 900417')
    assert.ok(group?.why.includes('letters-for-digits'), String(group?.why))
    assert.deepEqual(group?.harms, ['violence'])
    assert.deepEqual(group?.lookOutFor, ['Silver car'])
  })

  it('one report is blurred: the year, never the month', async () => {
    await addEntry(world, [{ kind: 'email', value: 'one.report@example.org' }])
    await known('one.report@example.org')
    const [group] = await ask('one.report@example.org')
    assert.deepEqual(group?.last, { year: 2026 })
    assert.equal(group?.area, 'bolton')
    assert.equal(group?.differentPeople, undefined)
    assert.equal(group?.reports, 1)
  })

  it('a reporter who waited is told of without the area, once the time has come and not before', async () => {
    const past = new Date(Date.now() - 86_400_000)
    const future = new Date(Date.now() + 86_400_000)
    await addEntry(world, [{ kind: 'email', value: 'waited@example.org' }], { timing: 'until', notBefore: past })
    await addEntry(world, [{ kind: 'email', value: 'waiting@example.org' }], { timing: 'until', notBefore: future })
    await known('waiting@example.org')
    const [group] = await ask('waited@example.org')
    assert.equal(group?.reports, 1)
    assert.equal(group?.area, undefined)
    assert.deepEqual(await ask('waiting@example.org'), [])
  })

  it('who waits for another report is told of only beside one', async () => {
    const value = { kind: 'phone', value: '07700 900555' } as const
    await addEntry(world, [value], { timing: 'another-report' })
    await known('07700900555')
    assert.deepEqual(await ask('07700900555'), [])
    await addEntry(world, [value])
    assert.equal((await ask('07700900555'))[0]?.reports, 2)
  })

  it('different people are counted only when a worker has confirmed two; then the month is told', async () => {
    const value = { kind: 'phone', value: '07700 900321' } as const
    const first = await addEntry(world, [value], { detail: { month: '2026-03' } })
    const second = await addEntry(world, [value], { detail: { month: '2026-09', area: 'salford' } })
    await known('07700900321')
    const confirm = async (reportId: string) => {
      const [entry] = await reportEntries(world.house, world.desk, reportId)
      assert.equal(entry?.others, 1)
      await confirmDifferentPerson(world.house, world.desk, entry?.id ?? '', true)
    }
    await confirm(first)
    assert.equal((await ask('07700900321'))[0]?.differentPeople, undefined)
    await confirm(second)
    const [group] = await ask('07700900321')
    assert.equal(group?.differentPeople, 2)
    assert.deepEqual(group?.last, { year: 2026, month: 9 })
    assert.equal(group?.area, 'salford')
  })

  it('a worker of another organisation cannot confirm', async () => {
    const elsewhere = await addStaff(world.house, await addOrganisation(world.house), ['desk'])
    const reportId = await addEntry(world, [{ kind: 'phone', value: '07700 900111' }])
    const [entry] = await reportEntries(world.house, world.desk, reportId)
    await assert.rejects(confirmDifferentPerson(world.house, elsewhere, entry?.id ?? '', true), { name: 'NotFound' })
    assert.deepEqual(await reportEntries(world.house, elsewhere, reportId), [])
  })

  it('a field held back from warning is held back here: the identifier, the place, the time, the description', async () => {
    await addEntry(world, [{ kind: 'phone', value: '07700 900601' }], { withheld: ['contacts'] })
    await addEntry(world, [{ kind: 'phone', value: '07700 900662' }], { withheld: ['where', 'when', 'marks'] })
    await known('07700900662')
    assert.deepEqual(await ask('07700900601'), [])
    const [group] = await ask('07700900662')
    assert.equal(group?.area, undefined)
    assert.equal(group?.last, undefined)
    assert.deepEqual(group?.lookOutFor, [])
    assert.deepEqual(group?.harms, ['violence'])
  })

  it('a swapped number is told as alike: kind of difference, harm and year, nothing else', async () => {
    await addEntry(world, [{ kind: 'phone', value: '07700 900852' }])
    await known('07700900852')
    const group = (await ask('07700900582')).find((each) => each.why.includes('digits-swapped'))
    assert.equal(group?.how, 'alike')
    assert.equal(group?.asked, '07700 900582')
    assert.equal(group?.area, undefined)
    assert.deepEqual(group?.lookOutFor, [])
    assert.deepEqual(group?.last, { year: 2026 })
    assert.ok(!JSON.stringify(group).includes('852'))
  })

  it('what is registered in part is possible for whoever fits it, says so, and is certain for nobody', async () => {
    await addEntry(world, [
      { kind: 'plate', value: 'MV19 ???' },
      { kind: 'phone', value: 'ends 0983' },
    ])
    await known('MV19 KTG')
    for (const asked of ['MV19 KTG', 'mv19abc', '07700 900983']) {
      const [group, ...rest] = await ask(asked)
      assert.equal(rest.length, 0, asked)
      assert.equal(group?.band, 'possible', asked)
      assert.equal(group?.how, 'alike', asked)
      assert.deepEqual(group?.why, ['part-given'], asked)
      assert.equal(group?.area, undefined, asked)
      assert.deepEqual(group?.lookOutFor, [], asked)
    }
    // Asked in the same part it is still no more than possible.
    assert.ok((await ask('MV19 ???')).every((group) => group.band === 'possible' && group.how === 'alike'))
    for (const asked of ['MV18 KTG', '07700 900945']) assert.deepEqual(await ask(asked), [], asked)
  })

  it('one part written in two ways is one entry', async () => {
    await addEntry(world, [{ kind: 'plate', value: 'YD14 ???' }])
    await addEntry(world, [{ kind: 'plate', value: 'starts yd14' }])
    await known('YD14 ABC')
    await eventually(async () => (await ask('YD14 ABC'))[0]?.reports === 2, 'both are told of together')
  })

  it('consent withdrawn is not told of, although memory still proposes it', async () => {
    const reportId = await addEntry(world, [{ kind: 'phone', value: '07700 900707' }])
    await known('07700900707')
    assert.equal((await ask('07700900707')).length, 1)
    await withdrawWarn(world, reportId)
    assert.ok(await remembers(world.house, '07700900707'))
    assert.deepEqual(await ask('07700900707'), [])
  })

  it('an entry whose time is over is not told of, although nobody has swept yet', async () => {
    await addEntry(world, [{ kind: 'phone', value: '07700 900708' }], { expiresAt: new Date(Date.now() + 300) })
    await known('07700900708')
    await eventually(async () => (await ask('07700900708')).length === 0, 'expiry')
  })

  it('what is about a worker of an organisation is hidden from that organisation and from nobody else', async () => {
    const theirs = await addOrganisation(world.house)
    await addEntry(world, [{ kind: 'email', value: 'about-a-worker@example.org' }], { withheldFrom: theirs })
    await known('about-a-worker@example.org')
    const inside = await addStaff(world.house, theirs, ['outreach'])
    const outside = await addStaff(world.house, await addOrganisation(world.house), ['caseworker'])
    const groupsFor = async (actor: Parameters<typeof check>[1]) => {
      const answer = await check(world.house, actor, { text: 'about-a-worker@example.org' })
      return answer.kind === 'answer' ? answer.groups.length : -1
    }
    assert.deepEqual([await groupsFor(inside), await groupsFor(outside), await groupsFor(member)], [0, 1, 1])
  })

  it('every report told about has it in its trace, once an answer', async () => {
    const reportId = await addEntry(world, [{ kind: 'phone', value: '07700 900909' }])
    await known('07700900909')
    await ask('07700900909')
    await ask('07700 900 909')
    await ask('07700900123')
    const uses = await world.house.asActor({ kind: 'reporter', reportId }, (tx) =>
      tx.selectFrom('reporting.use').select(['kind', 'by_whom']).where('report_id', '=', reportId).execute(),
    )
    assert.deepEqual(
      uses.filter((use) => use.kind === 'answered-check').map((use) => use.by_whom),
      ['member', 'member'],
    )
    assert.ok(uses.some((use) => use.kind === 'entry-made'))
  })

  it('questions are limited by the hour, for that account only, and the log says so without saying who or what', async () => {
    const curious = await addMember(world.house, 'Curious')
    const kinds = new Set<string>()
    for (let i = 0; i < LIMIT_HOUR; i++)
      kinds.add((await check(world.house, curious, { text: `0770090${String(i).padStart(4, '0')}` })).kind)
    assert.deepEqual([...kinds], ['answer'])
    assert.deepEqual(await check(world.house, curious, { text: '07700900417' }), { kind: 'limit', span: 'hour' })
    assert.equal((await check(world.house, member, { text: '07700900417' })).kind, 'answer')
    const line = world.lines.find((each) => each.includes('check-limit')) ?? ''
    assert.deepEqual(Object.keys(JSON.parse(line)).sort(), ['at', 'event', 'level', 'span'])
    world.clock.ahead += 3_600_000
    assert.equal((await check(world.house, curious, { text: '07700900417' })).kind, 'answer')
  })

  it('who may not ask finds nothing here: a visitor, the police, the operator', async () => {
    const police = { ...(await addStaff(world.house, world.organisationId, ['desk'])), roles: ['police'] as const }
    for (const actor of [{ kind: 'visitor' } as const, police, { ...police, roles: ['operator'] as const }])
      await assert.rejects(check(world.house, actor, { text: '07700900417' }), { name: 'NotFound' })
  })

  it('a question that cannot be read says so and is not counted', async () => {
    for (const [text, why] of [
      ['  ', 'empty'],
      ['?!', 'not-recognised'],
      ['7'.repeat(201), 'too-long'],
    ] as const)
      assert.deepEqual(await check(world.house, member, { text }), { kind: 'unreadable', why })
  })
})
