// Routes of passkeys: in by the door, a proof once more, one's own list. Each page asks the browser anew and takes one answer.
import type { Actor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { localPath } from '#platform/http/local-path.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { Ceremony } from '#platform/passkeys/ceremony.ts'
import { issueChallenge, takeChallenge } from '#platform/passkeys/challenge.ts'
import { type RelyingParty, relyingPartyOf, standsAt } from '#platform/passkeys/relying-party.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { type PasskeyProblem, passkeyWords as words } from '../messages/passkeys.ts'
import { leaveNotice, noticeOf } from '../notice.tsx'
import { markProved, stepUpPath } from '../proving/step-up.ts'
import { leadBack } from '../proving/step-up-routes.tsx'
import {
  type CeremonyHere,
  MakePasskeyScreen,
  makePath,
  PasskeysScreen,
  RemovePasskeyScreen,
  removePath,
  ShowPasskeyScreen,
} from '../screens/passkeys.tsx'
import { enter } from '../sessions/begin-session.ts'
import { checkFormToken, formToken, signedOutShell, signInPath, staffShell } from '../shell.ts'
import { staffOf, stateOf } from '../visit.ts'
import { askForPasskey, makePasskey, ownPasskeys, removePasskey } from './own-passkeys.ts'
import { askToProveByPasskey, askToSignIn, proveByPasskey, signInByPasskey } from './show-passkey.ts'

const form = 'passkey'
const signInByPasskeyPath = '/sign-in/passkey'
const proveByPasskeyPath = '/step-up/passkey'
const listPath = '/account/passkeys'

type Purpose = 'staff sign-in' | 'staff step-up' | 'staff make'

export function registerPasskeys(routes: AppRoutes, house: House): void {
  const door = open('nobody is signed in yet')
  routes.get(signInByPasskeyPath, door, (visit) => showSignIn(house, visit))
  routes.post(signInByPasskeyPath, door, (visit) => postSignIn(house, visit))
  routes.get(proveByPasskeyPath, may('staff.self'), (visit) => showProve(house, visit))
  routes.post(proveByPasskeyPath, may('staff.self'), (visit) => postProve(house, visit))
  routes.get(listPath, may('staff.self'), (visit) => showList(house, visit))
  routes.get(makePath, may('staff.self', { stepUp: true }), (visit) => showMake(house, visit))
  routes.post(makePath, may('staff.self', { stepUp: true }), (visit) => postMake(house, visit))
  routes.get(removePath, may('staff.self', { stepUp: true }), (visit) => showRemove(house, visit))
  routes.post(removePath, may('staff.self', { stepUp: true }), (visit) => postRemove(house, visit))
}

// What every ceremony needs

const partyOf = (house: House) => relyingPartyOf(house.config.staffUrl)

/** The ceremony for this page, with a fresh challenge in the session; nothing is asked where passkeys are not. */
async function ceremonyHere(
  house: House,
  visit: Visit<Actor>,
  purpose: Purpose,
  ask: (party: RelyingParty, challenge: string) => Promise<Ceremony | undefined>,
): Promise<CeremonyHere | 'none'> {
  const party = partyOf(house)
  if (!party) return undefined
  if (!standsAt(party, visit.c.req.url)) return { origin: party.origin }
  const challenge = await issueChallenge(house.sessions, 'staff', visit, purpose, house.clock.now())
  const ceremony = await ask(party, challenge)
  return ceremony ? { ceremony } : 'none'
}

type Posted =
  | { problem: PasskeyProblem }
  | { party: RelyingParty; answer: { challenge: string; credential: string; secret: string } }

/** What was posted, with the challenge it must answer, which is used up by it. */
async function readAnswer(house: House, visit: PostVisit<Actor>, purpose: Purpose): Promise<Posted> {
  const challenge = await takeChallenge(house.sessions, 'staff', visit, purpose, house.clock.now())
  const party = partyOf(house)
  const one = (name: string) => visit.form.one(name)
  if (!checkFormToken(house, visit, form, one('token')) || !challenge) return { problem: 'expired' }
  if (one('problem') === 'NotAllowedError' || one('problem') === 'AbortError') return { problem: 'cancelled' }
  if (one('problem') === 'InvalidStateError') return { problem: 'already' }
  if (!party || one('credential') === '') return { problem: 'unsupported' }
  return { party, answer: { challenge, credential: one('credential'), secret: one('secret') } }
}

const keptProblem = 'passkeyProblem'

async function again(house: House, visit: Visit<Actor>, path: string, problem: PasskeyProblem): Promise<Response> {
  await remember(house.sessions, 'staff', visit, keptProblem, problem)
  return seeOther(path)
}

const takeProblem = async (house: House, visit: Visit<Actor>) =>
  (await take(house.sessions, 'staff', visit, keptProblem)) as PasskeyProblem | undefined

// The door

async function showSignIn(house: House, visit: Visit<Actor>): Promise<Response> {
  if (visit.actor.kind === 'staff') return seeOther('/')
  const problem = await takeProblem(house, visit)
  const here = await ceremonyHere(house, visit, 'staff sign-in', askToSignIn)
  return visit.c.html(
    <ShowPasskeyScreen
      shell={signedOutShell(house, visit, { title: words.signIn.title })}
      problem={problem}
      token={formToken(house, visit, form)}
      action={signInByPasskeyPath}
      here={here === 'none' ? undefined : here}
      texts={words.signIn}
      otherHref={signInPath}
    />,
  )
}

async function postSignIn(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const posted = await readAnswer(house, visit, 'staff sign-in')
  if ('problem' in posted) return again(house, visit, signInByPasskeyPath, posted.problem)
  const result = await signInByPasskey(house, posted.party, posted.answer)
  if ('problem' in result) return again(house, visit, signInByPasskeyPath, result.problem)
  await enter(house, visit, result)
  return seeOther('/')
}

// A proof once more

const proofOf = (back: string, isUndone: boolean) =>
  new URLSearchParams({ back, ...(isUndone ? { undone: 'yes' } : {}) }).toString()

async function showProve(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const back = localPath(visit.c.req.query('back') ?? '/')
  const isUndone = visit.c.req.query('undone') === 'yes'
  const problem = await takeProblem(house, visit)
  const ask = (party: RelyingParty, challenge: string) => askToProveByPasskey(house, staff, party, challenge)
  const here = await ceremonyHere(house, visit, 'staff step-up', ask)
  const otherHref = `${stepUpPath}?${proofOf(back, isUndone)}`
  if (here === 'none') return seeOther(otherHref)
  return visit.c.html(
    <ShowPasskeyScreen
      shell={await staffShell(house, staff, { visit, title: words.stepUp.title })}
      problem={problem}
      token={formToken(house, visit, form)}
      action={proveByPasskeyPath}
      here={here}
      hidden={{ back, ...(isUndone ? { undone: 'yes' } : {}) }}
      texts={words.stepUp}
      otherHref={otherHref}
    />,
  )
}

async function postProve(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const back = localPath(visit.form.one('back'))
  const isUndone = visit.form.one('undone') === 'yes'
  const here = `${proveByPasskeyPath}?${proofOf(back, isUndone)}`
  const posted = await readAnswer(house, visit, 'staff step-up')
  if ('problem' in posted) return again(house, visit, here, posted.problem)
  const result = await proveByPasskey(house, staff, posted.party, posted.answer)
  if (result !== 'proved') return again(house, visit, here, result)
  await markProved(house, visit)
  return leadBack(house, visit, back, isUndone)
}

// One's own

async function showList(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const notice = await noticeOf(house, visit)
  const passkeys = await ownPasskeys(house, staff)
  const page = { visit, current: '/account', title: words.list.title, notice }
  return visit.c.html(
    <PasskeysScreen shell={await staffShell(house, staff, page)} passkeys={passkeys} now={house.clock.now()} />,
  )
}

const crumbs = (title: string) => [{ text: words.list.title, href: listPath }, { text: title }]

async function showMake(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const problem = await takeProblem(house, visit)
  const ask = (party: RelyingParty, challenge: string) => askForPasskey(house, staff, party, challenge)
  const here = await ceremonyHere(house, visit, 'staff make', ask)
  const page = { visit, current: '/account', title: words.make.title, crumbs: crumbs(words.make.title) }
  return visit.c.html(
    <MakePasskeyScreen
      shell={await staffShell(house, staff, page)}
      problem={problem}
      token={formToken(house, visit, form)}
      here={here === 'none' ? undefined : here}
    />,
  )
}

async function postMake(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const state = stateOf(visit.session)
  if (!state) throw new NotFound()
  const posted = await readAnswer(house, visit, 'staff make')
  if ('problem' in posted) return again(house, visit, makePath, posted.problem)
  const privateKey = Uint8Array.from(Buffer.from(state.privateKey, 'base64'))
  const answer = { ...posted.answer, name: visit.form.one('name') }
  const result = await makePasskey(house, staff, privateKey, posted.party, answer)
  if (result !== 'made') return again(house, visit, makePath, result === 'noSecret' ? 'noSecretMade' : result)
  await leaveNotice(house, visit, words.list.isMade)
  return seeOther(listPath)
}

async function showRemove(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const wanted = visit.c.req.query('passkey')
  if (wanted === undefined) return seeOther(listPath)
  const passkey = (await ownPasskeys(house, staff)).find((each) => each.id === wanted)
  if (!passkey) throw new NotFound()
  const page = { visit, current: '/account', title: words.remove.title, crumbs: crumbs(words.remove.title) }
  return visit.c.html(
    <RemovePasskeyScreen
      shell={await staffShell(house, staff, page)}
      token={formToken(house, visit, form)}
      passkey={passkey}
    />,
  )
}

async function postRemove(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) {
    await leaveNotice(house, visit, words.problems.expired)
    return seeOther(listPath)
  }
  const result = await removePasskey(house, staff, visit.form.one('passkey'), visit.session?.id)
  await leaveNotice(house, visit, words.list[result])
  return seeOther(listPath)
}
