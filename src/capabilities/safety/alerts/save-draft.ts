// Writing a warning, or an update of one that is out: what members see does not change until a second person agrees.

import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { deskName, lockLiveConsent, recordUse } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { type AlertBody, nextState, type Outcome } from './alert.ts'
import { sealWritten } from './sealed-body.ts'
import { changeAlert, findOfReport, insertDecision, insertDraft, inTheMaking, lockAlert } from './store.ts'

const withWriter = (writers: readonly string[], person: string) => [...new Set([...writers, person])]

/**
 * Keeps a body as this report's draft, or as the update of its published alert. Answers the alert's id. Refuses while a
 * second person is reading it, and when the reporter's consent to warn is not live.
 */
export async function saveDraft(
  house: House,
  actor: StaffActor,
  draft: { reportId: string; body: AlertBody },
): Promise<Outcome<{ alertId: string }>> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    if (!(await lockLiveConsent(tx, draft.reportId, 'warn'))) return { ok: false, problem: 'consent-gone' }
    const found = await findOfReport(tx, actor.organisationId, draft.reportId)
    const row = found && (await lockAlert(tx, found.id))
    if (!row || nextState(row.state, 'save') === undefined) {
      if (row && nextState(row.state, 'approve')) return { ok: false, problem: 'wrong-state' }
      const id = newId()
      const sealedBody = sealWritten(house.keys, id, 'body', { body: draft.body, writers: [actor.personId] })
      const { reportId } = draft
      const isNew = await insertDraft(tx, {
        id,
        organisationId: actor.organisationId,
        reportId,
        sealedBody,
        authorId: actor.personId,
      })
      if (!isNew) return { ok: false, problem: 'already-open' }
      const use = { kind: 'alert-drafted', by: deskName(actor), organisationId: actor.organisationId } as const
      await recordUse(tx, reportId, use)
      return { ok: true, value: { alertId: id } }
    }
    const earlier = inTheMaking(house.keys, row)
    const written = { body: draft.body, writers: withWriter(earlier?.writers ?? [], actor.personId) }
    if (row.state === 'published') {
      if (row.askedAt && row.sealedUpdate) return { ok: false, problem: 'wrong-state' }
      const sealedUpdate = sealWritten(house.keys, row.id, 'update', written)
      await changeAlert(tx, row.id, { sealedUpdate, authorId: actor.personId, approverId: null, askedAt: null })
    } else {
      const sealedBody = sealWritten(house.keys, row.id, 'body', written)
      await changeAlert(tx, row.id, { sealedBody, authorId: actor.personId })
    }
    return { ok: true, value: { alertId: row.id } }
  })
}

/** Gives up a draft, or the update of a published alert, which then stays as it is. */
export async function dropDraft(house: House, actor: StaffActor, alertId: string): Promise<Outcome> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    const row = await lockAlert(tx, alertId)
    if (!row) throw new NotFound()
    if (row.state === 'published' && row.sealedUpdate) {
      await changeAlert(tx, row.id, { sealedUpdate: null, askedAt: null })
    } else if (nextState(row.state, 'drop')) {
      // What was never published is not kept.
      const sealedBody = Buffer.alloc(0)
      await changeAlert(tx, row.id, { state: 'dropped', sealedBody, askedAt: null, endedAt: house.clock.now() })
    } else return { ok: false, problem: 'wrong-state' }
    await insertDecision(tx, house.keys, {
      alertId: row.id,
      organisationId: row.organisationId,
      version: row.version + 1,
      personId: actor.personId,
      what: 'dropped',
    })
    return { ok: true, value: undefined }
  })
}
