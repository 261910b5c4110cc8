// The second person agrees: consent is locked, the alert is published, its entries are made, all in one transaction.

import { partialOf } from '#engines/matching/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { endEntries, makeEntries } from '#safety/checker/index.ts'
import {
  closeReportIn,
  deskName,
  type LiveConsent,
  lockLiveConsent,
  type ReportContent,
  recordUse,
  type Withholdable,
} from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import {
  type AlertBody,
  type AlertProblem,
  heldBackIn,
  type IdentifierKind,
  isTooEarly,
  nextState,
  type Outcome,
  saysSomething,
  standsMonths,
} from './alert.ts'
import { findFlags } from './find-flags.ts'
import { sealWritten } from './sealed-body.ts'
import { type AlertRow, changeAlert, findOwn, hasRecused, insertDecision, inTheMaking, lockAlert } from './store.ts'

/** What the second person had before them, and what they said about it. */
export type Reading = {
  /** The opened report, so that flags are found in what was really read. */
  content: ReportContent
  /** What was held back from warnings when it was read. */
  withheld: readonly Withholdable[]
  /** The report's identifiers; a body may warn about no others. */
  identifiers: readonly { kind: string; value: string; display?: string }[]
  /** Other reports that hold one of them. */
  others: readonly string[]
  /** The reader has made sure that one of those comes from another person. */
  confirmsAnother: boolean
  /** The seal of the body that was read. */
  seal: string
  /** Ids of the flags that were answered. */
  answered: readonly string[]
}

export const addMonths = (from: Date, months: number): Date => {
  const at = new Date(from)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at
}

/** Whether the reporter's choice of when has come true. */
function timingProblem(consent: LiveConsent, reading: Reading, now: Date): AlertProblem | undefined {
  if (isTooEarly(consent, now)) return 'too-early'
  if (consent.timing === 'another-report' && !(reading.others.length > 0 && reading.confirmsAnother))
    return 'needs-another-report'
  return undefined
}

function bodyProblem(body: AlertBody, consent: LiveConsent, reading: Reading): AlertProblem | undefined {
  if (!saysSomething(body)) return 'nothing-to-say'
  if (heldBackIn(body, consent.withheld).length) return 'held-back'
  // Held back since it was read: the flags that were answered are not the ones that count now.
  if (consent.withheld.some((field) => !reading.withheld.includes(field))) return 'changed-meanwhile'
  const known = new Set(reading.identifiers.map((each) => `${each.kind} ${each.value}`))
  if (body.identifiers.some((each) => !known.has(`${each.kind} ${each.value}`))) return 'not-offered'
  if (body.freeText && !body.freeText.reason.trim()) return 'reason-missing'
  const answered = new Set(reading.answered)
  return findFlags(body, reading.content, consent.withheld).every((each) => answered.has(each.id))
    ? undefined
    : 'flags-open'
}

/**
 * Publishes what waits for a second person. `explanation` is what the reporter is told, if anything. Answers the version
 * that went out. Nobody who wrote or edited it, and nobody who stood aside, can be that person.
 */
export async function approveAlert(
  house: House,
  staff: StaffVisit,
  alertId: string,
  reading: Reading,
  explanation = '',
): Promise<Outcome<{ version: number }>> {
  const { actor } = staff
  demand(actor, 'alert.approve')
  return await house.asActor(actor, async (tx): Promise<Outcome<{ version: number }>> => {
    // Which report it is must be known to lock its consent; consent is locked before the alert, as every discloser does.
    const reportId = (await findOwn(tx, alertId, actor.organisationId))?.reportId
    if (!reportId) throw new NotFound()
    const consent = await lockLiveConsent(tx, reportId, 'warn')
    const row = await lockAlert(tx, alertId)
    if (!row) throw new NotFound()
    const making = inTheMaking(house.keys, row)
    if (!making || !row.askedAt || nextState(row.state, 'approve') !== 'published')
      return { ok: false, problem: 'wrong-state' }
    if (making.writers.includes(actor.personId) || row.authorId === actor.personId)
      return { ok: false, problem: 'own-work' }
    if (await hasRecused(tx, alertId, actor.personId)) return { ok: false, problem: 'recused' }
    if (!consent) return { ok: false, problem: 'consent-gone' }
    if (making.seal !== reading.seal) return { ok: false, problem: 'changed-meanwhile' }
    const now = house.clock.now()
    const problem = timingProblem(consent, reading, now) ?? bodyProblem(making.body, consent, reading)
    if (problem) return { ok: false, problem }

    // What the report is about decides who must not see it, whatever the draft says.
    const { about } = reading.content
    const body: AlertBody = {
      ...making.body,
      notForVenues: making.body.notForVenues || about?.kind === 'manager',
      identifiers: making.body.identifiers.map((each) => ({
        ...each,
        display: reading.identifiers.find((known) => known.kind === each.kind && known.value === each.value)?.display,
      })),
    }
    const withheldFrom = about?.organisationId ?? row.withheldFrom
    const version = row.version + 1
    if (version === 1) await closeIfInWork(tx, staff, reportId, explanation)
    const expiresAt = addMonths(now, standsMonths[making.body.severity])
    await changeAlert(tx, alertId, {
      state: 'published',
      version,
      sealedBody: sealWritten(house.keys, alertId, 'body', { body, writers: making.writers }),
      sealedUpdate: null,
      approverId: actor.personId,
      publishedAt: now,
      expiresAt,
      askedAt: null,
      withheldFrom,
    })
    await insertDecision(tx, house.keys, {
      alertId,
      organisationId: row.organisationId,
      version,
      personId: actor.personId,
      what: 'approved',
    })
    await renewEntries(tx, house, { ...row, withheldFrom }, body, expiresAt)
    const use = { by: deskName(actor), organisationId: actor.organisationId } as const
    await recordUse(tx, reportId, { ...use, kind: version > 1 ? 'alert-updated' : 'alert-published' })
    await recordAudit(tx, {
      kind: version > 1 ? 'alert.updated' : 'alert.published',
      recordId: alertId,
      detail: { version },
    })
    await house.publish(tx, 'alert-published', { alertId, version })
    return { ok: true, value: { version } }
  })
}

/** The report is answered when its warning goes out; one that was handed back meanwhile stays in the queue. */
async function closeIfInWork(tx: Tx, staff: StaffVisit, reportId: string, explanation: string): Promise<void> {
  try {
    await closeReportIn(tx, staff, reportId, 'warned', explanation)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}

/**
 * Less than four characters belong to too many people: such a part is shown in the warning and never looked up. What is
 * looked up by its part is never more than a possible match, and the answer says that only part was given.
 */
const isEnoughOfIt = (kind: IdentifierKind, value: string): boolean =>
  (partialOf(kind, value)?.pattern.replaceAll('?', '').length ?? 0) >= 4

/** The checker answers from what is published and from nothing else: an update takes the place of what was there. */
async function renewEntries(tx: Tx, house: House, row: AlertRow, body: AlertBody, expiresAt: Date): Promise<void> {
  if (row.version > 0) await endEntries(tx, house, { reportId: row.reportId, alertId: row.id, state: 'expired' })
  const identifiers = body.identifiers.filter((each) => !each.isPartial || isEnoughOfIt(each.kind, each.value))
  if (identifiers.length === 0) return
  const area = body.areas.length === 1 ? body.areas[0] : undefined
  await makeEntries(tx, house, {
    organisationId: row.organisationId,
    reportId: row.reportId,
    alertId: row.id,
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value })),
    detail: {
      month: body.month ?? house.clock.now().toISOString().slice(0, 7),
      area,
      harms: body.harms,
      lookOutFor: body.facts.map((fact) => fact.text).join('; '),
      notForVenues: body.notForVenues,
    },
    expiresAt,
    withheldFrom: row.withheldFrom ?? undefined,
  })
}
