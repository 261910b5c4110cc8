// Composition: which capabilities there are, and the queues their listeners and tasks need.
import type { Capability, EventName, House } from './capabilities/house.ts'
import { alarms } from './capabilities/partnership/alarms/capability.ts'
import { organisations } from './capabilities/partnership/organisations/capability.ts'
import { oversight } from './capabilities/partnership/oversight/capability.ts'
import { records } from './capabilities/partnership/records/capability.ts'
import { members } from './capabilities/people/members/capability.ts'
import { staff } from './capabilities/people/staff/capability.ts'
import { teamKeys } from './capabilities/people/team-keys/capability.ts'
import { alerts } from './capabilities/safety/alerts/capability.ts'
import { checker } from './capabilities/safety/checker/capability.ts'
import { desk } from './capabilities/safety/desk/capability.ts'
import { frontDoor } from './capabilities/safety/front-door/capability.ts'
import { heldReports } from './capabilities/safety/held-reports/capability.ts'
import { reporting } from './capabilities/safety/reporting/capability.ts'
import { casework } from './capabilities/support/casework/capability.ts'

export const capabilities: readonly Capability[] = [
  organisations,
  frontDoor,
  staff,
  teamKeys,
  members,
  casework,
  reporting,
  heldReports,
  checker,
  alerts,
  desk,
  alarms,
  oversight,
  records,
]

/** The queue on which one capability hears one event: each listener succeeds, fails and is retried by itself. */
export const eventQueue = (event: EventName, capability: string): string =>
  `event.${event}.${capability.replace('/', '.')}`

export type WorkQueue = {
  queue: string
  run(house: House, data: unknown): Promise<void>
  cron?: string | undefined
  atOnce?: number | undefined
}

export const workQueues: readonly WorkQueue[] = capabilities.flatMap((capability) => [
  ...Object.entries(capability.listens ?? {}).map(([event, listener]) => ({
    queue: eventQueue(event as EventName, capability.name),
    run: (house: House, data: unknown) => (listener as (house: House, data: unknown) => Promise<void>)(house, data),
  })),
  ...Object.entries(capability.tasks ?? {}).map(([queue, task]) => ({ queue, ...task })),
])

export const queueNames: readonly string[] = workQueues.map((work) => work.queue)
