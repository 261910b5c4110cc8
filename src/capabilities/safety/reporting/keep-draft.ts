// Saving a report while it is being told: the first save makes its receipt, each save seals everything anew.
import { deriveReceipt, newReceipt } from '#engines/sealing/index.ts'
import { currentTeamKey, listOrganisations } from '#partnership/organisations/index.ts'
import { visitor } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { keepOwn } from './own-answers.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { findReport, insertReport, lockReport, saveDraftWords } from './report-store.ts'
import { routeReport } from './route-report.ts'
import { keepOnlyParts, type PartWrap, putPart } from './sealed-part-store.ts'
import { type DraftWords, openDraft, sealDraft } from './sealed-report.ts'
import { type SealedWords, sealedInDraft } from './sealed-words.ts'

export const noWords = (): DraftWords => ({ content: {}, consents: [], skipped: [] })

/** The team that would receive these words now. Throws NotFound when nobody can receive a report. */
export async function receiverOf(tx: Tx, words: DraftWords) {
  const receiver = routeReport(words.content, await listOrganisations(tx))
  const team = receiver && (await currentTeamKey(tx, receiver.id))
  if (!receiver || !team) throw new NotFound('no team can receive reports')
  return { receiver, team }
}

/**
 * The words so far; empty before the first save. Throws Conflict when the report was sent in another window, NotFound when it is
 * gone or its receipt is another one now.
 */
export async function readDraft(house: House, state: ReportSession): Promise<DraftWords> {
  if (!state.reportId) return noWords()
  const { actor, reportId, privateKey, publicKey } = holderOf(state)
  const report = await house.asActor(actor, async (tx) => {
    // What a session opens of its own telling is nobody's view; who comes back with a receipt may be somebody else.
    if (state.isResumed) await recordAudit(tx, { kind: 'draft.opened', recordId: reportId })
    return await findReport(tx, reportId)
  })
  if (!report?.body || !report.wrappedKey) throw new NotFound()
  if (report.state !== 'draft' || report.heldAt) throw new Conflict('already sent')
  if (!isFor(report, publicKey)) throw new NotFound()
  const words = await openDraft({ body: report.body, wrapped: report.wrappedKey }, reportId, privateKey)
  keepOwn(state, words)
  return words
}

/** Words that a browser sealed, with their keys for each team that could come to read them. */
export type SealedPut = { sealed: SealedWords; wraps: readonly PartWrap[] }

/** Keys stand for exactly the words that are there. */
async function keepParts(tx: Tx, reportId: string, words: DraftWords, put: SealedPut | undefined): Promise<void> {
  if (put) await putPart(tx, reportId, put.sealed, put.wraps)
  await keepOnlyParts(tx, reportId, sealedInDraft(words))
}

const isFor = (report: { receiptPublicKey: Uint8Array | null }, publicKey: Uint8Array): boolean =>
  report.receiptPublicKey !== null && Buffer.from(report.receiptPublicKey).equals(publicKey)

/** Makes the draft and its receipt; fills in the session. Rejects with TooBusy when too many receipts are being made. */
export async function beginDraft(
  house: House,
  state: ReportSession,
  apply: (words: DraftWords) => void,
  put?: SealedPut,
): Promise<void> {
  const words = noWords()
  apply(words)
  const receipt = newReceipt('words')
  const keys = await deriveReceipt(receipt.canonical, house.keys.secret('receipt'))
  const reportId = state.nextReportId ?? newId()
  const sealed = await sealDraft(words, reportId, keys.publicKey)
  const { team } = await house.asActor(visitor, (tx) => receiverOf(tx, words))
  await house.asActor({ kind: 'reporter', reportId }, async (tx) => {
    await insertReport(tx, {
      id: reportId,
      state: 'draft',
      organisationId: team.organisationId,
      epoch: team.epoch,
      origin: state.origin,
      isThirdParty: words.content.whoFor === 'someone-else',
      receiptLookup: keys.lookupId,
      receiptPublicKey: keys.publicKey,
      body: sealed.body,
      wrappedKey: sealed.wrapped,
    })
    if (put) await keepParts(tx, reportId, words, put)
  })
  state.reportId = reportId
  state.receiptKey = Buffer.from(keys.privateKey).toString('base64')
  state.receipt = { ...receipt, isRepeated: false }
}

/** Changes the words under a lock, so that two windows cannot overwrite each other unseen. */
export async function keepDraft(
  house: House,
  state: ReportSession,
  apply: (words: DraftWords) => void,
  put?: SealedPut,
): Promise<DraftWords> {
  const { actor, reportId, privateKey, publicKey } = holderOf(state)
  return await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report?.body || !report.wrappedKey) throw new NotFound()
    if (report.state !== 'draft' || report.heldAt) throw new Conflict('already sent')
    if (!isFor(report, publicKey)) throw new NotFound()
    const words = await openDraft({ body: report.body, wrapped: report.wrappedKey }, reportId, privateKey)
    keepOwn(state, words)
    const hadParts = sealedInDraft(words).length > 0
    apply(words)
    if (put || hadParts) await keepParts(tx, reportId, words, put)
    const { team } = await receiverOf(tx, words)
    const sealed = await sealDraft(words, reportId, publicKey)
    await saveDraftWords(tx, {
      id: reportId,
      body: sealed.body,
      wrappedKey: sealed.wrapped,
      organisationId: team.organisationId,
      epoch: team.epoch,
      isThirdParty: words.content.whoFor === 'someone-else',
    })
    return words
  })
}
