// Handing something over without consent: only what two people agreed to, with a line in the trace of every report concerned.
import type { StaffActor } from '#permissions/actor.ts'
import { task } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { deskName, isHeld, recordUse, type UseActor, type UseKind } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { whoIs } from './decide.ts'
import { type Basis, handsOver, type Part } from './legal-request.ts'
import { insertDisclosure, listProposals, takeDueToTell } from './register-store.ts'

const useKinds: Readonly<Record<Basis, UseKind>> = {
  'danger-to-life': 'told-without-consent-life',
  'child-at-risk': 'told-without-consent-child',
  'legal-order': 'told-without-consent-order',
}

export type Disclosed =
  | { ok: true; told: boolean }
  /** `undecided`: two people have not agreed to hand anything over. `parts`: more than they agreed to. */
  | { ok: false; problem: 'undecided' | 'parts' | 'already' | 'not-held' }

/**
 * Records what leaves of one report on the named basis, in the transaction in which it may leave: register, audit and, unless an
 * order forbids telling, the trace. Whoever hands over calls it first and hands nothing over unless it answers ok. A report of
 * another organisation, a draft or an erased one is `not-held`.
 */
export async function discloseWithoutConsent(
  house: House,
  actor: StaffActor,
  wish: { requestId: string; reportId: string; parts: readonly Part[] },
): Promise<Disclosed> {
  demand(actor, 'legal.hand-over')
  const { requestId, reportId, parts } = wish
  return await house.asActor(actor, async (tx): Promise<Disclosed> => {
    const proposals = await listProposals(tx, house.keys, requestId)
    if (proposals.length === 0) throw new NotFound()
    const agreed = proposals.find((each) => each.verdict?.said === 'confirmed' && handsOver(each.decision))
    if (!agreed?.basis) return { ok: false, problem: 'undecided' }
    if (parts.length === 0 || !parts.every((part) => agreed.parts.includes(part)))
      return { ok: false, problem: 'parts' }
    if (!(await isHeld(tx, reportId))) return { ok: false, problem: 'not-held' }
    const { basis, tellOn } = agreed
    const at = house.clock.now()
    const byWhom = deskName(actor)
    const stored = await insertDisclosure(tx, {
      id: newId(),
      requestId,
      proposalId: agreed.id,
      reportId,
      who: whoIs(actor),
      byWhom,
      parts,
      at,
      tellOn,
    })
    if (!stored) return { ok: false, problem: 'already' }
    const detail = { basis, parts: parts.join('.'), told: tellOn === undefined }
    await recordAudit(tx, { kind: 'report.disclosed', recordId: reportId, detail })
    if (tellOn === undefined)
      await recordUse(tx, reportId, { kind: useKinds[basis], by: byWhom, organisationId: actor.organisationId, at })
    return { ok: true, told: tellOn === undefined }
  })
}

/** Tells the people whose ban on telling has ended: a line at the day it happened, and one now that says why it comes late. */
export async function tellWhatWasForbidden(house: House): Promise<void> {
  const now = house.clock.now()
  await house.asActor(task('task-trace'), async (tx) => {
    for (const due of await takeDueToTell(tx, now.toISOString().slice(0, 10), now)) {
      const by = due.byWhom as UseActor
      const { reportId, organisationId } = due
      await recordUse(tx, reportId, { kind: 'told-without-consent-order', by, organisationId, at: due.at })
      await recordUse(tx, reportId, { kind: 'told-without-consent-late', by: 'rowan', at: now })
      await recordAudit(tx, { kind: 'disclosure.told', organisationId, recordId: reportId })
    }
  })
}
