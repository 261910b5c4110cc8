// What a post of the desk leaves for the page that follows it: a notice, or what was typed with its errors. Shown once.
import type { Actor } from '#permissions/actor.ts'
import { remember, take as takeKept } from '#platform/http/remember.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { AlertBody } from '#safety/alerts/index.ts'
import type { House } from '#src/capabilities/house.ts'
import type { WarningErrors } from './offer-picks.ts'

export type Kept = {
  /** The report it belongs to; '' for lists. */
  at: string
  notice?: { tone: 'leaf' | 'amber' | 'berry'; text: string }
  warning?: { body: AlertBody; errors: WarningErrors }
  /** Other fields as typed, by name, and which of them to mend. */
  typed?: Record<string, string>
  errors?: Record<string, string>
}

export const keep = (house: House, visit: Visit<Actor>, kept: Kept): Promise<void> =>
  remember(house.sessions, 'staff', visit, 'desk', kept)

/** What was left for this page, and forgets it; something left for another page stays until it is asked for there. */
export async function take(house: House, visit: Visit<Actor>, at: string): Promise<Kept | undefined> {
  const kept = visit.session?.state.desk as Kept | undefined
  return kept?.at === at ? ((await takeKept(house.sessions, 'staff', visit, 'desk')) as Kept) : undefined
}
