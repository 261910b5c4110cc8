// Routes of invitations: proposing, confirming, the two halves of the code, taking back.
import { listOrganisations } from '#partnership/organisations/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { may, mayDo } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import { leaveNotice, noticeOf } from '../notice.tsx'
import { isStaffRole, rolesFit, StaffRefused, type StaffVisit } from '../person.ts'
import { InvitationsScreen, type Proposal, type ShownHalf } from '../screens/invitations.tsx'
import { checkFormToken, formToken, staffShell } from '../shell.ts'
import { staffOf } from '../visit.ts'
import { confirm, invitationsFor, makeCode, mayConfirm, propose, takeBack } from './invite.ts'

const path = '/people/invitations'
const form = 'invitations'
const words = joiningWords.invitations

export function registerInvitations(routes: AppRoutes, house: House): void {
  const confirming = may('staff.confirm', { stepUp: true })
  const inviting = may('staff.invite', { stepUp: true })
  routes.get(path, confirming, (visit) => showInvitations(house, visit))
  routes.post(path, inviting, (visit) => postProposal(house, visit))
  routes.post(`${path}/:id/confirm`, confirming, (visit) => postHalf(house, visit, 'confirmer', confirm))
  routes.post(`${path}/:id/code`, inviting, (visit) => postHalf(house, visit, 'proposer', makeCode))
  routes.post(`${path}/:id/take-back`, inviting, (visit) => postTakeBack(house, visit))
}

async function showInvitations(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const notice = await noticeOf(house, visit)
  const typed = (await take(house.sessions, 'staff', visit, 'proposal')) as Proposal | undefined
  const shown = (await take(house.sessions, 'staff', visit, 'invitationHalf')) as ShownHalf | undefined
  const invitations = await invitationsFor(house, staff)
  const organisation = (await house.asActor(actor, listOrganisations)).find((each) => each.id === actor.organisationId)
  const crumbs = [{ text: en.people.title, href: '/people' }, { text: words.title }]
  return visit.c.html(
    <InvitationsScreen
      shell={await staffShell(house, staff, { visit, current: '/people', title: words.title, crumbs, notice })}
      token={formToken(house, visit, form)}
      ownId={actor.personId}
      ownOrganisation={actor.organisationId}
      joinUrl={new URL('/join', house.config.staffUrl).href}
      invitations={invitations.map((each) => ({
        ...each,
        mayConfirm: mayConfirm(staff, each),
        mayMakeCode: each.proposedBy === actor.personId && each.confirmedBy !== undefined && !each.expiresAt,
        mayTakeBack: mayDo(actor, 'staff.invite') && each.organisationId === actor.organisationId,
      }))}
      shown={shown}
      mayInvite={mayDo(actor, 'staff.invite')}
      roles={staffRoles.filter((role) => organisation && rolesFit(organisation.kind, [role]))}
      typed={typed ?? { displayName: '', username: '', roles: [] }}
      now={house.clock.now()}
    />,
  )
}

async function isFresh(house: House, visit: PostVisit<Actor>): Promise<boolean> {
  if (checkFormToken(house, visit, form, visit.form.one('token'))) return true
  await leaveNotice(house, visit, en.expired)
  return false
}

async function postProposal(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const typed = {
    displayName: visit.form.one('name').slice(0, 200),
    username: visit.form.one('username').slice(0, 200),
    roles: visit.form.all('roles').filter(isStaffRole),
  }
  if (!(await isFresh(house, visit))) {
    await remember(house.sessions, 'staff', visit, 'proposal', typed)
    return seeOther(path)
  }
  try {
    await propose(house, staff, typed)
    await leaveNotice(house, visit, words.proposedNotice({ name: typed.displayName.trim() }))
  } catch (error) {
    if (!(error instanceof StaffRefused)) throw error
    await remember(house.sessions, 'staff', visit, 'proposal', { ...typed, problem: error.problem } satisfies Proposal)
  }
  return seeOther(path)
}

async function postHalf(
  house: House,
  visit: PostVisit<Actor>,
  of: ShownHalf['of'],
  make: (house: House, staff: StaffVisit, id: string) => Promise<{ half: string; name: string }>,
): Promise<Response> {
  const staff = await staffOf(house, visit)
  if (!(await isFresh(house, visit))) return seeOther(path)
  const made = await make(house, staff, visit.c.req.param('id') ?? '')
  // Waits in the session, which is sealed under the cookie, for the one page that shows it.
  await remember(house.sessions, 'staff', visit, 'invitationHalf', { ...made, of } satisfies ShownHalf)
  return seeOther(path)
}

async function postTakeBack(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  if (!(await isFresh(house, visit))) return seeOther(path)
  const name = await takeBack(house, staff, visit.c.req.param('id') ?? '')
  await leaveNotice(house, visit, words.takenBack({ name }))
  return seeOther(path)
}
