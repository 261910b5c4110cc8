// A session of somebody who has just proved who they are, by whichever way in.
import { type Actor, task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { sendSessionCookie } from '#platform/http/cookie.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { Session } from '#platform/http/session.ts'
import type { House } from '#src/capabilities/house.ts'
import type { StaffState } from '../visit.ts'
import { kindAsText, kindOfBrowser } from './kind-of-browser.ts'
import { rememberDevice } from './known-device.ts'

export const kindContext = (personId: string): string => `staff.session-kind:${personId}`

/**
 * A new session, not saved yet, with the person's private key (32 bytes) in it. `userAgent` is as the browser sent it; only its
 * kind is kept, sealed.
 */
function beginStaffSession(
  house: House,
  personId: string,
  privateKey: Uint8Array,
  userAgent: string | undefined,
): Session {
  const now = house.clock.now().toISOString()
  const state: StaffState = {
    personId,
    privateKey: Buffer.from(privateKey).toString('base64'),
    since: now,
    provedAt: now,
  }
  const session = house.sessions.begin({ staff: state })
  session.subject = personId
  session.about = house.keys.sealField(kindAsText(kindOfBrowser(userAgent)), kindContext(personId))
  return session
}

/** Somebody who has proved who they are comes in: a new session for a new person, and their browser is known from now on. */
export async function enter(
  house: House,
  visit: Visit<Actor>,
  who: { personId: string; username: string; privateKey: Uint8Array },
): Promise<void> {
  const session = beginStaffSession(house, who.personId, who.privateKey, visit.c.req.header('user-agent'))
  await house.asActor(task('task-sign-in'), (tx) =>
    recordAudit(tx, { kind: 'person.signed-in', recordId: who.personId }),
  )
  await house.sessions.save('staff', session)
  // Whatever was known of whoever was here before opens nothing.
  if (visit.session) await house.sessions.end(visit.session.id)
  visit.session = session
  sendSessionCookie(visit.c, session)
  rememberDevice(house, visit, who.username)
}
