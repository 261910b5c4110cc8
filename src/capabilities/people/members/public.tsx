// Routes of the public app that belong to members: signing in and out, their account, leaving.
import type { Actor, MemberActor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { dropSessionCookie } from '#platform/http/cookie.ts'
import { isForLanguage } from '#platform/http/language.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { checkToken, issueToken } from '#platform/http/step-token.ts'
import type { PublicShell } from '#ui/page.tsx'
import { costly } from '../../costly.ts'
import type { House, RegisterRoutes } from '../../house.ts'
import { noticeFailedSignIn } from '../../watch.ts'
import { beginSession } from './begin-session.ts'
import { changePassphrase, changePreferences, leave, readAccount, renewFeed } from './change-account.ts'
import {
  type DeliveryWish,
  destinationOf,
  knownNext,
  type PreferenceErrors,
  readDeliveryWish,
  readInterests,
  readSignIn,
  type SignInProblem,
} from './forms.ts'
import { registerJoining } from './joining/joining-routes.tsx'
import { feedPath } from './member.ts'
import { ownCopy } from './own-copy.ts'
import { registerPasskeys } from './passkeys/passkey-routes.tsx'
import { registerRecovery } from './recovery/recovery-routes.tsx'
import { LeaveScreen, LeftScreen } from './screens/leave.tsx'
import { AccountScreen, type Done, MeScreen, type PassphraseErrors } from './screens/me.tsx'
import { SignInScreen } from './screens/sign-in.tsx'
import { signIn } from './sign-in.ts'

type Seen = Visit<Actor>
type Posted = PostVisit<Actor>

const signInForm = 'member-sign-in'
const accountForm = 'member'

/** What a form of these pages left for the next page; shown once. */
type Kept =
  | { at: 'sign-in'; pseudonym: string; next: string; problem?: SignInProblem }
  | { at: 'me'; done: Done }
  | { at: 'me'; expired: true }
  | { at: 'me'; delivery: DeliveryWish; errors: PreferenceErrors }
  | { at: 'me'; passphraseErrors: PassphraseErrors }
  | { at: 'leave'; problem: 'confirm' | 'expired' }

const tokenOf = (house: House, visit: Pick<Seen, 'session'>, form: string) =>
  issueToken(house.keys, visit.session?.id ?? '-', form, house.clock.now())
const isOurs = (house: House, visit: Posted, form: string) =>
  checkToken(house.keys, visit.session?.id ?? '-', form, visit.form.one('token'), house.clock.now())

const shellOf = (house: House, visit: Seen): PublicShell => ({
  locale: visit.locale,
  assets: house.assets,
  path: visit.path,
  token: tokenOf(house, visit, 'shell'),
})

const keep = (house: House, visit: Seen, kept: Kept) => remember(house.sessions, 'public', visit, 'members', kept)
const takeKept = async (house: House, visit: Seen) =>
  (await take(house.sessions, 'public', visit, 'members')) as Kept | undefined

const memberOf = ({ actor }: Pick<Seen, 'actor'>): MemberActor => {
  if (actor.kind !== 'member') throw new NotFound()
  return actor
}

export const registerPublic: RegisterRoutes = (routes, house) => {
  registerJoining(routes, house)
  registerRecovery(routes, house)
  registerPasskeys(routes, house)
  routes.get('/sign-in', open('nobody is signed in yet'), (visit) => showSignIn(house, visit))
  const door = open('nobody is signed in yet')
  const signingIn = { app: 'public', act: 'sign-in', path: '/sign-in', guard: door } as const
  routes.post(
    '/sign-in',
    door,
    costly(house, signingIn, (visit) => postSignIn(house, visit)),
  )
  routes.post('/sign-out', open('ends the visitor’s own session'), (visit) => postSignOut(house, visit))
  routes.get('/me', open('leads a member whose session is over to signing in'), (visit) =>
    showMe(house, visit, MeScreen),
  )
  routes.get('/me/account', open('leads a member whose session is over to signing in'), (visit) =>
    showMe(house, visit, AccountScreen),
  )
  routes.post('/me', may('member.self'), (visit) => postInterests(house, visit))
  routes.post('/me/delivery', may('member.self'), (visit) => postDelivery(house, visit))
  routes.post('/me/feed', may('member.self'), (visit) => postFeed(house, visit))
  routes.post('/me/passphrase', may('member.self'), (visit) => postPassphrase(house, visit))
  routes.get('/me/copy', may('member.self'), (visit) => sendCopy(house, visit))
  routes.get('/me/leave', may('member.self'), (visit) => showLeave(house, visit))
  routes.post('/me/leave', may('member.self'), (visit) => postLeave(house, visit))
  routes.get('/left', open('says that an account is gone, and knows nobody'), (visit) =>
    visit.c.html(<LeftScreen shell={shellOf(house, visit)} />),
  )
}

// Signing in and out

async function showSignIn(house: House, visit: Seen): Promise<Response> {
  const next = knownNext(visit.c.req.query('next'))
  if (visit.actor.kind === 'member') return seeOther(destinationOf(next))
  const kept = await takeKept(house, visit)
  const again = kept?.at === 'sign-in' ? kept : undefined
  return visit.c.html(
    <SignInScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, signInForm)}
      pseudonym={again?.pseudonym ?? ''}
      next={again?.next ?? next}
      problem={again?.problem}
    />,
  )
}

async function postSignIn(house: House, visit: Posted): Promise<Response> {
  const typed = readSignIn(visit.form)
  const again = async (problem?: SignInProblem) => {
    const pseudonym = typed.pseudonym.slice(0, 200)
    await keep(house, visit, { at: 'sign-in', pseudonym, next: typed.next, ...(problem ? { problem } : {}) })
    return seeOther('/sign-in')
  }
  if (isForLanguage(visit)) return again()
  if (!isOurs(house, visit, signInForm)) return again('expired')
  if (typed.pseudonym.trim() === '') return again('pseudonymMissing')
  if (typed.passphrase === '') return again('passphraseMissing')
  const result = await signIn(house, typed.pseudonym, typed.passphrase)
  if (!result.ok && result.why === 'no-match') await noticeFailedSignIn(house, 'public', visit, typed.pseudonym)
  if (!result.ok) return again(result.why === 'no-match' ? 'noMatch' : result.why)
  await beginSession(house, visit, result.memberId)
  return seeOther(destinationOf(typed.next))
}

async function postSignOut(house: House, visit: Posted): Promise<Response> {
  if (!isOurs(house, visit, accountForm)) {
    if (visit.actor.kind !== 'member') return seeOther('/')
    await keep(house, visit, { at: 'me', expired: true })
    return seeOther('/me')
  }
  if (visit.session) await house.sessions.end(visit.session.id)
  return signedOut(visit, '/')
}

function signedOut(visit: Seen, path: string): Response {
  dropSessionCookie(visit.c)
  visit.session = undefined
  const answer = seeOther(path)
  answer.headers.set('Clear-Site-Data', '"cache"')
  return answer
}

async function sendCopy(house: House, visit: Seen): Promise<Response> {
  return visit.c.body(await ownCopy(house, memberOf(visit)), 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="copy.json"',
  })
}

// The account

async function showMe(house: House, visit: Seen, Screen: typeof MeScreen): Promise<Response> {
  if (visit.actor.kind !== 'member') return seeOther('/sign-in?next=me')
  const account = await readAccount(house, visit.actor)
  const kept = await takeKept(house, visit)
  const back = kept?.at === 'me' ? kept : undefined
  return visit.c.html(
    <Screen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, accountForm)}
      pseudonym={account.pseudonym}
      preferences={back && 'delivery' in back ? { ...account.preferences, ...back.delivery } : account.preferences}
      feedAddress={new URL(feedPath(account.feedToken), house.config.publicUrl).href}
      done={back && 'done' in back ? back.done : undefined}
      isExpired={back && 'expired' in back}
      preferenceErrors={back && 'delivery' in back ? back.errors : undefined}
      passphraseErrors={back && 'passphraseErrors' in back ? back.passphraseErrors : undefined}
    />,
  )
}

async function postInterests(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  if (!isOurs(house, visit, accountForm)) await keep(house, visit, { at: 'me', expired: true })
  else {
    await changePreferences(house, actor, readInterests(visit.form))
    await keep(house, visit, { at: 'me', done: 'saved' })
  }
  return seeOther('/me')
}

async function postDelivery(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  const { delivery, errors } = readDeliveryWish(visit.form)
  if (isForLanguage(visit)) await keep(house, visit, { at: 'me', delivery, errors: {} })
  else if (!isOurs(house, visit, accountForm)) await keep(house, visit, { at: 'me', expired: true })
  else if (errors.email) await keep(house, visit, { at: 'me', delivery, errors })
  else {
    await changePreferences(house, actor, delivery)
    await keep(house, visit, { at: 'me', done: 'saved' })
  }
  return seeOther('/me/account')
}

async function postFeed(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  if (!isOurs(house, visit, accountForm)) await keep(house, visit, { at: 'me', expired: true })
  else {
    await renewFeed(house, actor)
    await keep(house, visit, { at: 'me', done: 'feedRenewed' })
  }
  return seeOther('/me/account')
}

async function postPassphrase(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  const wish = { current: visit.form.one('current'), next: visit.form.one('next') }
  if (!isOurs(house, visit, accountForm)) {
    await keep(house, visit, { at: 'me', expired: true })
    return seeOther('/me/account')
  }
  const again = async (passphraseErrors: PassphraseErrors) => {
    await keep(house, visit, { at: 'me', passphraseErrors })
    return seeOther('/me/account')
  }
  if (wish.current === '') return again({ current: 'missing' })
  const result = await changePassphrase(house, actor, wish)
  if (!result.ok) {
    const { current, next } = result.mistakes
    return again({
      ...(current ? { current: current === 'busy' ? 'busy' : 'noMatch' } : {}),
      ...(next ? { next } : {}),
    })
  }
  // Whoever knew the old passphrase may sit in another session: all end, and this one begins anew.
  await house.sessions.endAllOf(actor.memberId)
  await beginSession(house, visit, actor.memberId)
  await keep(house, visit, { at: 'me', done: 'passphraseChanged' })
  return seeOther('/me/account')
}

// Leaving

async function showLeave(house: House, visit: Seen): Promise<Response> {
  const kept = await takeKept(house, visit)
  return visit.c.html(
    <LeaveScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, accountForm)}
      problem={kept?.at === 'leave' ? kept.problem : undefined}
    />,
  )
}

async function postLeave(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  const problem = !isOurs(house, visit, accountForm)
    ? 'expired'
    : visit.form.one('confirm') !== 'yes'
      ? 'confirm'
      : undefined
  if (problem) {
    await keep(house, visit, { at: 'leave', problem })
    return seeOther('/me/leave')
  }
  await leave(house, actor)
  return signedOut(visit, '/left')
}
