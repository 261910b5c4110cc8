// Members: people who check and are warned, under a pseudonym of their own.
import type { Capability } from '../../house.ts'
import { sealedEvidence } from './joining/rewrap-store.ts'
import { sweepJoining } from './joining/sweep-joining.ts'

export const members: Capability = {
  name: 'people/members',
  uses: ['partnership/organisations', 'people/staff', 'safety/reporting'],
  sealedToTeams: [sealedEvidence],
  tasks: { 'members.sweep-joining': { run: sweepJoining, cron: '41 3 * * *' } },
}
