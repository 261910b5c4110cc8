// The checker: whether somebody has been reported, asked by members and by workers for those without an account.
import { task } from '#permissions/actor.ts'
import { isId } from '#platform/ids.ts'
import type { Capability } from '../../house.ts'
import { endEntries } from './keep-entries.ts'
import { closeMatchMemory, matchMemoryOf } from './match-memory.ts'
import { deleteEntries } from './store.ts'
import { sweepEntries } from './sweep-entries.ts'

export const checker: Capability = {
  name: 'safety/checker',
  uses: ['partnership/organisations', 'people/members', 'people/staff', 'safety/reporting'],
  listens: {
    // A second wall: answers already ask for live consent themselves, so a late event loses nothing.
    'consent-withdrawn': async (house, { reportId, purpose }) => {
      if (purpose !== 'warn' || !isId(reportId)) return
      await house.asActor(task('task-checker'), (tx) => endEntries(tx, house, { reportId, state: 'withdrawn' }))
    },
    'report-erased': async (house, { reportId }) => {
      if (!isId(reportId)) return
      await house.asActor(task('task-checker'), (tx) => deleteEntries(tx, reportId, house.clock.now()))
    },
  },
  tasks: { 'checker.sweep': { run: sweepEntries, cron: '17 * * * *' } },
  async prepare(house) {
    await matchMemoryOf(house)
  },
  close: closeMatchMemory,
}
