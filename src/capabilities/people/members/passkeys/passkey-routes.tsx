// Routes of members' passkeys: in by the door without typing, one's own list, making one after one's passphrase.
import { TooBusy } from '#engines/sealing/index.ts'
import type { Actor, MemberActor } from '#permissions/actor.ts'
import { may, open } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { seeOther, type Visit } from '#platform/http/routes.ts'
import type { Ceremony } from '#platform/passkeys/ceremony.ts'
import { issueChallenge, takeChallenge } from '#platform/passkeys/challenge.ts'
import { type RelyingParty, relyingPartyOf, standsAt } from '#platform/passkeys/relying-party.ts'
import type { House, RegisterRoutes } from '../../../house.ts'
import { beginSession } from '../begin-session.ts'
import { isOwnPassphrase } from '../change-account.ts'
import { destinationOf, knownNext } from '../forms.ts'
import { isOurs, keeper, type Posted, type Seen, shellOf, tokenOf } from '../public-frame.ts'
import {
  type CeremonyHere,
  MakePasskeyScreen,
  type PasskeyProblem,
  PasskeysScreen,
  type PassphraseProblem,
  ShowPasskeyScreen,
} from './passkey-screens.tsx'
import { askForPasskey, askToSignIn, makePasskey, ownPasskeys, removePasskey, signInByPasskey } from './use-passkey.ts'

const form = 'member-passkey'
const signInPath = '/sign-in/passkey'
const listPath = '/me/passkeys'
const makePath = '/me/passkeys/make'

type Kept =
  | { at: 'sign-in'; problem: PasskeyProblem }
  | { at: 'list'; done: 'isMade' | 'removed' | 'gone' }
  | { at: 'list'; problem: PasskeyProblem }
  | { at: 'list'; passphraseProblem: PassphraseProblem }
  | { at: 'make'; problem: PasskeyProblem }

const kept = (house: House) => keeper<Kept>(house, 'passkeys')

const memberOf = ({ actor }: Pick<Seen, 'actor'>): MemberActor => {
  if (actor.kind !== 'member') throw new NotFound()
  return actor
}

export const registerPasskeys: RegisterRoutes = (routes, house) => {
  routes.get(signInPath, open('nobody is signed in yet'), (visit) => showSignIn(house, visit))
  routes.post(signInPath, open('nobody is signed in yet'), (visit) => postSignIn(house, visit))
  routes.get(listPath, open('leads a member whose session is over to signing in'), (visit) => showList(house, visit))
  routes.post(listPath, may('member.self'), (visit) => postPassphrase(house, visit))
  routes.get(makePath, may('member.self'), (visit) => showMake(house, visit))
  routes.post(makePath, may('member.self'), (visit) => postMake(house, visit))
  routes.post('/me/passkeys/remove', may('member.self'), (visit) => postRemove(house, visit))
}

const partyOf = (house: House) => relyingPartyOf(house.config.publicUrl)

async function ceremonyHere(
  house: House,
  visit: Visit<Actor>,
  purpose: 'member sign-in' | 'member make',
  ask: (party: RelyingParty, challenge: string) => Promise<Ceremony>,
): Promise<CeremonyHere> {
  const party = partyOf(house)
  if (!party) return undefined
  if (!standsAt(party, visit.c.req.url)) return { origin: party.origin }
  const challenge = await issueChallenge(house.sessions, 'public', visit, purpose, house.clock.now())
  return { ceremony: await ask(party, challenge) }
}

type Answer = { problem: PasskeyProblem } | { party: RelyingParty; answer: { challenge: string; credential: string } }

async function readAnswer(house: House, visit: Posted, purpose: string): Promise<Answer> {
  const challenge = await takeChallenge(house.sessions, 'public', visit, purpose, house.clock.now())
  const party = partyOf(house)
  const problem = visit.form.one('problem')
  const credential = visit.form.one('credential')
  if (!isOurs(house, visit, form) || !challenge) return { problem: 'expired' }
  if (problem === 'NotAllowedError' || problem === 'AbortError') return { problem: 'cancelled' }
  if (problem === 'InvalidStateError') return { problem: 'already' }
  if (!party || credential === '') return { problem: 'unsupported' }
  return { party, answer: { challenge, credential } }
}

// The door

async function showSignIn(house: House, visit: Seen): Promise<Response> {
  const next = knownNext(visit.c.req.query('next'))
  if (visit.actor.kind === 'member') return seeOther(destinationOf(next))
  const left = await kept(house).take(visit, 'sign-in')
  const here = await ceremonyHere(house, visit, 'member sign-in', askToSignIn)
  return visit.c.html(
    <ShowPasskeyScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      problem={left?.problem}
      here={here}
      next={next}
    />,
  )
}

async function postSignIn(house: House, visit: Posted): Promise<Response> {
  const next = knownNext(visit.form.one('next'))
  const again = async (problem: PasskeyProblem) => {
    await kept(house).keep(visit, { at: 'sign-in', problem })
    return seeOther(next === '' ? signInPath : `${signInPath}?${new URLSearchParams({ next })}`)
  }
  const posted = await readAnswer(house, visit, 'member sign-in')
  if ('problem' in posted) return again(posted.problem)
  const result = await signInByPasskey(house, posted.party, posted.answer)
  if ('problem' in result) return again(result.problem)
  await beginSession(house, visit, result.memberId)
  return seeOther(destinationOf(next))
}

// One's own

async function showList(house: House, visit: Seen): Promise<Response> {
  if (visit.actor.kind !== 'member') return seeOther('/sign-in?next=me')
  const left = await kept(house).take(visit, 'list')
  return visit.c.html(
    <PasskeysScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      passkeys={await ownPasskeys(house, visit.actor)}
      done={left && 'done' in left ? left.done : undefined}
      problem={left && 'problem' in left ? left.problem : undefined}
      passphraseProblem={left && 'passphraseProblem' in left ? left.passphraseProblem : undefined}
    />,
  )
}

/** How long a typed passphrase stands for making a passkey. */
const passphraseMinutes = 10
const passphraseShown = 'passkeyPassphrase'

async function postPassphrase(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  const again = async (what: { problem: PasskeyProblem } | { passphraseProblem: PassphraseProblem }) => {
    await kept(house).keep(visit, { at: 'list', ...what })
    return seeOther(listPath)
  }
  const passphrase = visit.form.one('passphrase')
  if (!isOurs(house, visit, form)) return again({ problem: 'expired' })
  if (passphrase === '') return again({ passphraseProblem: 'passphraseMissing' })
  try {
    if (!(await isOwnPassphrase(house, actor, passphrase))) return again({ passphraseProblem: 'currentWrong' })
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    return again({ passphraseProblem: 'busy' })
  }
  const until = house.clock.now().getTime() + passphraseMinutes * 60_000
  await remember(house.sessions, 'public', visit, passphraseShown, until)
  return seeOther(makePath)
}

const hasShownPassphrase = (house: House, { session }: Pick<Seen, 'session'>): boolean => {
  const until = session?.state[passphraseShown]
  return typeof until === 'number' && house.clock.now().getTime() < until
}

async function showMake(house: House, visit: Seen): Promise<Response> {
  const actor = memberOf(visit)
  if (!hasShownPassphrase(house, visit)) return seeOther(listPath)
  const left = await kept(house).take(visit, 'make')
  const here = await ceremonyHere(house, visit, 'member make', (party, challenge) =>
    askForPasskey(house, actor, party, challenge),
  )
  return visit.c.html(
    <MakePasskeyScreen
      shell={shellOf(house, visit)}
      token={tokenOf(house, visit, form)}
      problem={left?.problem}
      here={here}
    />,
  )
}

async function postMake(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  if (!hasShownPassphrase(house, visit)) return seeOther(listPath)
  const again = async (problem: PasskeyProblem) => {
    await kept(house).keep(visit, { at: 'make', problem })
    return seeOther(makePath)
  }
  const posted = await readAnswer(house, visit, 'member make')
  if ('problem' in posted) return again(posted.problem)
  const result = await makePasskey(house, actor, posted.party, { ...posted.answer, name: visit.form.one('name') })
  if (result !== 'made') return again(result)
  await take(house.sessions, 'public', visit, passphraseShown)
  await kept(house).keep(visit, { at: 'list', done: 'isMade' })
  return seeOther(listPath)
}

async function postRemove(house: House, visit: Posted): Promise<Response> {
  const actor = memberOf(visit)
  if (!isOurs(house, visit, form)) await kept(house).keep(visit, { at: 'list', problem: 'expired' })
  else {
    const done = await removePasskey(house, actor, visit.form.one('passkey'), visit.session?.id)
    await kept(house).keep(visit, { at: 'list', done })
  }
  return seeOther(listPath)
}
