// What has had its time: entries expire, ended ones are removed after a while, counts of questions after two days.
import { task } from '#permissions/actor.ts'
import { recordUse } from '#safety/reporting/index.ts'
import type { House } from '../../house.ts'
import { expireEntries, reportsWithOverdueEntries, sweepEnded } from './store.ts'

const day = 24 * 3_600_000
/** How long an ended entry is kept, so that a retraction made by mistake can be looked into. */
export const ENDED_DAYS = 30

export async function sweepEntries(house: Pick<House, 'asActor' | 'clock'>): Promise<void> {
  const keeper = task('task-retention')
  const now = house.clock.now()
  const overdue = await house.asActor(keeper, (tx) => reportsWithOverdueEntries(tx, now))
  for (const reportId of overdue)
    await house.asActor(keeper, async (tx) => {
      const amount = await expireEntries(tx, reportId, now)
      if (amount > 0) await recordUse(tx, reportId, { kind: 'entry-ended', by: 'rowan', amount })
    })
  await house.asActor(keeper, (tx) =>
    sweepEnded(tx, new Date(now.getTime() - ENDED_DAYS * day), new Date(now.getTime() - 2 * day)),
  )
}
