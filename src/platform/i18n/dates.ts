// Dates and times as people say them, in the reader's language and in Manchester's time.
import { intlTags, type Locale } from './locales.ts'

/** Everything here happens in one place, whatever clock the server or the phone keeps. */
export const timeZone = 'Europe/London'

const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(intlTags[locale], { timeZone, ...options })
    cache.set(key, found)
  }
  return found
}

/** A day: "17 October 2026". */
export function formatDay(locale: Locale, at: Date): string {
  return formatter(locale, 'day', { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** A month: "October 2026". What is told about a report is never finer. */
export function formatMonth(locale: Locale, at: Date): string {
  return formatter(locale, 'month', { month: 'long', year: 'numeric' }).format(at)
}

/** A time of day: "17:42". */
export function formatTime(locale: Locale, at: Date): string {
  return formatter(locale, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** The calendar day in Manchester as days since 1970, so that days can be subtracted across changes of the clock. */
export function dayNumber(at: Date): number {
  const parts = formatter('en', 'parts', { day: 'numeric', month: 'numeric', year: 'numeric' }).formatToParts(at)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Math.round(Date.UTC(read('year'), read('month') - 1, read('day')) / 86_400_000)
}

/**
 * A moment seen from now: "today, 17:42", "yesterday, 09:05", "Monday, 14:00" within six days, "3 March, 14:00" within the year,
 * else the day with its year and no time.
 */
export function formatWhen(locale: Locale, at: Date, now: Date): string {
  const days = dayNumber(at) - dayNumber(now)
  const time = formatTime(locale, at)
  const comma = locale === 'ar' ? '،' : ','
  if (Math.abs(days) <= 1) return `${relative(locale).format(days, 'day')}${comma} ${time}`
  if (Math.abs(days) <= 6) return `${formatter(locale, 'weekday', { weekday: 'long' }).format(at)}${comma} ${time}`
  const sameYear = formatter('en', 'year', { year: 'numeric' })
  if (sameYear.format(at) === sameYear.format(now)) {
    return `${formatter(locale, 'short', { day: 'numeric', month: 'long' }).format(at)}${comma} ${time}`
  }
  return formatDay(locale, at)
}

const relatives = new Map<Locale, Intl.RelativeTimeFormat>()

function relative(locale: Locale): Intl.RelativeTimeFormat {
  let found = relatives.get(locale)
  if (!found) {
    found = new Intl.RelativeTimeFormat(intlTags[locale], { numeric: 'auto' })
    relatives.set(locale, found)
  }
  return found
}

/** How long ago, or until, in the largest whole unit: "4 minutes ago", "in 2 hours", "last month". */
export function formatAgo(locale: Locale, at: Date, now: Date): string {
  const minutes = Math.trunc((at.getTime() - now.getTime()) / 60_000)
  if (Math.abs(minutes) < 60) return relative(locale).format(minutes, 'minute')
  const hours = Math.trunc(minutes / 60)
  const days = dayNumber(at) - dayNumber(now)
  if (Math.abs(hours) < 24) return relative(locale).format(hours, 'hour')
  if (Math.abs(days) < 31) return relative(locale).format(days, 'day')
  const months = Math.trunc(days / 30.44)
  return Math.abs(months) < 12
    ? relative(locale).format(months, 'month')
    : relative(locale).format(Math.trunc(days / 365.25), 'year')
}

/** Items joined as the language joins them: "a, b and c". */
export function formatList(locale: Locale, items: readonly string[], kind: 'and' | 'or' = 'and'): string {
  const type = kind === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(intlTags[locale], { type }).format(items)
}
