// No warning without two people, and none without the reporter's consent at that very moment.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StaffVisit } from '#people/staff/index.ts'
import { NotFound } from '#platform/errors.ts'
import { claimReport } from '#safety/reporting/index.ts'
import { type AlertBody, emptyBody } from '../alert.ts'
import { approveAlert } from '../approve-alert.ts'
import { findFlags } from '../find-flags.ts'
import { alertOfReport, readAlert, sentAlerts, waitingForSecond } from '../read-alerts.ts'
import { retractAlert } from '../retract-alert.ts'
import { dropDraft, saveDraft } from '../save-draft.ts'
import { askSecondCheck, recuse, returnDraft } from '../second-check.ts'
import {
  addAsked,
  addReport,
  addStaff,
  addTeam,
  alertState,
  changeWarn,
  openWorld,
  publish,
  readingOf,
  sampleBody,
  sampleContent,
  type Team,
  uses,
  type World,
  withdrawWarn,
} from './alerts-world.ts'

let world: World
let team: Team
let author: StaffVisit
let second: StaffVisit
let third: StaffVisit

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  third = await addStaff(world, team)
})
after(() => world.close())

const approve = async (who: StaffVisit, report: Awaited<ReturnType<typeof addReport>>, alertId: string, change = {}) =>
  approveAlert(world.house, who, alertId, await readingOf(world, who, report, alertId, change))

test('a second person publishes: entries, trace and the answer to the reporter come with it', async () => {
  const report = await addReport(world, team)
  await claimReport(world.house, author.actor, report.id)
  const body: AlertBody = {
    ...sampleBody(),
    identifiers: [{ kind: 'phone', value: '+447700900417', isPartial: false }],
  }
  const alertId = await addAsked(world, author, report, body)
  const reading = await readingOf(world, second, report, alertId)
  assert.deepEqual(await approveAlert(world.house, second, alertId, reading, 'People are warned now.'), {
    ok: true,
    value: { version: 1 },
  })
  const kinds = (await uses(world, report.id)).map((use) => use.kind)
  for (const kind of [
    'alert-drafted',
    'second-check-asked',
    'alert-published',
    'entry-made',
    'closed',
    'reply-written',
  ])
    assert.ok(kinds.includes(kind), kind)
  const found = await alertOfReport(world.house, author.actor, report.id)
  assert.equal(found?.state, 'published')
  assert.deepEqual(
    found?.decisions.map((each) => each.what),
    ['asked', 'approved'],
  )
})

test('nobody approves what they wrote or edited, whoever asked for the check', async () => {
  const report = await addReport(world, team)
  const saved = await saveDraft(world.house, author.actor, { reportId: report.id, body: sampleBody() })
  assert.ok(saved.ok)
  const { alertId } = saved.value
  assert.ok((await saveDraft(world.house, second.actor, { reportId: report.id, body: sampleBody() })).ok)
  assert.ok((await askSecondCheck(world.house, second.actor, alertId)).ok)
  for (const writer of [author, second])
    assert.deepEqual(await approve(writer, report, alertId), { ok: false, problem: 'own-work' })
  assert.equal((await alertState(world, alertId)).state, 'awaiting-second')
  assert.ok((await approve(third, report, alertId)).ok)
})

test('who stands aside cannot come back', async () => {
  const report = await addReport(world, team)
  const alertId = await addAsked(world, author, report)
  assert.ok((await recuse(world.house, second.actor, alertId, 'I know those involved')).ok)
  assert.deepEqual(await approve(second, report, alertId), { ok: false, problem: 'recused' })
  assert.ok((await returnDraft(world.house, third.actor, alertId, 'Shorter, please')).ok)
  assert.ok((await askSecondCheck(world.house, author.actor, alertId)).ok)
  assert.deepEqual(await approve(second, report, alertId), { ok: false, problem: 'recused' })
  assert.ok((await approve(third, report, alertId)).ok)
})

test('an update needs its own second person, and members keep the old words until then', async () => {
  const report = await addReport(world, team)
  const alertId = await publish(world, author, second, report)
  const changed = { ...sampleBody(), severity: 'caution' as const }
  assert.ok((await saveDraft(world.house, second.actor, { reportId: report.id, body: changed })).ok)
  assert.ok((await askSecondCheck(world.house, second.actor, alertId)).ok)
  assert.deepEqual(await approve(second, report, alertId), { ok: false, problem: 'own-work' })
  assert.equal((await readAlert(world.house, author.actor, alertId)).published?.severity, 'severe')
  assert.deepEqual(await approve(author, report, alertId), { ok: true, value: { version: 2 } })
  assert.equal((await readAlert(world.house, author.actor, alertId)).published?.severity, 'caution')
})

test('while somebody checks it, its words stand still', async () => {
  const report = await addReport(world, team)
  const alertId = await addAsked(world, author, report)
  const reading = await readingOf(world, second, report, alertId)
  const change = () =>
    saveDraft(world.house, author.actor, { reportId: report.id, body: { ...sampleBody(), harms: ['other'] } })
  assert.deepEqual(await change(), { ok: false, problem: 'wrong-state' })
  assert.ok((await returnDraft(world.house, author.actor, alertId, '')).ok)
  assert.ok((await change()).ok)
  assert.ok((await askSecondCheck(world.house, author.actor, alertId)).ok)
  assert.deepEqual(await approveAlert(world.house, second, alertId, reading), {
    ok: false,
    problem: 'changed-meanwhile',
  })
})

test('a held-back field is not published, whether held back before or after it was written', async () => {
  const fact = { key: 'marks-0', kind: 'marks' as const, text: 'swallow on the neck' }
  const held = await addReport(world, team, sampleContent(), { withheld: ['marks'] })
  const saved = await saveDraft(world.house, author.actor, {
    reportId: held.id,
    body: { ...sampleBody(), facts: [fact] },
  })
  assert.ok(saved.ok)
  assert.deepEqual(await askSecondCheck(world.house, author.actor, saved.value.alertId), {
    ok: false,
    problem: 'held-back',
  })

  const later = await addReport(world, team)
  const alertId = await addAsked(world, author, later, { ...sampleBody(), facts: [fact] })
  await changeWarn(world, later, ['marks'])
  assert.deepEqual(await approve(second, later, alertId), { ok: false, problem: 'held-back' })

  const other = await addReport(world, team)
  const otherAlert = await addAsked(world, author, other)
  const reading = await readingOf(world, second, other, otherAlert)
  await changeWarn(world, other, ['looks'])
  assert.deepEqual(await approveAlert(world.house, second, otherAlert, reading), {
    ok: false,
    problem: 'changed-meanwhile',
  })
})

test('a registration known in part can be looked up; what is too short to tell people apart cannot', async () => {
  const vehicles = ['MV19 ???', 'M?19'].map((registration) => ({ registration, description: '' }))
  const report = await addReport(world, team, { ...sampleContent(), vehicles })
  const identifiers = vehicles.map(({ registration: value }) => ({ kind: 'plate' as const, value, isPartial: true }))
  await publish(world, author, second, report, { ...sampleBody(), identifiers })
  const made = (await uses(world, report.id)).filter((use) => use.kind === 'entry-made')
  assert.deepEqual(
    made.map((use) => use.amount),
    [1],
  )
})

test('every part that can be held back is refused when it is', async () => {
  const parts: [string, Partial<AlertBody>, Parameters<typeof changeWarn>[2][number]][] = [
    ['month', { month: '2026-03' }, 'when'],
    ['area', { areas: ['manchester'] }, 'where'],
    ['work', { work: ['street'] }, 'work'],
    ['how it went', { manner: ['weapon'] }, 'story'],
    ['own words', { freeText: { text: 'careful', reason: 'x' } }, 'story'],
    ['looks', { facts: [{ key: 'looks-0', kind: 'looks', text: 'tall' }] }, 'looks'],
    ['marks', { facts: [{ key: 'marks-0', kind: 'marks', text: 'tattoo' }] }, 'marks'],
    ['vehicle', { facts: [{ key: 'vehicle-0', kind: 'vehicle', text: 'silver' }] }, 'vehicles'],
    ['phone', { identifiers: [{ kind: 'phone', value: '+447700900417', isPartial: false }] }, 'contacts'],
    ['plate', { identifiers: [{ kind: 'plate', value: 'MV19TKX', isPartial: false }] }, 'vehicles'],
    ['name', { identifiers: [{ kind: 'name', value: 'dave', isPartial: false }] }, 'names'],
  ]
  for (const [name, part, field] of parts) {
    const report = await addReport(world, team)
    const alertId = await addAsked(world, author, report, { ...emptyBody(), harms: ['violence'], ...part })
    await changeWarn(world, report, [field])
    const answer = await approve(second, report, alertId, { withheld: [field] })
    assert.deepEqual(answer, { ok: false, problem: 'held-back' }, name)
  }
})

test('words of a held-back field in a worker’s own words are flagged, and an unanswered flag stops it', async () => {
  const report = await addReport(world, team, sampleContent(), { withheld: ['marks', 'where'] })
  const body: AlertBody = {
    ...emptyBody(),
    harms: ['violence'],
    freeText: {
      text: 'Has a swallow on him. He grabbed my arm and took back the money near Store Street.',
      reason: 'no pick fits',
    },
  }
  const alertId = await addAsked(world, author, report, body)
  const flags = findFlags(body, report.content, ['marks', 'where'])
  const kinds = new Set(flags.map((flag) => flag.kind))
  for (const kind of ['held-back', 'quote', 'place', 'own-words'] as const) assert.ok(kinds.has(kind), kind)
  for (const open of flags) {
    const answered = flags.filter((flag) => flag.id !== open.id).map((flag) => flag.id)
    const answer = await approve(second, report, alertId, { withheld: ['marks', 'where'], answered })
    assert.deepEqual(answer, { ok: false, problem: 'flags-open' }, open.text)
  }
  assert.ok((await approve(second, report, alertId, { withheld: ['marks', 'where'] })).ok)
})

test('own words need their reason; a warning that says nothing is none', async () => {
  const report = await addReport(world, team)
  const body: AlertBody = { ...emptyBody(), harms: ['violence'], freeText: { text: 'Something', reason: ' ' } }
  const saved = await saveDraft(world.house, author.actor, { reportId: report.id, body })
  assert.ok(saved.ok)
  const { alertId } = saved.value
  assert.deepEqual(await askSecondCheck(world.house, author.actor, alertId), { ok: false, problem: 'reason-missing' })
  await saveDraft(world.house, author.actor, { reportId: report.id, body: emptyBody() })
  assert.deepEqual(await askSecondCheck(world.house, author.actor, alertId), { ok: false, problem: 'nothing-to-say' })
})

test('a clue that the report does not hold is refused', async () => {
  const report = await addReport(world, team)
  const body: AlertBody = {
    ...sampleBody(),
    identifiers: [{ kind: 'phone', value: '+447700900999', isPartial: false }],
  }
  const alertId = await addAsked(world, author, report, body)
  assert.deepEqual(await approve(second, report, alertId), { ok: false, problem: 'not-offered' })
})

test('“wait until” is waited for', async () => {
  const report = await addReport(world, team, sampleContent(), { timing: { kind: 'until', weeks: 2 } })
  const alertId = await addAsked(world, author, report)
  assert.deepEqual(await approve(second, report, alertId), { ok: false, problem: 'too-early' })
  world.advance(15 * 86_400_000)
  assert.ok((await approve(second, report, alertId)).ok)
  world.advance(-15 * 86_400_000)
})

test('“wait for another report” needs one that shares a clue, and a worker’s word that it is another person', async () => {
  const report = await addReport(world, team, sampleContent(), { timing: { kind: 'another-report' } })
  const alertId = await addAsked(world, author, report)
  const no = { ok: false, problem: 'needs-another-report' }
  assert.deepEqual(await approve(second, report, alertId), no)
  assert.deepEqual(await approve(second, report, alertId, { confirmsAnother: true }), no)
  const other = await addReport(world, team)
  assert.deepEqual(await approve(second, report, alertId, { others: [other.id] }), no)
  assert.ok((await approve(second, report, alertId, { others: [other.id], confirmsAnother: true })).ok)
})

test('without consent there is no draft, no asking and no approval', async () => {
  const none = await addReport(world, team, sampleContent(), 'none')
  const gone = { ok: false, problem: 'consent-gone' }
  assert.deepEqual(await saveDraft(world.house, author.actor, { reportId: none.id, body: sampleBody() }), gone)
  const report = await addReport(world, team)
  const alertId = await addAsked(world, author, report)
  await withdrawWarn(world, report)
  assert.deepEqual(await approve(second, report, alertId), gone)
  assert.equal((await alertState(world, alertId)).state, 'awaiting-second')
})

test('people of another organisation and police find nothing', async () => {
  const report = await addReport(world, team)
  const alertId = await addAsked(world, author, report)
  const elsewhere = await addStaff(world, await addTeam(world))
  const police = await addStaff(world, await addTeam(world, 'police'), ['police'])
  const caseworker = await addStaff(world, team, ['caseworker'])
  for (const stranger of [elsewhere, police, caseworker]) {
    const reading = await readingOf(world, second, report, alertId)
    const attempts = [
      () => approveAlert(world.house, stranger, alertId, reading),
      () => readAlert(world.house, stranger.actor, alertId),
      () => askSecondCheck(world.house, stranger.actor, alertId),
      () => returnDraft(world.house, stranger.actor, alertId, 'x'),
      () => recuse(world.house, stranger.actor, alertId, 'x'),
      () => dropDraft(world.house, stranger.actor, alertId),
      () => retractAlert(world.house, stranger.actor, alertId, 'mistaken'),
    ]
    for (const attempt of attempts) await assert.rejects(attempt, NotFound)
  }
  assert.deepEqual(await waitingForSecond(world.house, elsewhere.actor), [])
  assert.equal(await alertOfReport(world.house, elsewhere.actor, report.id), undefined)
  assert.deepEqual((await sentAlerts(world.house, elsewhere.actor, { page: 1 })).items, [])
  // Published ones of others are readable to warn people, never to work on.
  await approve(second, report, alertId)
  await assert.rejects(readAlert(world.house, elsewhere.actor, alertId), NotFound)
  await assert.rejects(retractAlert(world.house, elsewhere.actor, alertId, 'mistaken'), NotFound)
})

test('two who save at the same moment make one draft', async () => {
  const report = await addReport(world, team)
  const results = await Promise.all(
    [author, second, third, author, second].map((who) =>
      saveDraft(world.house, who.actor, { reportId: report.id, body: sampleBody() }),
    ),
  )
  const ids = new Set(results.flatMap((result) => (result.ok ? [result.value.alertId] : [])))
  assert.equal(ids.size, 1)
  assert.ok(results.every((result) => result.ok || result.problem === 'already-open'))
})

test('two who approve at the same moment publish once', async () => {
  const report = await addReport(world, team)
  const alertId = await addAsked(world, author, report)
  const reading = await readingOf(world, second, report, alertId)
  const results = await Promise.all([second, third].map((who) => approveAlert(world.house, who, alertId, reading)))
  assert.equal(results.filter((result) => result.ok).length, 1)
  assert.equal((await alertState(world, alertId)).version, 1)
})

test('a dropped draft leaves nothing behind, and the report can have another', async () => {
  const report = await addReport(world, team)
  const first = await saveDraft(world.house, author.actor, { reportId: report.id, body: sampleBody() })
  assert.ok(first.ok)
  assert.ok((await dropDraft(world.house, author.actor, first.value.alertId)).ok)
  const next = await saveDraft(world.house, author.actor, { reportId: report.id, body: sampleBody() })
  assert.ok(next.ok && next.value.alertId !== first.value.alertId)
})
