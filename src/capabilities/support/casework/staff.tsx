// Routes of casework on the staff app: who waits, and one request. Every post answers with where to look next.
import { checkFormToken, formToken, type StaffVisit, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { formatWhen } from '#platform/i18n/dates.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout, type Tone } from '#ui/cards.tsx'
import { listSupport } from './list-waiting.ts'
import { en } from './messages/en.ts'
import { closeRequest, handBack, type Moved, markContacted, takeOn } from './move-request.ts'
import { openRequest } from './open-request.ts'
import { listFrom, RequestList, requestName } from './screens/request-list.tsx'
import { RequestBadges, RequestPage } from './screens/request-page.tsx'
import { isClosedReason } from './support-request.ts'

const current = '/support'
const formName = 'support'
const words = en.request

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get('/support', may('support.read'), (visit) => showList(house, visit))
  routes.get('/support/:id', may('support.read'), (visit) => showRequest(house, visit))
  routes.post('/support/:id/take', may('support.work'), (visit) => postOn(house, visit, taken))
  routes.post('/support/:id/hand-back', may('support.work'), (visit) => postOn(house, visit, handedBack))
  routes.post('/support/:id/contacted', may('support.work'), (visit) => postOn(house, visit, contacted))
  routes.post('/support/:id/close', may('support.work'), (visit) => postOn(house, visit, closed))
}

/** What a post leaves for the page that follows it. */
type Kept = { notice?: { tone: Tone; text: string }; error?: string }

const noticeOf = (kept: Kept | undefined) =>
  kept?.notice && (
    <Callout tone={kept.notice.tone}>
      <p role="status">{kept.notice.text}</p>
    </Callout>
  )

const keptFor = async (house: House, visit: Visit<Actor>) =>
  (await take(house.sessions, 'staff', visit, 'support')) as Kept | undefined

function idOf(visit: Visit<Actor>): string {
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  return id
}

async function showList(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const address = listFrom((name) => visit.c.req.query(name))
  const found = await listSupport(house, staff.actor, address)
  const notice = noticeOf(await keptFor(house, visit))
  const shell = await staffShell(house, staff, { visit, current, title: en.title, notice })
  const { personId: ownId } = staff.actor
  return visit.c.html(<RequestList shell={shell} address={address} {...found} ownId={ownId} now={house.clock.now()} />)
}

async function showRequest(house: House, visit: Visit<Actor>): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const { personId: ownId } = staff.actor
  const now = house.clock.now()
  const opened = await openRequest(house, staff, id)
  const { request } = opened
  const kept = await keptFor(house, visit)
  const shell = await staffShell(house, staff, {
    visit,
    current,
    title: requestName(id),
    crumbs: [{ text: en.title, href: '/support' }, { text: requestName(id) }],
    hasErrors: kept?.error !== undefined,
    badges: <RequestBadges request={request} ownId={ownId} now={now} />,
    actions:
      request.state === 'waiting' || request.state === 'owned' ? (
        <span>{words.due({ when: formatWhen('en', request.dueAt, now) })}</span>
      ) : undefined,
    notice: noticeOf(kept),
  })
  const token = formToken(house, visit, formName)
  return visit.c.html(<RequestPage shell={shell} view={{ ...opened, ownId, token, error: kept?.error, now }} />)
}

type Step = (house: House, staff: StaffVisit, id: string, visit: PostVisit<Actor>) => Promise<Kept>

const said = (moved: Moved, text: string): Kept =>
  moved === 'done' ? { notice: { tone: 'leaf', text } } : { notice: { tone: 'amber', text: en.quicker } }

async function postOn(house: House, visit: PostVisit<Actor>, step: Step): Promise<Response> {
  const id = idOf(visit)
  const staff = await staffOf(house, visit)
  const isOurs = checkFormToken(house, visit, formName, visit.form.one('token'))
  const kept: Kept = isOurs ? await step(house, staff, id, visit) : { notice: { tone: 'amber', text: en.expired } }
  await remember(house.sessions, 'staff', visit, 'support', kept)
  return seeOther(`/support/${id}`)
}

const taken: Step = async (house, staff, id) => said(await takeOn(house, staff, id), words.taken)

const handedBack: Step = async (house, { actor }, id) => said(await handBack(house, actor, id), words.handedBack)

const contacted: Step = async (house, { actor }, id) => said(await markContacted(house, actor, id), words.contactedDone)

const closed: Step = async (house, { actor }, id, { form }) => {
  const reason = form.one('reason')
  if (!isClosedReason(reason)) return { error: words.closeMissing }
  return said(await closeRequest(house, actor, id, reason), words.closed)
}
