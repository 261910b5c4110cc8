// The alert desk: from a report to a warning that two people agree on. It owns no data; it brings reporting and alerts together.
import type { Capability } from '#src/capabilities/house.ts'

export const desk: Capability = {
  name: 'safety/desk',
  uses: ['partnership/organisations', 'people/staff', 'safety/reporting', 'safety/alerts', 'safety/checker'],
}
