// What staff read of their organisation's alerts: beside the report, in the list of what waits, in the list of what went out.

import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { liveConsents } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { type AlertBody, type AlertState, isCovered } from './alert.ts'
import type { Cursor } from './cursor.ts'
import { openWritten } from './sealed-body.ts'
import {
  type AlertRow,
  type Decision,
  findOfReport,
  findOwn,
  inTheMaking,
  listDecisions,
  listPublished,
  listSent,
  listWaiting,
} from './store.ts'

export type AlertOnDesk = {
  id: string
  reportId: string
  state: AlertState
  version: number
  /** What members see, or saw; undefined before publication and after erasure. */
  published: AlertBody | undefined
  /** The draft or the update, with everybody who had a hand in it. */
  making: { body: AlertBody; writers: string[]; seal: string } | undefined
  isAsked: boolean
  authorId: string
  askedAt: Date | undefined
  publishedAt: Date | undefined
  expiresAt: Date | undefined
  endedAt: Date | undefined
  endReason: AlertRow['endReason'] | undefined
  decisions: Decision[]
}

function onDesk(house: House, row: AlertRow, decisions: Decision[]): AlertOnDesk {
  const wasPublished = row.version > 0 && row.sealedBody.length > 0
  return {
    id: row.id,
    reportId: row.reportId,
    state: row.state,
    version: row.version,
    published: wasPublished ? openWritten(house.keys, row.id, 'body', row.sealedBody).body : undefined,
    making: inTheMaking(house.keys, row),
    isAsked: row.state === 'awaiting-second' || (row.askedAt !== null && row.sealedUpdate !== null),
    authorId: row.authorId,
    askedAt: row.askedAt ?? undefined,
    publishedAt: row.publishedAt ?? undefined,
    expiresAt: row.expiresAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    endReason: row.endReason ?? undefined,
    decisions,
  }
}

/** The alert of a report that is in the making or out, else the last that ended; undefined when there was none. */
export async function alertOfReport(
  house: House,
  actor: StaffActor,
  reportId: string,
): Promise<AlertOnDesk | undefined> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    const row = await findOfReport(tx, actor.organisationId, reportId)
    return row && onDesk(house, row, await listDecisions(tx, house.keys, row.id))
  })
}

/** Throws NotFound for an alert of another organisation. */
export async function readAlert(house: House, actor: StaffActor, alertId: string): Promise<AlertOnDesk> {
  demand(actor, 'alert.draft')
  return await house.asActor(actor, async (tx) => {
    const row = await findOwn(tx, alertId, actor.organisationId)
    if (!row) throw new NotFound()
    return onDesk(house, row, await listDecisions(tx, house.keys, row.id))
  })
}

export type WaitingAlert = {
  id: string
  reportId: string
  askedAt: Date
  author: string
  isUpdate: boolean
  body: AlertBody
  /** This person wrote or edited it: somebody else must check it. */
  isOwnWork: boolean
}

/** What waits for a second person of the actor's organisation, longest first. */
export async function waitingForSecond(house: House, actor: StaffActor): Promise<WaitingAlert[]> {
  demand(actor, 'alert.approve')
  const rows = await house.asActor(actor, (tx) => listWaiting(tx, actor.organisationId))
  return rows.flatMap((row) => {
    const making = inTheMaking(house.keys, row)
    if (!making || !row.askedAt) return []
    const isOwnWork = making.writers.includes(actor.personId) || row.authorId === actor.personId
    const { id, reportId, askedAt } = row
    return [
      { id, reportId, askedAt, author: row.authorName ?? '', isUpdate: row.version > 0, body: making.body, isOwnWork },
    ]
  })
}

export type SentAlert = {
  id: string
  reportId: string
  state: 'published' | 'retracted' | 'expired'
  version: number
  body: AlertBody | undefined
  publishedAt: Date
  expiresAt: Date | undefined
  endedAt: Date | undefined
  endReason: AlertRow['endReason'] | undefined
  hasUpdate: boolean
  /** People who were handed it, people who have seen it, letters still waiting. */
  reached: number
  seen: number
  waiting: number
}

export const sentPageSize = 50

/** The organisation's alerts that went out, newest first; one page and whether there are more. */
export async function sentAlerts(
  house: House,
  actor: StaffActor,
  filter: { state?: SentAlert['state'] | undefined; page: number },
): Promise<{ items: SentAlert[]; hasMore: boolean }> {
  demand(actor, 'alert.draft')
  const offset = (Math.max(1, filter.page) - 1) * sentPageSize
  const rows = await house.asActor(actor, (tx) =>
    listSent(tx, actor.organisationId, { state: filter.state, limit: sentPageSize + 1, offset }),
  )
  const items = rows.slice(0, sentPageSize).map(
    (row): SentAlert => ({
      id: row.id,
      reportId: row.reportId,
      state: row.state as SentAlert['state'],
      version: row.version,
      body: row.sealedBody.length ? openWritten(house.keys, row.id, 'body', row.sealedBody).body : undefined,
      publishedAt: row.publishedAt ?? row.createdAt,
      expiresAt: row.expiresAt ?? undefined,
      endedAt: row.endedAt ?? undefined,
      endReason: row.endReason ?? undefined,
      hasUpdate: row.sealedUpdate !== null,
      reached: row.reached,
      seen: row.seen,
      waiting: row.waiting,
    }),
  )
  return { items, hasMore: rows.length > sentPageSize }
}

export type PublishedAlert = { id: string; version: number; body: AlertBody; publishedAt: Date }
const publishedPageSize = 50

/**
 * What members can read at this moment, for workers who pass it on by word of mouth: of every team, except what is about a
 * worker of the reader's own organisation. `next` leads to older ones.
 */
export async function publishedAlerts(
  house: House,
  actor: StaffActor,
  before: Cursor | undefined,
): Promise<{ items: PublishedAlert[]; next: Cursor | undefined }> {
  demand(actor, 'alert.read')
  return await house.asActor(actor, async (tx) => {
    const rows = await listPublished(tx, before, publishedPageSize)
    const live = await liveConsents(
      tx,
      rows.map((row) => row.reportId),
      'warn',
    )
    const items = rows.flatMap((row): PublishedAlert[] => {
      const consent = live.get(row.reportId)
      const { body } = openWritten(house.keys, row.id, 'body', row.sealedBody)
      if (!consent || !isCovered(body, consent, house.clock.now())) return []
      return [{ id: row.id, version: row.version, body, publishedAt: row.publishedAt ?? row.createdAt }]
    })
    const last = rows.at(-1)
    const isEnd = rows.length < publishedPageSize
    return { items, next: isEnd || !last ? undefined : { at: last.publishedAt ?? last.createdAt, id: last.id } }
  })
}
