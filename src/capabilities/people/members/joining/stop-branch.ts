// A membership worker lets an account rest, alone or with everybody it brought in; and lifts that again.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { House } from '../../../house.ts'
import { findIdByPseudonym } from '../store.ts'
import { handleOf, type StopKind } from './standing.ts'
import { deleteStops, insertStop, pageOfStandings } from './standing-store.ts'

export type StopResult = { ok: true; accounts: number } | { ok: false; why: 'nobody' | 'already' }

/** Stops an account by its pseudonym. Answers how many accounts rest by it: a number, nobody's name. */
export async function stopAccount(
  house: House,
  actor: StaffActor,
  pseudonym: string,
  kind: StopKind,
): Promise<StopResult> {
  demand(actor, 'branch.stop')
  return await house.asActor(actor, async (tx): Promise<StopResult> => {
    const memberId = await findIdByPseudonym(tx, house.keys, pseudonym)
    if (memberId === undefined) return { ok: false, why: 'nobody' }
    const handle = handleOf(house.keys, memberId)
    if (!(await insertStop(tx, house.keys, kind, handle))) return { ok: false, why: 'already' }
    let accounts = 1
    if (kind === 'branch')
      for (let after: string | undefined; ; ) {
        const page = await pageOfStandings(tx, house.keys, after)
        accounts += page.items.filter(({ standing }) => standing.behind.some((each) => each.handle === handle)).length
        after = page.next
        if (after === undefined) break
      }
    await recordAudit(tx, { kind: `${kind}.stopped`, detail: { accounts } })
    return { ok: true, accounts }
  })
}

/** Lets an account, and whoever rested with it, in again. Answers whether anything rested. */
export async function liftStop(house: House, actor: StaffActor, pseudonym: string): Promise<boolean> {
  demand(actor, 'branch.stop')
  return await house.asActor(actor, async (tx) => {
    const memberId = await findIdByPseudonym(tx, house.keys, pseudonym)
    if (memberId === undefined) return false
    if ((await deleteStops(tx, house.keys, handleOf(house.keys, memberId))) === 0) return false
    await recordAudit(tx, { kind: 'branch.lifted' })
    return true
  })
}
