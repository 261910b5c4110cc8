// Composition: what both web apps share: headers, assets, health, languages, who is visiting, and what is said when something fails.
import { type Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Actor } from '#permissions/actor.ts'
import { isReady } from '#platform/db/health.ts'
import { BadRequest, NotFound } from '#platform/errors.ts'
import { readSessionCookie } from '#platform/http/cookie.ts'
import { setSecurityHeaders } from '#platform/http/headers.ts'
import { Routes, type StepUp, type Visit } from '#platform/http/routes.ts'
import type { AppName, Session } from '#platform/http/session.ts'
import { type Locale, localeCookie, pickLocale } from '#platform/i18n/locales.ts'
import type { AppRoutes, House, RegisterRoutes } from './capabilities/house.ts'

export type Problem = { status: number; key: 'notFound' | 'failed' | BadRequest['messageKey']; reference?: string }

export type WebAppParts = {
  name: AppName
  register: readonly RegisterRoutes[]
  actorOf(session: Session | undefined): Promise<Actor>
  /** For apps with routes that ask who somebody is once more. */
  stepUp?: StepUp<Actor>
  /** A whole page, or another answer, for something that went wrong. */
  problem(visit: Visit<Actor>, problem: Problem, error: unknown): Promise<Response>
  localeOf?: (locale: Locale) => Locale
  /** Errors of a capability that a page explains: not logged as failures. */
  known?: (error: Error) => Problem | undefined
}

export type WebApp = { app: Hono; routes: AppRoutes }

/** Pages are whole documents: without this line browsers fall back to the quirks of the last century. */
function sendDocuments(c: Context) {
  const html = c.html.bind(c) as (text: string, ...rest: unknown[]) => Response
  c.html = ((content: { toString(): string | Promise<string> }, ...rest: unknown[]) => {
    const text = content.toString()
    return typeof text === 'string'
      ? html(`<!DOCTYPE html>${text}`, ...rest)
      : text.then((whole) => html(`<!DOCTYPE html>${whole}`, ...rest))
  }) as typeof c.html
}

/** Throws when a route was added without a guard. */
export function createWebApp(house: House, parts: WebAppParts): WebApp {
  const app = new Hono()
  const localeOf = (c: Context): Locale => {
    const locale = pickLocale(getCookie(c, localeCookie), c.req.header('accept-language'))
    return parts.localeOf?.(locale) ?? locale
  }
  const visitor = async (c: Context) => {
    const session = await house.sessions.load(parts.name, readSessionCookie(c))
    return { actor: await parts.actorOf(session), session, locale: localeOf(c) }
  }
  // From the address that was configured: a proxy's word, or anybody's who sends that header, does not decide it.
  const isSecure =
    new URL(parts.name === 'staff' ? house.config.staffUrl : house.config.publicUrl).protocol === 'https:'
  app.use(setSecurityHeaders)
  app.use(async (c, next) => {
    c.set('app' as never, parts.name as never)
    c.set('isSecure' as never, isSecure as never)
    sendDocuments(c)
    await next()
  })

  const routes: AppRoutes = new Routes<Actor>(app, visitor, parts.stepUp)
  const plain = { name: 'open: whether the service is ready says nothing about anybody', admits: () => true }
  app.get('/health', async (c) => {
    const ready = await isReady(house.db)
    return c.json({ ready }, ready ? 200 : 503)
  })
  app.get('/assets/:file', (c) => sendAsset(c, house))
  for (const register of parts.register) register(routes, house)
  routes.assertAllGuarded([
    { method: 'GET', path: '/health', guard: plain.name },
    { method: 'GET', path: '/assets/:file', guard: 'open: styles and scripts, the same for everybody' },
  ])

  const say = async (c: Context, problem: Problem, error: unknown): Promise<Response> => {
    const url = new URL(c.req.url)
    // The session may be what failed: without it the page is still a page.
    const who = await visitor(c).catch(() => ({
      actor: { kind: 'visitor' } as Actor,
      session: undefined,
      locale: localeOf(c),
    }))
    return await parts.problem({ ...who, c, path: url.pathname + url.search }, problem, error)
  }
  app.notFound((c) => say(c, { status: methodsOf(routes, c).length > 0 ? 405 : 404, key: 'notFound' }, undefined))
  app.onError(async (error, c) => {
    if (error instanceof NotFound) return await say(c, { status: 404, key: 'notFound' }, error)
    if (error instanceof BadRequest) return await say(c, { status: error.status, key: error.messageKey }, error)
    const known = parts.known?.(error)
    if (known) return await say(c, known, error)
    const reference = house.log.error('request-failed', error, { method: c.req.method, route: c.req.routePath })
    return await say(c, { status: 500, key: 'failed', reference }, error)
  })
  return { app, routes }
}

const methodsOf = (routes: AppRoutes, c: Context) => routes.list.filter((route) => route.path === c.req.path)

function sendAsset(c: Context, house: House): Response {
  const file = house.assets.files.get(c.req.param('file') ?? '')
  if (!file) return c.body(null, 404)
  const accepts = c.req.header('accept-encoding') ?? ''
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  }
  if (/\bbr\b/.test(accepts)) return c.body(file.br, 200, { ...headers, 'Content-Encoding': 'br' })
  if (/\bgzip\b/.test(accepts)) return c.body(file.gz, 200, { ...headers, 'Content-Encoding': 'gzip' })
  return c.body(file.body, 200, headers)
}
