// Handing letters over. Each step is one transaction that locks consent and alert, sends a few letters and marks them: what
// commits is exactly what the mail server took. A crash between the server's yes and the commit sends at most one step
// again, under the same Message-ID; nothing is ever lost.

import { contactsOf, type MemberContact } from '#people/members/index.ts'
import { task } from '#permissions/actor.ts'
import type { House } from '#src/capabilities/house.ts'
import { lockWaiting, markDeliveries, type Range, type Sending } from './delivery-store.ts'
import { letterFor } from './letter.ts'
import { handOverQueue, lockDisclosable } from './plan-delivery.ts'

/** Letters of one transaction: also the most that a crash can send twice, and what a withdrawal may have to wait for. */
export const stepSize = 20
const atOnce = 4
/** After so many tries a letter is given up; the alert is in the app all the same. */
export const mostAttempts = 20
/** A job ends in good time before the queue takes it for dead (120 s); the rest goes on in another. */
const jobMilliseconds = 60_000
/** No new letter is begun in a step after this long, so that a slow server does not keep a withdrawal waiting. */
const stepMilliseconds = 10_000

export class LettersWait extends Error {
  override name = 'LettersWait'
}

/** Stable for the same letter to the same person, and opaque: it stands in a header on machines we do not know. */
const letterId = (house: House, sending: Sending, memberId: string): string =>
  Buffer.from(house.keys.blindIndex('letter', `${sending.alertId} ${sending.version} ${sending.kind} ${memberId}`))
    .toString('hex')
    .slice(0, 32)

type Step = { sent: string[]; refused: string[]; isOver: boolean }

/** Hands the letters of a range over. Throws LettersWait when some could not be sent: the queue tries again, later each time. */
export async function handOver(house: House, sending: Sending, range: Range): Promise<void> {
  const refused: string[] = []
  const end = Date.now() + jobMilliseconds
  while (true) {
    const step = await handOverStep(house, sending, range, refused)
    refused.push(...step.refused)
    if (step.isOver) break
    if (Date.now() > end) {
      await house.asActor(task('task-delivery'), (tx) =>
        house.jobs.send(tx, handOverQueue, { ...sending, first: range.first, last: range.last }),
      )
      return
    }
  }
  if (refused.length) throw new LettersWait()
}

async function handOverStep(house: House, sending: Sending, range: Range, refused: readonly string[]): Promise<Step> {
  return await house.asActor(task('task-delivery'), async (tx): Promise<Step> => {
    const mayGo = sending.kind === 'retraction' || (await lockDisclosable(tx, house, sending)) !== undefined
    const rows = await lockWaiting(tx, sending, range, refused, mayGo ? stepSize : 1000)
    const now = house.clock.now()
    if (!mayGo) {
      await markDeliveries(
        tx,
        sending,
        rows.map((row) => row.memberId),
        'stopped',
        now,
      )
      return { sent: [], refused: [], isOver: true }
    }
    if (rows.length === 0) return { sent: [], refused: [], isOver: true }
    const contacts = new Map(
      (
        await contactsOf(
          tx,
          house.keys,
          rows.map((row) => row.memberId),
        )
      ).map((contact) => [contact.id, contact]),
    )
    const gone = rows.filter((row) => !contacts.get(row.memberId)?.email)
    const here = rows.filter((row) => contacts.get(row.memberId)?.email)
    const tried = await sendEach(
      house,
      sending,
      here.map((row) => contacts.get(row.memberId) as MemberContact),
    )
    const failed = tried.refused.filter(
      (id) => (here.find((row) => row.memberId === id)?.attempts ?? 0) + 1 >= mostAttempts,
    )
    await markDeliveries(tx, sending, tried.sent, 'handed-over', now)
    await markDeliveries(
      tx,
      sending,
      gone.map((row) => row.memberId),
      'stopped',
      now,
    )
    await markDeliveries(tx, sending, failed, 'failed', now)
    const again = tried.refused.filter((id) => !failed.includes(id))
    await markDeliveries(tx, sending, again, 'waiting', now)
    return { sent: tried.sent, refused: again, isOver: false }
  })
}

/** A few at once; one that is refused does not stop the others. What was not begun in time is in neither list. */
async function sendEach(house: House, sending: Sending, contacts: readonly MemberContact[]) {
  const sent: string[] = []
  const refused: string[] = []
  const queue = [...contacts]
  const end = Date.now() + stepMilliseconds
  const worker = async () => {
    while (Date.now() < end) {
      const contact = queue.shift()
      if (!contact) return
      try {
        const letter = letterFor(sending.kind, contact.locale, contact.email ?? '', house.config.publicUrl)
        await house.mail.send(letter, letterId(house, sending, contact.id))
        sent.push(contact.id)
      } catch (error) {
        house.log.error('letter-refused', error, { kind: sending.kind })
        refused.push(contact.id)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { sent, refused }
}
