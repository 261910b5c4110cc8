// Acts of weight leave their entry in the audit, by whoever did them: signing in and out, publishing and taking back, withdrawing,
// erasing, importing. What is undone leaves none.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  addOrganisation,
  addPerson,
  openWorld as openStaffWorld,
  Browser as StaffBrowser,
} from '#people/staff/tests/staff-world.ts'
import { retractAlert } from '#safety/alerts/retract-alert.ts'
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  publish,
  runJobs,
  type Team,
  type Worker,
  type World,
  withdrawWarn,
} from '#safety/alerts/tests/alerts-world.ts'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { planImport, readLog } from '#safety/reporting/import/index.ts'
import { findReceivers, importReports } from '#safety/reporting/import-reports.ts'

type Entry = { kind: string; roles: string; actor: string | null; organisation: string | null; detail: unknown }

const entriesOf = (world: Pick<World, 'owner'>, record: string | null): Promise<Entry[]> =>
  asOwner(world as World, ['audit.entry'], async (client) => {
    const { rows } = await client.query<Entry>(
      `select kind, roles, actor_id as actor, organisation_id as organisation, detail::jsonb as detail from audit.entry
        where record_id is not distinct from $1 order by position`,
      [record],
    )
    return rows
  })

describe('acts on reports and warnings', () => {
  let world: World
  let team: Team
  let author: Worker
  let second: Worker

  before(async () => {
    world = await openWorld()
    team = await addTeam(world)
    await addTeam(world, 'adviser')
    author = await addStaff(world, team)
    second = await addStaff(world, team)
  })
  after(() => world.close())

  const kinds = async (record: string) => (await entriesOf(world, record)).map((entry) => entry.kind)

  test('a warning published by its second person, and taken back by one', async () => {
    const report = await addReport(world, team)
    const alertId = await publish(world, author, second, report)
    await retractAlert(world.house, author.actor, alertId, 'mistaken')
    const entries = await entriesOf(world, alertId)
    assert.deepEqual(
      entries.map(({ kind, actor, detail }) => ({ kind, actor, detail })),
      [
        { kind: 'alert.published', actor: second.actor.personId, detail: { version: 1 } },
        { kind: 'alert.retracted', actor: author.actor.personId, detail: { reason: 'mistaken' } },
      ],
    )
  })

  test('what could not be published leaves no entry', async () => {
    const report = await addReport(world, team)
    await withdrawWarn(world, report)
    await assert.rejects(publish(world, author, second, report))
    assert.ok(!(await kinds(report.id)).includes('alert.published'))
  })

  test('a withdrawal by who told, the end of the warning by Rowan itself, an erasure', async () => {
    const report = await addReport(world, team)
    const alertId = await publish(world, author, second, report)
    await withdrawWarn(world, report)
    await runJobs(world)
    const [withdrawn] = (await entriesOf(world, report.id)).filter((entry) => entry.kind === 'consent.withdrawn')
    assert.equal(withdrawn?.actor, report.id)
    assert.deepEqual(withdrawn?.detail, { purpose: 'warn' })
    const ended = (await entriesOf(world, alertId)).at(-1)
    assert.deepEqual([ended?.kind, ended?.roles], ['alert.retracted', 'task-delivery'])
    await eraseReport(world.house, report.session)
    await eraseReport(world.house, report.session)
    assert.equal((await kinds(report.id)).filter((kind) => kind === 'report.erased').length, 1)
  })

  test('an import, with how many rows were stored; nothing for the same rows again', async () => {
    const log = readLog(Buffer.from('Ref,Date,What happened,Where\nR1,2026-03-01,He took the money back,Bolton\n'))
    const receivers = await findReceivers(world.house, undefined)
    const run = () => importReports(world.house, { log, plan: planImport(log), file: 'log.csv', receivers })
    const { imported, attention } = await run()
    await run()
    const entries = (await entriesOf(world, null)).filter((entry) => entry.kind === 'reports.imported')
    assert.deepEqual(
      entries.map(({ roles, organisation, detail }) => ({ roles, organisation, detail })),
      [{ roles: 'task-import', organisation: receivers.organisation.id, detail: { amount: imported + attention } }],
    )
  })
})

test('signing in and out are recorded; a try that fails is not a sign-in', async () => {
  const world = await openStaffWorld()
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: world.database.ownerUrl })
  await owner.connect()
  try {
    const organisation = await addOrganisation(world.house)
    const person = await addPerson(world.house, organisation, 'wren', ['desk'])
    const browser = new StaffBrowser(world)
    const kinds = async () =>
      (await entriesOf({ owner }, person.person.id))
        .map((entry) => entry.kind)
        .filter((kind) => kind.startsWith('person.sig'))
    await browser.signIn('wren', person.totpSecret, { passphrase: 'not this one at all' })
    assert.deepEqual(await kinds(), [])
    world.advance(60)
    await browser.signIn('wren', person.totpSecret)
    assert.deepEqual(await kinds(), ['person.signed-in'])
    await browser.submit('/account', '/sign-out')
    assert.deepEqual(await kinds(), ['person.signed-in', 'person.signed-out'])
  } finally {
    await owner.end()
    await world.close()
  }
})
