// Records: how long things are kept, what may stay longer, and what people are given of what is kept about them.
import type { Capability } from '#src/capabilities/house.ts'
import { expireRecords } from './expire-records.ts'

export const records: Capability = {
  name: 'partnership/records',
  uses: ['partnership/oversight', 'people/staff', 'safety/alerts', 'safety/reporting', 'support/casework'],
  tasks: { 'records.expire': { run: expireRecords, cron: '37 3 * * *' } },
}
