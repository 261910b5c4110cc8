// The order of the questions, which of them apply, and where each button leads. Pure.
import type { DraftWords } from './sealed-report.ts'

export const steps = [
  'who-for',
  'about',
  'route',
  'story',
  'harms',
  'when',
  'where',
  'work',
  'person',
  'vehicle',
  'files',
  'consents',
  'holding',
  'held-back',
  'timing',
  'support',
  'check',
] as const
export type Step = (typeof steps)[number]
export const isStep = (text: string): text is Step => (steps as readonly string[]).includes(text)

/** Where somebody is: a question, and which person or vehicle it is about. */
export type Place = { step: Step; index: number }

export const mostPeople = 6
export const mostVehicles = 4

const wants = (words: DraftWords, purpose: string) => words.consents.some((each) => each.purpose === purpose)

/** What may be made of the answers: all of them, or those that were given in this very session of a draft come back to. */
export type Seen = { isResumed: boolean; here: readonly string[] }
const everything: Seen = { isResumed: false, here: [] }

/** Come back with a receipt, whom the report is about shows only where it was answered again. */
export const maySayAbout = ({ isResumed, here }: Seen): boolean => !isResumed || here.includes('about:0')

/** Does this question apply, given what was answered so far? */
export function applies(step: Step, words: DraftWords, seen: Seen = everything): boolean {
  switch (step) {
    case 'route':
      // It applies to some answers only: that it is asked would tell which.
      if (!maySayAbout(seen)) return false
      return words.content.about?.kind === 'police' || words.content.about?.kind === 'worker'
    case 'holding':
      return wants(words, 'match')
    case 'held-back':
    case 'timing':
      return wants(words, 'warn')
    case 'support':
      return wants(words, 'support')
    default:
      return true
  }
}

export function nextPlace(place: Place, words: DraftWords, seen: Seen = everything): Place {
  const after = steps.slice(steps.indexOf(place.step) + 1).find((step) => applies(step, words, seen))
  return { step: after ?? 'check', index: 0 }
}

/** The place before, or undefined at the first question. */
export function previousPlace(place: Place, words: DraftWords, seen: Seen = everything): Place | undefined {
  if (place.index > 0) return { step: place.step, index: place.index - 1 }
  const before = steps
    .slice(0, steps.indexOf(place.step))
    .reverse()
    .find((step) => applies(step, words, seen))
  return before && { step: before, index: 0 }
}

/**
 * Position among the questions that apply, counted from 1. In a draft come back to all are counted, always: how many
 * there are would otherwise tell what was answered.
 */
export function progress(place: Place, words: DraftWords, seen: Seen = everything): { step: number; of: number } {
  const list = seen.isResumed ? steps : steps.filter((step) => applies(step, words))
  return { step: list.indexOf(place.step) + 1, of: list.length }
}

/** Has the question been answered? Never says how. */
export function isAnswered(step: Step, words: DraftWords): boolean {
  const { content } = words
  switch (step) {
    case 'who-for':
      return content.whoFor !== undefined
    case 'about':
      return content.about !== undefined
    case 'route':
      return content.about?.route !== undefined
    case 'story':
      return Boolean(content.story || content.sealed?.story)
    case 'harms':
      return (content.harms?.length ?? 0) > 0
    case 'when':
      return Boolean(content.when?.words || content.when?.month || content.sealed?.when)
    case 'where':
      return Boolean(content.where?.area || content.where?.words || content.sealed?.where)
    case 'work':
      return (content.work?.length ?? 0) > 0
    case 'person':
      return (content.people?.length ?? 0) > 0
    case 'vehicle':
      return (content.vehicles?.length ?? 0) > 0
    // What was added stands in rows of its own: the words of the draft do not know of it.
    case 'files':
      return false
    case 'consents':
      return words.consents.length > 0
    case 'holding':
      return words.holdFor !== undefined
    case 'held-back':
      return words.consents.some((each) => each.withheld.length > 0)
    case 'timing':
      return words.timing !== undefined
    case 'support':
      return words.support !== undefined
    case 'check':
      return false
  }
}

/** Is there anything to send at all? */
export const isEmpty = (words: DraftWords): boolean =>
  !(['story', 'harms', 'person', 'vehicle', 'when', 'where'] as const).some((step) => isAnswered(step, words))
