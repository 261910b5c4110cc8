// One's own account and sessions: seeing them, ending one, the others, all; signing out, and leaving at once.
import type { Actor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { dropSessionCookie } from '#platform/http/cookie.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isFromElsewhere } from '#platform/http/whence.ts'
import { isId } from '#platform/ids.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { en } from '../messages/en.ts'
import { leaveNotice, noticeOf } from '../notice.tsx'
import { AccountScreen } from '../screens/account.tsx'
import { checkFormToken, formToken, shellForm, signInPath, staffShell } from '../shell.ts'
import { staffOf } from '../visit.ts'
import { kindContext } from './begin-session.ts'
import { readKind } from './kind-of-browser.ts'
import { forgetDevice } from './known-device.ts'

const accountForm = 'account'

export function registerSessions(routes: AppRoutes, house: House): void {
  routes.post('/sign-out', open('ends the visitor’s own session'), (visit) => postSignOut(house, visit))
  routes.get('/account', may('staff.self'), (visit) => showAccount(house, visit))
  routes.post('/account/end-session', may('staff.self'), (visit) => postEndSession(house, visit))
  routes.post('/account/end-others', may('staff.self'), (visit) => postEndOthers(house, visit))
  routes.post('/account/end-all', may('staff.self'), (visit) => postEndAll(house, visit))

  const leave = open('anybody may leave at any moment; it ends only their own sessions')
  routes.get('/leave', leave, async (visit) => {
    // A link or a picture on another site leads away all the same, and takes nothing from anybody.
    if (!isFromElsewhere(visit)) await leaveAtOnce(house, visit)
    return visit.c.redirect(house.config.leaveUrl, 303)
  })
}

async function postSignOut(house: House, visit: PostVisit<Actor>): Promise<Response> {
  if (!checkFormToken(house, visit, shellForm, visit.form.one('token'))) {
    if (visit.actor.kind !== 'staff') return seeOther(signInPath)
    await leaveNotice(house, visit, en.expired)
    return seeOther('/account')
  }
  await record(house, visit.actor, 'person.signed-out')
  if (visit.session) await house.sessions.end(visit.session.id)
  return toTheDoor(visit)
}

async function record(house: House, actor: Actor, kind: string): Promise<void> {
  if (actor.kind !== 'staff') return
  await house.asActor(actor, (tx) => recordAudit(tx, { kind, recordId: actor.personId }))
}

function toTheDoor(visit: Visit<Actor>): Response {
  dropSessionCookie(visit.c)
  const answer = seeOther(signInPath)
  answer.headers.set('Clear-Site-Data', '"cache"')
  return answer
}

/**
 * Panic sign-out, for somebody who is being made to open Rowan: one link ends every session of theirs, everywhere, and clears
 * what the browser kept. A link and no form, so that it works from any page however old and leads off this site. Nobody
 * else's page can press it: the cookie does not travel with links from elsewhere, and what a browser calls one ends nothing.
 */
async function leaveAtOnce(house: House, visit: Visit<Actor>): Promise<void> {
  const { session, actor } = visit
  if (actor.kind === 'staff') await house.sessions.endAllOf(actor.personId)
  if (session) await house.sessions.end(session.id)
  // Recorded once nothing is open any more: leaving waits for nothing, and does not fail with it.
  await record(house, actor, 'person.left-at-once').catch((error) => house.log.error('leave-unrecorded', error))
  dropSessionCookie(visit.c)
  forgetDevice(visit)
  visit.c.header('Clear-Site-Data', '"cookies", "cache", "storage"')
}

/** The word for the browser a session began in; undefined where none was kept or it does not open. */
function kindOf(house: House, personId: string, about: Uint8Array | null) {
  try {
    return about ? readKind(house.keys.openField(about, kindContext(personId))) : undefined
  } catch {
    return undefined
  }
}

async function showAccount(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const notice = await noticeOf(house, visit)
  const { id } = staff.person
  const sessions = await house.sessions.listOf('staff', id)
  return visit.c.html(
    <AccountScreen
      shell={await staffShell(house, staff, { visit, current: '/account', title: en.account.title, notice })}
      token={formToken(house, visit, accountForm)}
      person={staff.person}
      sessions={sessions.map(({ about, ...session }) => ({
        ...session,
        kind: kindOf(house, id, about),
        isThisOne: session.id === visit.session?.id,
      }))}
      now={house.clock.now()}
    />,
  )
}

async function postEndSession(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { person } = await staffOf(house, visit)
  const { form } = visit
  let notice: string = en.expired
  if (checkFormToken(house, visit, accountForm, form.one('token'))) {
    const id = form.one('session')
    const ended = isId(id) && (await house.sessions.endOneOf(person.id, id))
    if (ended) await record(house, visit.actor, 'sessions.ended')
    notice = ended ? en.account.ended : en.account.alreadyEnded
  }
  await leaveNotice(house, visit, notice)
  return seeOther('/account')
}

async function postEndOthers(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { person } = await staffOf(house, visit)
  const isFresh = checkFormToken(house, visit, accountForm, visit.form.one('token'))
  if (isFresh && visit.session) {
    await house.sessions.endOthersOf(person.id, visit.session.id)
    await record(house, visit.actor, 'sessions.ended')
  }
  await leaveNotice(house, visit, isFresh ? en.account.endedOthers : en.expired)
  return seeOther('/account')
}

async function postEndAll(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { person } = await staffOf(house, visit)
  if (!checkFormToken(house, visit, accountForm, visit.form.one('token'))) {
    await leaveNotice(house, visit, en.expired)
    return seeOther('/account')
  }
  await record(house, visit.actor, 'sessions.ended')
  await house.sessions.endAllOf(person.id)
  return toTheDoor(visit)
}
