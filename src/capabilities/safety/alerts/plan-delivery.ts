// Who gets it: rows for every member concerned, and jobs that hand letters over. Safe to run twice; a crash in the middle
// is taken up where it stopped.

import { type Channel, contactsOf, type MemberContact, membersConcerned } from '#people/members/index.ts'
import { task } from '#permissions/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import { lockLiveConsent, recordUse } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { type AlertBody, isCovered } from './alert.ts'
import { insertDeliveries, listReached, type Sending, shareAlert, stopWaiting } from './delivery-store.ts'
import { openWritten } from './sealed-body.ts'
import { type AlertRow, findAlert } from './store.ts'

export const planQueue = 'alerts.plan'
export const handOverQueue = 'alerts.hand-over'

/** Letters one job hands over. */
const jobSize = 100
const pageSize = 2000
const delivery = task('task-delivery')

/**
 * The alert, if at this moment this version of it may be disclosed; consent and alert stay share-locked until `tx` ends, so
 * that a withdrawal or a retraction waits for what `tx` hands over and then chases it.
 */
export async function lockDisclosable(
  tx: Tx,
  house: House,
  sending: Sending,
): Promise<{ row: AlertRow; body: AlertBody } | undefined> {
  const reportId = (await findAlert(tx, sending.alertId))?.reportId
  const consent = reportId && (await lockLiveConsent(tx, reportId, 'warn'))
  const row = await shareAlert(tx, sending.alertId)
  if (!consent || !row || row.state !== 'published' || row.version !== sending.version) return undefined
  const { body } = openWritten(house.keys, row.id, 'body', row.sealedBody)
  return isCovered(body, consent, house.clock.now()) ? { row, body } : undefined
}

const goesTo = (body: AlertBody, contact: MemberContact) => !(body.notForVenues && contact.kind === 'venue')

/** Writes the rows for members of one page and queues their letters, in one transaction. Answers false when it must stop. */
async function planPage(house: House, sending: Sending, memberIds: readonly string[]): Promise<boolean> {
  return await house.asActor(delivery, async (tx) => {
    const found = await lockDisclosable(tx, house, sending)
    if (!found) return false
    const contacts = (await contactsOf(tx, house.keys, memberIds)).filter((contact) => goesTo(found.body, contact))
    const ids = contacts.map((contact) => contact.id)
    const now = house.clock.now()
    const inApp = await insertDeliveries(tx, sending, 'in-app', ids, now)
    // Everybody has it in-app from here; the letter only says that something is there. So people are counted once, here.
    if (inApp.length) await recordUse(tx, found.row.reportId, { kind: 'alert-sent', by: 'rowan', amount: inApp.length })
    await queueLetters(
      tx,
      house,
      sending,
      contacts.filter((contact) => contact.channels.includes('email')).map((c) => c.id),
    )
    return true
  })
}

async function queueLetters(tx: Tx, house: House, sending: Sending, memberIds: readonly string[]): Promise<void> {
  const waiting = (await insertDeliveries(tx, sending, 'email', memberIds, house.clock.now())).sort()
  const jobs: Record<string, string | number>[] = []
  for (let at = 0; at < waiting.length; at += jobSize) {
    const batch = waiting.slice(at, at + jobSize)
    jobs.push({ ...sending, first: batch[0] as string, last: batch.at(-1) as string })
  }
  await house.jobs.sendMany(tx, handOverQueue, jobs)
}

/**
 * Hands one version to one member who came upon it in the app or their feed, as delivery would have: consent locked, row
 * written, counted. False: it may not be shown. So whoever has read an alert is known when it is taken back.
 */
export async function handToReader(house: House, sending: Sending, memberId: string): Promise<boolean> {
  return await house.asActor(delivery, async (tx) => {
    const found = await lockDisclosable(tx, house, sending)
    const [contact] = found ? await contactsOf(tx, house.keys, [memberId]) : []
    if (!found || !contact || !goesTo(found.body, contact)) return false
    const isNew = (await insertDeliveries(tx, sending, 'in-app', [memberId], house.clock.now())).length > 0
    if (isNew) await recordUse(tx, found.row.reportId, { kind: 'alert-sent', by: 'rowan', amount: 1 })
    return true
  })
}

/** Pages through everybody an earlier version or the alert itself reached by a channel. */
async function* reached(house: House, alertId: string, channel: Channel): AsyncGenerator<string[]> {
  let after: string | undefined
  while (true) {
    const from = after
    const ids = await house.asActor(delivery, (tx) => listReached(tx, alertId, channel, from, pageSize))
    if (ids.length) yield ids
    if (ids.length < pageSize) return
    after = ids.at(-1)
  }
}

/** Plans a version: the members it concerns now and, for an update, everybody who was sent an earlier one. */
export async function planAlert(house: House, sending: Sending): Promise<void> {
  const body = await house.asActor(delivery, async (tx) => (await lockDisclosable(tx, house, sending))?.body)
  if (!body) return
  if (sending.version > 1)
    for await (const ids of reached(house, sending.alertId, 'in-app'))
      if (!(await planPage(house, sending, ids))) return
  // The reading transaction stays open beside the writing ones, so that consent is locked for a page at a time only.
  await house.asActor(delivery, async (reading) => {
    for await (const ids of membersConcerned(reading, house.keys, { areas: body.areas, work: body.work }))
      if (!(await planPage(house, sending, ids))) return
  })
}

/** Plans the word that an alert is no longer shown: to everybody who was sent it, by the same channels. Needs no consent. */
export async function planRetraction(house: House, sending: Sending): Promise<void> {
  await house.asActor(delivery, (tx) => stopWaiting(tx, sending.alertId))
  for (const channel of ['in-app', 'email'] as const)
    for await (const ids of reached(house, sending.alertId, channel))
      await house.asActor(delivery, async (tx) => {
        if (channel === 'in-app') await insertDeliveries(tx, sending, 'in-app', ids, house.clock.now())
        else await queueLetters(tx, house, sending, ids)
      })
}
