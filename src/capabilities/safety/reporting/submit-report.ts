// Sending: one transaction turns a draft into a report that only the receiving team can open, with its consents beside it.

import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { requestSupport } from '#support/casework/index.ts'
import { sendFiles } from './add-file.ts'
import { listAttachments } from './attachment-store.ts'
import { giveConsents } from './consent-store.ts'
import { giveParts } from './give-parts.ts'
import { holdIn } from './hold-report.ts'
import { wantsHold } from './holding.ts'
import { insertIdentifiers } from './identifier-store.ts'
import { identifiersIn } from './identifiers.ts'
import { isEmpty } from './journey.ts'
import { receiverOf } from './keep-draft.ts'
import { concernedMark, keeperOf, supporters } from './offer-support.ts'
import { withIdentifiers } from './open-parts.ts'
import { issueProof } from './prove-submission.ts'
import { allowedPurposes, type ConsentChoice, type WarnTiming } from './report.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { lockReport, markSent } from './report-store.ts'
import { concernedOrganisation } from './route-report.ts'
import { type DraftWords, openDraft, sealToTeam } from './sealed-report.ts'
import { recordUses, type Use } from './trace-store.ts'

/** Hours within which the desk acknowledges a report. */
export const acknowledgeWithinHours = 4

const timingOf = (words: DraftWords): WarnTiming => {
  const { timing } = words
  if (timing?.kind === 'another-report') return { kind: 'another-report' }
  if (timing?.kind === 'until') return { kind: 'until', weeks: timing.weeks ?? 4 }
  return { kind: 'now' }
}

/**
 * Sends the draft. Sending twice is sending once: the second finds it sent. 'empty': there is nothing to send yet.
 * Nothing is stored unless everything is. A report to be held is held instead; rejects with HoldRefused when it cannot be,
 * with SealedElsewhere when its words were sealed before the receiving team could read any.
 */
export async function submitReport(house: House, state: ReportSession): Promise<'sent' | 'empty'> {
  const { actor, reportId, privateKey } = holderOf(state)
  const now = house.clock.now()
  return await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report) throw new NotFound()
    if (report.state !== 'draft' || report.heldAt) return 'sent'
    if (!report.body || !report.wrappedKey) throw new NotFound()
    const words = await openDraft({ body: report.body, wrapped: report.wrappedKey }, reportId, privateKey)
    if (isEmpty(words) && !report.hasFiles) return 'empty'
    // Asked to be held, it is held or stays a draft: nobody is sent it instead.
    if (wantsHold(words)) {
      await holdIn(house, tx, state, words)
      return 'sent'
    }
    const isThirdParty = words.content.whoFor === 'someone-else'
    const { receiver, team } = await receiverOf(tx, words)
    const concerned = concernedOrganisation(words.content)
    const helpers = words.support ? await supporters(tx, concerned) : []
    // Said where it could not be shown whom the report is about: the wish must not reach them.
    if (words.support) {
      const keeper = await keeperOf(tx, helpers, words.support.organisationId)
      if (keeper) words.support.organisationId = keeper
      else delete words.support
    }
    const named = identifiersIn(await withIdentifiers(house, words.content))
    const { content, contact: sealedContact } = await giveParts(tx, reportId, receiver.id, words)
    const sealed = await sealToTeam(content, 'report', reportId, team)
    await markSent(tx, {
      id: reportId,
      body: sealed.body,
      wrappedKey: sealed.wrapped,
      organisationId: receiver.id,
      epoch: team.epoch,
      isThirdParty,
      dueAt: new Date(now.getTime() + acknowledgeWithinHours * 3_600_000),
      concerned: concerned ? concernedMark(house.keys, reportId, concerned) : undefined,
      proof: issueProof(house, content, sealed.dataKey, now),
    })
    if (report.hasFiles) await sendFiles(tx, await listAttachments(tx, reportId), privateKey, team)
    await insertIdentifiers(tx, house.keys, reportId, receiver.id, named)
    const uses: Use[] = [{ kind: 'received', by: 'rowan', organisationId: receiver.id }]
    const given: ConsentChoice[] = []
    const allowed: readonly string[] = allowedPurposes(isThirdParty, false)
    for (const { purpose, withheld } of words.consents) {
      if (!allowed.includes(purpose)) continue
      // A wish for a worker without a way to reach the person is no wish that anybody could keep.
      if (purpose === 'support' && !words.support) continue
      const timing = purpose === 'warn' ? timingOf(words) : { kind: 'now' as const }
      given.push({ purpose, withheld, timing })
      uses.push({ kind: 'consent-given', by: 'reporter' })
    }
    await giveConsents(tx, reportId, given, now)
    if (words.support && words.consents.some((each) => each.purpose === 'support') && allowed.includes('support')) {
      const { organisationId, sealed: _, ...contact } = words.support
      await requestSupport(tx, { reportId, organisationId, contact: sealedContact ?? contact, now })
      uses.push({ kind: 'support-asked', by: 'reporter', organisationId })
    }
    await recordUses(tx, reportId, uses)
    await house.publish(tx, 'report-sent', { reportId })
    return 'sent'
  })
}
