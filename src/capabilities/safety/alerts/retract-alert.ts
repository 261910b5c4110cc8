// The end of an alert: taken back by the desk, by the reporter's withdrawal, by erasure, or because its time has come.

import { type StaffActor, task } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import { endEntries } from '#safety/checker/index.ts'
import { deskName, lockLiveConsent, recordUse, type UseActor } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { type EndReason, isCovered, nextState, type Outcome, type RetractReason } from './alert.ts'
import { countReached } from './delivery-store.ts'
import { planQueue } from './plan-delivery.ts'
import { openWritten } from './sealed-body.ts'
import {
  type AlertRow,
  blankReasons,
  changeAlert,
  findAllOfReport,
  findOwn,
  insertDecision,
  listDue,
  lockAlert,
  lockOpenOfReport,
} from './store.ts'

/** Takes a published alert back. One person may: a warning needs two, its end does not. */
export async function retractAlert(
  house: House,
  actor: StaffActor,
  alertId: string,
  reason: RetractReason,
  explanation = '',
): Promise<Outcome<{ reached: number }>> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    if (!(await findOwn(tx, alertId, actor.organisationId))) throw new NotFound()
    const row = await lockAlert(tx, alertId)
    if (!row || nextState(row.state, 'retract') === undefined) return { ok: false, problem: 'wrong-state' }
    await insertDecision(tx, house.keys, {
      alertId,
      organisationId: row.organisationId,
      version: row.version,
      personId: actor.personId,
      what: 'retracted',
      reason: explanation.trim() || undefined,
    })
    await endEntries(tx, house, { reportId: row.reportId, alertId, state: 'withdrawn', by: deskName(actor) })
    const reached = await retract(tx, house, row, reason, deskName(actor), actor.organisationId)
    return { ok: true, value: { reached } }
  })
}

async function retract(
  tx: Tx,
  house: House,
  row: AlertRow,
  reason: EndReason,
  by: UseActor,
  organisationId?: string,
): Promise<number> {
  await changeAlert(tx, row.id, {
    state: 'retracted',
    endedAt: house.clock.now(),
    endReason: reason,
    sealedUpdate: null,
    askedAt: null,
  })
  const reached = await countReached(tx, row.id)
  await recordUse(tx, row.reportId, { kind: 'alert-retracted', by, organisationId, amount: reached })
  await recordAudit(tx, {
    kind: 'alert.retracted',
    organisationId: row.organisationId,
    recordId: row.id,
    detail: { reason },
  })
  await house.publish(tx, 'alert-ended', { alertId: row.id, version: row.version })
  await house.jobs.send(tx, planQueue, { alertId: row.id, version: row.version, kind: 'retraction' })
  return reached
}

/**
 * Carries out a withdrawal of `warn`, or an erasure: what is published is retracted and chased, what was in the making is
 * given up and its words removed. From the moment the withdrawal was acknowledged nothing was handed over or shown; this
 * tells everybody who had been sent it. Safe to run again.
 */
export async function endForReport(house: House, reportId: string, why: 'withdrawn' | 'erased'): Promise<void> {
  await house.asActor(task('task-delivery'), async (tx) => {
    for (const row of await lockOpenOfReport(tx, reportId)) {
      if (row.state === 'published') await retract(tx, house, row, 'withdrawn', 'rowan')
      else
        await changeAlert(tx, row.id, {
          state: 'dropped',
          sealedBody: Buffer.alloc(0),
          askedAt: null,
          endedAt: house.clock.now(),
        })
    }
    if (why === 'erased') {
      const all = await findAllOfReport(tx, reportId)
      for (const row of all) await changeAlert(tx, row.id, { sealedBody: Buffer.alloc(0), sealedUpdate: null })
      await blankReasons(
        tx,
        all.map((row) => row.id),
      )
    }
  })
  await house.asActor(task('task-checker'), (tx) => endEntries(tx, house, { reportId, state: 'withdrawn' }))
}

/**
 * After the reporter changed what `warn` may use, or when: a published alert that draws on a field now held back, or that was
 * to wait for a date, is taken back like one whose consent is gone. Drafts stay, since approval looks at the consent of its own moment. Safe to run again.
 */
export async function endUncovered(house: House, reportId: string): Promise<void> {
  await house.asActor(task('task-delivery'), async (tx) => {
    const consent = await lockLiveConsent(tx, reportId, 'warn')
    for (const row of await lockOpenOfReport(tx, reportId)) {
      if (row.state !== 'published') continue
      const { body } = openWritten(house.keys, row.id, 'body', row.sealedBody)
      if (!consent || !isCovered(body, consent, house.clock.now())) await retract(tx, house, row, 'withdrawn', 'rowan')
    }
  })
  const isOut = await house.asActor(task('task-delivery'), async (tx) =>
    (await lockOpenOfReport(tx, reportId)).some((row) => row.state === 'published'),
  )
  if (!isOut) await house.asActor(task('task-checker'), (tx) => endEntries(tx, house, { reportId, state: 'withdrawn' }))
}

/** Expires what has had its time, a hundred at once until none is left. Nobody is chased: it was true and is only old. */
export async function expireAlerts(house: House): Promise<number> {
  let amount = 0
  while (true) {
    const due = await house.asActor(task('task-retention'), async (tx) => {
      const rows = await listDue(tx, house.clock.now(), 100)
      for (const row of rows) {
        await changeAlert(tx, row.id, {
          state: 'expired',
          endedAt: house.clock.now(),
          endReason: 'expired',
          sealedUpdate: null,
          askedAt: null,
        })
        await endEntries(tx, house, { reportId: row.reportId, alertId: row.id, state: 'expired' })
        await recordUse(tx, row.reportId, { kind: 'alert-expired', by: 'rowan' })
        await house.publish(tx, 'alert-ended', { alertId: row.id, version: row.version })
      }
      return rows.length
    })
    amount += due
    if (due === 0) return amount
  }
}
