// Reporting: tell it once, on your own terms, and stay in control of it.
import type { Capability } from '#src/capabilities/house.ts'
import { sweepDrafts } from './sweep-drafts.ts'

export const reporting: Capability = {
  name: 'safety/reporting',
  uses: ['partnership/organisations', 'people/staff', 'support/casework'],
  tasks: { 'reporting.sweep-drafts': { run: sweepDrafts, cron: '17 3 * * *' } },
}
