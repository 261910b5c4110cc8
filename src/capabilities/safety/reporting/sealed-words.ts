// Words that the reporter's browser sealed before they left it: which questions have such words, where they stand among a
// report's answers, and how they come back into their places once a team has opened them. Pure.
import { paddedSize } from '#engines/sealing/index.ts'
import type { Place, Step } from './journey.ts'
import type { ReportContent } from './report.ts'
import type { DraftWords } from './sealed-report.ts'

/** One answer's words. What is in them only the teams' keys tell; which fields were filled in stands in the open. */
export type SealedWords = {
  /** What the envelope is bound to: the report's id, or the id a wish for a worker will have. */
  record: string
  part: string
  filled: string[]
  /** Base64url. While a draft waits; then it stands beside its key, and `digest`, SHA-256 in hexadecimal, in its place. */
  body?: string
  digest?: string
  /** Base64url: the fields that hold identifiers once more, sealed to the running service, which compares them. Gone once sent. */
  identifiers?: string
}

/** The part of a wish for a worker: as casework binds it, since that is where it ends. */
export const contactPart = 'contact'
export const partPattern = /^words [A-Za-z0-9_-]{22}$/

export type SealableField = { most: number; isIdentifier?: true }

/** The fields in a person's own words, with the characters each may have. All other answers are choices, which the service needs. */
export const sealableFields: { readonly [S in Step]?: Readonly<Record<string, SealableField>> } = {
  story: { story: { most: 20_000 } },
  when: { when: { most: 200 } },
  where: { where: { most: 200 } },
  person: {
    names: { most: 200, isIdentifier: true },
    phones: { most: 1_000, isIdentifier: true },
    emails: { most: 1_000, isIdentifier: true },
    looks: { most: 2_000 },
    marks: { most: 1_000 },
  },
  vehicle: { registration: { most: 40, isIdentifier: true }, description: { most: 200 } },
  support: { callMe: { most: 200 }, how: { most: 200 }, when: { most: 200 }, never: { most: 1_000 } },
}

/** The largest sealed body that these fields can make, in bytes: four a character, and the names around them. */
export const largestBody = (fields: Readonly<Record<string, SealableField>>): number =>
  paddedSize(Object.values(fields).reduce((sum, { most }) => sum + 6 * most + 40, 100)) + 17

/** What was sealed as the answer to one question. */
export function sealedAt({ step, index }: Place, words: DraftWords): SealedWords | undefined {
  const { content } = words
  switch (step) {
    case 'story':
    case 'when':
    case 'where':
      return content.sealed?.[step]
    case 'person':
      return content.people?.[index]?.sealed
    case 'vehicle':
      return content.vehicles?.[index]?.sealed
    case 'support':
      return words.support?.sealed
    default:
      return undefined
  }
}

/** Everything of a report's answers that was sealed in a browser; the wish for a worker is not among them. */
export const sealedIn = (content: ReportContent): SealedWords[] =>
  [
    ...Object.values(content.sealed ?? {}),
    ...(content.people ?? []).map((each) => each.sealed),
    ...(content.vehicles ?? []).map((each) => each.sealed),
  ].filter((each) => each !== undefined)

export const sealedInDraft = (words: DraftWords): SealedWords[] => [
  ...sealedIn(words.content),
  ...(words.support?.sealed ? [words.support.sealed] : []),
]

const changed = <T extends { sealed?: SealedWords }>(
  list: T[] | undefined,
  change: (sealed: SealedWords) => SealedWords | undefined,
) =>
  list && {
    list: list.map(({ sealed, ...rest }) => {
      const next = sealed && change(sealed)
      return (next ? { ...rest, sealed: next } : rest) as T
    }),
  }

/** The content with each sealed answer changed; undefined takes it away. */
export function mapSealed(
  content: ReportContent,
  change: (sealed: SealedWords) => SealedWords | undefined,
): ReportContent {
  const { sealed, ...rest } = content
  const people = changed(rest.people, change)
  const vehicles = changed(rest.vehicles, change)
  const own = Object.entries(sealed ?? {}).flatMap(([step, each]) => {
    const next = change(each)
    return next ? [[step, next]] : []
  })
  return {
    ...rest,
    ...(people ? { people: people.list } : {}),
    ...(vehicles ? { vehicles: vehicles.list } : {}),
    ...(own.length > 0 ? { sealed: Object.fromEntries(own) } : {}),
  }
}

/** Puts opened words into the places they were sealed for. `opened` answers the fields of one part; {} where there is nothing. */
export function withOpened(
  content: ReportContent,
  opened: (sealed: SealedWords) => Readonly<Record<string, string>>,
): ReportContent {
  const { story, when, where } = content.sealed ?? {}
  const into = <T extends { sealed?: SealedWords }>(list: T[] | undefined, step: 'person' | 'vehicle') =>
    list?.map((each) => (each.sealed ? { ...each, ...only(opened(each.sealed), step) } : each))
  const people = into(content.people, 'person')
  const vehicles = into(content.vehicles, 'vehicle')
  return {
    ...content,
    ...(story ? { story: opened(story).story ?? '' } : {}),
    ...(when ? { when: { ...content.when, words: opened(when).when ?? '' } } : {}),
    ...(where ? { where: { ...content.where, words: opened(where).where ?? '' } } : {}),
    ...(people ? { people } : {}),
    ...(vehicles ? { vehicles } : {}),
  }
}

const only = (values: Readonly<Record<string, string>>, step: 'person' | 'vehicle') =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in (sealableFields[step] ?? {})))

/**
 * The fields of an opened part. Whoever sealed it may have sealed anything: texts alone are taken, of known fields, cleaned and
 * cut to what the field may hold.
 */
export function cleanFields(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const most: Record<string, number> = {}
  for (const fields of Object.values(sealableFields))
    for (const [name, field] of Object.entries(fields)) most[name] = Math.max(most[name] ?? 0, field.most)
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) =>
      Object.hasOwn(most, name) && typeof text === 'string' ? [[name, cleanText(text).slice(0, most[name])]] : [],
    ),
  )
}

const cleanText = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim()
