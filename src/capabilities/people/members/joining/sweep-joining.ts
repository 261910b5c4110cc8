// What the ways in forget by themselves: evidence nobody opened, answers nobody fetched, codes, marks, and who stands behind whom.
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { House } from '../../../house.ts'
import { deleteApplication, expireApplication, lockOverdue } from './application-store.ts'
import { evidenceDigest } from './apply.ts'
import { ANSWER_DAYS } from './look-once.ts'
import { dateOf, dayOf, forgetOld, stopTag } from './standing.ts'
import { listStops, pageOfStandings, rewriteStanding } from './standing-store.ts'
import { sweepVouching } from './vouch-store.ts'

const retention = task('task-retention')

/** Safe to run at any time and twice. */
export async function sweepJoining(house: House): Promise<void> {
  while (await expireSome(house)) {
    // A few at a time, so that nobody waits for the whole.
  }
  const today = dayOf(house.clock.now())
  await house.asActor(retention, (tx) => sweepVouching(tx, dateOf(today)))
  await forgetWhoBroughtWhom(house, today)
}

async function expireSome(house: House): Promise<boolean> {
  return await house.asActor(retention, async (tx) => {
    const today = dayOf(house.clock.now())
    const overdue = await lockOverdue(tx, dateOf(today))
    for (const { id, organisationId, state } of overdue) {
      if (state !== 'waiting' && state !== 'opened') {
        await deleteApplication(tx, id)
        continue
      }
      const body = await expireApplication(tx, id, dateOf(today + ANSWER_DAYS))
      if (!body) continue
      const detail = { decision: 'expired', digest: evidenceDigest(house, body) }
      await recordAudit(tx, { kind: 'evidence.destroyed', organisationId, recordId: id, detail })
    }
    return overdue.length > 0
  })
}

/**
 * Rewrites a part of all standings each night, everybody's within four weeks, whether or not anything in them has grown old:
 * which rows change tells nothing.
 */
async function forgetWhoBroughtWhom(house: House, today: number): Promise<void> {
  for (let after: string | undefined; ; ) {
    const from = after
    after = await house.asActor(retention, async (tx) => {
      const stops = await listStops(tx)
      const rests = (handle: string) => stops.has(stopTag(house.keys, 'branch', handle).toString('hex'))
      const page = await pageOfStandings(tx, house.keys, from)
      for (const { memberId, standing } of page.items)
        if (Number.parseInt(memberId.slice(0, 6), 16) % 28 === today % 28)
          await rewriteStanding(tx, house.keys, memberId, forgetOld(standing, today, rests))
      return page.next
    })
    if (after === undefined) return
  }
}
