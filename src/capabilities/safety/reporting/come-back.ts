// One press of a button on the return page: what the holder of a receipt may change. No HTML here.
import * as v from 'valibot'
import { TooBusy } from '#engines/sealing/index.ts'
import type { Form } from '#platform/http/form.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { changeConsent, eraseReport, SupportRefused, withdrawConsent } from './change-consent.ts'
import { deleteAccess, replaceReceipt } from './change-receipt.ts'
import { keepLonger } from './expire-report.ts'
import { type FieldErrors, parseStep } from './forms.ts'
import { changePeople, readHeld, sendOn, stayHeld, writeToAdviser } from './hold-report.ts'
import { noWords } from './keep-draft.ts'
import { askForCopy, takeCopyBack } from './own-copy.ts'
import { type OfferedPurpose, offeredPurposes } from './report.ts'
import type { ReportSession } from './report-session.ts'
import { enterWithReceipt } from './return-with-receipt.ts'
import { writeBack } from './write-back.ts'

const messageSchema = v.pipe(v.string(), v.trim(), v.minLength(1, 'needsText'), v.maxLength(5_000, 'tooLong'))

const isOffered = (text: string | undefined): text is OfferedPurpose =>
  (offeredPurposes as readonly (string | undefined)[]).includes(text)

/** Reads a receipt; answers the session it opens, or what was wrong as a message key. */
export async function comeBack(house: House, typed: string): Promise<{ state: ReportSession } | { error: string }> {
  const entered = await enterWithReceipt(house, typed)
  if (entered.ok) return { state: entered.state }
  const { problem } = entered
  if (problem.why === 'word-count' || problem.why === 'digit-count') return { error: `${problem.why}=${problem.found}` }
  if (problem.why === 'unknown-words') return { error: `unknown-words=${problem.wordNumbers.join(', ')}` }
  return { error: problem.why }
}

const typedNames = ['withheld', 'timing', 'weeks', 'callMe', 'how', 'when', 'never', 'organisation', 'text']

/** Keeps what was typed into the page or its open part, with what was wrong with it. */
export function keepFields(state: ReportSession, form: Form, errors: FieldErrors | Record<string, string>): void {
  const values = Object.fromEntries(
    typedNames.filter((name) => form.has(name)).map((name) => [name, [...form.all(name)].slice(0, 40)]),
  )
  state.flash = { at: state.part ?? 'return', values, errors }
}

/**
 * Applies a button of the return page. Parts are opened (`open:stop:warn`), filled in and left again; each part's own
 * button does what it says. 'ended' means the session has nothing more to show.
 */
export async function pressReturn(house: House, state: ReportSession, form: Form): Promise<'shown' | 'ended'> {
  delete state.flash
  delete state.done
  const pressed = form.one('do')
  const [kind = '', purpose] = pressed.split(':')
  if (pressed === 'finish') return 'ended'
  if (pressed === 'close') delete state.part
  else if (pressed === 'open:erase') state.part = 'erase'
  else if (kind === 'open') state.part = pressed.slice('open:'.length)
  else if (pressed === 'keep-longer') {
    if (await keepLonger(house, state)) state.done = 'keptLonger'
  } else if (pressed === 'copy:ask') {
    await askForCopy(house, state)
    state.done = 'copyAsked'
    delete state.part
  } else if (pressed === 'copy:take-back') {
    await takeCopyBack(house, state)
    delete state.part
  } else if (pressed === 'receipt:new') await giveNewReceipt(house, state, form)
  else if (pressed === 'access:delete') {
    await deleteAccess(house, state)
    state.part = 'access-deleted'
  } else if (pressed === 'write') await write(house, state, form)
  else if (kind === 'held') await pressHeld(house, state, form, purpose)
  else if (kind === 'stop' && isOffered(purpose)) {
    await withdrawConsent(house, state, purpose, form.one('forced') === 'yes')
    delete state.part
    state.done = 'stopped'
  } else if (kind === 'allow' && isOffered(purpose)) await allow(house, state, form, purpose)
  else if (pressed === 'erase') {
    await eraseReport(house, state)
    state.part = 'erased'
  }
  return 'shown'
}

/** Parts of the return page that are about the receipt and not about the report. */
export const isAboutReceipt = (part: string): boolean =>
  ['receipt', 'new-receipt', 'access', 'access-deleted'].includes(part)

async function giveNewReceipt(house: House, state: ReportSession, form: Form): Promise<void> {
  try {
    await replaceReceipt(house, state, form.one('kind') === 'digits' ? 'digits' : 'words')
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    state.flash = { at: 'receipt', values: {}, errors: { kind: 'busy' } }
    return
  }
  state.part = 'new-receipt'
}

async function write(house: House, state: ReportSession, form: Form): Promise<void> {
  const parsed = v.safeParse(messageSchema, form.one('text'))
  if (!parsed.success) return keepFields(state, form, { text: parsed.issues[0].message })
  if (await readHeld(house, state)) await writeToAdviser(house, state, parsed.output)
  else await writeBack(house, state, parsed.output)
  state.done = 'written'
}

/** What the holder of a held report may do. `held:send` leads back to the questions about who may hear of it. */
async function pressHeld(house: House, state: ReportSession, form: Form, what: string | undefined): Promise<void> {
  if (what === 'send') return await sendOn(house, state)
  if (what === 'people') await changePeople(house, state, form.one('people') === '3' ? 3 : 2)
  else if (what === 'stay') await stayHeld(house, state)
  else return
  state.done = 'allowed'
}

/** Giving a purpose, or changing what it may use, with the same fields and rules as while telling. */
async function allow(house: House, state: ReportSession, form: Form, purpose: OfferedPurpose): Promise<void> {
  const words = noWords()
  words.consents = [{ purpose, withheld: [] }]
  const steps =
    purpose === 'warn' ? (['held-back', 'timing'] as const) : purpose === 'support' ? (['support'] as const) : []
  const errors: FieldErrors = {}
  for (const step of steps) {
    const parsed = parseStep(step, 0, form)
    if (parsed.ok) parsed.apply(words)
    else Object.assign(errors, parsed.errors)
  }
  if (words.support && !isId(words.support.organisationId)) errors.organisation = 'needsOrganisation'
  if (Object.keys(errors).length > 0) return keepFields(state, form, errors)
  const kind = words.timing?.kind ?? 'now'
  const timing = kind === 'until' ? { kind, weeks: words.timing?.weeks ?? 4 } : { kind }
  const withheld = words.consents[0]?.withheld ?? []
  try {
    await changeConsent(house, state, { purpose, withheld, timing }, words.support)
  } catch (error) {
    if (!(error instanceof SupportRefused)) throw error
    return keepFields(state, form, { organisation: 'needsOrganisation' })
  }
  delete state.part
  state.done = 'allowed'
}
