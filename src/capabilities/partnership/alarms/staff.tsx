// Routes of alarms on the staff app.
import { checkFormToken, colleagues, formToken, staffOf, staffShell } from '#people/staff/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { House, RegisterRoutes } from '#src/capabilities/house.ts'
import { Callout } from '#ui/cards.tsx'
import { noteMax } from './alarm.ts'
import { lookAt, readAlarms } from './look-at-alarm.ts'
import { en } from './messages/en.ts'
import { AlarmsScreen, type Problem } from './screens/alarms-page.tsx'

const path = '/alarms'
const form = 'alarms'
type Kept = { id: string; note: string; problem: Problem } | { marked: true }

export const registerStaff: RegisterRoutes = (routes, house) => {
  routes.get(path, may('alarm.read'), (visit) => showAlarms(house, visit))
  routes.post(`${path}/:id`, may('alarm.look'), (visit) => postLook(house, visit))
}

async function showAlarms(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const { actor } = staff
  const kept = (await take(house.sessions, 'staff', visit, form)) as Kept | undefined
  const problem = kept && 'problem' in kept ? kept : undefined
  const alarms = await readAlarms(house, actor)
  const names = new Map((await colleagues(house, actor)).map((person) => [person.id, person.displayName]))
  const notice =
    kept && 'marked' in kept ? (
      <Callout tone="leaf">
        <p role="status">{en.marked}</p>
      </Callout>
    ) : undefined
  return visit.c.html(
    <AlarmsScreen
      shell={await staffShell(house, staff, { visit, current: path, title: en.title, notice, hasErrors: !!problem })}
      alarms={alarms}
      token={formToken(house, visit, form)}
      now={house.clock.now()}
      ownOrganisation={actor.organisationId}
      names={names}
      kept={problem}
    />,
  )
}

async function postLook(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { actor } = await staffOf(house, visit)
  const id = visit.c.req.param('id')
  if (!isId(id)) throw new NotFound()
  const note = visit.form.one('note').trim()
  const problem: Problem | undefined = !checkFormToken(house, visit, form, visit.form.one('token'))
    ? 'expired'
    : note === ''
      ? 'missing'
      : note.length > noteMax
        ? 'long'
        : undefined
  const keep = (kept: Kept) => remember(house.sessions, 'staff', visit, form, kept)
  if (problem) await keep({ id, note: note.slice(0, noteMax * 2), problem })
  else {
    await lookAt(house, actor, id, note)
    await keep({ marked: true })
  }
  return seeOther(path)
}
