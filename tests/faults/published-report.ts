// A report told through its pages and published by two people of the desk, so that members are warned and the checker answers.
import type { StaffVisit } from '#people/staff/index.ts'
import { sampleVisit } from '#people/staff/sample-visit.ts'
import { approveAlert, askSecondCheck, findFlags, readAlert, saveDraft } from '#safety/alerts/index.ts'
import { firstBody, offerClues } from '#safety/desk/offer-picks.ts'
import { claimReport, openReport } from '#safety/reporting/index.ts'
import { reportSessionOf } from '#safety/reporting/report-session.ts'
import { Person, type Rowan, tell } from './whole-rowan.ts'

const desks = new WeakMap<Rowan, Promise<[StaffVisit, StaffVisit]>>()

/** Answers the reporter's browser, which stands on the page after sending. */
export async function publishReport(
  rowan: Rowan,
  phone: string,
): Promise<{ reporter: Person; reportId: string; alertId: string }> {
  const { house } = rowan
  const pair = desks.get(rowan) ?? Promise.all([sampleVisit(house, 'ines'), sampleVisit(house, 'joan')])
  desks.set(rowan, pair)
  const [desk, second] = await pair
  const reporter = new Person(rowan.apps, 'public')
  await tell(reporter, {
    'who-for': { whoFor: 'me' },
    harms: { harms: ['violence'] },
    where: { area: 'manchester' },
    person: { phones: phone },
    consents: { purposes: ['warn'] },
    timing: { timing: 'now' },
  })
  await reporter.submit('/report', '/report', { do: 'send' })
  const reportId = reportSessionOf(await house.sessions.load('public', reporter.cookie))?.reportId ?? ''
  await claimReport(house, desk.actor, reportId)
  const opened = await openReport(house, desk, reportId)
  const identifiers = offerClues(opened.identifiers, []).map(({ kind, value, isPartial }) => ({
    kind,
    value,
    isPartial,
  }))
  const body = { ...firstBody(opened.content, []), severity: 'severe' as const, identifiers }
  const draft = await saveDraft(house, desk.actor, { reportId, body })
  if (!draft.ok) throw new Error(draft.problem)
  const { alertId } = draft.value
  await askSecondCheck(house, desk.actor, alertId)
  const read = await openReport(house, second, reportId)
  const waiting = await readAlert(house, second.actor, alertId)
  if (!waiting?.making) throw new Error('nothing waits for a second person')
  const done = await approveAlert(house, second, alertId, {
    content: read.content,
    withheld: [],
    identifiers: read.identifiers,
    others: read.identifiers.flatMap((each) => each.earlier.map((other) => other.reportId)),
    confirmsAnother: true,
    seal: waiting.making.seal,
    answered: findFlags(waiting.making.body, read.content, []).map((flag) => flag.id),
  })
  if (!done.ok) throw new Error(done.problem)
  return { reporter, reportId, alertId }
}
