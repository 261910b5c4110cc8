// A session of somebody who has just proved who they are, by whichever way in.
import type { Session } from '#platform/http/session.ts'
import type { House } from '#src/capabilities/house.ts'
import type { StaffState } from '../visit.ts'
import { kindAsText, kindOfBrowser } from './kind-of-browser.ts'

export const kindContext = (personId: string): string => `staff.session-kind:${personId}`

/**
 * A new session, not saved yet, with the person's private key (32 bytes) in it. `userAgent` is as the browser sent it; only its
 * kind is kept, sealed.
 */
export function beginStaffSession(
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
