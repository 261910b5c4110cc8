// One sentence a form leaves for the page that follows it, shown once.
import type { Actor } from '#permissions/actor.ts'
import { remember, take } from '#platform/http/remember.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'

const key = 'staffNotice'

export const leaveNotice = (house: House, visit: Visit<Actor>, text: string): Promise<void> =>
  remember(house.sessions, 'staff', visit, key, text)

export async function noticeOf(house: House, visit: Visit<Actor>) {
  const text = await take(house.sessions, 'staff', visit, key)
  return typeof text === 'string' ? <Callout tone="leaf">{text}</Callout> : undefined
}
