// Keeping a report from going although its time is over: one says why and until when, a second agrees, either may end it.
// A hold stops the machine. It never stops the person who told: their erasing is at once, as their page says.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { listGoing, whenGone } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { confirmHold, endHold, insertHold, listHolds } from './hold-store.ts'
import type { Hold, HoldReason } from './kinds.ts'

const day = 24 * 3_600_000
/** How long before it goes a report stands on the list. */
export const noticeDays = 30
/** A hold is thought about again after two years at the latest. */
export const longestHoldDays = 730

export type Going = { id: string; goesAt: Date; hold: Hold | undefined }

/** What goes of this organisation's within `noticeDays`, and what is held. */
export async function readGoing(house: House, actor: StaffActor): Promise<{ going: Going[]; holds: Hold[] }> {
  demand(actor, 'record.hold')
  const before = new Date(house.clock.now().getTime() + noticeDays * day)
  return await house.asActor(actor, async (tx) => {
    const holds = await listHolds(tx, house.keys)
    const going = await listGoing(tx, before, 200)
    return {
      holds,
      going: going.map(({ id, goesAt }) => ({ id, goesAt, hold: holds.find((each) => each.reportId === id) })),
    }
  })
}

/** Throws NotFound unless this is a sent report of the actor's organisation. */
export async function demandHoldable(house: House, actor: StaffActor, reportId: string): Promise<void> {
  demand(actor, 'record.hold')
  if (!(await house.asActor(actor, (tx) => whenGone(tx, reportId)))) throw new NotFound()
}

/** Proposes a hold. Throws NotFound for a report that is not this organisation's or is erased. */
export async function proposeHold(
  house: House,
  actor: StaffActor,
  hold: { reportId: string; reason: HoldReason; words: string; endsOn: string },
): Promise<void> {
  demand(actor, 'record.hold')
  const id = newId()
  const { organisationId, personId } = actor
  try {
    await house.asActor(actor, async (tx) => {
      await insertHold(tx, house.keys, { id, ...hold, organisationId, personId })
      await recordAudit(tx, { kind: 'hold.proposed', recordId: hold.reportId, detail: { reason: hold.reason } })
    })
  } catch (error) {
    // The row policy knows whose report it is; whoever asks learns nothing else.
    if (['42501', '23503'].includes((error as { code?: string }).code ?? '')) throw new NotFound()
    throw error
  }
}

/** The second person's word, or the end of a hold by anybody of the team. False when somebody was quicker or it is one's own. */
export async function moveHold(
  house: House,
  actor: StaffActor,
  id: string,
  to: 'confirmed' | 'ended',
): Promise<boolean> {
  demand(actor, 'record.hold')
  return await house.asActor(actor, async (tx) => {
    const isDone = await (to === 'confirmed' ? confirmHold : endHold)(tx, id, actor.personId)
    if (isDone) await recordAudit(tx, { kind: `hold.${to}`, recordId: id })
    return isDone
  })
}
