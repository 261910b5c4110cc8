// A date as a log writes it → the days it can mean. UK order always; a date that cannot be is kept as written, never bent.
import type { RoughDate } from './record.ts'

export interface DateReading {
  date: RoughDate
  /** What a person should know: in doubt unless it is `serial`. */
  doubt?: 'unreadable' | 'relative' | 'partly'
  serial?: boolean
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const aboutWord = /^(?:approx(?:imately)?|around|about|circa|roughly|maybe|c)\b\.?\s*/i
const weekday = /^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\b[.,]?\s+/i
const clock = String.raw`(?:\d{1,2}\s*[-–]\s*)?(?:\d{1,2}(?:[:.]\d{2}){1,2}(?:\.\d+)?\s*(?:am|pm|hrs?|z)?|\d{1,2}\s*(?:am|pm)|midnight|midday|noon)`
const dayPart = '(?:early|late|mid|morning|afternoon|evening|night|lunchtime|hours)'
const timeWords = new RegExp(
  String.raw`^(?:(?:at|t|approx(?:imately)?|around|about|circa|roughly|c|ish|between|and|in|the|or|to|after|before|gone|just)\b\.?\s*|[-–~@,]\s*|${dayPart}\b\s*|${clock}\s*(?:ish\b)?\s*)+$`,
  'i',
)
const unknownWords = /^(?:n\/?k|n\/?a|not known|unknown|unsure|not sure|dont know|don't know|\?+|-+|tbc|none)$/i
const relativeWords =
  /^(?:(?:last|this|past|previous|the other) (?:week|month|year|night|weekend|day|mon|tue|wed|thu|fri|sat|sun)[a-z]*|yesterday|today|tonight|recent(?:ly)?|(?:a |an |\d+ |few |a few |couple of |a couple of )+(?:day|week|month|year)s? ago|ongoing|several times|on ?going)$/i
const monthFirstForm = new RegExp(String.raw`^${monthWord}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})`, 'i')
const dayMonthForm = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?${monthWord}\.?,?[ -](\d{4}|'?\d{2})(?!\d)`,
  'i',
)
const monthYearForm = new RegExp(String.raw`^${monthWord}\.?,?[ -](\d{4}|'\d{2})(?!\d)`, 'i')
const monthsForm = new RegExp(String.raw`^${monthWord}\s?(?:[-–/]|to|and)\s?${monthWord}\.? (\d{4})$`, 'i')
const seasonForm = /^(spring|summer|autumn|winter),? (\d{4})(?!\d)/i

/**
 * One cell → the days it can mean, or nothing for an empty cell. Spreadsheet serials follow the 1900 system (day 0 is
 * 30 December 1899). A two-digit year up to 69 is of this century.
 */
export function readDate(cell: string): DateReading | undefined {
  const written = cell.trim()
  if (written === '') return undefined
  const unknown: RoughDate = { written, precision: 'unknown' }
  if (written.length > 80) return { date: unknown, doubt: 'unreadable' }
  let text = written.replace(/\s+/g, ' ').replace(/^["']+|["']+$/g, '')
  if (unknownWords.test(text)) return { date: unknown }
  if (relativeWords.test(text)) return { date: unknown, doubt: 'relative' }
  const serial = readSerial(text, written)
  if (serial) return serial
  let about = false
  if (aboutWord.test(text)) {
    about = true
    text = text.replace(aboutWord, '')
  }
  const range = readRange(text)
  if (range) return { date: { written, precision: 'range', ...range, ...(about ? { about } : {}) } }
  const start = readStart(text)
  if (!start) return { date: unknown, doubt: 'unreadable' }
  const date: RoughDate = { written, precision: start.precision, from: start.from, to: start.to }
  const rest = text.slice(start.length).replace(/^[ ,]+/, '')
  if (about) date.about = true
  if (rest === '') return { date }
  if (rest === '?' || /^(?:ish|approx|or so)$/i.test(rest)) return { date: { ...date, about: true } }
  date.time = rest
  return timeWords.test(rest) && start.precision === 'day' ? { date } : { date, doubt: 'partly' }
}

interface Start {
  precision: RoughDate['precision']
  from: string
  to: string
  length: number
}

function readStart(text: string): Start | undefined {
  const named = weekday.exec(text)?.[0].length ?? 0
  const found = readDay(text.slice(named)) ?? readMonth(text.slice(named)) ?? readYear(text.slice(named))
  return found && { ...found, length: found.length + named }
}

function readDay(text: string): Start | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)T?/.exec(text)
  if (iso) return dayStart(iso[0], iso[1], iso[2], iso[3])
  const uk = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[/.-]\d)/.exec(text)
  if (uk) return dayStart(uk[0], uk[4], uk[3], uk[1])
  const worded = dayMonthForm.exec(text)
  if (worded) return dayStart(worded[0], worded[3], monthNumber(worded[2]), worded[1])
  const american = monthFirstForm.exec(text)
  return american ? dayStart(american[0], american[3], monthNumber(american[1]), american[2]) : undefined
}

function readMonth(text: string): Start | undefined {
  const worded = monthYearForm.exec(text)
  if (worded) return monthStart(worded[0], worded[2], monthNumber(worded[1]))
  const figures = /^(\d{1,2})[/.-](\d{4})(?![\d/.-])/.exec(text)
  if (figures) return monthStart(figures[0], figures[2], figures[1])
  const iso = /^(\d{4})-(\d{2})(?![\d-])/.exec(text)
  return iso ? monthStart(iso[0], iso[1], iso[2]) : undefined
}

function readYear(text: string): Start | undefined {
  const season = seasonForm.exec(text)
  if (season) return seasonStart(season[0], season[1]?.toLowerCase() ?? '', Number(season[2]))
  const year = /^((?:19|20)\d{2})(?![\d/.-])/.exec(text)?.[1]
  return year ? { precision: 'year', from: `${year}-01-01`, to: `${year}-12-31`, length: 4 } : undefined
}

function seasonStart(matched: string, season: string, year: number): Start {
  const first = { spring: 3, summer: 6, autumn: 9, winter: 12 }[season] ?? 1
  const lastYear = season === 'winter' ? year + 1 : year
  const last = season === 'winter' ? 2 : first + 2
  return {
    precision: 'range',
    from: iso(year, first, 1),
    to: iso(lastYear, last, daysIn(lastYear, last)),
    length: matched.length,
  }
}

function readSerial(text: string, written: string): DateReading | undefined {
  const match = /^(\d{5})(?:\.(\d+))?$/.exec(text)
  const days = Number(match?.[1])
  if (!match || days < 20_000 || days > 73_050) return undefined
  const day = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
  const date: RoughDate = { written, precision: 'day', from: day, to: day }
  if (match[2]) {
    const minutes = Math.round(Number(`0.${match[2]}`) * 1440) % 1440
    date.time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  return { date, serial: true }
}

// "12-14/03/2021", "1/2/21 - 3/2/21", "March to April 2021". Both ends must be whole dates, in order.
function readRange(text: string): { from: string; to: string } | undefined {
  const days = /^(\d{1,2})\s?[-–]\s?(\d{1,2})([/.])(\d{1,2})\3(\d{4}|\d{2})$/.exec(text)
  const monthsOnly = monthsForm.exec(text)
  const parts = days
    ? [`${days[1]}/${days[4]}/${days[5]}`, `${days[2]}/${days[4]}/${days[5]}`]
    : monthsOnly
      ? [`${monthsOnly[1]} ${monthsOnly[3]}`, `${monthsOnly[2]} ${monthsOnly[3]}`]
      : text.replace(/^(?:between|from)\s+/i, '').split(/\s+(?:-|–|to|and|until|till)\s+/i)
  if (parts.length !== 2) return undefined
  const first = readStart(parts[0] ?? '')
  const last = readStart(parts[1] ?? '')
  if (!first || !last || first.length !== parts[0]?.length || last.length !== parts[1]?.length) return undefined
  return first.from <= last.to ? { from: first.from, to: last.to } : undefined
}

function dayStart(matched: string, year?: string, month?: string | number, day?: string): Start | undefined {
  const y = fullYear(year)
  const m = Number(month)
  const d = Number(day)
  if (!y || m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return undefined
  return { precision: 'day', from: iso(y, m, d), to: iso(y, m, d), length: matched.length }
}

function monthStart(matched: string, year?: string, month?: string | number): Start | undefined {
  const y = fullYear(year)
  const m = Number(month)
  if (!y || m < 1 || m > 12) return undefined
  return { precision: 'month', from: iso(y, m, 1), to: iso(y, m, daysIn(y, m)), length: matched.length }
}

function monthNumber(word: string | undefined): number {
  return months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1
}

function fullYear(written: string | undefined): number | undefined {
  const digits = (written ?? '').replace("'", '')
  const year = Number(digits)
  if (digits.length === 2) return year < 70 ? 2000 + year : 1900 + year
  return year >= 1900 && year <= 2100 ? year : undefined
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
