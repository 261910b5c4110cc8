// One sentence a form leaves for the page that follows it, shown once.
import type { Actor } from '#permissions/actor.ts'
import { remember, take } from '#platform/http/remember.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'

const key = 'staffNotice'

type Notice = { text: string; then?: { text: string; href: string; link: string } }

/** `then` is what to do next, with a link to where. */
export const leaveNotice = (house: House, visit: Visit<Actor>, text: string, then?: Notice['then']): Promise<void> =>
  remember(house.sessions, 'staff', visit, key, { text, ...(then ? { then } : {}) } satisfies Notice)

export async function noticeOf(house: House, visit: Visit<Actor>) {
  const notice = (await take(house.sessions, 'staff', visit, key)) as Notice | undefined
  if (!notice) return undefined
  const { text, then } = notice
  return (
    <Callout tone={then ? 'amber' : 'leaf'}>
      <p>{text}</p>
      {then ? (
        <p>
          {then.text} <a href={then.href}>{then.link}</a>
        </p>
      ) : null}
    </Callout>
  )
}
