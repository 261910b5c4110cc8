// What has had its time goes, whole and once; what has not, is held, or still warns somebody, stays. The task that does it reads nothing.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { task, visitor } from '#permissions/actor.ts'
import { retractAlert } from '#safety/alerts/retract-alert.ts'
import {
  addMember,
  addReport,
  addStaff,
  asOwner,
  publish,
  runJobs,
  type SentReport,
} from '#safety/alerts/tests/alerts-world.ts'
import { changeConsent, eraseReport, withdrawConsent } from '#safety/reporting/change-consent.ts'
import { keepLonger } from '#safety/reporting/expire-report.ts'
import { openReport, writeToReporter } from '#safety/reporting/index.ts'
import { expireRecords } from '../expire-records.ts'
import { moveHold, proposeHold, readGoing } from '../hold-report.ts'
import { oldReport, openRecords, owned, type RecordsWorld, stateOf } from './records-world.ts'

let world: RecordsWorld
before(async () => {
  world = await openRecords()
  await addMember(world)
})
after(() => world.close())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const audits = async (kind: string, recordId: string): Promise<number> => {
  const { rows } = await owned(
    world,
    ['audit.entry'],
    'select count(*)::int as n from audit.entry where kind = $1 and record_id = $2',
    [kind, recordId],
  )
  return rows[0].n
}

/** One after the other, since the owner has one connection. */
async function oldReports(amount: number): Promise<SentReport[]> {
  const reports: SentReport[] = []
  while (reports.length < amount) reports.push(await oldReport(world, 61))
  return reports
}

/** Tables in which `id` stands, in whatever column. */
async function standing(id: string): Promise<string[]> {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'permissions', 'platform')`,
  )
  return await asOwner(
    world,
    tables.map(({ name }) => name),
    async (client) => {
      const found: string[] = []
      for (const { name } of tables) {
        const { rows } = await client.query(`select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`, [id])
        if (rows.length > 0) found.push(name)
      }
      return found
    },
  )
}

test('after five years a report goes as if it had been erased: no word, message, identifier or way to find it', async () => {
  const report = await oldReport(world, 61)
  await writeToReporter(world.house, world.one, report.id, 'Are you all right?')
  assert.ok((await standing(report.id)).includes('reporting.message'))
  await expireRecords(world.house)
  await runJobs(world)
  assert.equal(await stateOf(world, report.id), 'erased')
  // What is left: a bare row, its purposes, what others were shown, and the audit.
  assert.deepEqual((await standing(report.id)).sort(), ['audit.entry', 'reporting.consent', 'reporting.report'])
  const { rows } = await owned(
    world,
    ['reporting.report'],
    `select body, wrapped_key, receipt_lookup, receipt_public_key, proof, concerned from reporting.report where id = $1`,
    [report.id],
  )
  assert.ok(Object.values(rows[0]).every((value) => value === null))
  assert.equal(await audits('report.expired', report.id), 1)
})

test('a report of less than five years stays, and so does one that was closed later', async () => {
  const young = await oldReport(world, 59)
  const closed = await oldReport(world, 70)
  await owned(
    world,
    ['reporting.report'],
    `update reporting.report set state = 'closed', closed_at = now() - interval '2 months' where id = $1`,
    [closed.id],
  )
  await expireRecords(world.house)
  assert.equal(await stateOf(world, young.id), 'received')
  assert.equal(await stateOf(world, closed.id), 'closed')
})

test('its reporter may ask for another year from a year before, and no earlier', async () => {
  const early = await oldReport(world, 24)
  assert.equal(await keepLonger(world.house, early.session), false)
  const due = await oldReport(world, 61)
  assert.equal(await keepLonger(world.house, due.session), true)
  await expireRecords(world.house)
  assert.equal(await stateOf(world, due.id), 'received')
  assert.equal(await keepLonger(world.house, due.session), true)
  assert.equal(await keepLonger(world.house, due.session), false)
})

test('two people hold a report; one alone for fourteen days; a hold that ended or ran out holds nothing', async () => {
  const report = await oldReport(world, 61)
  const hold = { reportId: report.id, reason: 'court' as const, words: 'The hearing in spring', endsOn: inDays(90) }
  await proposeHold(world.house, world.one.actor, hold)
  const held = async () =>
    (await readGoing(world.house, world.two.actor)).holds.find((each) => each.reportId === report.id)
  const id = (await held())!.id
  await expireRecords(world.house)
  assert.equal(await stateOf(world, report.id), 'received')

  assert.equal(
    await moveHold(world.house, world.one.actor, id, 'confirmed'),
    false,
    'who proposed it is not the second',
  )
  await owned(
    world,
    ['records.hold'],
    `update records.hold set proposed_at = now() - interval '15 days' where id = $1`,
    [id],
  )
  const listed = async () => {
    const { rows } = await sql<{ id: string }>`select reporting.expired(60, null, 500) as id`.execute(world.house.db)
    return rows.map((row) => row.id)
  }
  assert.deepEqual(await listed(), [], 'nobody in particular is told what goes')
  const seen = () =>
    world.house.asActor(task('task-retention'), async (tx) => {
      const { rows } = await sql<{ id: string }>`select reporting.expired(60, null, 500) as id`.execute(tx)
      return rows.some((row) => row.id === report.id)
    })
  assert.equal(await seen(), true, 'one person alone holds it no longer')
  assert.equal(await moveHold(world.house, world.two.actor, id, 'confirmed'), true)
  assert.equal(await seen(), false)
  await assert.rejects(
    owned(world, ['records.hold'], `update records.hold set confirmed_by = $2 where id = $1`, [
      id,
      world.elsewhere.person.id,
    ]),
    /confirmed once/,
  )
  assert.equal(await moveHold(world.house, world.elsewhere.actor, id, 'ended'), false, 'another house ends nothing')
  assert.equal(await moveHold(world.house, world.one.actor, id, 'ended'), true)
  await expireRecords(world.house)
  assert.equal(await stateOf(world, report.id), 'erased')
})

test('a hold never stops the person who told', async () => {
  const report = await oldReport(world, 10)
  await proposeHold(world.house, world.one.actor, {
    reportId: report.id,
    reason: 'live-casework',
    words: 'Still spoken about',
    endsOn: inDays(30),
  })
  const { holds } = await readGoing(world.house, world.two.actor)
  await moveHold(world.house, world.two.actor, holds.find((each) => each.reportId === report.id)!.id, 'confirmed')
  await eraseReport(world.house, report.session)
  assert.equal(await stateOf(world, report.id), 'erased')
})

test('nobody holds a report of another organisation, none that is erased, and none for longer than two years', async () => {
  const report = await oldReport(world, 10)
  const hold = { reportId: report.id, reason: 'court' as const, words: 'x', endsOn: inDays(90) }
  await assert.rejects(proposeHold(world.house, world.elsewhere.actor, hold), { name: 'NotFound' })
  await assert.rejects(proposeHold(world.house, world.one.actor, { ...hold, endsOn: inDays(800) }), { code: '23514' })
  await assert.rejects(proposeHold(world.house, world.one.actor, { ...hold, reportId: randomUUID() }), {
    name: 'NotFound',
  })
  await eraseReport(world.house, report.session)
  await assert.rejects(proposeHold(world.house, world.one.actor, hold), { name: 'NotFound' })
})

test('while a warning from it is out, a report stays; it goes when the warning is over', async () => {
  const report = await oldReport(world, 61)
  const alertId = await publish(world, world.one, world.two, report)
  await runJobs(world)
  await expireRecords(world.house)
  assert.notEqual(await stateOf(world, report.id), 'erased')
  assert.ok((await retractAlert(world.house, world.one.actor, alertId, 'mistaken')).ok)
  await owned(
    world,
    ['reporting.report'],
    `update reporting.report set closed_at = null, state = 'received' where id = $1 and state <> 'erased'`,
    [report.id],
  )
  await expireRecords(world.house)
  assert.equal(await stateOf(world, report.id), 'erased')
})

test('two processes at once expire each report once', async () => {
  const reports = await oldReports(8)
  await Promise.all([expireRecords(world.house), expireRecords(world.house)])
  for (const { id } of reports) {
    assert.equal(await stateOf(world, id), 'erased')
    assert.equal(await audits('report.expired', id), 1)
  }
})

test('a sweep that dies in the middle leaves each report whole or gone, and the next one goes on', async () => {
  const reports = await oldReports(4)
  let left = 2
  const dying = {
    ...world.house,
    publish: (async (...given: Parameters<typeof world.house.publish>) => {
      if (left-- === 0) throw new Error('killed')
      await world.house.publish(...given)
    }) as typeof world.house.publish,
  }
  await assert.rejects(expireRecords(dying), /killed/)
  const states: (string | undefined)[] = []
  for (const { id } of reports) states.push(await stateOf(world, id))
  assert.equal(states.filter((state) => state === 'erased').length, 2)
  for (const { id } of reports)
    assert.equal((await standing(id)).includes('reporting.identifier'), (await stateOf(world, id)) !== 'erased')
  await expireRecords(world.house)
  for (const { id } of reports) assert.equal(await stateOf(world, id), 'erased')
})

test('expiring races opening, withdrawing, allowing and keeping: nobody waits for ever, and nothing is half gone', async () => {
  for (let round = 0; round < 6; round++) {
    const report = await oldReport(world, 61)
    const others = [
      () => openReport(world.house, world.one, report.id),
      () => withdrawConsent(world.house, report.session, 'warn', false),
      () => changeConsent(world.house, report.session, { purpose: 'count', withheld: [], timing: { kind: 'now' } }),
      () => eraseReport(world.house, report.session),
      () => keepLonger(world.house, report.session),
    ].map((act) => act().catch((error: Error) => assert.equal(error.name, 'NotFound', String(error.stack))))
    await Promise.all([expireRecords(world.house), ...others])
    const { rows } = await owned(
      world,
      ['reporting.report', 'reporting.identifier', 'reporting.consent'],
      `select r.state, r.body is null as bare, (select count(*)::int from reporting.identifier i where i.report_id = r.id) as n,
        (select bool_or(c.is_given) from reporting.consent c where c.report_id = r.id) as given from reporting.report r where id = $1`,
      [report.id],
    )
    assert.equal(rows[0].bare, rows[0].state === 'erased')
    if (rows[0].state === 'erased') assert.deepEqual([rows[0].n, rows[0].given], [0, false])
  }
})

test('a report that has time left cannot be erased by the task, whatever it is told', async () => {
  const report = await oldReport(world, 1)
  await assert.rejects(
    world.house.asActor(task('task-retention'), (tx) =>
      sql`select reporting.erase_expired(${report.id}::uuid, 60, '{}')`.execute(tx),
    ),
    { code: '42501' },
  )
  for (const actor of [visitor, world.one.actor, task('task-delivery')])
    await assert.rejects(
      world.house.asActor(actor, (tx) => sql`select reporting.erase_expired(${report.id}::uuid, 0, '{}')`.execute(tx)),
      { code: '42501' },
    )
  assert.equal(await stateOf(world, report.id), 'received')
})

test('words of ended alerts go after a year, deliveries after three months, decisions after six years', async () => {
  const report = await addReport(world, world.team)
  const alertId = await publish(world, world.one, world.two, report)
  await runJobs(world)
  assert.ok((await retractAlert(world.house, world.one.actor, alertId, 'mistaken', 'She rang us')).ok)
  await runJobs(world)
  const ended = (months: number) =>
    owned(
      world,
      ['alerts.alert'],
      `update alerts.alert set ended_at = now() - make_interval(months => $2) where id = $1`,
      [alertId, months],
    )
  const look = async () => {
    const { rows } = await owned(
      world,
      ['alerts.alert', 'alerts.decision', 'alerts.delivery'],
      `select (select count(*)::int from alerts.delivery where alert_id = $1) as deliveries,
        (select count(*)::int from alerts.decision where alert_id = $1) as decisions,
        (select count(*)::int from alerts.decision where alert_id = $1 and sealed_reason is not null) as reasons,
        (select length(sealed_body) from alerts.alert where id = $1) as body`,
      [alertId],
    )
    return rows[0]
  }
  const first = await look()
  assert.ok(first.deliveries > 0 && first.decisions > 1 && first.reasons > 0 && first.body > 0)
  await ended(2)
  await expireRecords(world.house)
  assert.deepEqual(await look(), first)
  await ended(4)
  await expireRecords(world.house)
  assert.deepEqual(await look(), { ...first, deliveries: 0 })
  await ended(13)
  await expireRecords(world.house)
  assert.deepEqual(await look(), { ...first, deliveries: 0, reasons: 0, body: 0 })
  await ended(73)
  await owned(world, ['checker.entry'], 'delete from checker.entry where alert_id = $1', [alertId])
  await expireRecords(world.house)
  assert.deepEqual(await look(), { deliveries: 0, decisions: 0, reasons: 0, body: null })
})

test('bare rows of erased reports go after six years, letters after thirty days, names of leavers after six years', async () => {
  const report = await addReport(world, world.team)
  await eraseReport(world.house, report.session)
  const leaver = await addStaff(world, world.team)
  await owned(
    world,
    ['reporting.report', 'staff.person', 'platform.outbox_letter'],
    `with r as (update reporting.report set changed_at = now() - interval '73 months' where id = '${report.id}'),
      l as (insert into platform.outbox_letter (id, sealed, created_at) values ('old', '\\x00', now() - interval '31 days'), ('new', '\\x00', now()))
      update staff.person set left_at = now() - interval '73 months' where id = '${leaver.person.id}'`,
  )
  await expireRecords(world.house)
  assert.deepEqual(await standing(report.id), ['audit.entry'])
  const { rows: people } = await owned(
    world,
    ['staff.person'],
    'select display_name, username from staff.person where id = $1',
    [leaver.person.id],
  )
  assert.equal(people[0].display_name, 'Somebody who left')
  assert.ok(!people[0].username.includes(leaver.person.username))
  const { rows: letters } = await owned(
    world,
    ['platform.outbox_letter'],
    'select id from platform.outbox_letter order by id',
  )
  assert.deepEqual(letters, [{ id: 'new' }])
})

test('rows of ended wishes go after a year, those that wait do not', async () => {
  const ids = [randomUUID(), randomUUID()]
  await owned(
    world,
    ['casework.support_request'],
    `insert into casework.support_request (id, report_id, organisation_id, epoch, body, wrapped_key, state, due_at, created_at)
     values ($1, $3, $4, 1, '', '', 'withdrawn', now(), now() - interval '13 months'),
            ($2, $3, $4, 1, $5, '', 'waiting', now(), now() - interval '13 months')`,
    [ids[0], ids[1], randomUUID(), world.team.id, randomBytes(40)],
  )
  await expireRecords(world.house)
  const { rows } = await owned(
    world,
    ['casework.support_request'],
    'select id from casework.support_request where id = any ($1)',
    [ids],
  )
  assert.deepEqual(rows, [{ id: ids[1] }])
})
