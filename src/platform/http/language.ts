// Choosing a language: one cookie of the reader's own, from the menu's form or from a form that carries typed text along.
import { setCookie } from 'hono/cookie'
import { isLocale, languageField, localeCookie } from '../i18n/locales.ts'
import { cookieOptions } from './cookie.ts'
import type { PostVisit } from './routes.ts'

/** Sends the cookie of the language named by `field`; anything else is passed over. */
export function chooseLanguage({ c, form }: Pick<PostVisit<unknown>, 'c' | 'form'>, field: string): void {
  const locale = form.one(field)
  // Hono drops headers set before a plain Response is returned, unless its own response stands already.
  void c.res
  if (isLocale(locale)) setCookie(c, localeCookie, locale, cookieOptions(c))
}

/** Whether this form was sent by the language menu, and only to be shown again in another language. If so the cookie is sent. */
export function isForLanguage(visit: Pick<PostVisit<unknown>, 'c' | 'form'>): boolean {
  if (!visit.form.has(languageField)) return false
  chooseLanguage(visit, languageField)
  return true
}
