// The letter about an alert: it says that something is there and nothing else, since a lock screen or a flatmate may read it.
import type { Letter } from '#platform/delivery/mail.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import type { DeliveryKind } from './delivery-store.ts'
import { alertWords } from './messages/index.ts'

export function letterFor(kind: DeliveryKind, locale: Locale, to: string, publicUrl: string): Letter {
  const words = alertWords[locale].letter
  const url = `${publicUrl.replace(/\/$/, '')}/sign-in`
  const text = kind === 'alert' ? words.text({ url }) : words.endedText({ url })
  return { to, subject: words.subject, text, language: locale }
}
