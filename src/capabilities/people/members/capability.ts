// Members: people who check and are warned, under a pseudonym of their own.
import type { Capability } from '../../house.ts'
import { sweepJoining } from './joining/sweep-joining.ts'

export const members: Capability = {
  name: 'people/members',
  uses: ['partnership/organisations', 'people/staff', 'safety/reporting'],
  tasks: { 'members.sweep-joining': { run: sweepJoining, cron: '41 3 * * *' } },
}
