// Routes of the desk: the queue, one report with its warning, the second person. Every post answers with where to look next.
import {
  checkFormToken,
  colleagues,
  formToken,
  NoTeamKey,
  type StaffVisit,
  staffOf,
  staffShell,
} from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { formatWhen } from '#platform/i18n/dates.ts'
import { isId } from '#platform/ids.ts'
import {
  alertOfReport,
  approveAlert,
  askSecondCheck,
  dropDraft,
  findFlags,
  type Outcome,
  recuse,
  returnDraft,
  saveDraft,
  waitingForSecond,
} from '#safety/alerts/index.ts'
import { confirmDifferentPerson, reportEntries } from '#safety/checker/index.ts'
import {
  claimReport,
  closeReport,
  codename,
  confirmPersonConcerned,
  listQueue,
  type OpenedReport,
  openAttachment,
  openReport,
  provesReport,
  receivedFiles,
  releaseReport,
  replyLimit,
  writeToReporter,
} from '#safety/reporting/index.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { type Kept, keep, take } from './kept.ts'
import { en } from './messages/en.ts'
import { firstBody, offerClues, offerFacts, readWarning } from './offer-picks.ts'
import { ClosedPage } from './screens/closed-page.tsx'
import { QueueScreen, queueFrom, SecondListScreen } from './screens/queue.tsx'
import { FilePage, fileName } from './screens/received-files.tsx'
import { ClaimActions, ClaimBadge, ReportPage } from './screens/report-page.tsx'

type Visitor = Visit<Actor>
type Post = PostVisit<Actor>

const current = '/desk'
const formName = 'desk'

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get('/desk', may('report.read'), (visit) => showQueue(house, visit))
  routes.get('/desk/second', may('alert.approve'), (visit) => showSecond(house, visit))
  routes.get('/desk/:id', may('report.read'), (visit) => showReport(house, visit))
  routes.get('/desk/:id/files/:file', may('report.read'), (visit) => showFile(house, visit))
  routes.get('/desk/:id/files/:file/:piece', may('report.read'), (visit) => sendPiece(house, visit))
  routes.post('/desk/:id/claim', may('report.work'), (visit) => postOn(house, visit, claimed))
  routes.post('/desk/:id/release', may('report.work'), (visit) => postOn(house, visit, released))
  routes.post('/desk/:id/warning', may('alert.draft'), (visit) => postOn(house, visit, warningPosted))
  routes.post('/desk/:id/second', may('alert.approve'), (visit) => postOn(house, visit, secondPosted))
  routes.post('/desk/:id/reply', may('report.work'), (visit) => postOn(house, visit, replyPosted))
  routes.post('/desk/:id/close', may('report.work'), (visit) => postOn(house, visit, closePosted))
  routes.post('/desk/:id/confirm', may('report.work'), (visit) => postOn(house, visit, confirmPosted))
  routes.post('/desk/:id/proof', may('report.read'), (visit) => postOn(house, visit, proofPosted))
  routes.post('/desk/:id/different', may('entry.work'), (visit) => postOn(house, visit, differentPosted))
}

const noticeOf = (kept: Kept | undefined) =>
  kept?.notice ? (
    <Callout tone={kept.notice.tone}>
      <p role="status">{kept.notice.text}</p>
    </Callout>
  ) : undefined

// Lists

async function showQueue(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const address = queueFrom((name) => visit.c.req.query(name))
  const [{ items, total, counts }, waiting] = await Promise.all([
    listQueue(house, actor, address),
    waitingForSecond(house, actor),
  ])
  const notice = noticeOf(await take(house, visit, ''))
  return visit.c.html(
    <QueueScreen
      shell={await staffShell(house, staff, { visit, current, title: en.title, notice })}
      address={address}
      items={items}
      total={total}
      counts={counts}
      second={waiting.length}
      ownId={actor.personId}
      now={house.clock.now()}
    />,
  )
}

async function showSecond(house: House, visit: Visitor): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const waiting = await waitingForSecond(house, actor)
  const { counts } = await listQueue(house, actor, { show: 'new' })
  const crumbs = [{ text: en.title, href: '/desk' }, { text: en.queue.second }]
  const shell = await staffShell(house, staff, { visit, current, title: en.queue.second, crumbs })
  return visit.c.html(<SecondListScreen shell={shell} waiting={waiting} counts={counts} now={house.clock.now()} />)
}

// One report

function idOf(visit: Visitor): string {
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  return id
}

const consentToWarn = (opened: OpenedReport) => opened.consents.find((each) => each.purpose === 'warn' && each.isGiven)

async function showReport(house: House, visit: Visitor): Promise<Response> {
  const reportId = idOf(visit)
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const now = house.clock.now()
  const kept = await take(house, visit, reportId)
  const name = codename(reportId)
  const crumbs = [{ text: en.title, href: '/desk' }, { text: name }]
  let opened: OpenedReport
  try {
    opened = await openReport(house, staff, reportId)
  } catch (error) {
    if (!(error instanceof NoTeamKey)) throw error
    return visit.c.html(<ClosedPage shell={await staffShell(house, staff, { visit, current, title: name, crumbs })} />)
  }
  const alert = await alertOfReport(house, actor, reportId)
  const entries = await reportEntries(house, actor, reportId)
  const names = new Map((await colleagues(house, actor)).map((person) => [person.id, person.displayName]))
  const consent = consentToWarn(opened)
  const withheld = consent?.withheld
  const body =
    kept?.warning?.body ?? alert?.making?.body ?? alert?.published ?? firstBody(opened.content, withheld ?? [])
  const token = formToken(house, visit, formName)
  const { item } = opened
  const due = item.dueAt && formatWhen('en', item.dueAt, now)
  const shell = await staffShell(house, staff, {
    visit,
    current,
    title: name,
    crumbs,
    hasErrors: Boolean(kept?.warning && Object.keys(kept.warning.errors).length) || Boolean(kept?.errors),
    badges: <ClaimBadge item={item} ownId={actor.personId} now={now} />,
    actions: <ClaimActions item={item} ownId={actor.personId} due={due} token={token} />,
    notice: noticeOf(kept),
  })
  return visit.c.html(
    <ReportPage
      shell={shell}
      view={{
        opened,
        files: await receivedFiles(house, staff, reportId),
        alert,
        entries,
        withheld,
        wantsAnother: consent?.timing === 'another-report',
        body,
        errors: kept?.warning?.errors ?? {},
        facts: offerFacts(opened.content, withheld ?? []),
        clues: offerClues(opened.identifiers, withheld ?? []),
        flags: findFlags(alert?.isAsked && alert.making ? alert.making.body : body, opened.content, withheld ?? []),
        ownId: actor.personId,
        nameOf: (id) => names.get(id) ?? '',
        typed: kept?.typed ?? {},
        fieldErrors: kept?.errors ?? {},
        token,
        now,
      }}
    />,
  )
}

/** The page of one file: nothing of it is opened until its picture or recording is asked for. */
async function showFile(house: House, visit: Visitor): Promise<Response> {
  const reportId = idOf(visit)
  const staff = await staffOf(house, visit)
  const id = visit.c.req.param('file') ?? ''
  const file = (await receivedFiles(house, staff, reportId)).find((each) => each.id === id)
  if (!file?.what) throw new NotFound()
  const crumbs = [
    { text: en.title, href: '/desk' },
    { text: codename(reportId), href: `/desk/${reportId}` },
    { text: fileName(file) },
  ]
  const shell = await staffShell(house, staff, { visit, current, title: fileName(file), crumbs })
  // Of all pages only this one plays sound.
  visit.c.header('Content-Security-Policy', `${securityHeaders['Content-Security-Policy']}; media-src 'self'`)
  return visit.c.html(<FilePage shell={shell} reportId={reportId} file={file} />)
}

async function sendPiece(house: House, visit: Visitor): Promise<Response> {
  const reportId = idOf(visit)
  const { file = '', piece = '' } = visit.c.req.param()
  if (!isId(file) || !/^\d{1,3}$/.test(piece)) throw new NotFound()
  const staff = await staffOf(house, visit)
  const { mediaType, bytes } = await openAttachment(house, staff, reportId, file, Number(piece))
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition':
        visit.c.req.query('save') === undefined ? 'inline' : `attachment; filename="file-${Number(piece) + 1}"`,
      // Whatever a browser makes of it, it is shown as what it is and may do nothing.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}

// Posts: each answers what the page that follows shows

type Step = (house: House, staff: StaffVisit, reportId: string, visit: Post) => Promise<Omit<Kept, 'at'>>

const good = (text: string): Omit<Kept, 'at'> => ({ notice: { tone: 'leaf', text } })
const bad = (text: string): Omit<Kept, 'at'> => ({ notice: { tone: 'amber', text } })
const outcome = (result: Outcome, text: string) => (result.ok ? good(text) : bad(en.problems[result.problem]))

async function postOn(house: House, visit: Post, step: Step): Promise<Response> {
  const reportId = idOf(visit)
  const staff = await staffOf(house, visit)
  const isOurs = checkFormToken(house, visit, formName, visit.form.one('token'))
  const kept = isOurs ? await step(house, staff, reportId, visit) : { ...bad(en.expired), ...typedIn(visit) }
  await keep(house, visit, { at: reportId, ...kept })
  return seeOther(`/desk/${reportId}`)
}

/** What was typed, so that a page that had been open too long loses nothing. */
function typedIn(visit: Post): Omit<Kept, 'at'> {
  if (visit.c.req.path.endsWith('/warning')) return { warning: { ...readWarning(visit.form, false), errors: {} } }
  const typed: Record<string, string> = {}
  for (const [name, values] of visit.form.entries()) {
    if (name === 'answered') for (const id of values) typed[`answered-${id.slice(0, 40)}`] = 'yes'
    else typed[name] = (values[0] ?? '').slice(0, replyLimit * 2)
  }
  return { typed }
}

const claimed: Step = async (house, { actor }, reportId) =>
  (await claimReport(house, actor, reportId)) === 'claimed' ? {} : bad(en.report.taken)

const released: Step = async (house, { actor }, reportId) => {
  try {
    await releaseReport(house, actor, reportId)
    return good(en.report.released)
  } catch (error) {
    if (error instanceof Conflict) return bad(en.problems['wrong-state'])
    throw error
  }
}

const warningPosted: Step = async (house, { actor }, reportId, { form }) => {
  const wish = form.one('do')
  if (wish === 'drop') {
    const alert = await alertOfReport(house, actor, reportId)
    if (!alert?.making) return bad(en.problems['wrong-state'])
    return outcome(await dropDraft(house, actor, alert.id), en.warning.dropped)
  }
  const isAsking = wish === 'ask'
  const { body, errors } = readWarning(form, isAsking)
  if (Object.keys(errors).length) return { warning: { body, errors } }
  const saved = await saveDraft(house, actor, { reportId, body })
  if (!saved.ok) return { ...bad(en.problems[saved.problem]), warning: { body, errors } }
  if (!isAsking) return good(en.warning.saved)
  return outcome(await askSecondCheck(house, actor, saved.value.alertId), en.warning.asked)
}

const secondPosted: Step = async (house, staff, reportId, visit) => {
  const { form } = visit
  const { actor } = staff
  const alertId = form.one('alert')
  const alert = await alertOfReport(house, actor, reportId)
  if (!isId(alertId) || alert?.id !== alertId) return bad(en.problems['wrong-state'])
  const { typed } = typedIn(visit)
  const wish = form.one('do')
  if (wish === 'recuse')
    return outcome(await recuse(house, actor, alertId, form.one('recuse-why').slice(0, 500)), en.second.recused)
  if (wish === 'return') {
    const isOwn = alert.authorId === actor.personId
    const result = await returnDraft(house, actor, alertId, form.one('why').slice(0, 500))
    if (!result.ok && result.problem === 'reason-missing')
      return { typed, errors: { why: en.problems['reason-missing'] } }
    return outcome(result, isOwn ? en.warning.tookBack : en.second.wentBack)
  }
  if (wish !== 'approve') return bad(en.problems['wrong-state'])
  const explanation = form.one('explanation')
  if (explanation.length > replyLimit)
    return { typed, errors: { explanation: en.warning.errors.tooLong({ max: replyLimit }) } }
  const opened = await openReport(house, staff, reportId)
  const reading = {
    content: opened.content,
    withheld: consentToWarn(opened)?.withheld ?? [],
    identifiers: opened.identifiers,
    others: opened.identifiers.flatMap((each) => each.earlier.map((other) => other.reportId)),
    confirmsAnother: form.one('another') === 'yes',
    seal: form.one('seal'),
    answered: form.all('answered'),
  }
  const result = await approveAlert(house, staff, alertId, reading, explanation)
  if (result.ok) return good(en.second.approved)
  const errors: Record<string, string> = {}
  if (result.problem === 'flags-open') errors.answered = en.problems['flags-open']
  if (result.problem === 'needs-another-report') errors.another = en.problems['needs-another-report']
  return Object.keys(errors).length ? { typed, errors } : { ...bad(en.problems[result.problem]), typed }
}

const replyPosted: Step = async (house, staff, reportId, { form }) => {
  const reply = form.one('reply')
  if (!reply.trim()) return { typed: { reply }, errors: { reply: en.report.replyEmpty } }
  if (reply.length > replyLimit)
    return { typed: { reply }, errors: { reply: en.warning.errors.tooLong({ max: replyLimit }) } }
  await writeToReporter(house, staff, reportId, reply.trim())
  return good(en.report.sent)
}

const closePosted: Step = async (house, staff, reportId, { form }) => {
  const why = form.one('close-why')
  const wish = form.one('outcome')
  const typed = { 'close-why': why, outcome: wish }
  if (!why.trim()) return { typed, errors: { 'close-why': en.report.closeEmpty } }
  if (why.length > replyLimit) return { typed, errors: { 'close-why': en.warning.errors.tooLong({ max: replyLimit }) } }
  try {
    await closeReport(house, staff, reportId, wish === 'not-published' ? 'not-published' : 'nothing-to-warn', why)
    return good(en.report.closed)
  } catch (error) {
    if (error instanceof Conflict) return { ...bad(en.problems['wrong-state']), typed }
    throw error
  }
}

const confirmPosted: Step = async (house, { actor }, reportId, { form }) => {
  if (form.one('spoken') !== 'yes') return { errors: { spoken: en.report.confirmMissing } }
  await confirmPersonConcerned(house, actor, reportId)
  return good(en.report.confirmDone)
}

const proofPosted: Step = async (house, staff, reportId, { form }) => {
  const proof = form.one('proof').slice(0, 2_000)
  if (!proof.trim()) return { typed: { proof }, errors: { proof: en.report.proof.empty } }
  if (await provesReport(house, staff, reportId, proof)) return good(en.report.proof.right)
  return { typed: { proof }, errors: { proof: en.report.proof.wrong } }
}

const differentPosted: Step = async (house, { actor }, _reportId, { form }) => {
  const entry = form.one('entry')
  if (!isId(entry)) throw new NotFound()
  await confirmDifferentPerson(house, actor, entry, form.one('yes') === 'yes')
  return good(en.report.differentKept)
}
