// Abuse 12 and P3: what leaves without consent needs a named ground and two people of different houses or roles, and stands in the
// trace of each report concerned, or is told when a ban ends. Through the pages, past them, and past the code.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  type Team,
  uses,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, staffCookie } from '#safety/alerts/tests/browse.ts'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { readReturn } from '#safety/reporting/return-with-receipt.ts'
import { enterRequest, judgeProposal, type NewProposal, openRequest, proposeDecision } from '../decide.ts'
import { discloseWithoutConsent, tellWhatWasForbidden } from '../disclose-without-consent.ts'
import { signCheckpoint } from '../sign-checkpoint.ts'
import { registerStaff } from '../staff.tsx'

const secret = 'order 4417 of the court by the canal'
const dayMs = 86_400_000

let world: World
let team: Team
let reader: Worker
let deskMate: Worker
let caseworker: Worker
let elsewhere: Worker
let coordinator: Worker
let at: Record<'reader' | 'deskMate' | 'caseworker' | 'elsewhere' | 'coordinator' | 'police' | 'operator', Browser>

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  const other = await addTeam(world, 'adviser')
  reader = await addStaff(world, team, ['desk'])
  deskMate = await addStaff(world, team, ['desk'])
  caseworker = await addStaff(world, team, ['caseworker'])
  elsewhere = await addStaff(world, other, ['adviser'])
  coordinator = await addStaff(world, team, ['coordinator'])
  const police = await addStaff(world, await addTeam(world, 'police'), ['police'])
  const operator = await addStaff(world, team, ['operator'])
  const app = appOf(world, 'staff', [registerStaff])
  const browser = async (worker: Worker) => new Browser(app, await staffCookie(world, worker))
  at = {
    reader: await browser(reader),
    deskMate: await browser(deskMate),
    caseworker: await browser(caseworker),
    elsewhere: await browser(elsewhere),
    coordinator: await browser(coordinator),
    police: await browser(police),
    operator: await browser(operator),
  }
})
after(() => world.close())

const dayAhead = (days: number) => new Date(world.house.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10)
const agree: NewProposal = {
  decision: 'narrow',
  basis: 'legal-order',
  parts: ['words', 'times'],
  reason: 'the order is lawful',
  tellOn: undefined,
}
const enter = (by: Worker = reader) =>
  enterRequest(world.house, by.actor, {
    asker: 'court',
    power: 'court-order',
    askedOn: '2026-01-05',
    asked: ['one-report'],
    words: secret,
  })
const proposalOf = async (id: string) => {
  const { proposals } = await openRequest(world.house, reader.actor, id)
  return proposals.at(-1)!
}
async function decided(proposal: NewProposal = agree): Promise<string> {
  const id = await enter()
  await proposeDecision(world.house, reader.actor, id, proposal)
  const { id: proposalId } = await proposalOf(id)
  assert.equal(await judgeProposal(world.house, elsewhere.actor, id, proposalId, 'confirmed'), 'done')
  return id
}
const hand = (id: string, reportId: string, by: Worker = reader, parts: NewProposal['parts'] = ['words']) =>
  discloseWithoutConsent(world.house, by.actor, { requestId: id, reportId, parts })
const kindsOf = async (reportId: string) => (await uses(world, reportId)).map((use) => use.kind)
const auditOf = (kind: string, recordId: string) =>
  asOwner(world, ['audit.entry'], async (client) => {
    const { rows } = await client.query<{ actor_id: string; detail: string }>(
      'select actor_id, detail from audit.entry where kind = $1 and record_id = $2 order by position',
      [kind, recordId],
    )
    return rows
  })

test('from a letter to what left: entered, proposed, confirmed by somebody elsewhere, handed over, seen by who told', async () => {
  const report = await addReport(world, team)
  const form = await at.reader.submit('/oversight/enter', '/oversight/requests', {
    asker: 'police',
    power: 'court-order',
    askedOn: '2026-01-05',
    asked: ['one-report', 'identifiers'],
    words: secret,
  })
  const path = /action="(\/oversight\/requests\/[0-9a-f-]{36})\/propose"/.exec(form.text)?.[1] ?? ''
  const id = path.split('/').at(-1) ?? ''
  assert.ok(form.text.includes(secret))
  const waiting = await at.reader.submit(path, `${path}/propose`, {
    decision: 'narrow',
    basis: 'legal-order',
    parts: ['words', 'identifiers'],
    reason: 'the judge was shown our view',
  })
  assert.ok(waiting.text.includes('Somebody else has to look at it'))
  assert.ok(!waiting.text.includes('/judge"') && !waiting.text.includes('/hand-over"'))
  const mates = await at.deskMate.get(path)
  assert.ok(mates.text.includes('same role of the same organisation') && !mates.text.includes('/judge"'))

  const confirmed = await at.elsewhere.submit(path, `${path}/judge`, { do: 'confirm', rejectWhy: '' })
  assert.ok(confirmed.text.includes('Confirmed. The decision stands.'))
  const done = await at.reader.submit(path, `${path}/hand-over`, {
    reports: `http://127.0.0.1/desk/${report.id}`,
    parts: ['words'],
  })
  assert.ok(done.text.includes('Recorded for 1 report. Their traces show it now.'), done.text)
  assert.ok((await kindsOf(report.id)).includes('told-without-consent-order'))
  const view = await readReturn(world.house, { ...report.session, phase: 'return' })
  assert.ok(view.uses.some((use) => use.kind === 'told-without-consent-order' && use.by === 'alert-desk'))

  assert.equal((await auditOf('legal-request.entered', id))[0]?.actor_id, reader.actor.personId)
  assert.equal((await auditOf('legal-decision.confirmed', id))[0]?.actor_id, elsewhere.actor.personId)
  assert.deepEqual(
    (await auditOf('report.disclosed', report.id)).map((each) => JSON.parse(each.detail)),
    [{ basis: 'legal-order', parts: 'words', told: true }],
  )
  assert.ok((await auditOf('legal-request.opened', id)).length > 0)
})

describe('two people', () => {
  test('nobody confirms their own, nor a colleague of the same role; another role of the same house may', async () => {
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    const { id: proposalId } = await proposalOf(id)
    const judge = (by: Worker) => judgeProposal(world.house, by.actor, id, proposalId, 'confirmed')
    assert.equal(await judge(reader), 'own-work')
    assert.equal(await judge(deskMate), 'same-hat')
    assert.equal(await judge(caseworker), 'done')
    assert.equal(await judge(elsewhere), 'elsewhere')
  })

  test('two who confirm at once: one does; a decided request takes no other answer', async () => {
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    const { id: proposalId } = await proposalOf(id)
    const said = await Promise.all(
      [caseworker, elsewhere, coordinator].map((by) =>
        judgeProposal(world.house, by.actor, id, proposalId, 'confirmed'),
      ),
    )
    assert.deepEqual(said.sort(), ['done', 'elsewhere', 'elsewhere'])
    assert.equal(await proposeDecision(world.house, deskMate.actor, id, agree), 'elsewhere')
  })

  test('sent back, it needs its reason, and another answer may be proposed', async () => {
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    const path = `/oversight/requests/${id}`
    const missing = await at.elsewhere.submit(path, `${path}/judge`, { do: 'reject', rejectWhy: ' ' })
    assert.ok(missing.text.includes('Write something'))
    const back = await at.elsewhere.submit(path, `${path}/judge`, {
      do: 'reject',
      rejectWhy: 'ask for the paper first',
    })
    assert.ok(back.text.includes('Sent back.') && back.text.includes('ask for the paper first'))
    const refusal = { ...agree, decision: 'refuse' as const, basis: undefined, parts: [] }
    assert.equal(await proposeDecision(world.house, reader.actor, id, refusal), 'done')
  })

  test('one person in two roles is one person', async () => {
    const both = await addStaff(world, team, ['desk', 'caseworker'])
    const id = await enter(both)
    await proposeDecision(world.house, both.actor, id, agree)
    const { id: proposalId } = await proposalOf(id)
    assert.equal(await judgeProposal(world.house, both.actor, id, proposalId, 'confirmed'), 'own-work')
    const past = world.house.asActor(both.actor, (tx) =>
      tx
        .insertInto('oversight.verdict')
        .values({
          proposal_id: proposalId,
          request_id: id,
          organisation_id: team.id,
          person_id: both.actor.personId,
          role: 'caseworker',
          verdict: 'confirmed',
        })
        .execute(),
    )
    await assert.rejects(past, { code: '42501' })
  })

  test('the database refuses what the code would forget: one’s own, a borrowed name, a borrowed role, the same role', async () => {
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    const { id: proposalId } = await proposalOf(id)
    const judge = (as: Worker, row: { person: Worker; role: string }) =>
      world.house.asActor(as.actor, (tx) =>
        tx
          .insertInto('oversight.verdict')
          .values({
            proposal_id: proposalId,
            request_id: id,
            organisation_id: row.person.actor.organisationId,
            person_id: row.person.actor.personId,
            role: row.role,
            verdict: 'confirmed',
          })
          .execute(),
      )
    const refused = { code: '42501' }
    await assert.rejects(judge(reader, { person: reader, role: 'desk' }), refused)
    await assert.rejects(judge(deskMate, { person: deskMate, role: 'desk' }), refused)
    await assert.rejects(judge(deskMate, { person: deskMate, role: 'caseworker' }), refused)
    await assert.rejects(judge(reader, { person: elsewhere, role: 'adviser' }), refused)
    await judge(elsewhere, { person: elsewhere, role: 'adviser' })
  })
})

describe('handing over', () => {
  test('nothing leaves before two have agreed, after a refusal, beyond what was agreed, or from another house', async () => {
    const report = await addReport(world, team)
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    assert.deepEqual(await hand(id, report.id), { ok: false, problem: 'undecided' })
    const refused = await decided({ ...agree, decision: 'refuse', basis: undefined, parts: [] })
    assert.deepEqual(await hand(refused, report.id), { ok: false, problem: 'undecided' })
    const agreed = await decided()
    assert.deepEqual(await hand(agreed, report.id, reader, ['words', 'contact']), { ok: false, problem: 'parts' })
    assert.deepEqual(await hand(agreed, report.id, elsewhere), { ok: false, problem: 'not-held' })
    await eraseReport(world.house, report.session)
    assert.deepEqual(await hand(agreed, report.id), { ok: false, problem: 'not-held' })
    for (const by of [caseworker, coordinator]) await assert.rejects(hand(agreed, report.id, by))
    assert.ok(!(await kindsOf(report.id)).some((kind) => kind.startsWith('told-')))
    assert.deepEqual(await auditOf('report.disclosed', report.id), [])
  })

  test('the database refuses a disclosure that nobody agreed to, even to code that forgot to ask', async () => {
    const report = await addReport(world, team)
    const id = await enter()
    await proposeDecision(world.house, reader.actor, id, agree)
    const { id: proposalId } = await proposalOf(id)
    const row = {
      request_id: id,
      proposal_id: proposalId,
      report_id: report.id,
      organisation_id: team.id,
      person_id: reader.actor.personId,
      by_whom: 'alert-desk',
      told_at: new Date(),
    }
    const put = (parts: string[]) =>
      world.house.asActor(reader.actor, (tx) =>
        tx
          .insertInto('oversight.disclosure')
          .values({ id: crypto.randomUUID(), ...row, parts })
          .execute(),
      )
    await assert.rejects(put(['words']), { code: '42501' })
    await judgeProposal(world.house, elsewhere.actor, id, proposalId, 'rejected', 'ask for the paper first')
    await assert.rejects(put(['words']), { code: '42501' })
    assert.deepEqual(await hand(id, report.id), { ok: false, problem: 'undecided' })
    await proposeDecision(world.house, reader.actor, id, agree)
    row.proposal_id = (await proposalOf(id)).id
    await judgeProposal(world.house, elsewhere.actor, id, row.proposal_id, 'confirmed')
    await assert.rejects(put(['words', 'contact']), { code: '42501' })
    await put(['words'])
  })

  test('each ground has its own line in the trace', async () => {
    for (const [basis, kind] of [
      ['danger-to-life', 'told-without-consent-life'],
      ['child-at-risk', 'told-without-consent-child'],
      ['legal-order', 'told-without-consent-order'],
    ] as const) {
      const report = await addReport(world, team)
      const id = await decided({ ...agree, basis })
      assert.deepEqual(await hand(id, report.id), { ok: true, told: true })
      assert.deepEqual(await hand(id, report.id), { ok: false, problem: 'already' })
      assert.deepEqual(await kindsOf(report.id), [kind])
    }
  })
})

describe('the pages', () => {
  test('police and operators find no register; everybody of the staff finds the checkpoints', async () => {
    const id = await enter()
    for (const browser of [at.police, at.operator])
      for (const path of ['/oversight/requests', '/oversight/enter', `/oversight/requests/${id}`])
        assert.equal((await browser.get(path)).status, 404, path)
    for (const browser of Object.values(at)) assert.equal((await browser.get('/oversight/checkpoints')).status, 200)
  })

  test('a checkpoint is downloaded as a file whose key is the page’s', async () => {
    const signed = await signCheckpoint(world.house, true)
    const page = await at.police.get('/oversight/checkpoints')
    assert.ok(page.text.includes(`href="/oversight/checkpoints/${signed?.sequence}"`))
    const file = await at.police.get(`/oversight/checkpoints/${signed?.sequence}`)
    assert.equal(file.status, 200)
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="checkpoint-\d+\.json"$/)
    const { publicKey, sequence } = JSON.parse(file.text) as { publicKey: string; sequence: number }
    assert.equal(sequence, signed?.sequence)
    assert.ok(page.text.replaceAll(' ', '').includes(publicKey))
    for (const wrong of ['0', '-1', '1.5', 'x', '999999999', '1e99'])
      assert.equal((await at.police.get(`/oversight/checkpoints/${wrong}`)).status, 404, wrong)
  })

  test('what cannot be accepted comes back with its error and everything that was typed', async () => {
    const wrong = await at.reader.submit('/oversight/enter', '/oversight/requests', {
      asker: 'nobody',
      askedOn: dayAhead(2),
      words: secret,
    })
    for (const text of ['Choose one', 'Choose at least one', 'This day is still to come', secret])
      assert.ok(wrong.text.includes(text), text)
    const id = await enter()
    const path = `/oversight/requests/${id}`
    const proposal = await at.reader.submit(path, `${path}/propose`, {
      decision: 'comply',
      basis: 'danger-to-life',
      tellOn: dayAhead(5),
      reason: 'she is in danger',
    })
    for (const text of ['Only an order of the law can forbid telling', 'Choose at least one', 'she is in danger'])
      assert.ok(proposal.text.includes(text), text)
    const far = { decision: 'narrow', basis: 'legal-order', parts: ['words'], tellOn: dayAhead(900), reason: 'r' }
    assert.ok((await at.reader.submit(path, `${path}/propose`, far)).text.includes('A year at most'))
    assert.equal((await openRequest(world.house, reader.actor, id)).proposals.length, 0)
  })

  test('a page open too long, or a forged token, changes nothing and loses nothing typed', async () => {
    const form = await at.reader.submit('/oversight/enter', '/oversight/requests', { token: 'forged', words: secret })
    assert.ok(form.text.includes('open too long') && form.text.includes(secret))
    const id = await enter()
    const path = `/oversight/requests/${id}`
    await at.reader.submit(path, `${path}/propose`, {
      token: 'forged',
      decision: 'refuse',
      reason: 'no paper was shown',
    })
    assert.equal((await openRequest(world.house, reader.actor, id)).proposals.length, 0)
  })

  test('no word of a request stands in the database in the clear', async () => {
    const id = await decided({ ...agree, reason: secret })
    const rows = await asOwner(world, ['oversight.request', 'oversight.proposal', 'audit.entry'], async (client) => {
      const { rows: found } = await client.query<{ t: string }>(
        `select t::text as t from oversight.request t union all select t::text from oversight.proposal t
         union all select t::text from audit.entry t`,
      )
      return found.map((each) => each.t).join('\n')
    })
    assert.ok(rows.includes(id))
    for (const text of [secret, Buffer.from(secret).toString('hex')]) assert.ok(!rows.includes(text))
  })
})

describe('a ban on telling', () => {
  test('what an order forbids to tell is not in the trace, and is told with its date once the ban has ended, once', async () => {
    const report = await addReport(world, team)
    const id = await decided({ ...agree, tellOn: dayAhead(3) })
    assert.deepEqual(await hand(id, report.id), { ok: true, told: false })
    const handedAt = world.house.clock.now()
    await tellWhatWasForbidden(world.house)
    assert.deepEqual(await kindsOf(report.id), [])
    world.advance(3 * dayMs)
    await tellWhatWasForbidden(world.house)
    assert.deepEqual(await kindsOf(report.id), [], 'the last day still belongs to the ban')
    world.advance(dayMs)
    await Promise.all([tellWhatWasForbidden(world.house), tellWhatWasForbidden(world.house)])
    await tellWhatWasForbidden(world.house)
    const view = await readReturn(world.house, { ...report.session, phase: 'return' })
    assert.deepEqual(
      view.uses.map((use) => use.kind),
      ['told-without-consent-late', 'told-without-consent-order'],
    )
    const line = view.uses.find((use) => use.kind === 'told-without-consent-order')
    assert.equal(line?.at.toISOString().slice(0, 10), handedAt.toISOString().slice(0, 10))
    assert.equal((await auditOf('disclosure.told', report.id)).length, 1)
  })
})
