// The front door: the first page, help for the next hours, the exceptions, traces, the language, and the way out.
import type { Capability } from '#src/capabilities/house.ts'

export const frontDoor: Capability = { name: 'safety/front-door', uses: [] }
