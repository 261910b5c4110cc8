// Acts that cost or probe: counted, and when there are too many, let on against a proof or a wait. What was typed waits sealed.
import { type Lane, type Standing, standingIn } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { NotFound } from '#platform/errors.ts'
import { Form } from '#platform/http/form.ts'
import { remember } from '#platform/http/remember.ts'
import { type Guard, type PostVisit, seeOther, type Visit } from '#platform/http/routes.ts'
import type { AppName } from '#platform/http/session.ts'
import { languageField } from '#platform/i18n/locales.ts'
import { newId } from '#platform/ids.ts'
import { type Act, leastBits, leastWait } from '#platform/limits/acts.ts'
import type { Challenge } from '#platform/limits/proof.ts'
import type { House } from './house.ts'

type Step = (visit: PostVisit<Actor>) => Promise<Response>

export type CostlyAct = {
  app: AppName
  act: Act
  path: string
  guard: Guard
  /** Which of the posts to `path` are this act; absent: all but a change of language. */
  isIt?(visit: PostVisit<Actor>): boolean
}

/** The page on which somebody waits; each app has it. */
export const waitPath = '/wait'
const place = 'waiting'

/** What waits in the sealed session until the price is paid. */
type Waiting = {
  id: string
  path: string
  act: Act
  bits: number
  /** Whether there was a session before: the form's token was made for it. */
  hadSession: boolean
  fields: [string, string][]
  since: number
  /** Once a place among those who wait was taken: from when on they may go on, in milliseconds since 1970. */
  dueAt?: number
}

const steps = new WeakMap<House['limits'], Map<string, { costly: CostlyAct; step: Step }>>()

/** `step`, counted as `act`. Whoever has to wait is led to the waiting page and from there back into `step`, with the same form. */
export function costly(house: House, each: CostlyAct, step: Step): Step {
  const known = steps.get(house.limits) ?? new Map<string, { costly: CostlyAct; step: Step }>()
  steps.set(house.limits, known)
  known.set(`${each.app} ${each.path}`, { costly: each, step })
  return async (visit) => {
    if (visit.form.has(languageField) || (each.isIt && !each.isIt(visit))) return await step(visit)
    const verdict = await house.limits.weigh(visit, each.act, visit.form.one('proof'))
    if (verdict.isFree) return await inTurn(house, visit, each, verdict.isPaid, step)
    return await letWait(house, visit, each, verdict.bits)
  }
}

const inTurn = (house: House, visit: PostVisit<Actor>, each: CostlyAct, isPaid: boolean, step: Step) => {
  const standing: Standing = {
    lane: laneOf(each, isPaid || visit.session !== undefined),
    ...house.limits.turnOf(visit),
  }
  return standingIn(standing, () => step(visit))
}

const laneOf = ({ app, act }: CostlyAct, isKnown: boolean): Lane => {
  if (act === 'first-save' || act === 'receipt') return isKnown ? 'reporter' : 'rest'
  return app === 'staff' && act === 'sign-in' ? 'staff' : 'rest'
}

async function letWait(house: House, visit: PostVisit<Actor>, each: CostlyAct, bits: number): Promise<Response> {
  const waiting: Waiting = {
    id: newId(),
    path: each.path,
    act: each.act,
    bits,
    hadSession: visit.session !== undefined,
    fields: visit.form
      .entries()
      .concat([['token', [visit.form.one('token')]]])
      .flatMap(([name, values]) => (name === 'proof' ? [] : values.map((value): [string, string] => [name, value]))),
    since: house.clock.now().getTime(),
  }
  await remember(house.sessions, each.app, visit, place, waiting)
  return seeOther(waitPath)
}

const waitingOf = ({ session }: Pick<Visit<Actor>, 'session'>) => session?.state[place] as Waiting | undefined

export type WaitingView = {
  challenge: Challenge
  /** `asking`: no place yet, or the browser may still be at work; then how long, in seconds, and at last one's turn. */
  state: { kind: 'asking' } | { kind: 'waiting'; seconds: number } | { kind: 'ready' }
  /** When the page should ask again, in seconds. */
  refresh: number | undefined
}

/** What the waiting page shows; undefined when nothing of this visit waits. Takes a place for whoever is still here after a while. */
export async function readWaiting(house: House, app: AppName, visit: Visit<Actor>): Promise<WaitingView | undefined> {
  const waiting = waitingOf(visit)
  if (!waiting) return undefined
  const now = house.clock.now().getTime()
  const challenge = house.limits.challenge(visit, waiting.act, Math.max(leastBits, waiting.bits))
  // Browsers with scripts are gone by now: they take no place from those without.
  if (waiting.dueAt === undefined && now - waiting.since >= (leastWait - 1) * 1000) {
    const dueAt = await house.limits.ticket(visit, waiting.bits)
    if (dueAt !== undefined) waiting.dueAt = dueAt
    else waiting.since = now
    await remember(house.sessions, app, visit, place, waiting)
  }
  if (waiting.dueAt === undefined) return { challenge, state: { kind: 'asking' }, refresh: leastWait }
  const seconds = Math.ceil((waiting.dueAt - now) / 1000)
  if (seconds <= 0) return { challenge, state: { kind: 'ready' }, refresh: undefined }
  return { challenge, state: { kind: 'waiting', seconds }, refresh: Math.min(30, seconds + 1) }
}

/** Goes on with what waits, if its price is paid; else back to the waiting page. */
export async function goOn(house: House, app: AppName, visit: PostVisit<Actor>): Promise<Response> {
  const waiting = waitingOf(visit)
  const found = waiting && steps.get(house.limits)?.get(`${app} ${waiting.path}`)
  const { session } = visit
  if (!waiting || !found || !session) return seeOther('/')
  if (!found.costly.guard.admits(visit.actor)) throw new NotFound()
  const isDue = waiting.dueAt !== undefined && waiting.dueAt <= house.clock.now().getTime()
  // A turn counts once, also for two windows of one visit at the same moment.
  const isWaited = isDue && (await house.limits.isFirst(`turn ${waiting.id}`, 4 * 3600))
  const verdict = await house.limits.weigh(visit, waiting.act, visit.form.one('proof'), isWaited)
  if (!verdict.isFree) {
    waiting.bits = verdict.bits
    await remember(house.sessions, app, visit, place, waiting)
    return seeOther(waitPath)
  }
  delete session.state[place]
  if (waiting.hadSession) await house.sessions.save(app, session)
  else await house.sessions.end(session.id)
  const form = formOf(waiting.fields)
  const before = { ...visit, form, path: waiting.path, session: waiting.hadSession ? session : undefined }
  return await inTurn(house, before, found.costly, true, found.step)
}

function formOf(fields: readonly [string, string][]): Form {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  return new Form(values)
}
