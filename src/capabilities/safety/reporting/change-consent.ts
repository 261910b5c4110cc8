// The reporter's own hand on consent: giving, changing, withdrawing each purpose, and erasing the whole report.
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { requestSupport, withdrawSupport } from '#support/casework/index.ts'
import { dropFiles } from './add-file.ts'
import { forgetChoices, giveConsent, lockAllConsents, lockConsentForChange, withdraw } from './consent-store.ts'
import { holding } from './holding.ts'
import { keeperOf, supportersOfSent } from './offer-support.ts'
import { allowedPurposes, type ConsentChoice, type Purpose, type SupportWish } from './report.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { eraseReport as eraseWords, flagPressure, lockReport } from './report-store.ts'
import { eraseUses, recordUse } from './trace-store.ts'

/** The organisation offers no worker, or the report is about one of theirs. */
export class SupportRefused extends Error {
  override name = 'SupportRefused'
}

/** Gives a purpose, or changes what it may use and when. Throws NotFound for a purpose this report may not carry, SupportRefused for a wrong supporter. */
export async function changeConsent(
  house: House,
  state: ReportSession,
  choice: ConsentChoice,
  support?: SupportWish,
): Promise<void> {
  const { actor, reportId } = holderOf(state)
  const now = house.clock.now()
  await house.asActor(actor, async (tx) => {
    // Consent before report, as everybody who discloses does: two who wait for each other would both fail.
    const before = await lockConsentForChange(tx, reportId, choice.purpose)
    const report = await lockReport(tx, reportId)
    if (!report || report.state === 'draft' || report.state === 'erased') throw new NotFound()
    const allowed: readonly string[] = allowedPurposes(report.isThirdParty, report.confirmedAt !== null)
    if (!allowed.includes(choice.purpose)) throw new NotFound()
    if (support) {
      const helpers = await supportersOfSent(tx, house.keys, reportId)
      const keeper = await keeperOf(tx, helpers, support.organisationId)
      if (!keeper) throw new SupportRefused()
      support.organisationId = keeper
    }
    await giveConsent(tx, reportId, choice, now)
    // To wait for another report after it went out is to take it back; a date to wait for is read from the consent itself.
    const isTakenBack = before?.timing !== 'another-report' && choice.timing.kind === 'another-report'
    if (before?.isGiven)
      await house.publish(tx, isTakenBack ? 'consent-withdrawn' : 'consent-changed', {
        reportId,
        purpose: choice.purpose,
      })
    await recordUse(tx, reportId, { kind: before?.isGiven ? 'consent-changed' : 'consent-given', by: 'reporter' })
    if (choice.purpose === 'support' && support) {
      await withdrawSupport(tx, reportId)
      const { organisationId, ...contact } = support
      await requestSupport(tx, { reportId, organisationId, contact, now })
      await recordUse(tx, reportId, { kind: 'support-asked', by: 'reporter', organisationId })
    }
  })
}

/**
 * Withdraws one purpose. Waits for every disclosure in flight; once it has answered, none happens any more.
 * `isForced` flags the desk and shows nothing to whoever is watching.
 */
export async function withdrawConsent(
  house: House,
  state: ReportSession,
  purpose: Purpose,
  isForced: boolean,
): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const consent = await lockConsentForChange(tx, reportId, purpose)
    if (isForced) await flagPressure(tx, reportId)
    if (!consent?.isGiven) return
    await withdraw(tx, reportId, purpose, house.clock.now())
    await recordUse(tx, reportId, { kind: 'consent-withdrawn', by: 'reporter' })
    await recordAudit(tx, { kind: 'consent.withdrawn', recordId: reportId, detail: { purpose } })
    if (purpose === 'support') await withdrawSupport(tx, reportId)
    await house.publish(tx, 'consent-withdrawn', { reportId, purpose })
  })
}

/** Withdraws everything and removes the words and every key that opened them. */
export async function eraseReport(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    await lockAllConsents(tx, reportId)
    const report = await lockReport(tx, reportId)
    if (!report) throw new NotFound()
    if (report.state === 'erased') return
    for (const purpose of ['warn', 'support', 'count', 'match'] as const)
      await withdraw(tx, reportId, purpose, house.clock.now())
    await withdrawSupport(tx, reportId)
    if (report.heldAt) await holding().letGo(tx, reportId)
    await forgetChoices(tx, reportId)
    await eraseWords(tx, reportId)
    await dropFiles(house, tx, reportId)
    await eraseUses(tx, reportId)
    await recordAudit(tx, { kind: 'report.erased', recordId: reportId })
    if (report.state !== 'draft') await house.publish(tx, 'report-erased', { reportId })
  })
}
