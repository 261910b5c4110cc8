// The page that asks for a reason when somebody opens unusually many records, behind a fresh proof of who they are.
import type { Actor } from '#permissions/actor.ts'
import { may } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import { localPath } from '#platform/http/local-path.ts'
import { remember, take } from '#platform/http/remember.ts'
import { type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppRoutes, House } from '#src/capabilities/house.ts'
import { checkFormToken, formToken, staffShell } from '../shell.ts'
import { staffOf } from '../visit.ts'
import { giveReason, reasonMax } from './may-open.ts'
import { openingWords, ReasonScreen, StoppedScreen } from './opening-screens.tsx'

export const reasonPath = '/openings'
const form = 'openings'
type Kept = { reason: string; problem: keyof typeof openingWords.problems }

export function registerOpenings(routes: AppRoutes, house: House): void {
  routes.get(reasonPath, may('staff.self', { stepUp: true }), (visit) => showReason(house, visit))
  routes.post(reasonPath, may('staff.self', { stepUp: true }), (visit) => postReason(house, visit))
  routes.get('/openings/stopped', may('staff.self'), async (visit) => {
    const shell = await staffShell(house, await staffOf(house, visit), { visit, title: openingWords.stopped.title })
    return visit.c.html(<StoppedScreen shell={shell} />)
  })
}

/** Where somebody is led whose opening was stopped. */
export const stoppedPath = (why: 'ask' | 'stop', path: string): string =>
  why === 'stop' ? '/openings/stopped' : `${reasonPath}?${new URLSearchParams({ back: localPath(path) })}`

async function showReason(house: House, visit: Visit<Actor>): Promise<Response> {
  const staff = await staffOf(house, visit)
  const kept = (await take(house.sessions, 'staff', visit, form)) as Kept | undefined
  return visit.c.html(
    <ReasonScreen
      shell={await staffShell(house, staff, { visit, title: openingWords.reason.title, hasErrors: kept !== undefined })}
      token={formToken(house, visit, form)}
      back={localPath(visit.c.req.query('back') ?? '/')}
      reason={kept?.reason ?? ''}
      problem={kept?.problem}
    />,
  )
}

async function postReason(house: House, visit: PostVisit<Actor>): Promise<Response> {
  const { actor } = visit
  if (actor.kind !== 'staff') throw new NotFound()
  const back = localPath(visit.form.one('back'))
  const reason = visit.form.one('reason').trim()
  const problem = !checkFormToken(house, visit, form, visit.form.one('token'))
    ? 'expired'
    : reason === ''
      ? 'missing'
      : reason.length > reasonMax
        ? 'long'
        : undefined
  if (problem) {
    const kept: Kept = { reason: reason.slice(0, reasonMax * 2), problem }
    await remember(house.sessions, 'staff', visit, form, kept)
    return seeOther(`${reasonPath}?${new URLSearchParams({ back })}`)
  }
  await giveReason(house, actor, reason)
  return seeOther(back)
}
