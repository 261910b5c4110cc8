// Both web apps over a test's house, and a browser without JavaScript: one cookie, forms filled in as they stand in the page.
import { Hono } from 'hono'
import { memberActorOf } from '#people/members/index.ts'
import { askToProve, staffActorOf } from '#people/staff/index.ts'
import { type Actor, type MemberActor, visitor } from '#permissions/actor.ts'
import { BadRequest, NotFound } from '#platform/errors.ts'
import { readSessionCookie } from '#platform/http/cookie.ts'
import { setSecurityHeaders } from '#platform/http/headers.ts'
import { Routes, type Visit } from '#platform/http/routes.ts'
import { type Locale, pickLocale } from '#platform/i18n/locales.ts'
import type { RegisterRoutes } from '#src/capabilities/house.ts'
import type { Worker, World } from './alerts-world.ts'

export function appOf(world: World, app: 'public' | 'staff', register: readonly RegisterRoutes[]): Hono {
  const { house } = world
  const hono = new Hono()
  hono.use(setSecurityHeaders)
  hono.onError((error, c) => {
    if (error instanceof NotFound) return c.text('', 404)
    if (error instanceof BadRequest) return c.text('', error.status)
    throw error
  })
  const visit = async (c: Visit<Actor>['c']) => {
    const session = await house.sessions.load(app, readSessionCookie(c))
    const actor =
      app === 'staff' ? await staffActorOf(house, session) : ((await memberActorOf(house, session)) ?? visitor)
    return { actor, session, locale: pickLocale(c.req.header('x-test-locale'), undefined) }
  }
  const routes = new Routes<Actor>(hono, visit, app === 'staff' ? (asking) => askToProve(house, asking) : undefined)
  for (const each of register) each(routes, house)
  routes.assertAllGuarded()
  return hono
}

export async function staffCookie(world: World, worker: Worker): Promise<string> {
  const session = world.house.sessions.begin({
    staff: {
      personId: worker.person.id,
      privateKey: Buffer.from(worker.privateKey).toString('base64'),
      since: world.house.clock.now().toISOString(),
      provedAt: world.house.clock.now().toISOString(),
    },
  })
  session.subject = worker.person.id
  await world.house.sessions.save('staff', session)
  return session.cookie
}

export async function memberCookie(world: World, member: MemberActor): Promise<string> {
  const session = world.house.sessions.begin({ member: { memberId: member.memberId } })
  session.subject = member.memberId
  await world.house.sessions.save('public', session)
  return session.cookie
}

export type Page = { status: number; text: string; location: string | null; headers: Headers }
type Fields = Readonly<Record<string, string | readonly string[]>>

const decode = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What a browser would send for a form that nobody touched: hidden fields, ticked boxes, texts, chosen options. */
export function formIn(page: string, action: string, nth = 0): URLSearchParams {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, head]) =>
    head?.includes(`action="${action}"`),
  )
  const html = forms[nth]?.[2]
  if (html === undefined) throw new Error(`no form to ${action}`)
  const fields = new URLSearchParams()
  const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type')
    if ((type === 'checkbox' || type === 'radio') && !/\schecked(=|\s|>|\/)/.test(tag)) continue
    fields.append(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  for (const [, head = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    fields.append(attribute(head, 'name'), decode(text))
  for (const [, head = '', options = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => tag)
    const picked = chosen.find((tag) => /\sselected(=|\s|$)/.test(tag)) ?? chosen[0]
    if (picked !== undefined) fields.append(attribute(head, 'name'), attribute(picked, 'value'))
  }
  return fields
}

export class Browser {
  readonly #app: Hono
  cookie: string
  locale: Locale
  constructor(app: Hono, cookie = '', locale: Locale = 'en') {
    this.#app = app
    this.cookie = cookie
    this.locale = locale
  }

  get(path: string): Promise<Page> {
    return this.#send(path, { method: 'GET' })
  }

  post(path: string, fields: URLSearchParams | string): Promise<Page> {
    return this.#send(path, {
      method: 'POST',
      body: fields.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  /** Opens `page`, changes some fields of its form and sends it; answers the page that follows. */
  async submit(page: string, action: string, change: Fields = {}, nth = 0): Promise<Page> {
    const fields = formIn((await this.get(page)).text, action, nth)
    for (const [name, value] of Object.entries(change)) {
      fields.delete(name)
      for (const each of typeof value === 'string' ? [value] : value) fields.append(name, each)
    }
    const answer = await this.post(action, fields)
    if (answer.status !== 303 || !answer.location) return answer
    return this.get(answer.location)
  }

  async #send(path: string, init: RequestInit): Promise<Page> {
    const headers = new Headers(init.headers)
    if (this.cookie) headers.set('cookie', `r=${this.cookie}`)
    headers.set('x-test-locale', this.locale)
    const response = await this.#app.request(`http://localhost${path}`, { ...init, headers })
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    }
  }
}
