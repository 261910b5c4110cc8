// Team keys: new epochs, re-wrapping what older ones hold, and the paper on which a team's key survives its people.
import type { Capability } from '#src/capabilities/house.ts'
import { stopAllRewraps } from './rewrap.ts'

export const teamKeys: Capability = {
  name: 'people/team-keys',
  uses: ['partnership/organisations', 'people/staff'],
  close: stopAllRewraps,
}
