// Held reports: sealed until somebody else names the same person, then one adviser speaks with each and asks.
import { provideHolding } from '#safety/reporting/index.ts'
import type { Capability } from '#src/capabilities/house.ts'
import { keepHeld, seekQueue } from './keep-held.ts'
import { sealedKeys, sealedLetters, sealedShares } from './rewrap-store.ts'
import { seekMatch } from './seek-match.ts'

export const heldReports: Capability = {
  name: 'safety/held-reports',
  uses: ['partnership/organisations', 'people/staff', 'safety/reporting'],
  tasks: { [seekQueue]: { run: seekMatch } },
  sealedToTeams: [sealedShares, sealedKeys, sealedLetters],
  prepare: async () => provideHolding(keepHeld),
}
