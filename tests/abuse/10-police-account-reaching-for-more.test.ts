// Abuse 10: a police account reaching for more: by every page of both apps, by every body of a post, by inviting somebody with
// another role, and by what its own rows could be made to say.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '#tests/faults/whole-rowan.ts'
import { Person as Browser } from '#tests/faults/whole-rowan.ts'
import { type Abused, canary, openAbused, plainPages, sendReport, staffIn, tamper } from './abuse-world.ts'

let world: Abused
let sam: Person
let reportId: string
const story = canary()

before(async () => {
  world = await openAbused()
  ;({ reportId } = await sendReport(world, {
    'who-for': { whoFor: 'me' },
    about: { about: 'client' },
    story: { story },
    person: { phones: '07700 900644' },
    consents: { purposes: ['count', 'warn', 'support'] },
    support: { how: '07700 900645', organisation: await organisation('mash') },
  }))
  sam = await staffIn(world, 'sam')
})
after(() => world.close())

const organisation = (slug: string) =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from organisations.organisation where slug = $1', [
      slug,
    ])
    return rows[0]?.id ?? ''
  })

test('every page that opens for police shows nobody’s words, no member, no warning, and no colleague of another organisation', async () => {
  const opened: string[] = []
  for (const path of plainPages(world, 'staff')) {
    const page = await sam.get(path)
    if (page.status !== 200) continue
    opened.push(path)
    for (const word of [story, 'Juniper', 'Ines Amaro', 'Ruth Hale', '07700 900417', 'rose tattoo'])
      assert.ok(!page.text.includes(word), `${path} shows ${word}`)
  }
  assert.ok(opened.includes('/account') && !opened.includes('/desk') && !opened.includes('/oversight/requests'))
})

test('posts past the pages, with tokens of their own pages, change nothing and find nothing', async () => {
  const token = /name="token"[^>]*value="([^"]+)"/.exec((await sam.get('/account')).text)?.[1]
  assert.ok(token)
  for (const path of [
    `/desk/${reportId}/claim`,
    `/desk/${reportId}/reply`,
    `/desk/${reportId}/proof`,
    `/support/${reportId}/take`,
    '/check',
    '/members',
    '/assist',
    '/oversight/requests',
    '/team-keys/turn',
    '/people/give-key',
  ]) {
    const sent = await sam.post(path, `token=${token}&do=begin`)
    assert.equal(sent.status, 404, path)
  }
})

test('police invite police and nobody else: not a desk, not an adviser, not two roles at once', async () => {
  const form = await sam.get('/people/invite')
  if (form.status === 200) {
    const offered = [...form.text.matchAll(/name="roles?"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="roles?"/g)]
    for (const [, a, b] of offered) assert.equal(a ?? b, 'police')
  }
  for (const roles of ['desk', 'adviser', 'outreach', 'coordinator', 'membership', 'operator']) {
    const token = /name="token"[^>]*value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const body = new URLSearchParams({ token, username: `spy-${roles}`, displayName: 'Spy', roles, role: roles })
    await sam.post('/people/invite', body.toString())
    body.append('roles', 'police')
    await sam.post('/people/invite', body.toString())
  }
  const made = await tamper(world, async (client) => (await client.query('select roles from staff.invitation')).rows)
  assert.deepEqual(
    made.filter((row) => (row.roles as string[]).some((role) => role !== 'police')),
    [],
  )
})

test('the public app knows no officer: signed in at the staff door they are a visitor there, and a receipt is what it needs', async () => {
  const crossed = new Browser(world.rowan.apps, 'public', sam.cookie)
  for (const path of ['/alerts', '/me/account', '/check']) {
    const page = await crossed.get(path)
    assert.ok(!page.text.includes(story) && !/band--|rose tattoo/.test(page.text), path)
  }
})

test('a row that says more of them than their role makes them nothing more at once, without the key', async () => {
  // Somebody with the database makes the officer a desk person of National Ugly Mugs. Pages open; sealed words do not.
  const ugly = await organisation('national-ugly-mugs')
  await tamper(world, (client) =>
    client.query(`update staff.person set roles = '{desk}', organisation_id = $1 where username = 'sam'`, [ugly]),
  )
  const page = await sam.get(`/desk/${reportId}`)
  assert.ok(!page.text.includes(story))
  // Nor with another's wrap put under their name.
  await tamper(world, (client) =>
    client.query(
      `insert into staff.team_key_wrap (organisation_id, epoch, person_id, wrapped)
       select w.organisation_id, w.epoch, (select id from staff.person where username = 'sam'), w.wrapped
         from staff.team_key_wrap w join staff.person p on p.id = w.person_id where p.username = 'ines'`,
    ),
  )
  const again = await staffIn(world, 'sam')
  const after = await again.get(`/desk/${reportId}`)
  assert.ok(!after.text.includes(story))
  assert.ok((await (await staffIn(world, 'joan')).get(`/desk/${reportId}`)).text.includes(story))
})
