// Abuse 15: an administrator enrolling somebody's factor. Every post of the staff app, by everybody, naming somebody else in every
// way a field could: nobody's way in but the sender's own changes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, staffNames } from '#tests/faults/whole-rowan.ts'
import { type Abused, openAbused, plainPages, staffIn, tamper } from './abuse-world.ts'

let world: Abused
before(async () => {
  world = await openAbused()
})
after(() => world.close())

type Way = { person: string; print: string }
/** What lets each person in, as one number: passphrase, secret of codes, passkeys, keys. */
const waysIn = () =>
  tamper(world, async (client) => {
    const { rows } = await client.query<Way>(
      `select p.username as person, md5(coalesce(c.salt::text || c.verifier::text || c.sealed_private_key::text || c.sealed_totp::text, '')
         || p.public_key::text || coalesce((select string_agg(k::text, ',' order by k.id) from staff.passkey k where k.person_id = p.id), '')
         || p.roles::text || coalesce(p.left_at::text, '')) as print
       from staff.person p left join staff.credential c on c.person_id = p.id order by 1`,
    )
    return new Map(rows.map(({ person, print }) => [person, print]))
  })
const idOf = (username: string) =>
  tamper(world, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from staff.person where username = $1', [username])
    return rows[0]?.id ?? ''
  })

async function tokensOf(person: Person): Promise<string[]> {
  const tokens = new Set<string>()
  for (const path of plainPages(world, 'staff'))
    for (const [, token] of (await person.get(path)).text.matchAll(/name="token"[^>]*value="([^"]+)"/g))
      tokens.add(token ?? '')
  return [...tokens].slice(0, 6)
}

test('no post of anybody changes what lets another person in', async (t) => {
  const victim = 'joan'
  const victimId = await idOf(victim)
  const before = await waysIn()
  let posted = 0
  for (const username of ['ines', 'moira', 'noor']) {
    const person = await staffIn(world, username)
    const tokens = await tokensOf(person)
    // Marking that somebody left is allowed to colleagues, and gives nobody anything: it is tried in abuse 14.
    const routes = world.rowan.apps.staff.routes.list.filter(
      (route) => route.method === 'POST' && !/\/end$|sign-out|end-all|end-others|language/.test(route.path),
    )
    for (const route of routes)
      for (const token of tokens) {
        const body = new URLSearchParams({
          token,
          id: victimId,
          person: victimId,
          personId: victimId,
          member: victimId,
          subject: victimId,
          username: victim,
          for: victimId,
          passphrase: 'a lamp in the window 7',
          next: 'another lamp in the window 8',
          again: 'another lamp in the window 8',
          code: '000000',
          secret: 'JBSWY3DPEHPK3PXP',
          name: 'phone',
          roles: 'desk',
        })
        const sent = await person.post(route.path.replaceAll(/:[a-zA-Z]+/g, victimId), body.toString())
        assert.ok(sent.status < 500, `${username}: ${route.path} ${sent.status}`)
        posted++
      }
  }
  const after = await waysIn()
  assert.ok(staffNames.every((name) => before.has(name)))
  for (const [person, print] of before) assert.equal(after.get(person), print, person)
  assert.ok(posted > 150, `${posted} posted`)
  t.diagnostic(`${posted} posts`)
})

test('the change of somebody’s way in would be seen: planted, and found', async () => {
  const before = await waysIn()
  await tamper(world, (client) =>
    client.query(
      `update staff.credential set verifier = $1 where person_id = (select id from staff.person where username = 'joan')`,
      [Buffer.alloc(32, 7)],
    ),
  )
  assert.notEqual((await waysIn()).get('joan'), before.get('joan'))
})
