// Drafts that nobody came back to are removed: what was never sent is kept for a month and no longer.
import { task } from '#permissions/actor.ts'
import type { House } from '#src/capabilities/house.ts'
import { deleteOldDrafts } from './report-store.ts'

/** Days an unsent draft is kept after its last change. */
export const draftDays = 30

export async function sweepDrafts(house: House): Promise<void> {
  const gone = await house.asActor(task('task-retention'), (tx) => deleteOldDrafts(tx, draftDays))
  await house.sessions.sweep()
  if (gone > 0) house.log.info('drafts-removed', { count: gone })
}
