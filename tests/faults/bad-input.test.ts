// Bad input never breaks it (P11): every route of both apps, asked what no browser would ask, by everybody there is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { samplePeople } from '#people/staff/sample-people.ts'
import { type Action, matrix } from '#permissions/matrix.ts'
import { formLimitBytes } from '#platform/http/form.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { issueToken } from '#platform/http/step-token.ts'
import { newId } from '#platform/ids.ts'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import {
  type AppName,
  asOwner,
  memberAt,
  openRowan,
  Person,
  type Rowan,
  type Sent,
  staffAt,
  staffNames,
  tell,
} from './whole-rowan.ts'

const seed = 20_261_123
const fuzzedRequests = 2_000

let database: TestDatabase
let rowan: Rowan
/** What a session of each kind remembers; every request gets a session of its own with it, so that none spoils the next. */
type Kind = { label: string; app: AppName; state: Record<string, unknown>; subject: string | undefined }
const kinds: Kind[] = []
/** Field names and values that stand in real pages, so that fuzzed forms get past the first line. */
const vocabulary = new Map<string, Set<string>>()
const knownIds: string[] = []

const kindOf = async (label: string, at: Person): Promise<Kind> => {
  const session = at.cookie ? await rowan.house.sessions.load(at.name, at.cookie) : undefined
  return { label, app: at.name, state: structuredClone(session?.state ?? {}), subject: session?.subject }
}

/** Notes what a page's forms hold. */
const learn = (text: string) => {
  const note = (name: string, value: string) => {
    if (name === 'token' || name === 'confirm') return
    vocabulary.set(name, (vocabulary.get(name) ?? new Set()).add(value))
  }
  for (const [tag] of text.matchAll(/<(?:input|button|textarea|select)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name) note(name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, id = ''] of text.matchAll(/\/(?:desk|support|alerts)\/([0-9a-f-]{36})/g))
    if (!knownIds.includes(id) && knownIds.length < 40) knownIds.push(id)
}

const sessionFor = async (kind: Kind): Promise<{ person: Person; id: string }> => {
  if (Object.keys(kind.state).length === 0) return { person: new Person(rowan.apps, kind.app), id: '-' }
  const session = rowan.house.sessions.begin(structuredClone(kind.state))
  session.subject = kind.subject
  await rowan.house.sessions.save(kind.app, session)
  return { person: new Person(rowan.apps, kind.app, session.cookie), id: session.id }
}

const answers = {
  'who-for': { whoFor: 'me' },
  story: { story: 'He would not let me out of the car' },
  person: { phones: '07700 900417' },
  consents: { purposes: ['count', 'warn', 'support'] },
}

/** A reporter's sessions at every stage a report can be in. */
async function reporters(app: AppName, start: () => Promise<Person>, path: string) {
  const fresh = await start()
  await fresh.submit(path, path, { do: 'begin' })
  kinds.push(await kindOf(`${app} reporter at the first question`, fresh))
  await fresh.submit(path, path, { whoFor: 'me', do: 'continue' })
  learn((await fresh.get(path)).text)
  kinds.push(await kindOf(`${app} reporter with a receipt`, fresh))
  await fresh.submit(path, path, { do: 'continue' })
  for (let asked = 0; asked < 20; asked++) {
    const { text } = await fresh.get(path)
    learn(text)
    if (formIn(text, path).get('at') === 'check:0') break
    await fresh.submit(path, path, { do: 'skip' })
  }
  kinds.push(await kindOf(`${app} reporter before sending`, fresh))
  const sent = await start()
  await tell(sent, { ...answers, consents: { purposes: ['count', 'warn'] } }, path)
  learn((await sent.submit(path, path, { do: 'send' })).text)
  kinds.push(await kindOf(`${app} reporter who sent`, sent))
  const back = path === '/report' ? '/return' : '/assist/return'
  learn((await sent.get(back)).text)
  learn((await sent.submit(back, back, { do: 'open:stop:warn' })).text)
  kinds.push(await kindOf(`${app} reporter who came back`, sent))
}

before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database)
  for (const app of ['public', 'staff'] as const)
    kinds.push({ label: `${app}, signed out`, app, state: {}, subject: undefined })
  kinds.push(await kindOf('member', await memberAt(rowan)))
  for (const name of staffNames) kinds.push(await kindOf(name, await staffAt(rowan, name)))
  const outreach = kinds.find((kind) => kind.label === 'bea')
  assert.ok(outreach)
  await reporters('public', async () => new Person(rowan.apps, 'public'), '/report')
  await reporters('staff', async () => (await sessionFor(outreach)).person, '/assist')
  // What people see: a first walk through every page without an id, then the pages those lead to.
  for (const kind of kinds)
    for (const route of rowan.apps[kind.app].routes.list)
      if (route.method === 'GET' && !route.path.includes(':'))
        learn(
          (await (await sessionFor(kind)).person.get(`${route.path}${route.path === '/desk' ? '?show=all' : ''}`)).text,
        )
  for (const kind of kinds.filter((each) => ['ines', 'joan', 'tess'].includes(each.label)))
    for (const id of knownIds.slice(0, 12))
      for (const path of ['/desk/', '/support/']) learn((await (await sessionFor(kind)).person.get(path + id)).text)
})
after(async () => {
  await rowan?.close()
  await database?.drop()
})

const trace = /\bat [\w.<>]+ \(|\.tsx?:\d+|node_modules|SELECT |syntax error|invalid input/

function isWellAnswered(sent: Sent, what: string) {
  assert.ok(sent.status < 500 || sent.status === 503, `${what}: ${sent.status}\n${rowan.logged.slice(-2).join('\n')}`)
  assert.ok(!trace.test(sent.text), `${what}: shows how it is built`)
  for (const [name, value] of Object.entries(securityHeaders))
    if (name !== 'Cache-Control') assert.equal(sent.headers.get(name), value, `${what}: ${name}`)
  assert.ok(sent.headers.get('Cache-Control'), `${what}: Cache-Control`)
}

const failures = () => rowan.logged.filter((line) => line.includes('request-failed'))

const formNames = [
  'report',
  'member-sign-in',
  'member',
  'check',
  'shell',
  'sign-in',
  'people',
  'account',
  'make-member',
  'desk',
  'alerts',
  'support',
]
const formOf = (app: AppName, path: string): string => {
  const [, first = ''] = path.split('/')
  const own: Record<string, string> = {
    report: 'report',
    return: 'report',
    assist: 'report',
    me: 'member',
    'sign-out': app === 'staff' ? 'shell' : 'member',
    'sign-in': app === 'staff' ? 'sign-in' : 'member-sign-in',
    members: 'make-member',
  }
  return own[first] ?? (formNames.includes(first) ? first : 'shell')
}
type TokenKind = 'right' | 'missing' | 'forged' | 'expired' | 'another session' | 'another form' | 'garbage'
const tokenKinds: TokenKind[] = ['missing', 'forged', 'expired', 'another session', 'another form', 'garbage']

function tokenFor(kind: TokenKind, app: AppName, path: string, session: string): string {
  const { keys } = rowan.house
  const now = new Date()
  const right = issueToken(keys, session, formOf(app, path), now)
  if (kind === 'right') return right
  if (kind === 'missing') return ''
  if (kind === 'forged') return `${right.slice(0, -2)}AA`
  if (kind === 'expired') return issueToken(keys, session, formOf(app, path), new Date(now.getTime() - 13 * 3_600_000))
  if (kind === 'another session') return issueToken(keys, newId(), formOf(app, path), now)
  if (kind === 'another form') return issueToken(keys, session, 'other', now)
  return '\u0000.%ff.'.repeat(30)
}

const absurdIds = [
  '0',
  '-1',
  'null',
  '%00',
  '%ff%fe',
  '..%2f..%2fetc%2fpasswd',
  '00000000-0000-0000-0000-000000000000',
  '%E0%A4%A',
  "'%20or%201=1--",
  'a'.repeat(4000),
  '%F0%9F%8C%B3',
  'second',
  '__proto__',
  '1e309',
]
const rawPieces = [
  '%00',
  '%ED%A0%80',
  '%C0%AF',
  '%zz',
  '%',
  '%ff%ff',
  '&&&&',
  '=',
  '+',
  '%u0041',
  'a=1;b=2',
  '%F4%90%80%80',
  '\ud800',
]
const hostile = [
  '\u0000',
  '\ud800',
  '<script>alert(1)</script>',
  "'; drop table report; --",
  "=cmd|'/c calc'!A1",
  '../../etc/passwd',
  '__proto__',
  '\u202e\u2066',
  '٠٧٧٠٠',
  '-1',
  '1e309',
  'NaN',
  '[object Object]',
  'story:99',
  'go:person:7',
  'open:stop:match',
  'stop:police-report',
  'allow:nothing',
  '{"a":1}',
]

const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)

const wish = () => {
  const names = [...vocabulary.keys(), '__proto__', 'constructor', 'toString', 'confirm', '']
  const value = (name: string) => {
    const known = [...(vocabulary.get(name) ?? [''])]
    return fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...known) },
      { weight: 2, arbitrary: fc.constantFrom(...hostile) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom(...knownIds, newId()) },
      { weight: 1, arbitrary: fc.integer({ min: 200, max: 60_000 }).map((length) => 'ż'.repeat(length)) },
    )
  }
  const field = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .constantFrom(...names)
        .chain((name) => value(name).map((text) => `${encode(name)}=${encode(text)}`)),
    },
    { weight: 3, arbitrary: value('do').map((text) => `do=${encode(text)}`) },
    { weight: 2, arbitrary: value('at').map((text) => `at=${encode(text)}`) },
    { weight: 1, arbitrary: fc.constantFrom(...rawPieces) },
  )
  const routes = kinds.flatMap((kind) => rowan.apps[kind.app].routes.list.map((route) => ({ kind, route })))
  return fc.record({
    // Posts mostly: every actor × every route of their app, and every route asked for with the other method.
    at: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...routes.filter(({ route }) => route.method === 'POST')) },
      { weight: 1, arbitrary: fc.constantFrom(...routes) },
    ),
    id: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...knownIds) },
      { weight: 1, arbitrary: fc.constantFrom(...absurdIds) },
    ),
    fields: fc.array(field, { maxLength: 12 }),
    token: fc.oneof(
      { weight: 6, arbitrary: fc.constant('right' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...tokenKinds) },
    ),
    contentType: fc.oneof(
      { weight: 20, arbitrary: fc.constant('application/x-www-form-urlencoded') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json',
          'multipart/form-data; boundary=x',
          'text/plain',
          '',
          'application/x-www-form-urlencoded; charset=utf-16',
          '\u00ff/\u00ff',
        ),
      },
    ),
    headers: fc.oneof(
      { weight: 20, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Record<string, string>>(
          { origin: 'https://elsewhere.example.org' },
          { 'sec-fetch-site': 'cross-site' },
          { origin: 'null' },
          { origin: '::::' },
          { cookie: 'r=x.y; rs=..; lang=%ff' },
          { cookie: `r=${newId()}.${'A'.repeat(43)}` },
          { cookie: '=;;;=\u00ff' },
          { 'accept-language': 'x'.repeat(5000) },
        ),
      },
    ),
    query: fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '?next=//elsewhere.example.org',
          '?page=1e999&show=__proto__',
          '?before=%00%ff',
          '?area[]=x&area=&severity=constructor',
          `?sort=${'x'.repeat(3000)}`,
          '?%',
        ),
      },
    ),
    otherMethod: fc.oneof(
      { weight: 30, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD') },
    ),
  })
}

test(`${fuzzedRequests} fuzzed requests by everybody: each is answered, none breaks anything`, {
  timeout: 170_000,
}, async (t) => {
  const statuses = new Map<number, number>()
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(wish(), async (asked) => {
      const { kind, route } = asked.at
      const path = route.path.replace(/:\w+/g, () => asked.id) + asked.query
      const { person, id } = await sessionFor(kind)
      const method = asked.otherMethod || route.method
      const body = [...asked.fields, `token=${encode(tokenFor(asked.token, kind.app, route.path, id))}`].join('&')
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const headers: Record<string, string> = hasBody && asked.contentType ? { 'content-type': asked.contentType } : {}
      const sent = await person.send(path, {
        method,
        ...(hasBody ? { body } : {}),
        headers: { ...headers, ...asked.headers },
      })
      const what = `${kind.label}: ${method} ${path.slice(0, 200)} ${hasBody ? body.slice(0, 400) : ''}`
      isWellAnswered(sent, what)
      statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1)
      reached.add(`${kind.app} ${route.method} ${route.path}`)
      // What follows is the page that must show the mistake: it has to stand as well.
      if (sent.status === 303 && sent.location?.startsWith('/'))
        isWellAnswered(await person.get(sent.location), `after ${what}`)
    }),
    { seed, numRuns: fuzzedRequests, endOnFailure: true },
  )
  t.diagnostic(
    [...statuses]
      .sort()
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
  )
  assert.deepEqual(failures(), [])
  for (const app of ['public', 'staff'] as const)
    for (const route of rowan.apps[app].routes.list)
      if (route.method === 'POST')
        assert.ok(reached.has(`${app} POST ${route.path}`), `${app} ${route.path} was never asked`)
  assert.ok((statuses.get(303) ?? 0) > fuzzedRequests / 4, 'too few forms got through: this tries little')
})

/** Somebody of the demonstration whom a guard lets through; what it stops is refused before its form is read. */
function whoMay(guard: string): string {
  const action = /^may (\S+)/.exec(guard)?.[1]
  const rule: Partial<Record<string, string>> = action && action in matrix ? matrix[action as Action] : {}
  const granted = samplePeople.find(({ roles }) => !action || roles.some((role) => rule[role]))
  return granted?.username ?? 'ines'
}

test('every form of both apps, too large, of the wrong kind, from elsewhere or with ten thousand keys, is refused with a page', async () => {
  const mega = 'x'.repeat(1_000_000)
  const actors = new Map(kinds.map((kind) => [kind.label, kind]))
  for (const app of ['public', 'staff'] as const)
    for (const route of rowan.apps[app].routes.list) {
      if (route.method !== 'POST') continue
      const path = route.path.replace(/:\w+/g, () => knownIds[0] ?? newId())
      const kind = actors.get(app === 'staff' ? whoMay(route.guard) : 'member')
      assert.ok(kind)
      const ask = async (body: string, headers: Record<string, string> = {}) => {
        const sent = await (await sessionFor(kind)).person.post(path, body, headers)
        isWellAnswered(sent, `${app} ${path} ${JSON.stringify(headers)}`)
        return sent.status
      }
      // The one address for files takes no other form, and more of its own.
      const isForFiles = /^\/(report|assist)\/files$/.test(path)
      assert.equal(await ask(`a=${'x'.repeat(formLimitBytes + 500_000)}`), isForFiles ? 415 : 413, path)
      assert.equal(await ask('{}', { 'content-type': 'application/json' }), 415, path)
      assert.equal(
        await ask('a=1', { 'content-type': 'multipart/form-data; boundary=a' }),
        isForFiles ? 400 : 415,
        path,
      )
      assert.equal(await ask('', { origin: 'https://elsewhere.example.org' }), 403, path)
      assert.equal(await ask('', { 'sec-fetch-site': 'cross-site' }), 403, path)
      assert.equal(
        await ask(Array.from({ length: 10_000 }, (_, i) => `k${i}=1`).join('&')),
        isForFiles ? 415 : 400,
        path,
      )
      const much = await ask(`asked=${mega}&story=${mega}&username=${mega.slice(0, 500_000)}`)
      assert.ok(much < 400 || (much === 404 && path !== route.path) || (much === 415 && isForFiles), `${path} ${much}`)
    }
  assert.deepEqual(failures(), [])
})

test('after all that nothing stands half', async () => {
  await asOwner(database.ownerUrl, async (owner) => {
    const count = async (text: string) =>
      Number((await owner.query<{ n: string }>(`select count(*) as n from ${text}`)).rows[0]?.n)
    assert.ok((await count('reporting.report')) > 5)
    const laws: Record<string, string> = {
      'a draft carries no consent': `reporting.consent c join reporting.report r on r.id = c.report_id where r.state = 'draft' and r.held_at is null`,
      'a draft carries no identifiers': `reporting.identifier i join reporting.report r on r.id = i.report_id where r.state = 'draft'`,
      'a sent report was received once': `reporting.report r where r.state not in ('draft', 'erased') and r.origin <> 'import'
        and (select count(*) from reporting.use u where u.report_id = r.id and u.kind = 'received') <> 1`,
      'a sent report has its words, its key and its time': `reporting.report r where r.state not in ('draft', 'erased')
        and (r.body is null or r.wrapped_key is null or r.sent_at is null)`,
      'a wish for support has its consent': `casework.support_request s where not exists
        (select from reporting.consent c where c.report_id = s.report_id and c.purpose = 'support')`,
      'only purposes that have a path': `reporting.consent where purpose not in ('count', 'warn', 'support', 'match')`,
    }
    for (const [law, text] of Object.entries(laws)) assert.equal(await count(text), 0, law)
  })
  assert.deepEqual(failures(), [])
})
