// Both apps over the demonstration, as a browser without scripts meets them: the ground on which faults are tried.

import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import pg from 'pg'
import { sampleMembers } from '#people/members/index.ts'
import { samplePassphrase, samplePeople, sampleTotpSecret } from '#people/staff/sample-people.ts'
import { freshCode } from '#people/staff/totp.ts'
import type { Clock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { type BuiltHouse, buildHouse } from '#src/build-house.ts'
import { loadDemonstration } from '#src/demonstration.ts'
import { createPublicApp } from '#src/public-app.tsx'
import { createStaffApp } from '#src/staff-app.tsx'
import type { WebApp } from '#src/web-app.ts'
import type { Assets } from '#ui/assets.ts'

export type Place = { ownerUrl: string; appUrl: string }
export type Rowan = Awaited<ReturnType<typeof openRowan>>

const assets: Assets = { href: (name) => `/assets/${name}`, files: new Map() }

/** One process's worth of Rowan on a prepared database. `logged` holds every line it wrote. The caller closes it. */
export async function openRowan(
  place: Place,
  options: {
    working?: boolean
    rootKey?: Uint8Array
    demonstration?: boolean
    poolSize?: number
    clock?: Clock
    smtpUrl?: string
    /** Multiplies every limit: for tests that do in seconds what people do in weeks. */
    limitsScale?: number
  } = {},
) {
  const { working = false, rootKey = randomBytes(32), demonstration = true, poolSize = 6 } = options
  const logged: string[] = []
  const house = await buildHouse({
    config: readConfig({
      ROWAN_DEMO: 'on',
      ...(options.smtpUrl ? { ROWAN_SMTP_URL: options.smtpUrl } : {}),
      ...(options.limitsScale ? { ROWAN_LIMITS_SCALE: String(options.limitsScale) } : {}),
    }),
    log: createLog((line) => void logged.push(line)),
    appUrl: place.appUrl,
    rootKey,
    working,
    poolSize,
    assets,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  if (demonstration) await loadDemonstration(house, () => {})
  const apps = { public: createPublicApp(house), staff: createStaffApp(house) }
  return { house, apps, logged, rootKey, close: () => house.close() }
}

export type AppName = 'public' | 'staff'
export type Sent = { status: number; text: string; location: string | null; headers: Headers }
type Fields = Readonly<Record<string, string | readonly string[]>>

/** One person's browser: it keeps the one cookie of its app. */
export class Person {
  readonly name: AppName
  readonly #app: Hono
  cookie: string
  /** Where their requests come from; without one, from nowhere that limits know. */
  address: string | undefined
  constructor(apps: Readonly<Record<AppName, WebApp>>, name: AppName, cookie = '', address?: string) {
    this.address = address
    this.name = name
    this.#app = apps[name].app
    this.cookie = cookie
  }

  get(path: string): Promise<Sent> {
    return this.send(path, { method: 'GET' })
  }

  post(path: string, body: string, headers: Record<string, string> = {}): Promise<Sent> {
    return this.send(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  /** Opens `page`, changes some fields of its `nth` form to `action`, sends it and opens what follows. */
  async submit(page: string, action: string, change: Fields = {}, nth = 0): Promise<Sent> {
    const fields = formIn((await this.get(page)).text, action, nth)
    for (const [name, value] of Object.entries(change)) {
      fields.delete(name)
      for (const each of typeof value === 'string' ? [value] : value) fields.append(name, each)
    }
    const answer = await this.post(action, fields.toString())
    return answer.status === 303 && answer.location ? this.get(answer.location) : answer
  }

  async send(path: string, init: RequestInit): Promise<Sent> {
    const headers = new Headers(init.headers)
    const label = this.name === 'staff' ? 'rs' : 'r'
    if (this.cookie && !headers.has('cookie')) headers.set('cookie', `${label}=${this.cookie}`)
    const socket = this.address === undefined ? undefined : { incoming: { socket: { remoteAddress: this.address } } }
    const response = await this.#app.request(`http://localhost${path}`, { ...init, headers }, socket)
    for (const line of response.headers.getSetCookie())
      if (line.startsWith(`${label}=`)) this.cookie = line.slice(label.length + 1).split(';')[0] ?? ''
    const { status } = response
    return {
      status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    }
  }
}

/** A member of the demonstration, signed in through the door. */
export async function memberAt(rowan: Pick<Rowan, 'apps'>, pseudonym = 'Juniper'): Promise<Person> {
  const person = new Person(rowan.apps, 'public')
  const passphrase = sampleMembers.find((each) => each.pseudonym === pseudonym)?.passphrase ?? ''
  const after = await person.submit('/sign-in', '/sign-in', { pseudonym, passphrase })
  if (!/\/sign-out/.test(after.text)) throw new Error(`${pseudonym} could not sign in`)
  return person
}

/** Somebody of the demonstration's staff, signed in through the door. A code works once: not twice in half a minute. */
export async function staffAt(rowan: Pick<Rowan, 'apps'>, username: string): Promise<Person> {
  const person = new Person(rowan.apps, 'staff')
  const code = freshCode(sampleTotpSecret(username), new Date(), 0)
  await person.submit('/sign-in', '/sign-in', { username, passphrase: samplePassphrase, code })
  const account = await person.get('/account')
  if (account.status !== 200) throw new Error(`${username} could not sign in`)
  return person
}

export const staffNames = samplePeople.map((person) => person.username)

type Answers = Readonly<Record<string, Fields>>

/** Tells a report: answers the questions it has answers to, skips the others. Answers the receipt, at the check page. */
export async function tell(at: Person, answers: Answers, path = '/report'): Promise<string> {
  await at.submit(path, path, { do: 'begin' })
  let receipt = ''
  for (let asked = 0; asked < 40; asked++) {
    const { text } = await at.get(path)
    const shown = /<p class="receipt"[^>]*>([^<]+)</.exec(text)?.[1]
    if (shown) {
      receipt = shown.trim()
      await at.submit(path, path, { do: 'continue' })
      continue
    }
    const step = formIn(text, path).get('at')?.split(':')[0] ?? ''
    if (step === 'check') return receipt
    const answer = answers[step]
    const next = await at.submit(path, path, answer ? { ...answer, do: 'continue' } : { do: 'skip' })
    if (/govuk-error-summary/.test(next.text)) throw new Error(`refused at ${step}`)
  }
  throw new Error('the questions never end')
}

/** Reads as the owner with row security lifted: what stands on the disk, whoever may see it. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'pgboss') and tableowner = current_user`,
    )
    await client.query('begin')
    for (const { name } of rows) await client.query(`alter table ${name} no force row level security`)
    const result = await work(client)
    await client.query('rollback')
    return result
  } finally {
    await client.end()
  }
}

export type { BuiltHouse }
