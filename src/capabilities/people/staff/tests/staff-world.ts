// A database, a house and the staff app over it, with a clock the tests can move.
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { insertOrganisation, type OrganisationKind } from '#partnership/organisations/index.ts'
import { type Actor, task } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { NotFound } from '#platform/errors.ts'
import { readSessionCookie } from '#platform/http/cookie.ts'
import { type RouteEntry, Routes, type Visit } from '#platform/http/routes.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { buildHouse } from '#src/build-house.ts'
import type { House } from '#src/capabilities/house.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import type { Assets } from '#ui/assets.ts'
import { createStaffMember } from '../create-staff-member.ts'
import { askToProve } from '../proving/step-up.ts'
import { registerStaff } from '../staff.tsx'
import { codeAt } from '../totp.ts'
import { staffActorOf } from '../visit.ts'

export const passphrase = 'a lamp in the window 7'

export type World = {
  house: House
  database: TestDatabase
  rootKey: Uint8Array
  app: Hono
  routes(): readonly RouteEntry[]
  /** Moves the clock of the house. */
  advance(seconds: number): void
  close(): Promise<void>
}

const noAssets: Assets = { href: (name) => `/assets/${name}`, files: new Map() }

export async function openWorld(changes: Partial<Config> = {}, assets = noAssets): Promise<World> {
  const database = await createTestDatabase()
  const rootKey = randomBytes(32)
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const house = await buildHouse({
    config: { ...readConfig({}), ...changes },
    appUrl: database.appUrl,
    rootKey,
    working: false,
    clock,
    log: createLog(() => {}),
    poolSize: 6,
    assets,
  })
  const { app, routes } = staffApp(house)
  return {
    house,
    database,
    rootKey,
    app,
    routes: () => routes.list,
    advance: (seconds) => {
      ahead += seconds * 1000
    },
    async close() {
      await house.close()
      await database.drop()
    },
  }
}

/** Another process of the same service on the same database. */
export async function secondProcess(world: World): Promise<{ app: Hono; close(): Promise<void> }> {
  const house = await buildHouse({
    config: world.house.config,
    appUrl: world.database.appUrl,
    rootKey: world.rootKey,
    working: false,
    clock: world.house.clock,
    log: createLog(() => {}),
    poolSize: 2,
    assets: noAssets,
  })
  return { app: staffApp(house).app, close: () => house.close() }
}

function staffApp(house: House) {
  const app = new Hono()
  const visitor = async (c: Visit<Actor>['c']) => {
    const session = await house.sessions.load('staff', readSessionCookie(c))
    return { actor: await staffActorOf(house, session), session, locale: 'en' as const }
  }
  app.use(async (_c, next) => next())
  app.onError((error, c) => {
    if (error instanceof NotFound) return c.text('nothing here', 404)
    throw error
  })
  const routes = new Routes<Actor>(app, visitor, (visit) => askToProve(house, visit))
  registerStaff(routes, house)
  return { app, routes }
}

export async function addOrganisation(house: House, kind: OrganisationKind = 'support'): Promise<string> {
  const id = newId()
  await house.asActor(task('task-enrolment'), (tx) =>
    insertOrganisation(tx, {
      id,
      slug: `org-${id.slice(0, 8)}`,
      name: `Lantern ${id.slice(0, 4)}`,
      kind,
      receivesReports: true,
      offersSupport: true,
    }),
  )
  return id
}

export async function addPerson(house: House, organisationId: string, username: string, roles: readonly StaffRole[]) {
  return await createStaffMember(house, task('task-enrolment'), {
    organisationId,
    username,
    displayName: `Person ${username}`,
    roles,
    passphrase,
  })
}

const opened = [
  'staff.person',
  'staff.credential',
  'staff.passkey',
  'staff.team_key_wrap',
  'staff.sign_in_attempt',
  'staff.passkey',
  'audit.entry',
  'staff.invitation',
  'platform.web_session',
  'organisations.team_key',
]

/** What an owner may do and the app may not: a leaver, other roles. */
export async function asOwner(world: World, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  try {
    // Row security binds the owner as well: a test reads the disk's truth only with it off, which takes the table's owner.
    await client.query('begin')
    for (const table of opened) await client.query(`alter table ${table} no force row level security`)
    const { rows } = await client.query(text, values)
    for (const table of opened) await client.query(`alter table ${table} force row level security`)
    await client.query('commit')
    return rows
  } finally {
    await client.end()
  }
}

const plain = (text = '') =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')

/** A browser without JavaScript: keeps one cookie, reads forms' tokens, follows nothing by itself. */
export class Browser {
  /** The session's. */
  cookie = ''
  agent = ''
  /** Those that outlive it. */
  readonly kept = new Map<string, string>()
  readonly #world: World
  constructor(world: World) {
    this.#world = world
  }

  /** `site` is where a browser says that the request was made from. */
  async get(path: string, site?: string) {
    return await this.#send(path, { method: 'GET', ...(site ? { headers: { 'sec-fetch-site': site } } : {}) })
  }

  /** `from` is the page the form stands on, as browsers tell it. */
  async post(path: string, fields: Record<string, string>, from?: string) {
    const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
    if (from !== undefined) headers.set('referer', `http://localhost${from}`)
    return await this.#send(path, { method: 'POST', body: new URLSearchParams(fields).toString(), headers })
  }

  /** Fills in and sends the form of `page` that posts to `action`, with its hidden fields. */
  async submit(page: string, action: string, fields: Record<string, string> = {}) {
    const { text } = await this.get(page)
    const form = text.split('<form').find((part) => part.includes(`action="${action}"`))
    if (!form) throw new Error(`${page} has no form to ${action}`)
    const hidden = [
      ...(form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g),
    ]
    const all = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, plain(value)])), ...fields }
    return await this.post(action, all, page)
  }

  async signIn(username: string, totpSecret: string, change: { passphrase?: string; code?: string } = {}) {
    const code = change.code ?? codeAt(totpSecret, this.#world.house.clock.now())
    return await this.submit('/sign-in', '/sign-in', { username, passphrase: change.passphrase ?? passphrase, code })
  }

  /** Proves once more who this is, on the page that asks for it; `path` is where that page was led to. */
  async prove(path: string, totpSecret: string, change: { passphrase?: string; code?: string } = {}) {
    const code = change.code ?? codeAt(totpSecret, this.#world.house.clock.now())
    return await this.submit(path, '/step-up', { passphrase: change.passphrase ?? passphrase, code })
  }

  async #send(path: string, init: RequestInit) {
    const headers = new Headers(init.headers)
    if (this.agent) headers.set('user-agent', this.agent)
    const cookies = [this.cookie, ...[...this.kept].map(([name, value]) => `${name}=${value}`)].filter(Boolean)
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    const response = await this.#world.app.request(`http://localhost${path}`, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (name === 'r') this.cookie = value ? pair : ''
      else if (value) this.kept.set(name, value)
      else this.kept.delete(name)
    }
    const { status, headers: answered } = response
    return { status, text: await response.text(), location: answered.get('location'), headers: answered }
  }
}
