// A copy reaches only the receipt, only after a second person read it, and only for its days; nobody who may be named learns who told.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { generateKeyPair } from '#engines/sealing/index.ts'
import { addReport, addStaff } from '#safety/alerts/tests/alerts-world.ts'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { askForCopy, copyView, readCopy, takeCopyBack } from '#safety/reporting/own-copy.ts'
import type { ReportSession } from '#safety/reporting/report-session.ts'
import { judgeCopy, openCopy, prepareCopy } from '../copy-report.ts'
import { listWaiting } from '../copy-store.ts'
import { expireRecords } from '../expire-records.ts'
import { answers } from '../kinds.ts'
import { confirmProposal, enterSubjectRequest, proposeAnswer, readSubjectRequests } from '../subject-request.ts'
import { openRecords, owned, type RecordsWorld } from './records-world.ts'

let world: RecordsWorld
before(async () => {
  world = await openRecords()
})
after(() => world.close())

const view = (state: ReportSession) =>
  world.house.asActor({ kind: 'reporter', reportId: state.reportId! }, (tx) => copyView(tx, state.reportId!))

async function asked() {
  const report = await addReport(world, world.team)
  await askForCopy(world.house, report.session)
  const waiting = await world.house.asActor(world.one.actor, (tx) => listWaiting(tx))
  return { report, id: waiting.find((each) => each.reportId === report.id)!.id }
}
const made = { text: 'What you told us: canary-heron', knownBy: 'questions' as const }

test('asked, prepared by one, read and given by another, opened with the receipt, and with no other', async () => {
  const { report, id } = await asked()
  assert.equal((await view(report.session)).state, 'asked')
  const { text, isSecond } = await openCopy(world.house, world.one, id)
  assert.ok(text.includes('canal off Store Street') && !isSecond)
  assert.ok(await prepareCopy(world.house, world.one, id, made))
  assert.equal(await readCopy(world.house, report.session), undefined, 'nothing before a second person read it')
  const own = await openCopy(world.house, world.one, id)
  assert.equal(
    await judgeCopy(world.house, world.one, id, 'ready', own.seal),
    false,
    'who prepared it does not give it',
  )
  const second = await openCopy(world.house, world.two, id)
  assert.deepEqual([second.text, second.isSecond], [made.text, true])
  assert.equal(await judgeCopy(world.house, world.two, id, 'ready', second.seal), true)
  assert.equal((await view(report.session)).state, 'ready')
  assert.equal(await readCopy(world.house, report.session), made.text)
  const other = { ...report.session, receiptKey: Buffer.from((await generateKeyPair()).privateKey).toString('base64') }
  assert.equal(await readCopy(world.house, other), undefined, 'another key opens nothing')
  const stranger = await addReport(world, world.team)
  assert.equal(await readCopy(world.house, stranger.session), undefined)
  await assert.rejects(openCopy(world.house, world.one, id), { name: 'NotFound' }, 'the team opens it no more')
})

test('the walls hold without the use cases: one person cannot make it ready, another house sees nothing', async () => {
  const { id } = await asked()
  await prepareCopy(world.house, world.one, id, made)
  const force = (actor: typeof world.one.actor, checked: string) =>
    world.house.asActor(actor, (tx) =>
      tx
        .updateTable('records.copy_request')
        .set({ state: 'ready', checked_by: checked, receipt_wrap: randomBytes(80), wrapped_key: null })
        .where('id', '=', id)
        .executeTakeFirst(),
    )
  await assert.rejects(force(world.one.actor, world.one.person.id))
  await assert.rejects(force(world.one.actor, world.two.person.id))
  assert.equal((await force(world.elsewhere.actor, world.elsewhere.person.id)).numUpdatedRows, 0n)
  await assert.rejects(openCopy(world.house, world.elsewhere, id), { name: 'NotFound' })
  await assert.rejects(openCopy(world.house, await addStaff(world, world.team, ['membership']), id), {
    name: 'NotFound',
  })
})

test('prepared anew after it was read, it is read anew', async () => {
  const { id } = await asked()
  await prepareCopy(world.house, world.one, id, made)
  const { seal } = await openCopy(world.house, world.two, id)
  assert.ok(await prepareCopy(world.house, world.one, id, { ...made, text: 'swapped' }))
  assert.equal(await judgeCopy(world.house, world.two, id, 'ready', seal), false)
  const fresh = await openCopy(world.house, world.two, id)
  assert.equal(fresh.text, 'swapped')
  const [again, given] = await Promise.all([
    prepareCopy(world.house, world.one, id, made),
    judgeCopy(world.house, world.two, id, 'ready', fresh.seal),
  ])
  assert.notEqual(again, given, 'one of the two is first, and the other is told')
})

test('taken back, erased, or past its days, nothing of it is left', async () => {
  const ready = async () => {
    const { report, id } = await asked()
    await prepareCopy(world.house, world.one, id, made)
    const { seal } = await openCopy(world.house, world.two, id)
    assert.ok(await judgeCopy(world.house, world.two, id, 'ready', seal))
    return { report, id }
  }
  const bodyOf = async (id: string) => {
    const { rows } = await owned(
      world,
      ['records.copy_request'],
      'select body, receipt_wrap, wrapped_key from records.copy_request where id = $1',
      [id],
    )
    return rows[0] && Object.values(rows[0]).filter((value) => value !== null).length
  }
  const one = await ready()
  await takeCopyBack(world.house, one.report.session)
  assert.equal(await bodyOf(one.id), 0)

  const two = await ready()
  await eraseReport(world.house, two.report.session)
  assert.ok(!(await bodyOf(two.id)), 'erasing a report takes its copy along')

  const three = await ready()
  await owned(
    world,
    ['records.copy_request'],
    `update records.copy_request set ends_at = now() - interval '1 hour' where id = $1`,
    [three.id],
  )
  assert.equal((await view(three.report.session)).state, 'none')
  assert.equal(await readCopy(world.house, three.report.session), undefined)
  await expireRecords(world.house)
  assert.equal(await bodyOf(three.id), 0)
})

test('asking again while one is on its way changes nothing; after it is over one may ask again', async () => {
  const { report } = await asked()
  await askForCopy(world.house, report.session)
  const count = async () =>
    (
      await owned(
        world,
        ['records.copy_request'],
        'select count(*)::int as n from records.copy_request where report_id = $1',
        [report.id],
      )
    ).rows[0].n
  assert.equal(await count(), 1)
  await takeCopyBack(world.house, report.session)
  await askForCopy(world.house, report.session)
  assert.equal(await count(), 2)
})

test('somebody who may be named is answered by two people, and no answer there is says whether anybody told', async () => {
  assert.ok(!answers.some((each) => /held|nothing|yes|no$/.test(each)))
  const coordinator = await addStaff(world, world.team, ['coordinator'])
  await enterSubjectRequest(world.house, world.one.actor, {
    askedOn: '2026-11-01',
    words: 'By letter, asks for everything',
  })
  const request = async () => (await readSubjectRequests(world.house, coordinator.actor))[0]!
  const { id, words, dueOn } = await request()
  assert.deepEqual([words, dueOn], ['By letter, asks for everything', '2026-12-01'])
  const proposal = { answer: 'neither-confirm-nor-deny' as const, reason: 'As always' }
  assert.ok(await proposeAnswer(world.house, world.one.actor, id, proposal))
  assert.equal(await confirmProposal(world.house, world.one.actor, id), false, 'not by who proposed it')
  assert.deepEqual(await readSubjectRequests(world.house, world.elsewhere.actor), [])
  assert.equal(await confirmProposal(world.house, world.elsewhere.actor, id), false)
  assert.equal(await confirmProposal(world.house, coordinator.actor, id), true)
  assert.equal(
    await proposeAnswer(world.house, world.two.actor, id, proposal),
    false,
    'what is answered stays answered',
  )
  await owned(
    world,
    ['records.subject_request'],
    `update records.subject_request set confirmed_at = now() - interval '73 months' where id = $1`,
    [id],
  )
  await expireRecords(world.house)
  const old = await request()
  assert.deepEqual([old.words, old.reason, old.isConfirmed], ['', '', true])
})
