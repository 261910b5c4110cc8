// One press of a button while telling a report: what it changes in the draft and where it leads. No HTML here.
import { parseReceipt, TooBusy } from '#engines/sealing/index.ts'
import { isEpochRetired } from '#partnership/organisations/index.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Form } from '#platform/http/form.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { removeFile } from './add-file.ts'
import { askToSeal, readSealed } from './ask-to-seal.ts'
import { changeDraftReceipt } from './change-receipt.ts'
import { type FieldErrors, fieldsOf, parseStep } from './forms.ts'
import { SealedElsewhere } from './give-parts.ts'
import { HoldRefused } from './holding.ts'
import {
  applies,
  isStep,
  maySayAbout,
  mostPeople,
  mostVehicles,
  nextPlace,
  type Place,
  previousPlace,
} from './journey.ts'
import { beginDraft, keepDraft, noWords, readDraft } from './keep-draft.ts'
import { noteAnswer } from './own-answers.ts'
import { markReceiptRepeated } from './repeat-receipt.ts'
import { placeKey, type ReportSession } from './report-session.ts'
import { contactPart, sealableFields, sealedInDraft } from './sealed-words.ts'
import { submitReport } from './submit-report.ts'

/** Reads `step:index`; undefined when it names no question. */
export function parsePlace(text: string): Place | undefined {
  const [step = '', number = ''] = text.split(':')
  const index = Number(number)
  const most = step === 'person' ? mostPeople : step === 'vehicle' ? mostVehicles : 1
  return isStep(step) && Number.isInteger(index) && index >= 0 && index < most ? { step, index } : undefined
}

/** The question that a form answers. One that only some drafts ask is not opened for whoever came back with the receipt. */
function placeIn(state: ReportSession, form: Form): Place {
  const place = parsePlace(form.one('at')) ?? state.place
  return place.step === 'route' && !maySayAbout(state) ? { step: 'check', index: 0 } : place
}

/** What was typed on a question's page, to be shown again. */
const typed = (place: Place, form: Form): Record<string, string[]> =>
  Object.fromEntries(fieldsOf(place.step).map((name) => [name, [...form.all(name)]]))

const isBlank = (values: Record<string, string[]>) =>
  Object.values(values).every((list) => list.every((x) => x.trim() === ''))

const flash = (state: ReportSession, place: Place, form: Form, errors: FieldErrors | Record<string, string>) => {
  state.place = place
  state.flash = { at: placeKey(place), values: typed(place, form), errors }
}

/** Keeps what was typed, to be shown again: with the words that the page is too old, or in another language. */
export function keepTyped(state: ReportSession, form: Form, why: 'expired' | 'language'): void {
  const errors: FieldErrors | Record<string, string> = why === 'expired' ? { page: 'expired' } : {}
  const place = form.has('at') ? placeIn(state, form) : undefined
  if (place && state.phase === 'questions') flash(state, place, form, errors)
  else if (form.has('receipt') && why === 'language')
    state.flash = { at: 'receipt', values: { receipt: [form.one('receipt').slice(0, 2000)] }, errors }
}

/** Applies a pressed button to the session. Never throws for anything a person can do. */
export async function press(house: House, state: ReportSession, form: Form): Promise<void> {
  delete state.flash
  const pressed = form.one('do')
  try {
    if (state.phase === 'receipt' || state.phase === 'sent') return await pressOnReceipt(house, state, form, pressed)
    if (state.phase === 'questions') return await pressOnQuestion(house, state, form, pressed)
  } catch (error) {
    if (error instanceof TooBusy) {
      const place = placeIn(state, form)
      return flash(state, place, form, { page: 'busy' })
    }
    // A team's key was retired between the page and its answer: sealed again, it arrives.
    if (isEpochRetired(error)) {
      const place = placeIn(state, form)
      return flash(state, place, form, { [fieldsOf(place.step)[0] ?? 'page']: 'sealedStale' })
    }
    // Sent from another window meanwhile: show where it stands.
    if (error instanceof Conflict) {
      state.phase = 'sent'
      // Who sent it may have answered otherwise: nothing of it is taken for one's own.
      if (state.isResumed) state.here = []
      return
    }
    // Erased, or given another receipt, from another window meanwhile: the page that follows says where one stands.
    if (error instanceof NotFound && state.reportId) return
    throw error
  }
}

async function pressOnReceipt(house: House, state: ReportSession, form: Form, pressed: string): Promise<void> {
  const isFirst = state.phase === 'receipt'
  if (isFirst && (pressed === 'as-digits' || pressed === 'as-words'))
    return await changeDraftReceipt(house, state, pressed === 'as-digits' ? 'digits' : 'words')
  const text = form.one('receipt')
  if (pressed === 'check' || (pressed === 'continue' && text.trim() !== '')) {
    const parsed = parseReceipt(text)
    const isRight = parsed.ok && parsed.canonical === state.receipt?.canonical
    if (isRight && state.receipt) {
      state.receipt.isRepeated = true
      await markReceiptRepeated(house, state)
    } else if (pressed === 'check') {
      state.flash = {
        at: 'receipt',
        values: { receipt: [text] },
        errors: { receipt: text.trim() === '' ? 'empty' : 'different' },
      }
    }
  }
  if (pressed === 'continue' && isFirst) state.phase = 'questions'
}

async function pressOnQuestion(house: House, state: ReportSession, form: Form, pressed: string): Promise<void> {
  const place = placeIn(state, form)
  if (pressed.startsWith('go:')) {
    const target = parsePlace(pressed.slice(3))
    const isTelling = target?.step === 'route' && !maySayAbout(state)
    if (target && !isTelling) {
      state.place = target
      state.backToCheck = true
    }
    return
  }
  if (place.step === 'check') return await pressOnCheck(house, state, pressed)
  if (place.step === 'files' && pressed.startsWith('remove:')) {
    state.place = place
    const id = pressed.slice('remove:'.length)
    if (state.reportId && isId(id)) await removeFile(house, state, id)
    return
  }
  const values = typed(place, form)
  const isFirst = !state.reportId
  if (pressed === 'skip') return advance(state, place, isFirst ? noWords() : await readDraft(house, state))
  const before = isFirst || !sealableFields[place.step] ? noWords() : await readDraft(house, state)
  const taken = sealedInDraft(before)
    .map(({ part }) => part)
    .filter((part) => part !== contactPart)
  const answer = await readSealed(house, await askToSeal(house, state, place, before), form, taken)
  const sealed = 'errors' in answer ? undefined : answer.kind === 'put' ? answer.sealed : answer.kind
  const put = 'kind' in answer && answer.kind === 'put' ? answer : undefined
  const parsed =
    'errors' in answer
      ? { ok: false as const, errors: answer.errors }
      : parseStep(place.step, place.index, form, sealed === 'plain' ? undefined : sealed)
  if (!parsed.ok && pressed !== 'back') {
    // Choices were changed meanwhile, in another window: what is not asked any more has no mistakes either.
    const draft = isFirst ? undefined : await readDraft(house, state)
    if (!draft || applies(place.step, draft, state)) return flash(state, place, form, parsed.errors)
    if (pressed !== 'stop') return advance(state, place, draft)
  }
  let words = noWords()
  if (parsed.ok && !(isFirst && isBlank(values) && !put)) {
    if (isFirst) {
      await beginDraft(house, state, parsed.apply, put)
      state.phase = 'receipt'
    }
    words = isFirst ? await readDraft(house, state) : await keepDraft(house, state, parsed.apply, put)
    noteAnswer(state, place, values, words)
  } else if (!isFirst) words = await readDraft(house, state)
  if (pressed === 'stop') {
    state.place = place
    state.part = 'stopped'
    if (state.phase === 'receipt') state.phase = 'questions'
    return
  }
  if (pressed === 'back') {
    state.place = previousPlace(place, words, state) ?? place
    return
  }
  if (pressed === 'add') {
    const list = place.step === 'person' ? words.content.people : words.content.vehicles
    const most = place.step === 'person' ? mostPeople : mostVehicles
    state.place = { step: place.step, index: Math.min(list?.length ?? 0, most - 1) }
    return
  }
  advance(state, place, words)
}

function advance(state: ReportSession, place: Place, words: ReturnType<typeof noWords>): void {
  const next = nextPlace(place, words, state)
  // After a change from the check page, only questions that the change has made necessary come in between.
  const follows = { about: 'route', consents: 'held-back', 'held-back': 'timing', timing: 'support' } as Record<
    string,
    string
  >
  const isNeeded =
    follows[place.step] !== undefined &&
    next.step !== 'check' &&
    ['route', 'held-back', 'timing', 'support'].includes(next.step)
  state.place = state.backToCheck && !isNeeded ? { step: 'check', index: 0 } : next
  if (state.place.step === 'check') state.backToCheck = false
}

async function pressOnCheck(house: House, state: ReportSession, pressed: string): Promise<void> {
  const nothing = () => {
    state.flash = { at: 'check:0', values: {}, errors: { page: 'empty' } }
  }
  if (pressed === 'stop') {
    state.part = 'stopped'
    return
  }
  if (pressed === 'back') {
    const words = await readDraft(house, state)
    state.place = previousPlace({ step: 'check', index: 0 }, words, state) ?? state.place
    return
  }
  if (pressed !== 'send') return
  if (!state.reportId) return nothing()
  try {
    if ((await submitReport(house, state)) === 'empty') return nothing()
  } catch (error) {
    if (!(error instanceof HoldRefused || error instanceof SealedElsewhere)) throw error
    const why = error instanceof HoldRefused ? 'cannotHold' : 'sealedElsewhere'
    state.flash = { at: 'check:0', values: {}, errors: { page: why } }
    return
  }
  state.phase = 'sent'
}
