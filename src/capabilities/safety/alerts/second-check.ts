// Between two people: asking for a second check, sending it back, and standing aside. Approving stands in approve-alert.ts.

import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { deskName, lockLiveConsent, recordUse } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { heldBackIn, nextState, type Outcome, saysSomething } from './alert.ts'
import { changeAlert, insertDecision, inTheMaking, lockAlert } from './store.ts'

/** Hands the draft, or the update, to a second person. From here its words stand still until they answer. */
export async function askSecondCheck(house: House, actor: StaffActor, alertId: string): Promise<Outcome> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    const row = await lockAlert(tx, alertId)
    if (!row) throw new NotFound()
    const making = inTheMaking(house.keys, row)
    const state = nextState(row.state, 'ask')
    if (!making || !state || row.askedAt) return { ok: false, problem: 'wrong-state' }
    const consent = await lockLiveConsent(tx, row.reportId, 'warn')
    if (!consent) return { ok: false, problem: 'consent-gone' }
    if (!saysSomething(making.body)) return { ok: false, problem: 'nothing-to-say' }
    if (heldBackIn(making.body, consent.withheld).length) return { ok: false, problem: 'held-back' }
    if (making.body.freeText && !making.body.freeText.reason.trim()) return { ok: false, problem: 'reason-missing' }
    await changeAlert(tx, row.id, { state, askedAt: house.clock.now() })
    await insertDecision(tx, house.keys, {
      alertId: row.id,
      organisationId: row.organisationId,
      version: row.version + 1,
      personId: actor.personId,
      what: 'asked',
    })
    const use = { kind: 'second-check-asked', by: deskName(actor), organisationId: actor.organisationId } as const
    await recordUse(tx, row.reportId, use)
    return { ok: true, value: undefined }
  })
}

/** Sends it back to its author with a reason; an author may take their own back without one. */
export async function returnDraft(house: House, actor: StaffActor, alertId: string, reason: string): Promise<Outcome> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    const row = await lockAlert(tx, alertId)
    if (!row) throw new NotFound()
    const state = nextState(row.state, 'return')
    if (!inTheMaking(house.keys, row) || !state || !row.askedAt) return { ok: false, problem: 'wrong-state' }
    if (!reason.trim() && actor.personId !== row.authorId) return { ok: false, problem: 'reason-missing' }
    await changeAlert(tx, row.id, { state, askedAt: null })
    await insertDecision(tx, house.keys, {
      alertId: row.id,
      organisationId: row.organisationId,
      version: row.version + 1,
      personId: actor.personId,
      what: 'returned',
      reason: reason.trim() || undefined,
    })
    return { ok: true, value: undefined }
  })
}

/** "I know those involved": from here this person can never approve this alert. Standing aside is not undone. */
export async function recuse(house: House, actor: StaffActor, alertId: string, reason: string): Promise<Outcome> {
  demand(actor, 'alert.approve')
  return await house.asActor(actor, async (tx) => {
    const row = await lockAlert(tx, alertId)
    if (!row) throw new NotFound()
    if (!inTheMaking(house.keys, row)) return { ok: false, problem: 'wrong-state' }
    await insertDecision(tx, house.keys, {
      alertId: row.id,
      organisationId: row.organisationId,
      version: row.version + 1,
      personId: actor.personId,
      what: 'recused',
      reason: reason.trim() || undefined,
    })
    return { ok: true, value: undefined }
  })
}
