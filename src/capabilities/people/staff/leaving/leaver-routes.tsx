// Routes of marking that somebody has left.
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import { leaveNotice, noticeOf } from '../notice.tsx'
import { LeaverScreen } from '../screens/leaver.tsx'
import { checkFormToken, formToken, staffShell } from '../shell.ts'
import { staffOf } from '../visit.ts'
import { findLeaver, markLeaver } from './end-person.ts'

const form = 'leaver'
const words = joiningWords.leaver

export function registerLeaving(routes: AppRoutes, house: House): void {
  const ending = may('staff.end', { stepUp: true })
  routes.get('/people/:id/end', ending, (visit) => showLeaver(house, visit))
  routes.post('/people/:id/end', ending, (visit) => postLeaver(house, visit))
}

const idOf = (visit: Visit<Actor>) => visit.c.req.param('id') ?? ''

async function showLeaver(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const leaver = await findLeaver(house, staff, idOf(visit))
  const notice = await noticeOf(house, visit)
  const hasError = (await take(house.sessions, 'staff', visit, 'leaverError')) === true
  const title = words.title
  const crumbs = [{ text: en.people.title, href: '/people' }, { text: title }]
  return visit.c.html(
    <LeaverScreen
      shell={await staffShell(house, staff, { visit, current: '/people', title, crumbs, notice })}
      token={formToken(house, visit, form)}
      leaver={leaver}
      hasError={hasError}
    />,
  )
}

async function postLeaver(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const id = idOf(visit)
  const leaver = await findLeaver(house, staff, id)
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) {
    await leaveNotice(house, visit, en.expired)
    return seeOther(`/people/${id}/end`)
  }
  if (leaver.isLastHolder && visit.form.one('understood') !== 'yes') {
    await remember(house.sessions, 'staff', visit, 'leaverError', true)
    return seeOther(`/people/${id}/end`)
  }
  const { heldKey, person } = await markLeaver(house, staff, id)
  const then = heldKey ? { text: words.turnKey, href: '/team-keys', link: words.turnKeyLink } : undefined
  await leaveNotice(house, visit, words.done({ name: person.displayName }), then)
  return seeOther('/people')
}
