// Oversight: the audit's checkpoints, and the register of what the law or a danger made somebody ask for.
import type { Capability } from '#src/capabilities/house.ts'
import { tellWhatWasForbidden } from './disclose-without-consent.ts'
import { signCheckpoint } from './sign-checkpoint.ts'

export const oversight: Capability = {
  name: 'partnership/oversight',
  uses: ['people/staff', 'safety/reporting'],
  tasks: {
    'oversight.checkpoint': { run: async (house) => void (await signCheckpoint(house)), cron: '*/5 * * * *' },
    'oversight.tell': { run: tellWhatWasForbidden, cron: '23 * * * *' },
  },
}
