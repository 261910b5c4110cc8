// The shape of words: a catalogue in English says which messages there are, and every other language must have them all.
// A missing, surplus or wrongly shaped message is a type error; nothing is looked up by a string that could be misspelt.
import { intlTags, type Locale } from './locales.ts'

/** A sentence, or a function of what the sentence is about. Lists of sentences are for things said in steps. */
// biome-ignore lint/suspicious/noExplicitAny: a catalogue holds functions of any parameters; Messages<T> keeps each one's own.
export type Message = string | readonly string[] | ((parameters: any) => string)

export interface Catalogue {
  readonly [key: string]: Message | Catalogue
}

/** The same catalogue in another language: the same keys, the same parameters, other words. */
export type Messages<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends readonly string[]
      ? readonly string[]
      : T[Key] extends (parameters: infer Parameters) => string
        ? (parameters: Parameters) => string
        : Messages<T[Key]>
}

/** A catalogue in every language. */
export type AllLocales<T> = Readonly<Record<Locale, Messages<T>>>

/** The plural forms each language has (CLDR, cardinal); every one must be written. */
export interface PluralForms {
  en: { one: string; other: string }
  ro: { one: string; few: string; other: string }
  ar: { zero: string; one: string; two: string; few: string; many: string; other: string }
}

const rules: Partial<Record<Locale, Intl.PluralRules>> = {}
const numbers: Partial<Record<Locale, Intl.NumberFormat>> = {}

/**
 * A phrase that agrees with a number; `#` stands for the number as the language writes it.
 * @example plural('en', 2, { one: '# report', other: '# reports' }) === '2 reports'
 */
export function plural<L extends Locale>(locale: L, count: number, forms: PluralForms[L]): string {
  rules[locale] ??= new Intl.PluralRules(intlTags[locale])
  const form = rules[locale].select(count)
  const all = forms as Record<string, string>
  return (all[form] ?? all.other ?? '').replaceAll('#', formatNumber(locale, count))
}

/** A number as the language groups its digits. */
export function formatNumber(locale: Locale, value: number): string {
  numbers[locale] ??= new Intl.NumberFormat(intlTags[locale])
  return numbers[locale].format(value)
}

/** The paths of a catalogue's messages, sorted: `a.b.c`. For tests that compare languages at run time. */
export function messagePaths(catalogue: object, prefix = ''): string[] {
  return Object.entries(catalogue)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? messagePaths(value, `${prefix}${key}.`)
        : [`${prefix}${key}`],
    )
    .sort()
}
