// A world with a team and its people, and time that has passed: rows are made old by their owner, since the sweeps ask the database's clock.
import {
  addReport,
  addStaff,
  addTeam,
  asOwner,
  openWorld,
  type SentReport,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'

export type RecordsWorld = World & { team: Team; one: Worker; two: Worker; elsewhere: Worker }

export async function openRecords(): Promise<RecordsWorld> {
  const world = await openWorld()
  const team = await addTeam(world)
  const elsewhere = await addStaff(world, await addTeam(world))
  return Object.assign(world, { team, one: await addStaff(world, team), two: await addStaff(world, team), elsewhere })
}

/** Changes rows as time would have. */
export const owned = async (world: World, tables: readonly string[], text: string, values: unknown[] = []) =>
  await asOwner(world, tables, (client) => client.query(text, values))

/** A report that was sent, and if `closed` also closed, so many months ago. */
export async function oldReport(world: RecordsWorld, months: number): Promise<SentReport> {
  const report = await addReport(world, world.team)
  await owned(
    world,
    ['reporting.report'],
    `update reporting.report set sent_at = now() - make_interval(months => $2) where id = $1`,
    [report.id, months],
  )
  return report
}

export async function stateOf(world: World, reportId: string): Promise<string | undefined> {
  const { rows } = await owned(world, ['reporting.report'], 'select state from reporting.report where id = $1', [
    reportId,
  ])
  return rows[0]?.state
}
