// Routes of one's own passphrase and codes. There is no address for anybody else's.
import { TooBusy } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { passphraseErrors } from '../joining/join-routes.tsx'
import { en } from '../messages/en.ts'
import { joiningWords } from '../messages/joining.ts'
import { leaveNotice } from '../notice.tsx'
import { CodesScreen, type FactorErrors, PassphraseScreen } from '../screens/own-factors.tsx'
import { checkFormToken, formToken, staffShell } from '../shell.ts'
import { newTotpSecret, otpauthUrl } from '../totp.ts'
import { staffOf } from '../visit.ts'
import { changeCodes, changePassphrase } from './own-factors.ts'

const passphrasePath = '/account/passphrase'
const codesPath = '/account/codes'
const form = 'own-factors'
const words = joiningWords.factor

export function registerOwnFactors(routes: AppRoutes, house: House): void {
  const own = may('staff.self', { stepUp: true })
  routes.get(passphrasePath, own, (visit) => showPassphrase(house, visit))
  routes.post(passphrasePath, own, (visit) => postPassphrase(house, visit))
  routes.get(codesPath, own, (visit) => showCodes(house, visit))
  routes.post(codesPath, own, (visit) => postCodes(house, visit))
}

const keepErrors = (house: House, visit: Visit<Actor>, errors: FactorErrors) =>
  remember(house.sessions, 'staff', visit, 'factorErrors', errors)
const takeErrors = async (house: House, visit: Visit<Actor>) =>
  ((await take(house.sessions, 'staff', visit, 'factorErrors')) ?? {}) as FactorErrors

const crumbsOf = (text: string) => [{ text: en.account.title, href: '/account' }, { text }]

async function showPassphrase(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const errors = await takeErrors(house, visit)
  const title = words.passphraseTitle
  return visit.c.html(
    <PassphraseScreen
      shell={await staffShell(house, staff, { visit, current: '/account', title, crumbs: crumbsOf(title) })}
      token={formToken(house, visit, form)}
      errors={errors}
    />,
  )
}

async function postPassphrase(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const isFresh = checkFormToken(house, visit, form, visit.form.one('token'))
  const errors = isFresh ? passphraseErrors(visit) : { passphrase: words.expired }
  if (Object.keys(errors).length === 0) {
    try {
      await changePassphrase(house, staff, visit, visit.form.one('passphrase'))
      await leaveNotice(house, visit, words.passphraseChanged)
      return seeOther('/account')
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error
      errors.passphrase = words.busy
    }
  }
  await keepErrors(house, visit, errors)
  return seeOther(passphrasePath)
}

async function showCodes(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const errors = await takeErrors(house, visit)
  // The same secret until it is taken into use, so that a slip in the code does not ask for a new square.
  const kept = visit.session?.state.newCodes
  const secret = typeof kept === 'string' ? kept : newTotpSecret()
  if (secret !== kept) await remember(house.sessions, 'staff', visit, 'newCodes', secret)
  const title = words.codesTitle
  return visit.c.html(
    <CodesScreen
      shell={await staffShell(house, staff, { visit, current: '/account', title, crumbs: crumbsOf(title) })}
      token={formToken(house, visit, form)}
      url={otpauthUrl(secret, staff.person.username)}
      secret={secret}
      errors={errors}
    />,
  )
}

async function postCodes(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const secret = visit.session?.state.newCodes
  const isFresh = checkFormToken(house, visit, form, visit.form.one('token'))
  if (!isFresh || typeof secret !== 'string') {
    await keepErrors(house, visit, { code: words.expired })
    return seeOther(codesPath)
  }
  if (!(await changeCodes(house, staff, visit, secret, visit.form.one('code')))) {
    await keepErrors(house, visit, { code: words.codeWrong })
    return seeOther(codesPath)
  }
  await take(house.sessions, 'staff', visit, 'newCodes')
  await leaveNotice(house, visit, words.codesChanged)
  return seeOther('/account')
}
