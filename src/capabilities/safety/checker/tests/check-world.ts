// A house with reports and entries to ask about, and the public app over it. Fictional numbers only.
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { IdentifierKind } from '#engines/matching/index.ts'
import { insertOrganisation } from '#partnership/organisations/index.ts'
import { createMember, memberActorOf } from '#people/members/index.ts'
import { registerPublic as registerMembers } from '#people/members/public.tsx'
import { registerStaff as registerStaffMembers } from '#people/members/staff.tsx'
import { askToProve, createStaffMember, staffActorOf } from '#people/staff/index.ts'
import { registerStaff as registerStaffDoor } from '#people/staff/staff.tsx'
import { type Actor, type MemberActor, type StaffActor, task, visitor } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import { readConfig } from '#platform/config.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import { readSessionCookie } from '#platform/http/cookie.ts'
import { setSecurityHeaders } from '#platform/http/headers.ts'
import { Routes, type Visit } from '#platform/http/routes.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { type BuiltHouse, buildHouse } from '#src/build-house.ts'
import { createTestDatabase } from '#tests/harness/database.ts'
import type { EntryDetail } from '../entry.ts'
import { makeEntries } from '../keep-entries.ts'
import { closeMatchMemory, matchMemoryOf } from '../match-memory.ts'
import { registerPublic } from '../public.tsx'
import { registerStaff as registerStaffCheck } from '../staff.tsx'

export type World = Awaited<ReturnType<typeof openWorld>>

export const passphrase = 'lamp window river nine'

export async function openWorld() {
  const database = await createTestDatabase()
  const rootKey = randomBytes(32)
  const lines: string[] = []
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
  const houses: BuiltHouse[] = []
  /** Another process on the same database, with the same key. */
  const openHouse = async (): Promise<BuiltHouse> => {
    const house = await buildHouse({
      config: { ...readConfig({}), demonstration: false, limitsScale: 1000 },
      appUrl: database.appUrl,
      rootKey,
      working: false,
      clock,
      log: createLog((line) => lines.push(line)),
      poolSize: 8,
      assets: { href: (name) => `/assets/${name}`, files: new Map() },
    })
    houses.push(house)
    return house
  }
  const house = await openHouse()
  const organisationId = await addOrganisation(house)
  const desk = await addStaff(house, organisationId, ['desk'])
  return {
    house,
    database,
    clock,
    lines,
    organisationId,
    desk,
    openHouse,
    async close() {
      for (const each of houses) {
        await closeMatchMemory(each)
        await each.close()
      }
      await database.drop()
    },
  }
}

export async function addOrganisation(house: BuiltHouse): Promise<string> {
  const id = newId()
  await house.asActor(task('task-enrolment'), (tx) =>
    insertOrganisation(tx, {
      id,
      slug: `org-${id.slice(0, 8)}`,
      name: `Lantern ${id.slice(0, 4)}`,
      kind: 'support',
      receivesReports: true,
      offersSupport: true,
    }),
  )
  return id
}

export async function addStaff(
  house: BuiltHouse,
  organisationId: string,
  roles: readonly StaffRole[],
): Promise<StaffActor> {
  const username = `p${newId().slice(0, 8)}`
  const { person } = await createStaffMember(house, task('task-enrolment'), {
    organisationId,
    username,
    displayName: username,
    roles,
    passphrase: 'a lamp in the window 7',
  })
  return { kind: 'staff', personId: person.id, organisationId, roles }
}

export async function addMember(house: BuiltHouse, pseudonym: string): Promise<MemberActor> {
  const made = await createMember(house, task('task-demonstration'), { pseudonym, passphrase, kind: 'individual' })
  if (!made.ok) throw new Error('no member')
  return { kind: 'member', memberId: made.memberId, memberKind: 'individual' }
}

export type ReportWish = {
  timing?: 'now' | 'another-report' | 'until'
  notBefore?: Date
  withheld?: string[]
}

/** A report that was sent, with consent to warn; its words do not matter here. */
export async function addReport(world: World, wish: ReportWish = {}): Promise<string> {
  const reportId = newId()
  await world.house.asActor({ kind: 'reporter', reportId }, async (tx) => {
    await tx
      .insertInto('reporting.report')
      .values({ id: reportId, state: 'received', organisation_id: world.organisationId, epoch: 1, origin: 'web' })
      .execute()
    await tx
      .insertInto('reporting.consent')
      .values({
        report_id: reportId,
        purpose: 'warn',
        is_given: true,
        withheld: wish.withheld ?? [],
        timing: wish.timing ?? 'now',
        not_before: wish.notBefore ?? null,
      })
      .execute()
  })
  return reportId
}

export type EntryWish = ReportWish & {
  detail?: Partial<EntryDetail>
  withheldFrom?: string
  reportId?: string
  isConfirmed?: boolean
  expiresAt?: Date
}

/** A report whose desk has published these identifiers. Answers the report's id. */
export async function addEntry(
  world: World,
  identifiers: { kind: IdentifierKind; value: string }[],
  wish: EntryWish = {},
): Promise<string> {
  const reportId = wish.reportId ?? (await addReport(world, wish))
  await world.house.asActor(world.desk, async (tx) => {
    const alertId = newId()
    await tx
      .insertInto('alerts.alert')
      .values({
        id: alertId,
        organisation_id: world.organisationId,
        report_id: reportId,
        state: 'published',
        version: 1,
        sealed_body: Buffer.from('x'),
        author_id: world.desk.personId,
      })
      .execute()
    await makeEntries(tx, world.house, {
      organisationId: world.organisationId,
      reportId,
      alertId,
      identifiers,
      detail: { month: '2026-10', area: 'bolton', harms: ['violence'], lookOutFor: 'Silver car', ...wish.detail },
      expiresAt: wish.expiresAt ?? new Date(world.clock.now().getTime() + 400 * 86_400_000),
      withheldFrom: wish.withheldFrom,
    })
    if (wish.isConfirmed)
      await tx
        .updateTable('checker.entry')
        .set({ is_different_person: true })
        .where('report_id', '=', reportId)
        .execute()
  })
  return reportId
}

/** How often the report's trace says that a check was answered from it. */
export const countAnswers = (world: World, reportId: string): Promise<number> =>
  world.house.asActor({ kind: 'reporter', reportId }, (tx) => answersIn(tx, reportId))

async function answersIn(tx: Tx, reportId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reporting.use where report_id = ${reportId} and kind = 'answered-check'`.execute(tx)
  return rows[0]?.n ?? 0
}

/**
 * As the reporter's own page does it: waits for disclosures in flight, then nothing is disclosed any more. Answers how many
 * checks had been answered when the lock was held: the last that may ever be.
 */
export async function withdrawWarn(world: World, reportId: string): Promise<number> {
  return await world.house.asActor({ kind: 'reporter', reportId }, async (tx) => {
    await sql`select from reporting.consent where report_id = ${reportId} and purpose = 'warn' for update`.execute(tx)
    await tx
      .updateTable('reporting.consent')
      .set({ is_given: false, withdrawn_at: new Date() })
      .where('report_id', '=', reportId)
      .where('purpose', '=', 'warn')
      .execute()
    return answersIn(tx, reportId)
  })
}

/** Waits until `holds`; memory follows the database within moments, not at once. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const remembers = async (house: BuiltHouse, text: string): Promise<boolean> =>
  (await matchMemoryOf(house)).find({ text }).length > 0

/** The public app as far as members and the checker go, spoken to as a browser without JavaScript does. */
export function publicApp(house: BuiltHouse, locale: Locale = 'en') {
  const app = new Hono()
  const look = async (c: Visit<Actor>['c']) => {
    const session = await house.sessions.load('public', readSessionCookie(c))
    return { actor: (await memberActorOf(house, session)) ?? visitor, session, locale }
  }
  app.use(setSecurityHeaders)
  app.onError((error, c) => {
    if (error instanceof NotFound) return c.text('', 404)
    throw error
  })
  const routes = new Routes<Actor>(app, look)
  registerMembers(routes, house)
  registerPublic(routes, house)
  return app
}

/** The staff app as far as signing in, members and the checker go. */
export function staffApp(house: BuiltHouse) {
  const app = new Hono()
  const look = async (c: Visit<Actor>['c']) => {
    const session = await house.sessions.load('staff', readSessionCookie(c))
    return { actor: await staffActorOf(house, session), session, locale: 'en' as const }
  }
  app.use(setSecurityHeaders)
  app.onError((error, c) => {
    if (error instanceof NotFound) return c.text('', 404)
    throw error
  })
  const routes = new Routes<Actor>(app, look, (visit) => askToProve(house, visit))
  registerStaffDoor(routes, house)
  registerStaffMembers(routes, house)
  registerStaffCheck(routes, house)
  return app
}

/** A browser of somebody who works there, signed in by a session of their own. */
export async function signedInStaff(house: BuiltHouse, actor: StaffActor): Promise<Browser> {
  const browser = new Browser(staffApp(house))
  const privateKey = Buffer.alloc(32, 7).toString('base64')
  const staff = {
    personId: actor.personId,
    privateKey,
    since: house.clock.now().toISOString(),
    provedAt: house.clock.now().toISOString(),
  }
  const session = house.sessions.begin({ staff })
  session.subject = actor.personId
  await house.sessions.save('staff', session)
  browser.cookie = `r=${session.cookie}`
  return browser
}

export class Browser {
  cookie = ''
  readonly #app: Hono
  constructor(app: Hono) {
    this.#app = app
  }
  get(path: string) {
    return this.#send(path, { method: 'GET' })
  }
  post(path: string, fields: Record<string, string>) {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }
  /** Fills in and sends the form of `page` that posts to `action`, with its hidden fields. */
  async submit(page: string, action: string, fields: Record<string, string> = {}) {
    const { text } = await this.get(page)
    const form = text.split('<form').find((part) => part.includes(`action="${action}"`))
    if (!form) throw new Error(`${page} has no form to ${action}`)
    const hidden = (form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
    const sent = Object.fromEntries([...hidden].map(([, name, value]) => [name, value]))
    return this.post(action, { ...sent, ...fields })
  }
  signIn(pseudonym: string, typed = passphrase, next = '') {
    return this.submit(next ? `/sign-in?next=${next}` : '/sign-in', '/sign-in', { pseudonym, passphrase: typed })
  }
  /** Asks, and answers the page that follows. */
  async check(asked: string): Promise<string> {
    await this.submit('/check', '/check', { asked })
    return (await this.get('/check')).text
  }
  async #send(path: string, init: RequestInit) {
    const headers = new Headers(init.headers)
    if (this.cookie) headers.set('cookie', this.cookie)
    const response = await this.#app.request(`http://localhost${path}`, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      this.cookie = pair.endsWith('=') ? '' : pair
    }
    return { status: response.status, text: await response.text(), location: response.headers.get('location') }
  }
}
