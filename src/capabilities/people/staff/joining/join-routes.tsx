// Routes of somebody who was invited and is nobody here yet: the code, then a passphrase and a phone of their own.
import { PASSPHRASE_MAX, passphraseProblem, TooBusy } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { open } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { joiningWords } from '../messages/joining.ts'
import { StaffRefused } from '../person.ts'
import { JoinAsYourselfScreen, type JoinErrors, JoinScreen } from '../screens/join.tsx'
import type { FactorErrors } from '../screens/own-factors.tsx'
import { enter } from '../sessions/begin-session.ts'
import { checkFormToken, formToken, signedOutShell } from '../shell.ts'
import { isCode, newTotpSecret, otpauthUrl, tidyCode } from '../totp.ts'
import { isHalf, tidyHalf } from './invitation.ts'
import { findInvitation, type Halves, join } from './join.ts'

const path = '/join'
const ownPath = '/join/yourself'
const form = 'join'
const words = joiningWords.join
const factor = joiningWords.factor

/** In the sealed session between the two pages: what was typed that fits, and the secret the phone is shown. */
type Joining = Halves & { totpSecret: string }

export function registerJoining(routes: AppRoutes, house: House): void {
  const invited = open('whoever holds both halves of an invitation is nobody here yet; without them nothing is shown')
  routes.get(path, invited, (visit) => showJoin(house, visit))
  routes.post(path, invited, (visit) => postHalves(house, visit))
  routes.get(ownPath, invited, (visit) => showOwn(house, visit))
  routes.post(ownPath, invited, (visit) => postOwn(house, visit))
}

const keep = (house: House, visit: Visit<Actor>, errors: JoinErrors) =>
  remember(house.sessions, 'staff', visit, 'joinErrors', errors)

async function showJoin(house: House, visit: Visit<Actor>): Promise<Response> {
  // Somebody at work has nothing to join; they sign out first.
  if (visit.actor.kind === 'staff') return seeOther('/')
  const errors = ((await take(house.sessions, 'staff', visit, 'joinErrors')) ?? {}) as JoinErrors
  return visit.c.html(
    <JoinScreen
      shell={signedOutShell(house, visit, { title: words.title })}
      token={formToken(house, visit, form)}
      errors={errors}
    />,
  )
}

async function postHalves(house: House, visit: PostVisit<Actor>): Promise<Response> {
  if (visit.actor.kind === 'staff') return seeOther('/')
  const again = async (errors: JoinErrors) => {
    await keep(house, visit, errors)
    return seeOther(path)
  }
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) return again({ one: words.expired })
  const halves = { one: tidyHalf(visit.form.one('one')), other: tidyHalf(visit.form.one('other')) }
  const errors: JoinErrors = {}
  if (!isHalf(halves.one)) errors.one = words.notHalf
  if (!isHalf(halves.other)) errors.other = words.notHalf
  if (Object.keys(errors).length > 0) return again(errors)
  if (!(await findInvitation(house, halves))) return again({ one: words.notKnown })
  await remember(house.sessions, 'staff', visit, 'joining', {
    ...halves,
    totpSecret: newTotpSecret(),
  } satisfies Joining)
  return seeOther(ownPath)
}

const joiningOf = (visit: Visit<Actor>) => visit.session?.state.joining as Joining | undefined

async function showOwn(house: House, visit: Visit<Actor>): Promise<Response> {
  const joining = joiningOf(visit)
  if (!joining || visit.actor.kind === 'staff') return seeOther(path)
  const invitation = await findInvitation(house, joining)
  if (!invitation) {
    await keep(house, visit, { one: words.gone })
    return seeOther(path)
  }
  const errors = ((await take(house.sessions, 'staff', visit, 'joinOwnErrors')) ?? {}) as FactorErrors
  return visit.c.html(
    <JoinAsYourselfScreen
      shell={signedOutShell(house, visit, { title: words.ownTitle({ name: invitation.displayName }) })}
      token={formToken(house, visit, form)}
      invitation={invitation}
      url={otpauthUrl(joining.totpSecret, invitation.username)}
      secret={joining.totpSecret}
      errors={errors}
    />,
  )
}

/** What is wrong with a new passphrase, typed twice; beside the fields. */
export function passphraseErrors(visit: Pick<PostVisit<Actor>, 'form'>): FactorErrors {
  const passphrase = visit.form.one('passphrase')
  const problem = passphraseProblem(passphrase.slice(0, PASSPHRASE_MAX * 4 + 1))
  if (problem) return { passphrase: factor.problems[problem] }
  return passphrase === visit.form.one('again') ? {} : { again: factor.differ }
}

async function postOwn(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const joining = joiningOf(visit)
  if (!joining || visit.actor.kind === 'staff') return seeOther(path)
  const again = async (errors: FactorErrors) => {
    await remember(house.sessions, 'staff', visit, 'joinOwnErrors', errors)
    return seeOther(ownPath)
  }
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) return again({ passphrase: factor.expired })
  const errors = passphraseErrors(visit)
  const code = visit.form.one('code')
  if (!isCode(tidyCode(code))) errors.code = factor.codeWrong
  if (Object.keys(errors).length > 0) return again(errors)
  try {
    const own = { passphrase: visit.form.one('passphrase'), totpSecret: joining.totpSecret, code }
    const joined = await join(house, joining, own)
    if (joined === 'code') return again({ code: factor.codeWrong })
    if (joined === 'gone') {
      await keep(house, visit, { one: words.gone })
      return seeOther(path)
    }
    await enter(house, visit, joined)
    return seeOther('/')
  } catch (error) {
    if (error instanceof TooBusy) return again({ passphrase: factor.busy })
    if (!(error instanceof StaffRefused)) throw error
    await keep(house, visit, { one: words.taken })
    return seeOther(path)
  }
}
