// What members may type into their own pages, read strictly and kindly: mistakes come back as keys of messages.
import { areas, isArea } from '#partnership/organisations/index.ts'
import type { Form } from '#platform/http/form.ts'
import { isLocale } from '#platform/i18n/locales.ts'
import { type WorkKind, workKinds } from '#safety/reporting/index.ts'
import type { MemberPreferences } from './member.ts'

export type SignInForm = { pseudonym: string; passphrase: string; next: string }
export type SignInProblem = 'noMatch' | 'busy' | 'rests' | 'pseudonymMissing' | 'passphraseMissing' | 'expired'

/** Where somebody may be taken after signing in: our own pages, by name. */
const destinations: Readonly<Record<string, string>> = { check: '/check', alerts: '/alerts', me: '/me' }
export const destinationOf = (next: string): string =>
  (Object.hasOwn(destinations, next) ? destinations[next] : undefined) ?? '/me'
export const knownNext = (next: string | undefined): string =>
  next !== undefined && Object.hasOwn(destinations, next) ? next : ''

export const readSignIn = (form: Form): SignInForm => ({
  pseudonym: form.one('pseudonym'),
  passphrase: form.one('passphrase'),
  next: knownNext(form.one('next')),
})

export type PreferenceErrors = { email?: 'email' | 'emailNeeded' }

const EMAIL_MAX = 254
// Kind in content: whoever owns the address knows it best. Only what can be no address at all is refused.
const looksLikeAddress = (text: string) =>
  text.length <= EMAIL_MAX && /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\".]{2,}$/u.test(text)

const isWorkKind = (text: string): text is WorkKind => (workKinds as readonly string[]).includes(text)

export type Interests = Pick<MemberPreferences, 'areas' | 'work'>
export type DeliveryWish = Pick<MemberPreferences, 'email' | 'locale' | 'emailAlerts'>

/** Which alerts. Everything ticked is the same as nothing ticked: all. */
export function readInterests(form: Form): Interests {
  const chosenAreas = [...new Set(form.all('areas').filter(isArea))]
  const chosenWork = [...new Set(form.all('work').filter(isWorkKind))]
  return {
    areas: chosenAreas.length === areas.length ? [] : chosenAreas,
    work: chosenWork.length === workKinds.length ? [] : chosenWork,
  }
}

/** How they arrive, as typed, with what is wrong in it. An address left empty takes away the one there was. */
export function readDeliveryWish(form: Form): { delivery: DeliveryWish; errors: PreferenceErrors } {
  const email = form.one('email').trim()
  const locale = form.one('locale')
  const emailAlerts = form.one('emailAlerts') === 'yes'
  const errors: PreferenceErrors = {}
  if (email !== '' && !looksLikeAddress(email)) errors.email = 'email'
  else if (email === '' && emailAlerts) errors.email = 'emailNeeded'
  return {
    delivery: {
      email: email === '' ? undefined : email.slice(0, 1000),
      locale: isLocale(locale) ? locale : 'en',
      emailAlerts,
    },
    errors,
  }
}
