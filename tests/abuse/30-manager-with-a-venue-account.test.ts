// Abuse 30: a manager who uses a venue's account against workers. src/capabilities/people/members/tests/venue.test.ts tries every
// path by which a warning could reach it; here the account itself tries to become another, and to learn who works where.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { memberAt, type Person } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let venue: Person
before(async () => {
  world = await openAbused()
  venue = await memberAt(world.rowan, 'Lantern House')
})
after(() => world.close())

const kinds = () =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string; kind: string }>('select id, kind from members.member order by id')
    return rows.map(({ id, kind }) => `${id} ${kind}`)
  })

test('no post of its own makes it an individual or a project, or makes it another account', async () => {
  const before = await kinds()
  assert.ok(before.some((each) => each.endsWith('venue')))
  const tokens = new Set<string>()
  for (const path of plainPages(world, 'public'))
    for (const [, token] of (await venue.get(path)).text.matchAll(/name="token"[^>]*value="([^"]+)"/g))
      tokens.add(token ?? '')
  for (const route of world.rowan.apps.public.routes.list) {
    if (route.method !== 'POST' || /sign-out|\/leave|language/.test(route.path)) continue
    for (const token of [...tokens].slice(0, 10)) {
      const sent = await venue.post(
        route.path,
        new URLSearchParams({ token, kind: 'individual', memberKind: 'individual', areas: 'manchester' }).toString(),
      )
      assert.ok(sent.status < 500, `${route.path} ${sent.status}`)
    }
  }
  assert.deepEqual(await kinds(), before)
})

test('it vouches for nobody, so that a manager does not bring himself in as a person by it', async () => {
  const page = await venue.get('/me/vouch')
  const codes = /<bdi dir="ltr">(\d{5}(?: \d{5}){3}|[a-z]+(?: [a-z]+){5})<\/bdi>/
  assert.doesNotMatch(page.text, codes)
  if (page.text.includes('action="/me/vouch"')) {
    const after = await venue.submit('/me/vouch', '/me/vouch')
    assert.doesNotMatch(after.text, codes)
  }
})

test('nothing it can open names another member, or says who works where; no table could', async () => {
  for (const path of plainPages(world, 'public')) {
    const { text } = await venue.get(path)
    for (const name of ['Juniper', 'Marigold']) assert.ok(!text.includes(name), path)
  }
  const columns = await tamper(world, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema', 'pgboss')`,
    )
    return rows.map((row) => row.name)
  })
  assert.deepEqual(
    columns.filter((name) => /venue|employ|roster|works_at|manager_id/.test(name)),
    [],
  )
})

test('a manager who tells of himself, to see what becomes of reports about him, learns no more than that it was read', async () => {
  const story = canary()
  const { reportId } = await sendReport(world, {
    'who-for': { whoFor: 'me' },
    about: { about: 'manager' },
    story: { story },
    person: { phones: '07700 900417' },
    consents: { purposes: ['count', 'warn'] },
    timing: { timing: 'now' },
  })
  const ines = await staffIn(world, 'ines')
  assert.ok((await ines.get(`/desk/${reportId}`)).text.includes(story))
  for (const path of ['/alerts', '/check']) assert.ok(!(await venue.get(path)).text.includes(reportId))
})
