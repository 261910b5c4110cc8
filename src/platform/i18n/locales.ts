// The languages people may read Rowan in, their direction, and how one is picked for a request. Knows no words.

/** Every language, in the order of the language menu. The first is the one to fall back to. */
export const locales = ['en', 'ro', 'ar'] as const

export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'en'

/** Each language's name in itself; flags are for countries. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', ro: 'Română', ar: 'العربية' }

/** The field by which a form with typed text says that it was sent to change the language, and to which. */
export const languageField = 'language'

/** The cookie that holds the reader's choice. */
export const localeCookie = 'lang'

/**
 * The tag handed to Intl. British dates; Arabic with western digits, since numbers here are read aloud to workers and typed on British phones.
 */
export const intlTags: Readonly<Record<Locale, string>> = { en: 'en-GB', ro: 'ro-RO', ar: 'ar-u-nu-latn' }

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (locales as readonly string[]).includes(value)
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}

/**
 * The language of an answer: the reader's own choice, else the best of what their browser asks for, else English.
 * @param cookie the value of `localeCookie`, as sent (anything not a locale is passed over)
 * @param acceptLanguage the header as sent (RFC 9110 §12.5.4); malformed parts are passed over
 */
export function pickLocale(cookie: string | undefined | null, acceptLanguage: string | undefined | null): Locale {
  if (isLocale(cookie)) return cookie
  let best: Locale = defaultLocale
  let bestWeight = 0
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const language = tag.split('-')[0]
    if (!isLocale(language)) continue
    const weight = weightOf(parameters)
    if (weight > bestWeight) {
      best = language
      bestWeight = weight
    }
  }
  return best
}

/** A quality between 0 and 1; 1 where none is given, 0 where it is not a number. */
function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  if (quality === undefined) return 1
  const weight = Number(quality.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}
