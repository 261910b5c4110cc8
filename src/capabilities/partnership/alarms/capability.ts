// Alarms: what staff are told to look at, word of it by e-mail, and the forgetting of old alarms and of what limits counted.
import type { Capability } from '#src/capabilities/house.ts'
import { forgetAlarms, tellOfAlarms } from './tell-of-alarms.ts'

export const alarms: Capability = {
  name: 'partnership/alarms',
  uses: ['people/staff'],
  tasks: {
    'alarms.tell': { cron: '* * * * *', run: tellOfAlarms },
    'alarms.forget': { cron: '29 3 * * *', run: forgetAlarms },
    'alarms.sweep-limits': { cron: '*/10 * * * *', run: (house) => house.limits.sweep() },
  },
}
