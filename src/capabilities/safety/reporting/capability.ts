// Reporting: tell it once, on your own terms, and stay in control of it.
import { task } from '#permissions/actor.ts'
import type { Capability } from '#src/capabilities/house.ts'
import { sealedMessages, sealedReports } from './rewrap-store.ts'
import { sweepDrafts } from './sweep-drafts.ts'
import { recordSupport } from './trace-store.ts'

export const reporting: Capability = {
  name: 'safety/reporting',
  uses: ['partnership/organisations', 'people/staff', 'support/casework'],
  listens: {
    'support-changed': (house, use) => house.asActor(task('task-trace'), (tx) => recordSupport(tx, use)),
  },
  sealedToTeams: [sealedReports, sealedMessages],
  tasks: { 'reporting.sweep-drafts': { run: sweepDrafts, cron: '17 3 * * *' } },
}
