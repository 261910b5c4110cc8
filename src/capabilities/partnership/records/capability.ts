// Records: how long things are kept, what may stay longer, and what people are given of what is kept about them.

import { provideCopies } from '#safety/reporting/index.ts'
import type { Capability } from '#src/capabilities/house.ts'
import { copies } from './copy-report.ts'
import { expireRecords } from './expire-records.ts'

export const records: Capability = {
  name: 'partnership/records',
  uses: [
    'partnership/organisations',
    'partnership/oversight',
    'people/staff',
    'safety/alerts',
    'safety/reporting',
    'support/casework',
  ],
  tasks: { 'records.expire': { run: expireRecords, cron: '37 3 * * *' } },
  prepare: async () => provideCopies(copies),
}
