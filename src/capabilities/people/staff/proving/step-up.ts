// Step-up: what exports, acts in bulk or touches keys asks who proved more than a few minutes ago to prove it once more.
import type { Actor } from '#permissions/actor.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { sendSessionCookie } from '#platform/http/cookie.ts'
import { localPath } from '#platform/http/local-path.ts'
import { seeOther, type Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'
import type { StaffVisit } from '../person.ts'
import { checkOrPretend, isCodeRight } from '../sign-in.ts'
import { countTry, findAccount } from '../store.ts'
import { type StaffState, stateOf } from '../visit.ts'
import { forgottenAfterSeconds } from '../waits.ts'

/** How long a proof lasts, in minutes. */
export const provedForMinutes = 5

/** Wrong tries in one session before it ends: a stolen session is no place to guess in. */
export const triesInSession = 5

export const stepUpPath = '/step-up'

export const hasProvedLately = (house: House, session: Visit<Actor>['session']): boolean => {
  const state = stateOf(session)
  const age = state && house.clock.now().getTime() - Date.parse(state.provedAt)
  return age !== undefined && age > -60_000 && age < provedForMinutes * 60_000
}

/**
 * For the routes: where somebody is sent who has to prove first who they are; undefined when they did lately. A page is come
 * back to; what was posted is not kept, and the page that asks for the proof says so and leads back to the form.
 */
export function askToProve(house: House, visit: Visit<Actor>): Response | undefined {
  if (hasProvedLately(house, visit.session)) return undefined
  const isPost = visit.c.req.method === 'POST'
  const back = isPost ? pageBehind(visit) : visit.path
  return seeOther(`${stepUpPath}?${new URLSearchParams({ back, ...(isPost ? { undone: 'yes' } : {}) })}`)
}

/** The page of ours that a form was sent from, as the browser says; the start where it does not. */
function pageBehind(visit: Visit<Actor>): string {
  const referer = visit.c.req.header('referer') ?? ''
  if (!URL.canParse(referer)) return '/'
  const { host, pathname, search } = new URL(referer)
  return host === new URL(visit.c.req.url).host && pathname !== stepUpPath ? localPath(pathname + search) : '/'
}

/** What any way of proving does when it has succeeded: a fresh proof, and a new id and secret for the session. */
export async function markProved(house: House, visit: Visit<Actor>): Promise<void> {
  const state = stateOf(visit.session)
  if (!visit.session || !state) throw new NotFound()
  visit.session.state.staff = { ...state, provedAt: house.clock.now().toISOString() } satisfies StaffState
  const renewed = await house.sessions.renew('staff', visit.session)
  // Ended meanwhile, from elsewhere: then nothing was proved.
  if (!renewed) throw new NotFound()
  visit.session = renewed
  sendSessionCookie(visit.c, renewed)
}

/**
 * Whether passphrase and code are this person's own. `ended`: too many wrong tries, and the session is over.
 * Rejects with TooBusy.
 */
export async function proveByPassphrase(
  house: House,
  staff: StaffVisit,
  visit: Visit<Actor>,
  typed: { passphrase: string; code: string },
): Promise<'proved' | 'together' | 'ended'> {
  if (!visit.session) throw new NotFound()
  const now = house.clock.now()
  const signIn = task('task-sign-in')
  const digest = house.keys.blindIndex('staff step-up', visit.session.id)
  const tries = await house.asActor(signIn, (tx) => countTry(tx, digest, now, [0], forgottenAfterSeconds))
  if (tries === undefined || tries > triesInSession) {
    await house.sessions.end(visit.session.id)
    await house.asActor(staff.actor, (tx) => recordAudit(tx, { kind: 'proof.refused', recordId: staff.person.id }))
    return 'ended'
  }
  const account = await house.asActor(signIn, (tx) => findAccount(tx, staff.person.username))
  const key = await checkOrPretend(house, typed.passphrase, account)
  if (!account || account.personId !== staff.person.id || !key) return 'together'
  return (await isCodeRight(house, account, typed.code, now)) ? 'proved' : 'together'
}
