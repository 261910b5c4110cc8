// Which answers of a draft a session that came back with its receipt may be shown: those it gave itself, as long as they stand
// as it gave them. Whoever holds the receipt may be somebody else, and may press anything in any order.
import { createHash } from 'node:crypto'
import { valuesOf } from './forms.ts'
import { isStep, type Place } from './journey.ts'
import { placeKey, type ReportSession } from './report-session.ts'
import type { DraftWords } from './sealed-report.ts'

type Typed = Readonly<Record<string, readonly string[]>>

const digest = (values: Typed): string => createHash('sha256').update(JSON.stringify(values)).digest('base64url')

/** Where an answer really went: a person or a vehicle typed beyond the end of the list stands at its end. */
function landed({ step, index }: Place, words: DraftWords): Place {
  if (step !== 'person' && step !== 'vehicle') return { step, index }
  const list = step === 'person' ? words.content.people : words.content.vehicles
  return { step, index: Math.max(0, Math.min(index, (list?.length ?? 0) - 1)) }
}

/**
 * Notes that this session gave the answer that now stands at `place`, if it did: a form sent blank leaves some answers as they
 * were, and takes a person away so that the next one stands in their place. What was not typed here is never "given here".
 */
export function noteAnswer(state: ReportSession, place: Place, typed: Typed, words: DraftWords): void {
  const at = landed(place, words)
  const values = valuesOf(at.step, at.index, words)
  const isOwn = Object.entries(values).every(([name, list]) => {
    const given = (typed[name] ?? []).map((text) => text.trim())
    return list.every((text) => text === '' || given.includes(text))
  })
  const key = placeKey(at)
  const others = state.here.filter((each) => each !== key)
  state.here = isOwn ? [...others, key] : others
  if (isOwn) state.given = { ...state.given, [key]: digest(values) }
}

/** Forgets what stands differently now: changed from another session, or moved up in its list. */
export function keepOwn(state: ReportSession, words: DraftWords): void {
  if (!state.isResumed) return
  state.here = state.here.filter((key) => {
    const [step = '', index] = key.split(':')
    // A file has a key by its own id, which nothing else takes.
    if (!isStep(step)) return true
    return state.given?.[key] === digest(valuesOf(step, Number(index), words))
  })
}
