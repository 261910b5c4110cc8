// The only way to register a route: with a guard. A route without one does not compile, and one added behind our back does not start.
import type { Context, Hono } from 'hono'
import { BadRequest, NotFound } from '../errors.ts'
import type { Locale } from '../i18n/locales.ts'
import { type Form, readForm } from './form.ts'
import type { Session } from './session.ts'
import { type Upload, withUpload } from './upload.ts'

/** Decides by the matrix who passes; made only by `may()` and `open()` of the permissions room. */
export type Guard = {
  readonly name: string
  /** Whoever passes must also have proved lately who they are. */
  readonly stepUp?: boolean
  admits(actor: unknown): boolean
}

/** What a handler is given: who acts, their session if any, and the request. */
export type Visit<A> = {
  readonly c: Context
  readonly actor: A
  session: Session | undefined
  readonly locale: Locale
  /** Path and query of this page. */
  readonly path: string
}
export type PostVisit<A> = Visit<A> & { readonly form: Form }
export type UploadVisit<A> = PostVisit<A> & { readonly upload: Upload }

type Answer = Response | Promise<Response>
export type RouteEntry = { method: 'GET' | 'POST'; path: string; guard: string; stepUp?: boolean }

export type Visitor<A> = (c: Context) => Promise<Omit<Visit<A>, 'c' | 'path'>>

/** Where to send whoever must first prove again who they are; undefined when they did so lately. */
export type StepUp<A> = (visit: Visit<A>) => Response | undefined

export class Routes<A> {
  readonly #app: Hono
  readonly #visitor: Visitor<A>
  readonly #stepUp: StepUp<A> | undefined
  readonly #list: RouteEntry[] = []
  /** Without `stepUp` no route that asks for it can be registered. */
  constructor(app: Hono, visitor: Visitor<A>, stepUp?: StepUp<A>) {
    this.#app = app
    this.#visitor = visitor
    this.#stepUp = stepUp
  }

  get(path: string, guard: Guard, handler: (visit: Visit<A>) => Answer): void {
    this.#note('GET', path, guard)
    this.#app.get(path, async (c) => {
      const visit = await this.#admit(c, guard)
      return this.#sendToProve(visit, guard) ?? handler(visit)
    })
  }

  post(path: string, guard: Guard, handler: (visit: PostVisit<A>) => Answer): void {
    this.#note('POST', path, guard)
    this.#app.post(path, async (c) => {
      refuseCrossSite(c)
      const visit = await this.#admit(c, guard)
      return this.#sendToProve(visit, guard) ?? handler({ ...visit, form: await readForm(c) })
    })
  }

  /** A form that carries one file of at most `limitBytes`; every other post refuses such a body. */
  upload(path: string, guard: Guard, limitBytes: number, handler: (visit: UploadVisit<A>) => Promise<Response>): void {
    this.#note('POST', path, guard)
    this.#app.post(path, async (c) => {
      refuseCrossSite(c)
      const visit = await this.#admit(c, guard)
      const refused = this.#sendToProve(visit, guard)
      if (refused) return refused
      return await withUpload(c, limitBytes, (upload) => handler({ ...visit, form: upload.form, upload }))
    })
  }

  get list(): readonly RouteEntry[] {
    return this.#list
  }

  /** Throws if the app answers on a route that did not come through here; `plain` names those without a visitor, and why. */
  assertAllGuarded(plain: readonly RouteEntry[] = []): void {
    for (const { method, path, guard } of plain) this.#note(method, path, { name: guard, admits: () => true })
    const known = new Set(this.#list.map((r) => `${r.method} ${r.path}`))
    for (const route of this.#app.routes)
      if (route.method !== 'ALL' && !known.has(`${route.method} ${route.path}`))
        throw new Error(`Route ${route.method} ${route.path} has no guard: register it with may() or open('reason')`)
  }

  #note(method: RouteEntry['method'], path: string, guard: Guard) {
    if (!/^(may [a-z.-]+|open: .+)$/.test(guard.name)) throw new Error(`Route ${method} ${path} has no proper guard`)
    if (guard.stepUp && !this.#stepUp)
      throw new Error(`Route ${method} ${path} asks for a proof that this app cannot ask for`)
    this.#list.push({ method, path, guard: guard.name, ...(guard.stepUp ? { stepUp: true } : {}) })
  }

  #sendToProve = (visit: Visit<A>, guard: Guard) => (guard.stepUp ? this.#stepUp?.(visit) : undefined)

  async #admit(c: Context, guard: Guard): Promise<Visit<A>> {
    const visit = await this.#visitor(c)
    if (!guard.admits(visit.actor)) throw new NotFound()
    const url = new URL(c.req.url)
    return { ...visit, c, path: url.pathname + url.search }
  }
}

/** Forms come from our own pages. Browsers that say nothing are judged by their token alone. */
function refuseCrossSite(c: Context) {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new BadRequest(403, 'crossSite')
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== 'null' && URL.canParse(origin)) {
    if (new URL(origin).host !== c.req.header('host')) throw new BadRequest(403, 'crossSite')
  } else if (origin === 'null' && site === undefined) throw new BadRequest(403, 'crossSite')
}

/** POST → 303 → GET, always: a page is never the answer to a post, so nothing typed stays in the browser's session files. */
export const seeOther = (path: string): Response => new Response(null, { status: 303, headers: { Location: path } })
