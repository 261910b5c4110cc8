// The page that asks somebody who is signed in to prove once more who they are, and leads them back.
import { PASSPHRASE_MAX, TooBusy } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { localPath } from '#platform/http/local-path.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { en } from '../messages/en.ts'
import { passkeyWords } from '../messages/passkeys.ts'
import { ownPasskeys } from '../passkeys/own-passkeys.ts'
import { type StepUpErrors, StepUpScreen } from '../screens/step-up.tsx'
import { checkFormToken, formToken, leftByStepUp, signInPath, staffShell } from '../shell.ts'
import { isCode, tidyCode } from '../totp.ts'
import { staffOf } from '../visit.ts'
import { hasProvedLately, markProved, proveByPassphrase, stepUpPath } from './step-up.ts'

const form = 'step-up'
const kept = 'stepUp'

export function registerStepUp(routes: AppRoutes, house: House): void {
  routes.get(stepUpPath, may('staff.self'), (visit) => showStepUp(house, visit))
  routes.post(stepUpPath, may('staff.self'), (visit) => postStepUp(house, visit))
}

async function showStepUp(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const back = localPath(visit.c.req.query('back') ?? '/')
  const isUndone = visit.c.req.query('undone') === 'yes'
  // Proved in another tab meanwhile: nothing is left to ask.
  if (hasProvedLately(house, visit.session)) return leadBack(house, visit, back, isUndone)
  const errors = ((await take(house.sessions, 'staff', visit, kept)) ?? {}) as StepUpErrors
  const hasPasskey = (await ownPasskeys(house, staff)).some((passkey) => !passkey.isDoubted)
  const question = new URLSearchParams({ back, ...(isUndone ? { undone: 'yes' } : {}) })
  return visit.c.html(
    <StepUpScreen
      shell={await staffShell(house, staff, { visit, title: en.stepUp.title })}
      token={formToken(house, visit, form)}
      back={back}
      isUndone={isUndone}
      errors={errors}
      otherWay={
        hasPasskey ? (
          <p>
            <a class="govuk-link" href={`${stepUpPath}/passkey?${question}`}>
              {passkeyWords.stepUp.link}
            </a>
          </p>
        ) : undefined
      }
    />,
  )
}

async function postStepUp(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const back = localPath(visit.form.one('back'))
  const isUndone = visit.form.one('undone') === 'yes'
  const again = async (errors: StepUpErrors) => {
    await remember(house.sessions, 'staff', visit, kept, errors)
    return seeOther(`${stepUpPath}?${new URLSearchParams({ back, ...(isUndone ? { undone: 'yes' } : {}) })}`)
  }
  if (!checkFormToken(house, visit, form, visit.form.one('token'))) return again({ passphrase: 'expired' })
  const typed = { passphrase: visit.form.one('passphrase').slice(0, PASSPHRASE_MAX * 4), code: visit.form.one('code') }
  const missing: StepUpErrors = {}
  if (typed.passphrase === '') missing.passphrase = 'passphrase'
  if (!isCode(tidyCode(typed.code))) missing.code = 'code'
  if (Object.keys(missing).length > 0) return again(missing)
  try {
    const outcome = await proveByPassphrase(house, staff, visit, typed)
    if (outcome === 'ended') return seeOther(signInPath)
    if (outcome === 'together') return again({ passphrase: 'together' })
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    return again({ passphrase: 'busy' })
  }
  await markProved(house, visit)
  return leadBack(house, visit, back, isUndone)
}

/** Back to the page asked for; where something was pressed there, that page says once that it has not been done. */
export async function leadBack(house: House, visit: Visit<Actor>, back: string, isUndone: boolean): Promise<Response> {
  if (isUndone) await remember(house.sessions, 'staff', visit, leftByStepUp, true)
  return seeOther(back)
}
