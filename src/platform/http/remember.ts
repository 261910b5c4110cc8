// What a form leaves for the page that follows it: kept in the sealed session, its cookie sent when it is the first thing kept.
import { sendSessionCookie } from './cookie.ts'
import type { Visit } from './routes.ts'
import type { AppName, SessionStore } from './session.ts'

type Rememberer = Pick<Visit<unknown>, 'c'> & { session: Visit<unknown>['session'] }

/** Keeps `value` under `key`; begins a session when there is none yet. */
export async function remember(
  sessions: SessionStore,
  app: AppName,
  visit: Rememberer,
  key: string,
  value: unknown,
): Promise<void> {
  const isFirst = visit.session === undefined
  visit.session ??= sessions.begin()
  visit.session.state[key] = value
  await sessions.save(app, visit.session)
  if (isFirst) sendSessionCookie(visit.c, visit.session)
}

/** Removes what was kept under `key` and answers it. */
export async function take(sessions: SessionStore, app: AppName, visit: Rememberer, key: string): Promise<unknown> {
  const { session } = visit
  const value = session?.state[key]
  if (!session || value === undefined) return undefined
  delete session.state[key]
  await sessions.save(app, session)
  return value
}
