// What each question accepts. Schemas at the edge: they answer the cleaned value, or a message key for the field.
import * as v from 'valibot'
import { isArea } from '#partnership/organisations/index.ts'
import type { Form } from '#platform/http/form.ts'
import { heldPeople } from './holding.ts'
import type { Step } from './journey.ts'
import { aboutKinds, allowedPurposes, harmKinds, offeredPurposes, withholdable, workKinds } from './report.ts'
import type { DraftWords } from './sealed-report.ts'
import { type SealedWords, sealedAt } from './sealed-words.ts'

export type FieldError =
  | 'tooLong'
  | 'sealedWrong'
  | 'sealedStale'
  | 'notAnOption'
  | 'needsContact'
  | 'needsOrganisation'
  | 'needsWeeks'
  | 'needsMonth'
export type FieldErrors = Record<string, FieldError>
export type Parsed = { ok: true; apply(words: DraftWords): void } | { ok: false; errors: FieldErrors }

export const limits = { story: 20_000, line: 200, lines: 1_000, looks: 2_000 } as const

const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, 'tooLong'))
const option = <const T extends readonly string[]>(list: T) => v.union([v.literal(''), v.picklist(list)], 'notAnOption')
const choices = <const T extends readonly string[]>(list: T) => v.array(v.picklist(list, 'notAnOption'))
const month = v.union([v.literal(''), v.pipe(v.string(), v.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/))], 'needsMonth')
const area = v.union([v.literal(''), v.custom<string>((x) => typeof x === 'string' && isArea(x))], 'notAnOption')
const id = v.union([v.literal(''), v.pipe(v.string(), v.uuid())], 'notAnOption')

const schemas = {
  'who-for': v.object({ whoFor: option(['me', 'someone-else']) }),
  about: v.object({ about: option(aboutKinds), organisation: id }),
  route: v.object({ route: id }),
  story: v.object({ story: text(limits.story) }),
  harms: v.object({ harms: choices(harmKinds) }),
  when: v.object({ when: text(limits.line), month }),
  where: v.object({ area, where: text(limits.line) }),
  work: v.object({ work: choices(workKinds) }),
  person: v.object({
    names: text(limits.line),
    phones: text(limits.lines),
    emails: text(limits.lines),
    looks: text(limits.looks),
    marks: text(limits.lines),
  }),
  vehicle: v.object({ registration: text(40), description: text(limits.line) }),
  files: v.object({}),
  consents: v.object({ purposes: choices([...offeredPurposes, 'match'] as const) }),
  holding: v.object({ people: option(heldPeople) }),
  'held-back': v.object({ withheld: choices(withholdable) }),
  timing: v.object({ timing: option(['now', 'another-report', 'until']), weeks: text(3) }),
  support: v.object({
    callMe: text(limits.line),
    how: text(limits.line),
    when: text(limits.line),
    never: text(limits.lines),
    organisation: id,
  }),
  check: v.object({}),
} satisfies Record<Step, v.ObjectSchema<v.ObjectEntries, undefined>>

type Values<S extends Step> = v.InferOutput<(typeof schemas)[S]>

const lists = new Set(['harms', 'work', 'purposes', 'withheld'])

/** The names of a question's fields. */
export const fieldsOf = (step: Step): string[] => Object.keys(schemas[step].entries)

function read<S extends Step>(step: S, form: Form): { values: Values<S> } | { errors: FieldErrors } {
  const raw = Object.fromEntries(
    fieldsOf(step).map((name) => [name, lists.has(name) ? [...new Set(form.all(name))] : form.one(name)]),
  )
  const parsed = v.safeParse(schemas[step], raw)
  if (parsed.success) return { values: parsed.output as Values<S> }
  const errors: FieldErrors = {}
  for (const issue of parsed.issues) {
    const field = String(issue.path?.[0]?.key ?? '')
    errors[field] ??= issue.message as FieldError
  }
  return { errors }
}

type Sealed = SealedWords | undefined
type Answers = { readonly [S in Step]: (words: DraftWords, values: Values<S>, index: number, sealed: Sealed) => void }
type Doubts = { readonly [S in Step]?: (values: Values<S>, sealed: Sealed | 'keep') => FieldErrors | undefined }

const allowedFor = (words: DraftWords): readonly string[] =>
  words.content.whoFor === 'someone-else' ? allowedPurposes(true, false) : [...offeredPurposes, 'match']

/** What the schema cannot say: one answer that makes another needed. */
const doubts: Doubts = {
  about: ({ about, organisation }) =>
    about === 'worker' && !organisation ? { organisation: 'needsOrganisation' } : undefined,
  timing: ({ timing, weeks }) => (timing === 'until' && !isWeeks(weeks) ? { weeks: 'needsWeeks' } : undefined),
  support: ({ how, organisation }, sealed) => {
    const errors: FieldErrors = {}
    // What was sealed before was asked for then.
    const isSealed = sealed === 'keep' || sealed?.filled.includes('how')
    if (!how && !isSealed) errors.how = 'needsContact'
    if (!organisation) errors.organisation = 'needsOrganisation'
    return Object.keys(errors).length > 0 ? errors : undefined
  },
}

const isWeeks = (text: string) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 52

/** How an answer changes the words of the draft. */
const answers: Answers = {
  'who-for': (words, { whoFor }) => {
    if (whoFor) words.content.whoFor = whoFor
    // Somebody else's story carries fewer purposes; choices made before that was said are taken back.
    const allowed = allowedFor(words)
    words.consents = words.consents.filter((each) => allowed.includes(each.purpose))
  },
  about: (words, { about, organisation }) => {
    if (about) words.content.about = { kind: about, ...(about === 'worker' ? { organisationId: organisation } : {}) }
    // Whoever was to help is whom it is about: the question is open again.
    if (about === 'worker' && words.support?.organisationId === organisation) delete words.support
  },
  route: (words, { route }) => {
    if (words.content.about && route) words.content.about.route = route
  },
  story: (words, { story }, _, sealed) => {
    words.content.story = story
    putSealed(words, 'story', sealed)
  },
  harms: (words, { harms }) => {
    words.content.harms = harms
  },
  when: (words, { when, month }, _, sealed) => {
    words.content.when = { words: when, ...(month ? { month } : {}) }
    putSealed(words, 'when', sealed)
  },
  where: (words, { area, where }, _, sealed) => {
    words.content.where = { words: where, ...(area && isArea(area) ? { area } : {}) }
    putSealed(words, 'where', sealed)
  },
  work: (words, { work }) => {
    words.content.work = work
  },
  person: (words, person, index, sealed) => {
    words.content.people = placed(words.content.people, index, sealed ? { ...person, sealed } : person)
  },
  vehicle: (words, vehicle, index, sealed) => {
    words.content.vehicles = placed(words.content.vehicles, index, sealed ? { ...vehicle, sealed } : vehicle)
  },
  files: () => {},
  consents: (words, { purposes }) => {
    const allowed = allowedFor(words)
    const before = words.consents
    // A held report is held and nothing else: what was ticked beside it waits until it is sent.
    if (purposes.includes('match') && allowed.includes('match')) {
      words.consents = [{ purpose: 'match', withheld: [] }]
      return
    }
    words.consents = purposes
      .filter((purpose) => allowed.includes(purpose))
      .map((purpose) => ({ purpose, withheld: before.find((each) => each.purpose === purpose)?.withheld ?? [] }))
  },
  holding: (words, { people }) => {
    words.holdFor = people === '3' ? 3 : 2
  },
  'held-back': (words, { withheld }) => {
    for (const each of words.consents) if (each.purpose === 'warn') each.withheld = withheld
  },
  timing: (words, { timing, weeks }) => {
    if (timing) words.timing = timing === 'until' ? { kind: timing, weeks: Number(weeks) } : { kind: timing }
  },
  support: (words, { organisation, ...wish }, _, sealed) => {
    words.support = { ...wish, organisationId: organisation, ...(sealed ? { sealed } : {}) }
  },
  check: () => {},
}

function putSealed(words: DraftWords, step: 'story' | 'when' | 'where', sealed: Sealed): void {
  const { [step]: _, ...others } = words.content.sealed ?? {}
  if (sealed || words.content.sealed) words.content.sealed = sealed ? { ...others, [step]: sealed } : others
}

/**
 * Reads the answer to one question. `apply` changes the draft's words; nothing is stored here. `sealed`: its words as a browser
 * sealed them, or that those sealed before stay.
 */
export function parseStep<S extends Step>(step: S, index: number, form: Form, sealed?: SealedWords | 'keep'): Parsed {
  const got = read(step, form)
  if ('errors' in got) return { ok: false, errors: got.errors }
  const doubt = (doubts[step] as Doubts[S] | undefined)?.(got.values, sealed)
  if (doubt) return { ok: false, errors: doubt }
  const answer = answers[step] as Answers[S]
  return {
    ok: true,
    apply: (words) => answer(words, got.values, index, sealed === 'keep' ? sealedAt({ step, index }, words) : sealed),
  }
}

/** Puts one person or vehicle at its place in the list; an empty one is not kept. */
function placed<T extends object>(list: T[] | undefined, index: number, value: T): T[] {
  const next = [...(list ?? [])]
  if (Object.values(value).every((text) => text === '')) next.splice(index, 1)
  else next[Math.min(index, next.length)] = value
  return next
}

const textsOf = (fields: object | undefined) =>
  Object.fromEntries(Object.entries(fields ?? {}).flatMap(([k, x]) => (typeof x === 'string' ? [[k, [x]]] : [])))

/** The values to show again for a question answered in this same session; field → values. */
export function valuesOf(step: Step, index: number, words: DraftWords): Record<string, string[]> {
  const { content } = words
  const one = (text: string | undefined) => (text ? [text] : [])
  switch (step) {
    case 'who-for':
      return { whoFor: one(content.whoFor) }
    case 'about':
      return { about: one(content.about?.kind), organisation: one(content.about?.organisationId) }
    case 'route':
      return { route: one(content.about?.route) }
    case 'story':
      return { story: one(content.story) }
    case 'harms':
      return { harms: content.harms ?? [] }
    case 'when':
      return { when: one(content.when?.words), month: one(content.when?.month) }
    case 'where':
      return { area: one(content.where?.area), where: one(content.where?.words) }
    case 'work':
      return { work: content.work ?? [] }
    case 'person':
      return textsOf(content.people?.[index])
    case 'vehicle':
      return textsOf(content.vehicles?.[index])
    case 'files':
      return {}
    case 'consents':
      return { purposes: words.consents.map((each) => each.purpose) }
    case 'holding':
      return { people: one(words.holdFor && String(words.holdFor)) }
    case 'held-back':
      return { withheld: words.consents.find((each) => each.purpose === 'warn')?.withheld ?? [] }
    case 'timing':
      return { timing: one(words.timing?.kind), weeks: words.timing?.weeks ? [String(words.timing.weeks)] : [] }
    case 'support': {
      const wish = words.support
      if (!wish) return {}
      return {
        callMe: one(wish.callMe),
        how: one(wish.how),
        when: one(wish.when),
        never: one(wish.never),
        organisation: one(wish.organisationId),
      }
    }
    case 'check':
      return {}
  }
}
