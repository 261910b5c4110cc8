// Holding a report until somebody else names the same person, and what its holder may do with it: change, send on, take back.

import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { giveConsent, lockConsentForChange, withdraw } from './consent-store.ts'
import { lendParts, takePartsBack } from './give-parts.ts'
import { canHold, type HeldPeople, type HeldView, HoldRefused, holding, matchable } from './holding.ts'
import { markHeld } from './mark-store.ts'
import { withIdentifiers } from './open-parts.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { findReport, lockReport, saveDraftWords } from './report-store.ts'
import { concernedOrganisation } from './route-report.ts'
import { type DraftWords, openDraft, sealDraft } from './sealed-report.ts'

/** Holds a draft in the transaction that has locked it. Rejects with HoldRefused. Nothing but the purpose `match` is given. */
export async function holdIn(house: House, tx: Tx, state: ReportSession, words: DraftWords): Promise<void> {
  const { reportId, publicKey } = holderOf(state)
  const content = await withIdentifiers(house, words.content)
  if (!canHold({ ...words, content })) throw new HoldRefused('nothing to compare')
  const concerned = concernedOrganisation(words.content)
  const adviser = await holding().adviserFor(tx, concerned)
  if (adviser && !(await lendParts(tx, reportId, adviser.id, words.content)))
    throw new HoldRefused('the words were sealed for other teams')
  const now = house.clock.now()
  await giveConsent(tx, reportId, { purpose: 'match', withheld: [], timing: { kind: 'now' } }, now)
  await markHeld(tx, reportId, now)
  await holding().hold(house, tx, {
    reportId,
    words: words.content,
    named: matchable(content),
    // Without an account only the visit tells people apart; an adviser speaks with each before anything comes of it.
    person: state.person ?? `receipt:${reportId}`,
    people: words.holdFor ?? 2,
    receiptPublicKey: publicKey,
    concerned,
  })
}

/** What the holder is shown; undefined when the report is not a held one. */
export async function readHeld(house: House, state: ReportSession): Promise<HeldView | undefined> {
  const { actor, reportId, privateKey } = holderOf(state)
  return await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    if (report?.state !== 'draft' || !report.heldAt) return undefined
    return await holding().view(tx, reportId, privateKey)
  })
}

/** Locks consent before report, as everybody does, and answers the held words. Throws NotFound when it is held no more. */
async function lockHeld(tx: Tx, state: ReportSession) {
  const { reportId, privateKey } = holderOf(state)
  await lockConsentForChange(tx, reportId, 'match')
  const report = await lockReport(tx, reportId)
  if (report?.state !== 'draft' || !report.heldAt || !report.body || !report.wrappedKey) throw new NotFound()
  const words = await openDraft({ body: report.body, wrapped: report.wrappedKey }, reportId, privateKey)
  return { report, words }
}

async function keepWords(
  tx: Tx,
  state: ReportSession,
  words: DraftWords,
  team: { organisationId: string; epoch: number },
) {
  const { reportId, publicKey } = holderOf(state)
  const sealed = await sealDraft(words, reportId, publicKey)
  await saveDraftWords(tx, {
    id: reportId,
    body: sealed.body,
    wrappedKey: sealed.wrapped,
    organisationId: team.organisationId,
    epoch: team.epoch,
    isThirdParty: false,
  })
}

/** Waits for another number of people from now on. Does nothing once the adviser has asked. */
export async function changePeople(house: House, state: ReportSession, people: HeldPeople): Promise<void> {
  const { actor, reportId, privateKey } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const { report, words } = await lockHeld(tx, state)
    if ((await holding().view(tx, reportId, privateKey)).asked) return
    words.holdFor = people
    await keepWords(tx, state, words, report)
    await holdIn(house, tx, state, words)
  })
}

/** Lets go of what was held and goes on to the choices of an ordinary report, which nothing sends but its own button. */
export async function sendOn(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const { report, words } = await lockHeld(tx, state)
    await withdraw(tx, reportId, 'match', house.clock.now())
    await holding().letGo(tx, reportId)
    await takePartsBack(tx, reportId)
    await markHeld(tx, reportId, null)
    words.consents = []
    delete words.holdFor
    await keepWords(tx, state, words, report)
  })
  state.phase = 'questions'
  state.place = { step: 'consents', index: 0 }
  state.backToCheck = false
  state.isResumed = true
}

/** The holder, asked what they want, leaves it as it is. */
export async function stayHeld(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, (tx) => holding().stay(tx, reportId))
}

export async function writeToAdviser(house: House, state: ReportSession, text: string): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, (tx) => holding().writeToAdviser(tx, reportId, text))
}
