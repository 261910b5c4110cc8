// Handing over words that a browser sealed: to the team a report is sent to, to the one a wish for a worker goes to, to the
// adviser it is held with. No word is opened here: nobody here could.
import type { Tx } from '#platform/db/database.ts'
import { asSent, bodyOf } from './open-parts.ts'
import type { ReportContent } from './report.ts'
import { givePartsFor, holdParts, keepOnlyParts, type PartWrap, takePartFor } from './sealed-part-store.ts'
import type { DraftWords } from './sealed-report.ts'
import { sealedIn, sealedInDraft } from './sealed-words.ts'

/** Words were sealed before the team that shall read them could receive any: they must be written again. */
export class SealedElsewhere extends Error {
  override name = 'SealedElsewhere'
}

/** How to reach somebody, as their browser sealed it for a worker's team. */
export type SealedContact = PartWrap & { id: string; body: Uint8Array }

/**
 * Gives the words to the receiving team and the wish to its own, and takes them from all others. Answers what is sealed to the
 * team beside them. Rejects with SealedElsewhere.
 */
export async function giveParts(
  tx: Tx,
  reportId: string,
  organisationId: string,
  words: DraftWords,
): Promise<{ content: ReportContent; contact: SealedContact | undefined }> {
  const { content, support } = words
  if (sealedInDraft(words).length === 0) {
    return { content, contact: undefined }
  }
  let contact: SealedContact | undefined
  if (support?.sealed) {
    const wrap = await takePartFor(tx, reportId, support.organisationId, support.sealed)
    if (!wrap) throw new SealedElsewhere('the wish was sealed for other teams')
    contact = { ...wrap, id: support.sealed.record, body: bodyOf(support.sealed) }
  }
  const parts = sealedIn(content)
  await keepOnlyParts(tx, reportId, parts)
  const bodies = parts.map((sealed) => ({ ...sealed, body: bodyOf(sealed) }))
  if (!(await givePartsFor(tx, reportId, organisationId, bodies)))
    throw new SealedElsewhere('the words were sealed for other teams')
  return { content: asSent(content), contact }
}

/** The adviser's key may be used from now on; the words stay under the lock of the held report. False when it has not all keys. */
export const lendParts = (tx: Tx, reportId: string, adviserId: string, content: ReportContent): Promise<boolean> =>
  holdParts(tx, reportId, adviserId, sealedIn(content))

export const takePartsBack = (tx: Tx, reportId: string): Promise<boolean> => holdParts(tx, reportId, undefined, [])
