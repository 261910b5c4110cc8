// A member's session begins: after a passphrase, recovery words, or the account's own making.
import type { Actor } from '#permissions/actor.ts'
import { sendSessionCookie } from '#platform/http/cookie.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '../../house.ts'
import type { SignedIn } from './signed-in.ts'

/** A new session and cookie for whoever has just shown who they are; a report in the making comes along. */
export async function beginSession(house: House, visit: Visit<Actor>, memberId: string): Promise<void> {
  const { report } = visit.session?.state ?? {}
  // Nothing else: what an earlier member of this browser asked is not the next one's.
  const state = { member: { memberId } satisfies SignedIn }
  const session = house.sessions.begin(report === undefined ? state : { ...state, report })
  session.subject = memberId
  await house.sessions.save('public', session)
  if (visit.session) await house.sessions.end(visit.session.id)
  sendSessionCookie(visit.c, session)
  visit.session = session
}
