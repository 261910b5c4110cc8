// Routes of alerts on the staff app: what went out and whom it reached, taking it back, and the local outbox.
import { checkFormToken, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { task } from '#permissions/actor.ts'
import { may, mayDo } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { codename } from '#safety/reporting/index.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout, type Tone } from '#ui/cards.tsx'
import { isRetractReason } from './alert.ts'
import { cursorOf } from './cursor.ts'
import { staffEn as words } from './messages/staff-en.ts'
import { listLetters } from './outbox-store.ts'
import { publishedAlerts, type SentAlert, sentAlerts } from './read-alerts.ts'
import { retractAlert } from './retract-alert.ts'
import { EverybodyScreen, OutboxScreen, SentScreen } from './screens/staff-pages.tsx'

const formName = 'alerts'
const current = '/alerts'

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get('/alerts', may('alert.read'), (visit) => showAlerts(house, visit))
  routes.post('/alerts/:id/retract', may('alert.draft'), (visit) => postRetract(house, visit))
  // The demonstration's own letters; they name members' addresses, so only those who read what the letters are about.
  routes.get('/outbox', may('alert.read'), (visit) => showOutbox(house, visit))
}

async function showAlerts(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const query = (name: string) => visit.c.req.query(name)
  const mayWork = mayDo(actor, 'alert.draft')
  const kept = (await take(house.sessions, 'staff', visit, 'alerts')) as { tone: Tone; text: string } | undefined
  const notice = kept && (
    <Callout tone={kept.tone}>
      <p role="status">{kept.text}</p>
    </Callout>
  )
  const shell = await staffShell(house, staff, { visit, current, title: words.title, notice })
  if (!mayWork || query('show') === 'everybody') {
    const { items, next } = await publishedAlerts(house, actor, cursorOf(query('before')))
    return visit.c.html(<EverybodyScreen shell={shell} items={items} next={next} hasTabs={mayWork} />)
  }
  const states: readonly SentAlert['state'][] = ['published', 'retracted', 'expired']
  const page = Number(query('page') ?? '1')
  const address = {
    state: states.find((state) => state === query('state')),
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  }
  const { items, hasMore } = await sentAlerts(house, actor, address)
  const token = formToken(house, visit, formName)
  return visit.c.html(
    <SentScreen shell={shell} address={address} items={items} hasMore={hasMore} codename={codename} token={token} />,
  )
}

async function postRetract(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { actor } = await staffOf(house, visit)
  const { form } = visit
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  const reason = form.one('reason')
  const say = (tone: Tone, text: string) => remember(house.sessions, 'staff', visit, 'alerts', { tone, text })
  if (!checkFormToken(house, visit, formName, form.one('token')) || !isRetractReason(reason)) {
    await say('amber', words.expired)
    return seeOther(current)
  }
  const result = await retractAlert(house, actor, id, reason, form.one('note').slice(0, 500))
  await (result.ok
    ? say('leaf', words.retracted({ reached: result.value.reached }))
    : say('amber', words.problem(result.problem)))
  return seeOther(current)
}

async function showOutbox(house: House, visit: Visit<Actor>): Promise<Response> {
  if (!house.config.demonstration || house.mail.kind !== 'outbox') throw new NotFound()
  const staff = await staffOf(house, visit)
  const letters = await house.asActor(task('task-delivery'), (tx) => listLetters(tx, house.keys, 200))
  const shell = await staffShell(house, staff, { visit, current, title: words.outbox.title })
  return visit.c.html(<OutboxScreen shell={shell} letters={letters} now={house.clock.now()} />)
}
