// After an erasure, every table there is, read by its owner: nothing sealed is left of the report, no way to find it, and of
// its trace only what others had already been shown.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { claimReport } from '#safety/reporting/index.ts'
import { writeToReporter } from '#safety/reporting/write-to-reporter.ts'
import { approveAlert } from '../approve-alert.ts'
import { retractAlert } from '../retract-alert.ts'
import { askSecondCheck, returnDraft } from '../second-check.ts'
import {
  addAsked,
  addMember,
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  readingOf,
  runJobs,
  type Team,
  type Worker,
  type World,
} from './alerts-world.ts'

let world: World
let team: Team
let author: Worker
let second: Worker

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  await addMember(world)
})
after(() => world.close())

type Found = { table: string; column: string; value: unknown }

/** Every value that stands in a row of the report or of its alerts, whatever table that is, but for ids and times. */
async function standing(reportId: string, alertId: string): Promise<Found[]> {
  const { rows: columns } = await world.owner.query<{ table: string; column: string; type: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')`,
  )
  const tables = Map.groupBy(columns, (each) => each.table)
  const forced = [...tables.keys()].filter((table) => !table.startsWith('permissions.'))
  return await asOwner(world, forced, async (client) => {
    const found: Found[] = []
    for (const [table, all] of tables) {
      const names = all.map((each) => each.column)
      const keys = [
        names.includes('report_id') ? `report_id = '${reportId}'` : '',
        names.includes('alert_id') ? `alert_id = '${alertId}'` : '',
        names.includes('id') && all.some((each) => each.column === 'id' && each.type === 'uuid')
          ? `id in ('${reportId}', '${alertId}')`
          : '',
      ].filter(Boolean)
      if (keys.length === 0) continue
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${table} where ${keys.join(' or ')}`)
      for (const row of rows)
        for (const { column, type } of all)
          if (type !== 'uuid' && !type.startsWith('timestamp') && row[column] !== null)
            found.push({ table, column, value: row[column] })
    }
    return found
  })
}

const sealed = (found: readonly Found[]) =>
  found
    .filter(({ value }) => Buffer.isBuffer(value) && value.length > 0)
    .map(({ table, column }) => `${table}.${column}`)

test('an erased report leaves nothing sealed, no lookup and no reasons behind; its trace keeps what was disclosed', async () => {
  const report = await addReport(world, team, undefined, { withheld: ['marks'] })
  await claimReport(world.house, author.actor, report.id)
  await writeToReporter(world.house, author, report.id, 'Are you all right?')
  const alertId = await addAsked(world, author, report)
  assert.ok((await returnDraft(world.house, second.actor, alertId, 'She was there as well')).ok)
  assert.ok((await askSecondCheck(world.house, author.actor, alertId)).ok)
  const reading = await readingOf(world, second, report, alertId, { withheld: ['marks'] })
  assert.ok((await approveAlert(world.house, second, alertId, reading)).ok)
  await runJobs(world)
  assert.ok((await retractAlert(world.house, author.actor, alertId, 'mistaken', 'She rang us')).ok)
  await runJobs(world)

  const before = sealed(await standing(report.id, alertId))
  for (const part of ['reporting.report.body', 'reporting.report.receipt_lookup', 'alerts.decision.sealed_reason'])
    assert.ok(before.includes(part), `${part} is there to be erased`)

  await eraseReport(world.house, report.session)
  await runJobs(world)
  const left = await standing(report.id, alertId)
  assert.deepEqual(sealed(left), [])
  const kinds = left
    .filter(({ table, column }) => table === 'reporting.use' && column === 'kind')
    .map((each) => each.value)
  assert.ok(kinds.includes('alert-published') && kinds.includes('alert-retracted'), String(kinds))
  for (const kind of ['claimed', 'alert-drafted', 'reply-written', 'consent-given'])
    assert.ok(!kinds.includes(kind), `the trace still tells “${kind}”`)
  for (const { table, column, value } of left)
    if (table === 'reporting.consent' && column === 'withheld') assert.deepEqual(value, [])
})
