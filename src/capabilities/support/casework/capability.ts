// Casework: people who asked for somebody beside them, and the worker who takes it on.
import type { Capability } from '#src/capabilities/house.ts'
import { sealedRequests } from './rewrap-store.ts'

export const casework: Capability = {
  name: 'support/casework',
  uses: ['partnership/organisations', 'people/staff'],
  sealedToTeams: [sealedRequests],
}
