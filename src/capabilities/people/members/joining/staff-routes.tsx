// Routes of the ways in on the staff app: applications opened once, and accounts that rest.
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '../../../house.ts'
import { joiningStaffEn as words } from '../messages/joining-staff-en.ts'
import { claim, decide, isDecision, look, readApplication, readQueue, takeApplications } from './look-once.ts'
import { ApplicationScreen, ApplicationsScreen, StopScreen, type StopTyped } from './staff-screens.tsx'
import { liftStop, stopAccount } from './stop-branch.ts'

const form = 'applications'
const place = 'applications'

type Seen = Visit<Actor>
type Posted = PostVisit<Actor>
type Kept = { done?: string; error?: string; typed?: StopTyped }

const keep = (house: House, visit: Seen, kept: Kept) => remember(house.sessions, 'staff', visit, place, kept)
const takeKept = async (house: House, visit: Seen): Promise<Kept> =>
  ((await take(house.sessions, 'staff', visit, place)) as Kept | undefined) ?? {}
const isFresh = (house: House, visit: Posted) => checkFormToken(house, visit, form, visit.form.one('token'))

export const registerJoiningStaff: RegisterRoutes = (routes, house) => {
  routes.get('/members/applications', may('application.decide'), (visit) => showQueue(house, visit))
  routes.post('/members/applications', may('application.decide'), (visit) => postIntake(house, visit))
  routes.get('/members/applications/:id', may('application.decide'), (visit) => showOne(house, visit))
  routes.post('/members/applications/:id/open', may('application.decide'), (visit) => postOpen(house, visit))
  routes.post('/members/applications/:id', may('application.decide'), (visit) => postDecision(house, visit))
  // Many accounts at once may come to rest: whoever does it proves again who they are.
  routes.get('/members/stop', may('branch.stop', { stepUp: true }), (visit) => showStop(house, visit))
  routes.post('/members/stop', may('branch.stop', { stepUp: true }), (visit) => postStop(house, visit))
}

const idOf = (visit: Seen): string => {
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  return id
}

const crumbs = (title: string) => [{ text: words.toMembers, href: '/members' }, { text: title }]

async function showQueue(house: House, visit: Seen): Promise<Response> {
  const staff = await staffOf(house, visit)
  const kept = await takeKept(house, visit)
  const title = words.applications
  return visit.c.html(
    <ApplicationsScreen
      shell={await staffShell(house, staff, { visit, current: '/members', title, crumbs: crumbs(title) })}
      token={formToken(house, visit, form)}
      queue={await readQueue(house, staff.actor)}
      personId={staff.actor.personId}
      done={kept.done}
      error={kept.error}
    />,
  )
}

async function postIntake(house: House, visit: Posted): Promise<Response> {
  const staff = await staffOf(house, visit)
  if (isFresh(house, visit)) await takeApplications(house, staff, visit.form.one('do') === 'begin')
  else await keep(house, visit, { error: words.expired })
  return seeOther('/members/applications')
}

async function postOpen(house: House, visit: Posted): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  if (!isFresh(house, visit)) await keep(house, visit, { error: words.expired })
  else if (await claim(house, staff, id)) return seeOther(`/members/applications/${id}`)
  else await keep(house, visit, { error: words.first })
  return seeOther('/members/applications')
}

async function showOne(house: House, visit: Seen): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const application = await readApplication(house, staff.actor, id)
  // Nothing is opened by coming here: only the one who pressed "open" finds something, and only the first time.
  if (application.openedBy !== staff.actor.personId) throw new NotFound()
  const kept = await takeKept(house, visit)
  const title = words.one
  const shell = await staffShell(house, staff, {
    visit,
    current: '/members',
    title,
    crumbs: [
      { text: words.toMembers, href: '/members' },
      { text: words.applications, href: '/members/applications' },
      { text: title },
    ],
  })
  const token = formToken(house, visit, form)
  const evidence = await look(house, staff, id)
  return visit.c.html(
    <ApplicationScreen shell={shell} token={token} id={id} words={evidence?.words} error={kept.error} />,
  )
}

async function postDecision(house: House, visit: Posted): Promise<Response> {
  const id = idOf(visit)
  const { actor } = await staffOf(house, visit)
  const decision = visit.form.one('decision')
  const again = async (error: string) => {
    await keep(house, visit, { error })
    return seeOther(`/members/applications/${id}`)
  }
  if (!isFresh(house, visit)) return again(words.expired)
  if (!isDecision(decision)) return again(words.chooseOne)
  if (!(await decide(house, actor, id, decision))) throw new NotFound()
  await keep(house, visit, { done: words.decided })
  return seeOther('/members/applications')
}

async function showStop(house: House, visit: Seen): Promise<Response> {
  const staff = await staffOf(house, visit)
  const kept = await takeKept(house, visit)
  const title = words.stop
  return visit.c.html(
    <StopScreen
      shell={await staffShell(house, staff, { visit, current: '/members', title, crumbs: crumbs(title) })}
      token={formToken(house, visit, form)}
      typed={kept.typed ?? { pseudonym: '', how: '' }}
      done={kept.done}
      error={kept.error}
    />,
  )
}

async function postStop(house: House, visit: Posted): Promise<Response> {
  const { actor } = await staffOf(house, visit)
  const typed = { pseudonym: visit.form.one('pseudonym').slice(0, 200), how: visit.form.one('how').slice(0, 20) }
  const result = isFresh(house, visit) ? await stopOrLift(house, actor, typed) : { error: words.expired }
  await keep(house, visit, 'error' in result ? { ...result, typed } : result)
  return seeOther('/members/stop')
}

async function stopOrLift(
  house: House,
  actor: Parameters<typeof stopAccount>[1],
  { pseudonym, how }: StopTyped,
): Promise<{ done: string } | { error: string }> {
  if (pseudonym.trim() === '') return { error: words.pseudonymMissing }
  if (how === 'lift')
    return (await liftStop(house, actor, pseudonym)) ? { done: words.lifted } : { error: words.notResting }
  if (how !== 'account' && how !== 'branch') return { error: words.howMissing }
  const result = await stopAccount(house, actor, pseudonym, how)
  return result.ok ? { done: words.stopped(result.accounts) } : { error: words[result.why] }
}
