// Routes of the staff app that belong to staff themselves: signing in and out, colleagues and their keys, one's own sessions.
import { TooBusy } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { type Actor, task } from '#permissions/actor.ts'
import { may, mayDo, open } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { costly } from '#src/capabilities/costly.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { noticeFailedSignIn } from '#src/capabilities/watch.ts'
import { giveTeamKey } from './give-team-key.ts'
import { registerInvitations } from './joining/invitation-routes.tsx'
import { registerJoining } from './joining/join-routes.tsx'
import { registerLeaving } from './leaving/leaver-routes.tsx'
import { en } from './messages/en.ts'
import { leaveNotice, noticeOf } from './notice.tsx'
import { registerOpenings } from './openings/opening-routes.tsx'
import { registerPasskeys } from './passkeys/passkey-routes.tsx'
import { registerOwnFactors } from './proving/factor-routes.tsx'
import { registerStepUp } from './proving/step-up-routes.tsx'
import { samplePassphrase, samplePeople, sampleTotpSecret } from './sample-people.ts'
import { PeopleScreen } from './screens/people.tsx'
import { type Samples, type SignInErrors, type SignInProblem, SignInScreen } from './screens/sign-in.tsx'
import { enter } from './sessions/begin-session.ts'
import { registerSessions } from './sessions/session-routes.tsx'
import { checkFormToken, formToken, homeOf, signedOutShell, signInPath, staffShell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { listColleagues, listStanding } from './store.ts'
import { freshCode, isCode, tidyCode } from './totp.ts'
import { staffOf } from './visit.ts'

type StaffVisitor = Visit<Actor>
type StaffPost = PostVisit<Actor>

const signInForm = 'sign-in'
const peopleForm = 'people'

/** Registers what everybody who works here needs before any work: the door, the colleagues, the account. */
export function registerStaff(routes: AppRoutes, house: House): void {
  routes.get('/', open('leads to one’s work, or to the door'), ({ actor }) =>
    seeOther(actor.kind === 'staff' ? homeOf(actor) : signInPath),
  )
  routes.get(signInPath, open('nobody is signed in yet'), (visit) => showSignIn(house, visit))
  const door = open('nobody is signed in yet')
  const signingIn = { app: 'staff', act: 'sign-in', path: signInPath, guard: door } as const
  routes.post(
    signInPath,
    door,
    costly(house, signingIn, (visit) => postSignIn(house, visit)),
  )
  routes.get('/people', may('staff.list'), (visit) => showPeople(house, visit))
  routes.post('/people/give-key', may('team-key.give', { stepUp: true }), (visit) => postGiveKey(house, visit))
  registerSessions(routes, house)
  registerOwnFactors(routes, house)
  registerInvitations(routes, house)
  registerLeaving(routes, house)
  registerJoining(routes, house)
  registerStepUp(routes, house)
  registerPasskeys(routes, house)
  registerOpenings(routes, house)
}

type Kept = { username: string; errors: SignInErrors }

// The door

async function showSignIn(house: House, visit: StaffVisitor): Promise<Response> {
  if (visit.actor.kind === 'staff') return seeOther('/')
  const kept = (await take(house.sessions, 'staff', visit, 'signIn')) as Kept | undefined
  const notice = await noticeOf(house, visit)
  return visit.c.html(
    <SignInScreen
      shell={signedOutShell(house, visit, { title: en.signIn.title, notice })}
      token={formToken(house, visit, signInForm)}
      username={kept?.username ?? ''}
      errors={kept?.errors ?? {}}
      samples={house.config.demonstration ? await samplesOf(house) : undefined}
    />,
  )
}

async function postSignIn(house: House, visit: StaffPost): Promise<Response> {
  const { form } = visit
  const typed = { username: form.one('username'), passphrase: form.one('passphrase'), code: form.one('code') }
  const again = async (errors: SignInErrors) => {
    await remember(house.sessions, 'staff', visit, 'signIn', {
      username: typed.username.slice(0, 100),
      errors,
    } satisfies Kept)
    return seeOther(signInPath)
  }
  if (!checkFormToken(house, visit, signInForm, form.one('token'))) return again({ passphrase: 'expired' })
  const missing: SignInErrors = {}
  if (typed.username.trim() === '') missing.username = 'username'
  if (typed.passphrase === '') missing.passphrase = 'passphrase'
  if (!isCode(tidyCode(typed.code))) missing.code = 'code'
  if (Object.keys(missing).length > 0) return again(missing)

  let problem: SignInProblem
  try {
    const result = await signIn(house, typed, visit)
    if ('privateKey' in result) {
      await enter(house, visit, result)
      return seeOther('/')
    }
    problem = result.problem
    if (problem === 'together') await noticeFailedSignIn(house, 'staff', visit, typed.username)
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    problem = 'busy'
  }
  return again({ username: problem })
}

/** Only those of the sample people who are really in this database. */
async function samplesOf(house: House): Promise<Samples | undefined> {
  const names = samplePeople.map((person) => person.username)
  const standing = await house.asActor(task('task-sign-in'), (tx) => listStanding(tx, names))
  const now = house.clock.now()
  const rows = samplePeople.flatMap(({ username, displayName, does }) => {
    const found = standing.find((each) => each.username === username)
    if (!found) return []
    const code = freshCode(sampleTotpSecret(username), now, found.usedStep)
    return [{ displayName, organisation: found.organisationName, does, username, code }]
  })
  return rows.length > 0 ? { passphrase: samplePassphrase, rows } : undefined
}

// Colleagues

async function showPeople(house: House, visit: StaffVisitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor, person } = staff
  const notice = await noticeOf(house, visit)
  const { people, team } = await house.asActor(actor, async (tx) => ({
    people: await listColleagues(tx, actor.organisationId),
    team: await currentTeamKey(tx, actor.organisationId),
  }))
  const holdsKey = people.some((each) => each.id === person.id && each.keys.length > 0)
  return visit.c.html(
    <PeopleScreen
      shell={await staffShell(house, staff, { visit, current: '/people', title: en.people.title, notice })}
      token={formToken(house, visit, peopleForm)}
      organisation={person.organisationName}
      ownId={person.id}
      people={people}
      hasTeam={team !== undefined}
      mayInvite={mayDo(actor, 'staff.confirm')}
      mayEnd={mayDo(actor, 'staff.end')}
      mayGive={holdsKey && mayDo(actor, 'team-key.give')}
    />,
  )
}

async function postGiveKey(house: House, visit: StaffPost): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { form } = visit
  if (!checkFormToken(house, visit, peopleForm, form.one('token'))) {
    await leaveNotice(house, visit, en.expired)
    return seeOther('/people')
  }
  const colleague = await giveTeamKey(house, staff, form.one('person'))
  await leaveNotice(house, visit, en.people.gave({ name: colleague.displayName }))
  return seeOther('/people')
}
