// Routes of the staff app that belong to staff themselves: signing in and out, colleagues and their keys, one's own sessions.
import { TooBusy } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { type Actor, task } from '#permissions/actor.ts'
import { may, mayDo, open } from '#permissions/may.ts'
import { dropSessionCookie, sendSessionCookie } from '#platform/http/cookie.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { giveTeamKey } from './give-team-key.ts'
import { en } from './messages/en.ts'
import { registerStepUp } from './proving/step-up-routes.tsx'
import { samplePassphrase, samplePeople, sampleTotpSecret } from './sample-people.ts'
import { AccountScreen } from './screens/account.tsx'
import { PeopleScreen } from './screens/people.tsx'
import { type Samples, type SignInErrors, type SignInProblem, SignInScreen } from './screens/sign-in.tsx'
import { checkFormToken, formToken, homeOf, shellForm, signedOutShell, signInPath, staffShell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { listColleagues, listStanding } from './store.ts'
import { freshCode, isCode, tidyCode } from './totp.ts'
import { staffOf } from './visit.ts'

type StaffVisitor = Visit<Actor>
type StaffPost = PostVisit<Actor>

const signInForm = 'sign-in'
const peopleForm = 'people'
const accountForm = 'account'

/** Registers what everybody who works here needs before any work: the door, the colleagues, the account. */
export function registerStaff(routes: AppRoutes, house: House): void {
  routes.get('/', open('leads to one’s work, or to the door'), ({ actor }) =>
    seeOther(actor.kind === 'staff' ? homeOf(actor) : signInPath),
  )
  routes.get(signInPath, open('nobody is signed in yet'), (visit) => showSignIn(house, visit))
  routes.post(signInPath, open('nobody is signed in yet'), (visit) => postSignIn(house, visit))
  routes.post('/sign-out', open('ends the visitor’s own session'), (visit) => postSignOut(house, visit))
  routes.get('/people', may('staff.list'), (visit) => showPeople(house, visit))
  routes.post('/people/give-key', may('team-key.give', { stepUp: true }), (visit) => postGiveKey(house, visit))
  routes.get('/account', may('staff.self'), (visit) => showAccount(house, visit))
  routes.post('/account/end-session', may('staff.self'), (visit) => postEndSession(house, visit))
  routes.post('/account/end-all', may('staff.self'), (visit) => postEndAll(house, visit))
  registerStepUp(routes, house)
}

// What a form leaves for the page that follows it, shown once.

type Kept = { username: string; errors: SignInErrors }

async function keep(house: House, visit: StaffVisitor, key: 'signIn' | 'staffNotice', value: unknown): Promise<void> {
  const session = visit.session ?? house.sessions.begin()
  session.state[key] = value
  await house.sessions.save('staff', session)
  if (!visit.session) sendSessionCookie(visit.c, session)
}

async function take(house: House, visit: StaffVisitor, key: 'signIn' | 'staffNotice'): Promise<unknown> {
  const { session } = visit
  const value = session?.state[key]
  if (!session || value === undefined) return undefined
  delete session.state[key]
  await house.sessions.save('staff', session)
  return value
}

async function noticeOf(house: House, visit: StaffVisitor) {
  const text = await take(house, visit, 'staffNotice')
  return typeof text === 'string' ? <Callout tone="leaf">{text}</Callout> : undefined
}

// The door

async function showSignIn(house: House, visit: StaffVisitor): Promise<Response> {
  if (visit.actor.kind === 'staff') return seeOther('/')
  const kept = (await take(house, visit, 'signIn')) as Kept | undefined
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
    await keep(house, visit, 'signIn', { username: typed.username.slice(0, 100), errors } satisfies Kept)
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
    const result = await signIn(house, typed, visit.c.req.header('user-agent'))
    if ('session' in result) {
      await house.sessions.save('staff', result.session)
      // A new session for a new person: whatever was known of the one before opens nothing.
      if (visit.session) await house.sessions.end(visit.session.id)
      sendSessionCookie(visit.c, result.session)
      return seeOther('/')
    }
    problem = result.problem
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    problem = 'busy'
  }
  return again({ username: problem })
}

async function postSignOut(house: House, visit: StaffPost): Promise<Response> {
  if (!checkFormToken(house, visit, shellForm, visit.form.one('token'))) {
    if (visit.actor.kind !== 'staff') return seeOther(signInPath)
    await keep(house, visit, 'staffNotice', en.expired)
    return seeOther('/account')
  }
  if (visit.session) await house.sessions.end(visit.session.id)
  return leave(visit)
}

function leave(visit: StaffVisitor): Response {
  dropSessionCookie(visit.c)
  const answer = seeOther(signInPath)
  answer.headers.set('Clear-Site-Data', '"cache"')
  return answer
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
      mayGive={holdsKey && mayDo(actor, 'team-key.give')}
    />,
  )
}

async function postGiveKey(house: House, visit: StaffPost): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { form } = visit
  if (!checkFormToken(house, visit, peopleForm, form.one('token'))) {
    await keep(house, visit, 'staffNotice', en.expired)
    return seeOther('/people')
  }
  const colleague = await giveTeamKey(house, staff, form.one('person'))
  await keep(house, visit, 'staffNotice', en.people.gave({ name: colleague.displayName }))
  return seeOther('/people')
}

// One's own account

async function showAccount(house: House, visit: StaffVisitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const notice = await noticeOf(house, visit)
  const sessions = await house.sessions.listOf('staff', staff.person.id)
  return visit.c.html(
    <AccountScreen
      shell={await staffShell(house, staff, { visit, current: '/account', title: en.account.title, notice })}
      token={formToken(house, visit, accountForm)}
      person={staff.person}
      sessions={sessions.map((session) => ({ ...session, isThisOne: session.id === visit.session?.id }))}
      now={house.clock.now()}
    />,
  )
}

async function postEndSession(house: House, visit: StaffPost): Promise<Response> {
  const { person } = await staffOf(house, visit)
  const { form } = visit
  let notice: string = en.expired
  if (checkFormToken(house, visit, accountForm, form.one('token'))) {
    const id = form.one('session')
    const ended = isId(id) && (await house.sessions.endOneOf(person.id, id))
    notice = ended ? en.account.ended : en.account.alreadyEnded
  }
  await keep(house, visit, 'staffNotice', notice)
  return seeOther('/account')
}

async function postEndAll(house: House, visit: StaffPost): Promise<Response> {
  const { person } = await staffOf(house, visit)
  if (!checkFormToken(house, visit, accountForm, visit.form.one('token'))) {
    await keep(house, visit, 'staffNotice', en.expired)
    return seeOther('/account')
  }
  await house.sessions.endAllOf(person.id)
  return leave(visit)
}
