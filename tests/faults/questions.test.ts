// What a person typed comes back with its error beside it and nothing is stored; and requests that no HTTP library would send.
import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { formIn } from '#safety/alerts/tests/browse.ts'
import { readDraft } from '#safety/reporting/keep-draft.ts'
import { reportSessionOf } from '#safety/reporting/report-session.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { openRowan, Person, type Rowan } from './whole-rowan.ts'

let database: TestDatabase
let rowan: Rowan
before(async () => {
  database = await createTestDatabase()
  rowan = await openRowan(database)
})
after(async () => {
  await rowan?.close()
  await database?.drop()
})

/** A step's answer that cannot be taken, the field that must say so, and what must still stand there. */
type Mistake = { step: string; fields: Record<string, string | string[]>; field: string; kept?: [string, string] }
const story = `It began at the door. ${'He came back. '.repeat(75_000)}`.slice(0, 1_000_000)
const mistakes: Mistake[] = [
  { step: 'who-for', fields: { whoFor: 'everybody' }, field: 'whoFor' },
  { step: 'about', fields: { about: 'worker' }, field: 'organisation', kept: ['about', 'worker'] },
  { step: 'about', fields: { about: 'worker', organisation: 'not-an-id' }, field: 'organisation' },
  { step: 'story', fields: { story }, field: 'story', kept: ['story', story.trim()] },
  { step: 'harms', fields: { harms: ['violence', 'nonsense'] }, field: 'harms', kept: ['harms', 'violence'] },
  { step: 'when', fields: { when: 'around 2am', month: '2026-13' }, field: 'month', kept: ['when', 'around 2am'] },
  {
    step: 'where',
    fields: { where: 'by the canal', area: 'atlantis' },
    field: 'area',
    kept: ['where', 'by the canal'],
  },
  { step: 'work', fields: { work: ['__proto__'] }, field: 'work' },
  {
    step: 'person',
    fields: { names: 'n'.repeat(201), phones: '07700 900123' },
    field: 'names',
    kept: ['phones', '07700 900123'],
  },
  {
    step: 'vehicle',
    fields: { registration: 'M'.repeat(41), description: 'grey van' },
    field: 'registration',
    kept: ['description', 'grey van'],
  },
  { step: 'consents', fields: { purposes: ['warn', 'police-report'] }, field: 'purposes', kept: ['purposes', 'warn'] },
  { step: 'held-back', fields: { withheld: ['marks', 'everything'] }, field: 'withheld', kept: ['withheld', 'marks'] },
  { step: 'timing', fields: { timing: 'until', weeks: '99' }, field: 'weeks', kept: ['weeks', '99'] },
  { step: 'support', fields: { callMe: 'Wren' }, field: 'how', kept: ['callMe', 'Wren'] },
]

const draftOf = async (person: Person) => {
  const state = reportSessionOf(await rowan.house.sessions.load('public', person.cookie))
  assert.ok(state)
  return await readDraft(rowan.house, state)
}

test('each question gives back what cannot be taken, a story of 1 MB included, and stores nothing of it', async () => {
  const person = new Person(rowan.apps, 'public')
  await person.submit('/report', '/report', { do: 'begin' })
  await person.submit('/report', '/report', { whoFor: 'me', do: 'continue' })
  await person.submit('/report', '/report', { do: 'continue' })
  await person.submit('/report', '/report', { do: 'skip', at: 'about:0' })
  // With a warning and a worker wished for, every question applies.
  await person.submit('/report', '/report', { do: 'continue', at: 'consents:0', purposes: ['warn', 'support'] })
  for (const { step, fields, field, kept } of mistakes) {
    await person.submit('/report', '/report', { do: `go:${step}:0` })
    const stands = await draftOf(person)
    const page = await person.submit('/report', '/report', { at: `${step}:0`, ...fields, do: 'continue' })
    assert.equal(page.status, 200, step)
    assert.match(page.text, /govuk-error-summary/, step)
    assert.ok(page.text.includes(`id="${field}-error"`) || /govuk-error-message/.test(page.text), step)
    assert.match(page.text, new RegExp(`href="#${field}`), `${step}: the summary leads to ${field}`)
    if (kept) {
      const [name, value] = kept
      const shown = formIn(page.text, '/report').getAll(name)
      assert.ok(
        shown.some((each) => each.trim() === value),
        `${step}: ${name} was lost (${shown.join().slice(0, 60)})`,
      )
    }
    assert.deepEqual(await draftOf(person), stands, `${step}: something of it was stored`)
  }
})

test('a page that is too old gives back what was typed, whatever became of its token', async () => {
  for (const token of ['', 'x.y', `${Math.floor(Date.now() / 1000).toString(36)}.${'A'.repeat(43)}`]) {
    const person = new Person(rowan.apps, 'public')
    await person.submit('/report', '/report', { do: 'begin' })
    const page = await person.submit('/report', '/report', {
      at: 'story:0',
      story: 'The kettle was still warm',
      do: 'continue',
      token,
    })
    assert.match(page.text, /govuk-error-summary/)
    assert.match(page.text, /The kettle was still warm/)
    const state = reportSessionOf(await rowan.house.sessions.load('public', person.cookie))
    assert.equal(state?.reportId, undefined, 'nothing is stored')
  }
})

test('a form sent twice is one report', async () => {
  const person = new Person(rowan.apps, 'public')
  await person.submit('/report', '/report', { do: 'begin' })
  await person.submit('/report', '/report', { whoFor: 'me', do: 'continue' })
  await person.submit('/report', '/report', { do: 'continue' })
  await person.submit('/report', '/report', { at: 'story:0', story: 'Once only', do: 'continue' })
  await person.submit('/report', '/report', { do: 'go:check:0' })
  const form = formIn((await person.get('/report')).text, '/report')
  form.set('at', 'check:0')
  form.set('do', 'send')
  const answers = await Promise.all(Array.from({ length: 12 }, () => person.post('/report', form.toString())))
  assert.ok(answers.every((each) => each.status === 303))
  const state = reportSessionOf(await rowan.house.sessions.load('public', person.cookie))
  const reportId = state?.reportId ?? ''
  const uses = await rowan.house.asActor({ kind: 'reporter', reportId }, (tx) =>
    tx
      .selectFrom('reporting.use')
      .select('kind')
      .where('report_id', '=', reportId)
      .where('kind', '=', 'received')
      .execute(),
  )
  assert.equal(uses.length, 1)
})

/** Writes bytes to a socket and reads what comes back until it is closed or still. */
const sendBytes = (port: number, bytes: Buffer, isCutOff = false) =>
  new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      if (isCutOff) setTimeout(() => socket.destroy(), 50)
    })
    const done = () => {
      socket.destroy()
      resolve(text)
    }
    socket.setTimeout(700, done)
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('close', done)
    socket.on('error', done)
  })

test('requests that no library would send are refused and the apps go on answering', { timeout: 120_000 }, async () => {
  const kind = 'Content-Type: application/x-www-form-urlencoded\r\n'
  const host = 'Host: 127.0.0.1\r\nConnection: close\r\n'
  const requests = (path: string): [string, boolean?][] => [
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Content-Length: abc\r\n\r\nat=story:0`],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Content-Length: -5\r\n\r\nat=story:0`],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Content-Length: 5000\r\n\r\nat=story:0`, true],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Content-Length: 99999999999\r\n\r\nat`, true],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Transfer-Encoding: chunked\r\n\r\nzz\r\nat=\r\n0\r\n\r\n`],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Transfer-Encoding: chunked\r\n\r\nffff\r\nat=`, true],
    [
      `POST ${path} HTTP/1.1\r\n${host}${kind}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\na=1\r\n0\r\n\r\n`,
    ],
    [`POST ${path} HTTP/1.1\r\n${host}${kind}Content-Length: 9\r\n\r\n\0\xff\xfe\xc0\xaf=%zz`],
    [`POST ${path} HTTP/1.1\r\n${host}Content-Type: \xff\r\nContent-Length: 3\r\n\r\na=1`],
    [`GET ${path}/%E0%A4%A HTTP/1.1\r\n${host}\r\n`],
    [`GET ${path}?%ff&%=\x80 HTTP/1.1\r\n${host}\r\n`],
    [`GET ${path}\0 HTTP/1.1\r\n${host}\r\n`],
    [`GET //${path} HTTP/1.1\r\n${host}\r\n`],
    [`GET http://elsewhere.example.org${path} HTTP/1.1\r\n${host}\r\n`],
    [`GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`],
    [`GET ${path} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`],
    [`GET ${path} HTTP/1.1\r\nHost: [::\r\nConnection: close\r\n\r\n`],
    [`GET ${path} HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n`],
    [`GET ${path} HTTP/1.1\r\n${host}X: ${'y'.repeat(40_000)}\r\n\r\n`],
    [`GET ${path} HTTP/1.1\r\n${host}Cookie: r=\x01\x02; rs=${'.'.repeat(9_000)}\r\n\r\n`],
    [`GET /${'a/'.repeat(5_000)} HTTP/1.1\r\n${host}\r\n`],
    [`TRACE ${path} HTTP/1.1\r\n${host}\r\n`],
    [`CONNECT ${path} HTTP/1.1\r\n${host}\r\n`],
    [`OPTIONS * HTTP/1.1\r\n${host}\r\n`],
    [`BREW ${path} HTTP/1.1\r\n${host}\r\n`],
    [`GET ${path} HTTP/9.9\r\n${host}\r\n`],
    [`GET ${path}\r\n\r\n`],
    ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['\r\n\r\n\r\n'],
    [`GET ${path} HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ]
  for (const name of ['public', 'staff'] as const) {
    const server = serve({ fetch: rowan.apps[name].app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const all = requests(name === 'public' ? '/report' : '/sign-in')
      const answers = await Promise.all(
        all.map(
          async ([text, isCutOff]) => [text, await sendBytes(port, Buffer.from(text, 'latin1'), isCutOff)] as const,
        ),
      )
      for (const [asked, answer] of answers) {
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
        const what = `${name} ${JSON.stringify(asked.slice(0, 90))} → ${answer.slice(0, 200)}`
        assert.ok(status < 500 || status === 503, what)
        assert.doesNotMatch(answer, /\.tsx?:\d+|node_modules/, what)
      }
      assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200)
    } finally {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    }
  }
  assert.deepEqual(
    rowan.logged.filter((line) => line.includes('request-failed')),
    [],
  )
})
