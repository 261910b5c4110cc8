// "Could this point to them?": what in a warning's own words repeats the report or could name its writer. A second person
// answers every flag. Fixed parts cannot be flagged: they are codes.
import { createHash } from 'node:crypto'
import type { ReportContent, Withholdable } from '#safety/reporting/index.ts'
import type { AlertBody } from './alert.ts'
import { findPointers, type PointerKind, wordsIn } from './find-pointers.ts'

export type FlagKind = PointerKind | 'quote' | 'held-back' | 'own-words'
/** `id` stands for kind and text: the same words keep their answer, other words need a new one. */
export type Flag = { id: string; kind: FlagKind; text: string; field?: Withholdable }

/** As many words in a row as nobody repeats by chance. */
export const quoteLength = 5

const flag = (kind: FlagKind, text: string, field?: Withholdable): Flag => {
  const id = createHash('sha256')
    .update(`${kind}\0${text.toLowerCase()}\0${field ?? ''}`)
    .digest('base64url')
    .slice(0, 16)
  return field ? { id, kind, text, field } : { id, kind, text }
}

const personText = (content: ReportContent, pick: 'names' | 'looks' | 'marks') =>
  (content.people ?? []).map((person) => person[pick]).join(' ')

/** The words a report holds under each field that can be held back. */
export function textOfField(content: ReportContent, field: Withholdable): string {
  switch (field) {
    case 'story':
      return content.story ?? ''
    case 'when':
      return `${content.when?.words ?? ''} ${content.when?.month ?? ''}`
    case 'where':
      return content.where?.words ?? ''
    case 'work':
    // What can be seen in a photo nobody here has as words: two people look.
    case 'attachments':
      return ''
    case 'names':
    case 'looks':
    case 'marks':
      return personText(content, field)
    case 'contacts':
      return (content.people ?? []).map((person) => `${person.phones} ${person.emails}`).join(' ')
    case 'vehicles':
      return (content.vehicles ?? []).map((vehicle) => `${vehicle.registration} ${vehicle.description}`).join(' ')
  }
}

/** Words too common to give anything away, of four letters or more. */
const common = new Set(
  (
    'about after again against also another around asked back because been before being between both came come could does doing done down each even ever every ' +
    'from gave give given goes going gone good have having here hers herself himself into just know like long made make many more most much must near next only once ' +
    'other ours over paid said same says should some such take taken than that their them then there these they thing this those through told took under until very wants ' +
    'want wanted were what when where which while whom will with without would year years your yours client person people woman women girl money phone number name names ' +
    'black white brown dark light blue green grey gray silver gold tall short young older male female right left hand small large'
  ).split(' '),
)

/** Words of a field that give it away when they come back: any of a name, else the uncommon ones and longer numbers. */
const tellingWords = (text: string, field: Withholdable): string[] =>
  wordsIn(text).filter((word) =>
    field === 'names' ? word.length >= 2 : (word.length >= 4 && !common.has(word)) || /\d{3,}/.test(word),
  )

/** Runs of at least five words that stand in both texts, each as long as it goes. */
export function sharedRuns(text: string, source: string): string[] {
  const words = wordsIn(text)
  const said = wordsIn(source)
  if (words.length < quoteLength || said.length < quoteLength) return []
  const runs = new Set<string>()
  for (let i = 0; i + quoteLength <= said.length; i++) runs.add(said.slice(i, i + quoteLength).join(' '))
  const found: string[] = []
  let start = -1
  for (let i = 0; i + quoteLength <= words.length + 1; i++) {
    const isShared = i + quoteLength <= words.length && runs.has(words.slice(i, i + quoteLength).join(' '))
    if (isShared && start < 0) start = i
    if (!isShared && start >= 0) {
      found.push(words.slice(start, i + quoteLength - 1).join(' '))
      start = -1
    }
  }
  return found
}

/** Every piece of the body that somebody wrote or shortened by hand. */
export const ownWords = (body: AlertBody): string[] => [
  ...body.facts.map((fact) => fact.text),
  ...(body.freeText ? [body.freeText.text] : []),
]

/** What the second person must answer before this body may go out. Nothing here is stored: it is found anew from what is read. */
export function findFlags(body: AlertBody, content: ReportContent, withheld: readonly Withholdable[]): Flag[] {
  const flags = new Map<string, Flag>()
  const add = (each: Flag) => flags.set(each.id, each)
  const told = [content.story, content.when?.words, content.where?.words].filter(Boolean).join(' \n ')
  for (const text of ownWords(body)) {
    for (const pointer of findPointers(text)) add(flag(pointer.kind, pointer.text))
    for (const run of sharedRuns(text, told)) add(flag('quote', run))
    const words = new Set(wordsIn(text))
    for (const field of withheld)
      for (const word of tellingWords(textOfField(content, field), field))
        if (words.has(word)) add(flag('held-back', word, field))
  }
  if (body.freeText?.text) add(flag('own-words', body.freeText.text))
  return [...flags.values()]
}
