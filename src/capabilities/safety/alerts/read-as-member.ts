// What a member sees: alerts that fit what they chose, newest first, each with live consent at that moment; and that
// something they were sent is no longer shown, without a word of what it was.

import type { Area } from '#partnership/organisations/index.ts'
import type { MemberPreferences } from '#people/members/index.ts'
import type { MemberActor } from '#permissions/actor.ts'
import { NotFound } from '#platform/errors.ts'
import { liveConsents } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { type AlertBody, isCovered, type Severity } from './alert.ts'
import type { Cursor } from './cursor.ts'
import { listOwn, markSeen, type OwnDelivery } from './delivery-store.ts'
import { handToReader } from './plan-delivery.ts'
import { openWritten } from './sealed-body.ts'
import { type AlertRow, findAlert, listPublished, listRetractedFor } from './store.ts'

export type MemberAlert = { id: string; version: number; body: AlertBody; publishedAt: Date; isNew: boolean }
export type EndedAlert = { id: string; sentAt: Date; endedAt: Date }
export type MemberFilter = { area?: Area | undefined; severity?: Severity | undefined; before?: Cursor | undefined }
export type MemberList = {
  items: MemberAlert[]
  ended: EndedAlert[]
  /** `before` of the next page; undefined at the end. */
  next: Cursor | undefined
}

export const memberPageSize = 20
const scanSize = 100
/** How far one page looks for what fits: beyond this the reader is offered the next page. */
const mostScanned = 2000
const endedDays = 60

const meets = <T>(chosen: readonly T[], offered: readonly T[]) =>
  chosen.length === 0 || offered.length === 0 || offered.some((each) => chosen.includes(each))

/** Whether an alert is for this member: their areas, their kinds of work, their kind of account. */
export const isFor = (body: AlertBody, actor: MemberActor, preferences: MemberPreferences): boolean =>
  meets(preferences.areas, body.areas) &&
  meets(preferences.work, body.work) &&
  !(body.notForVenues && actor.memberKind === 'venue')

const fits = (body: AlertBody, filter: MemberFilter) =>
  (filter.area === undefined || meets([filter.area], body.areas)) &&
  (filter.severity === undefined || body.severity === filter.severity)

const cursorAt = (row: AlertRow | undefined): Cursor | undefined =>
  row && { at: row.publishedAt ?? row.createdAt, id: row.id }

type Candidate = { row: AlertRow; body: AlertBody; own: OwnDelivery[] }

/** A page of what was published and may be shown at this moment, opened. */
async function scan(house: House, actor: MemberActor, before: Cursor | undefined) {
  return await house.asActor(actor, async (tx) => {
    const rows = await listPublished(tx, before, scanSize)
    const live = await liveConsents(
      tx,
      rows.map((row) => row.reportId),
      'warn',
    )
    const own = await listOwn(
      tx,
      actor.memberId,
      rows.map((row) => row.id),
    )
    const shown: Candidate[] = []
    const stopped: EndedAlert[] = []
    for (const row of rows) {
      const mine = own.filter((each) => each.alertId === row.id && each.kind === 'alert')
      const { body } = openWritten(house.keys, row.id, 'body', row.sealedBody)
      const consent = live.get(row.reportId)
      if (consent && isCovered(body, consent, house.clock.now())) shown.push({ row, body, own: mine })
      // Withdrawn a moment ago, and not yet carried out everywhere.
      else if (mine[0]) stopped.push({ id: row.id, sentAt: mine[0].at, endedAt: house.clock.now() })
    }
    return { shown, stopped, last: cursorAt(rows.at(-1)), isEnd: rows.length < scanSize }
  })
}

/** Alerts for a member. `marks` says that they are seen now: a page does, a feed that a machine fetches does not. */
export async function listForMember(
  house: House,
  actor: MemberActor,
  preferences: MemberPreferences,
  filter: MemberFilter,
  options: { marks: boolean; size?: number },
): Promise<MemberList> {
  const size = options.size ?? memberPageSize
  const items: MemberAlert[] = []
  const ended: EndedAlert[] = []
  let next = filter.before
  let isEnd = false
  for (let scanned = 0; items.length < size && !isEnd && scanned < mostScanned; scanned += scanSize) {
    const page = await scan(house, actor, next)
    ended.push(...page.stopped)
    isEnd = page.isEnd
    next = page.last ?? next
    for (const { row, body, own } of page.shown) {
      if (!isFor(body, actor, preferences) || !fits(body, filter)) continue
      const mine = own.find((each) => each.version === row.version)
      const { id, version } = row
      if (!mine && !(await handToReader(house, { alertId: id, version, kind: 'alert' }, actor.memberId))) continue
      items.push({
        id,
        version,
        body,
        publishedAt: row.publishedAt ?? row.createdAt,
        isNew: mine?.seenAt === undefined,
      })
      if (items.length < size) continue
      // The rest of this page of rows comes again on the next page of the list.
      const isLast = row === page.shown.at(-1)?.row
      next = cursorAt(row)
      isEnd = isEnd && isLast
      break
    }
  }
  const since = new Date(house.clock.now().getTime() - endedDays * 86_400_000)
  await house.asActor(actor, async (tx) => {
    if (!filter.before) ended.push(...(await listRetractedFor(tx, actor.memberId, since)))
    const seen = [...items, ...ended].map((item) => item.id)
    if (options.marks) await markSeen(tx, actor.memberId, seen, house.clock.now())
  })
  return { items, ended, next: isEnd ? undefined : next }
}

export type OneAlert = { kind: 'shown'; alert: MemberAlert } | { kind: 'ended' } | { kind: 'expired' }

/** One alert by its address. Throws NotFound for one this member may not see and was never sent. */
export async function readForMember(house: House, actor: MemberActor, alertId: string): Promise<OneAlert> {
  const found = await house.asActor(actor, async (tx) => {
    const row = await findAlert(tx, alertId)
    if (!row) throw new NotFound()
    const live = await liveConsents(tx, [row.reportId], 'warn')
    return { row, consent: live.get(row.reportId), own: await listOwn(tx, actor.memberId, [alertId]) }
  })
  const { row, consent, own } = found
  const wasSent = own.some((each) => each.kind === 'alert')
  if (row.state === 'expired') return { kind: 'expired' }
  const body = row.state === 'published' ? openWritten(house.keys, row.id, 'body', row.sealedBody).body : undefined
  const isShown = body && consent && isCovered(body, consent, house.clock.now())
  const sending = { alertId, version: row.version, kind: 'alert' } as const
  if (!isShown || !(await handToReader(house, sending, actor.memberId))) {
    if (!wasSent) throw new NotFound()
    await house.asActor(actor, (tx) => markSeen(tx, actor.memberId, [alertId], house.clock.now()))
    return { kind: 'ended' }
  }
  const mine = own.find((each) => each.version === row.version)
  await house.asActor(actor, (tx) => markSeen(tx, actor.memberId, [alertId], house.clock.now()))
  const publishedAt = row.publishedAt ?? row.createdAt
  return {
    kind: 'shown',
    alert: { id: row.id, version: row.version, body, publishedAt, isNew: mine?.seenAt === undefined },
  }
}

/** A recipient's mark: a copy that turns up elsewhere can be traced by the desk, and by nobody else. */
export function markOf(house: House, memberId: string, alertId: string): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const bytes = house.keys.blindIndex('recipient mark', `${memberId} ${alertId}`)
  const text = [...bytes.slice(0, 8)].map((byte) => letters[byte % 32]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
