// An alert's codes put into words of the reader's language. Pure.
import { type Area, boroughNames } from '#partnership/organisations/index.ts'
import { formatList, formatMonth } from '#platform/i18n/dates.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import type { AlertBody } from './alert.ts'
import { alertWords } from './messages/index.ts'

export const areaName = (locale: Locale, area: Area): string =>
  area === 'elsewhere' ? alertWords[locale].elsewhere : boroughNames[area]

export const whereOf = (locale: Locale, body: AlertBody): string =>
  body.areas.length
    ? formatList(
        locale,
        body.areas.map((area) => areaName(locale, area)),
      )
    : alertWords[locale].everywhere

/** Words that begin with a capital where they stand alone, as one phrase: "Violence and robbery". */
export const phraseOf = (locale: Locale, items: readonly string[]): string =>
  formatList(
    locale,
    items.map((item, i) => (i === 0 ? item : item.charAt(0).toLocaleLowerCase(locale) + item.slice(1))),
  )

/** "Violence and robbery: Manchester": composed, so that no headline is ever a story and every language has it. */
export function headlineOf(locale: Locale, body: AlertBody): string {
  const words = alertWords[locale]
  const harms = phraseOf(
    locale,
    body.harms.map((harm) => words.harms[harm]),
  )
  return words.headline({ harms, where: whereOf(locale, body) })
}

/** "March 2026" from '2026-03'. */
export function monthOf(locale: Locale, month: string): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  return Number.isNaN(at.getTime()) ? month : formatMonth(locale, at)
}
