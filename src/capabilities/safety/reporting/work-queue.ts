// The desk's queue: list, claim, hand back. One person works on a report at a time.

import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { codename } from './codename.ts'
import {
  claim,
  countQueue,
  findReport,
  type QueueFilter,
  type QueueItem as Row,
  release,
  selectQueue,
} from './report-store.ts'
import { recordUse, type UseActor } from './trace-store.ts'

export type QueueItem = Row & { codename: string }

/** Hours within which a claimed report wants its decision. */
const decideWithinHours = 24

export const deskName = (actor: StaffActor): UseActor =>
  actor.roles.includes('adviser') ? 'independent-adviser' : 'alert-desk'

export const named = (row: Row): QueueItem => ({ ...row, codename: codename(row.id) })

export async function listQueue(house: House, actor: StaffActor, filter: QueueFilter) {
  demand(actor, 'report.read')
  return await house.asActor(actor, async (tx) => {
    const { items, total } = await selectQueue(tx, actor.personId, filter)
    return { items: items.map(named), total, counts: await countQueue(tx, actor.personId) }
  })
}

/** How many reports wait for somebody of this organisation to take them. */
export async function countWaiting(house: House, actor: StaffActor): Promise<number> {
  return (await house.asActor(actor, (tx) => countQueue(tx, actor.personId))).new
}

export async function claimReport(house: House, actor: StaffActor, reportId: string): Promise<'claimed' | 'taken'> {
  demand(actor, 'report.work')
  return await house.asActor(actor, async (tx) => {
    if (!(await findReport(tx, reportId))) throw new NotFound()
    const due = new Date(house.clock.now().getTime() + decideWithinHours * 3_600_000)
    if (!(await claim(tx, reportId, actor.personId, due))) return 'taken'
    await recordUse(tx, reportId, { kind: 'claimed', by: deskName(actor), organisationId: actor.organisationId })
    return 'claimed'
  })
}

export async function releaseReport(house: House, actor: StaffActor, reportId: string): Promise<void> {
  demand(actor, 'report.work')
  await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    if (!report) throw new NotFound()
    if (report.state !== 'in-work') throw new Conflict('not claimed')
    await release(tx, reportId)
    await recordUse(tx, reportId, { kind: 'released', by: deskName(actor), organisationId: actor.organisationId })
  })
}
