// Reporting: tell it once, on your own terms, and stay in control of it.
import { task } from '#permissions/actor.ts'
import type { Capability } from '#src/capabilities/house.ts'
import { sealedAttachments } from './attachment-store.ts'
import { checkFile, checkQueue, dropFile, dropQueue, sweepFiles } from './check-file.ts'
import { sealedMessages, sealedReports } from './rewrap-store.ts'
import { sealedParts } from './sealed-part-store.ts'
import { sweepDrafts } from './sweep-drafts.ts'
import { recordSupport } from './trace-store.ts'

export const reporting: Capability = {
  name: 'safety/reporting',
  uses: ['partnership/organisations', 'people/staff', 'support/casework'],
  listens: {
    'support-changed': (house, use) => house.asActor(task('task-trace'), (tx) => recordSupport(tx, use)),
  },
  sealedToTeams: [sealedReports, sealedMessages, sealedAttachments, sealedParts],
  tasks: {
    [checkQueue]: { run: checkFile },
    [dropQueue]: { run: dropFile },
    'reporting.sweep-files': { run: sweepFiles, cron: '41 * * * *' },
    'reporting.sweep-drafts': { run: sweepDrafts, cron: '17 3 * * *' },
  },
}
