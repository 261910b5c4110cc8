// Everything a catalogue can say, as sentences with their paths: what tests of words read, whatever capability they belong to.
import type { Catalogue, Message } from '#platform/i18n/messages.ts'

/** Numbers at which languages change their forms: Romanian at 1, 2 and 20, Arabic at 0, 1, 2, 3, 11 and 100. */
const counts = [0, 1, 2, 3, 11, 20, 100]

const partsOf = (count: number) =>
  new Proxy({}, { get: (_all, name) => (/^(count|number|max|found)$/.test(String(name)) ? count : '§') })

const sentencesOf = (message: Message): readonly string[] => {
  if (typeof message === 'string') return [message]
  if (typeof message === 'function') return counts.map((count) => message(partsOf(count)))
  return message
}

/** Path and sentence of each message; a list's and a function's sentences one after another under the same path. */
export function said(catalogue: Catalogue, prefix = ''): { path: string; sentence: string }[] {
  return Object.entries(catalogue).flatMap(([key, value]) => {
    const path = `${prefix}${key}`
    if (typeof value === 'object' && !Array.isArray(value)) return said(value as Catalogue, `${path}.`)
    return sentencesOf(value as Message).map((sentence) => ({ path, sentence }))
  })
}

/**
 * Words nobody here is called by, and promises nobody here can keep, in each language.
 * A person who sex works is called that; whoever harmed is no offender before a court says so; nothing is ever called safe.
 */
export const neverSaid = {
  en: /prostitut|hooker|\bwhore|victim|offender|\bsafe(ly|ty|r)?\b|guarantee|please note/i,
  ro: /prostitu|curv[ăe]|victim|infractor|agresor|siguranț|garant/i,
  ar: /دعارة|عاهر|بغاء|مومس|ضحي|ضحاي|مجرم|آمن|أمان|سلامة|مضمون|نضمن/,
} as const
