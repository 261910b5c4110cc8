// Abuse 30, a manager who uses a venue's account against workers: no path tells it of a report about a manager, and there is no
// roster to read, to leak or to ask for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Hono } from 'hono'
import type { MemberActor } from '#permissions/actor.ts'
import { registerPublic as registerAlerts } from '#safety/alerts/public.tsx'
import {
  addMember,
  addReport,
  addStaff,
  addTeam,
  deliveries,
  openWorld,
  publish,
  runJobs,
  sampleBody,
  sampleContent,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { appOf, Browser, memberCookie } from '#safety/alerts/tests/browse.ts'
import { registerPublic as registerChecker } from '#safety/checker/public.tsx'
import { identifiersIn } from '#safety/reporting/identifiers.ts'
import { readAccount } from '../change-account.ts'
import { feedPath } from '../index.ts'
import { registerPublic as registerMembers } from '../public.tsx'

const number = '07700 900417'

let world: World
let team: Team
let author: Worker
let second: Worker
let app: Hono

before(async () => {
  world = await openWorld()
  team = await addTeam(world)
  author = await addStaff(world, team)
  second = await addStaff(world, team)
  app = appOf(world, 'public', [registerMembers, registerAlerts, registerChecker])
})
after(() => world.close())

/** Publishes a warning about `about`, with a number and words that stand nowhere else. */
async function warn(about: 'manager' | undefined, words: string): Promise<string> {
  const content = { ...sampleContent(), ...(about ? { about: { kind: about } } : {}) }
  const report = await addReport(world, team, content)
  const [phone] = identifiersIn(report.content).filter((each) => each.kind === 'phone')
  assert.ok(phone)
  const { kind, value, isPartial } = phone
  const fact = { key: 'looks-0', kind: 'looks' as const, text: words }
  return await publish(world, author, second, report, {
    ...sampleBody(),
    facts: [fact],
    identifiers: [{ kind, value, isPartial }],
  })
}

/** Everything a member can come upon: the pages, one alert by its address, the feed, a check, letters and delivery rows. */
async function everythingSeen(member: MemberActor, alertId: string): Promise<Record<string, string>> {
  const browser = new Browser(app, await memberCookie(world, member), 'en')
  const { feedToken } = await readAccount(world.house, member)
  const seen: Record<string, string> = {}
  for (const path of [
    '/alerts',
    `/alerts/${alertId}`,
    '/alerts?area=manchester',
    feedPath(feedToken),
    '/me',
    '/me/account',
  ])
    seen[path.replace(feedToken, 'feed')] = (await browser.get(path)).text
  const asking = await browser.get('/check')
  const token = /action="\/check"[\s\S]*?name="token" value="([^"]+)"/.exec(asking.text)?.[1] ?? ''
  await browser.post('/check', new URLSearchParams({ token, asked: number }))
  seen.check = (await browser.get('/check')).text
  // Shown again, as a reload does.
  seen.checkAgain = (await browser.get('/check')).text
  seen.delivered = JSON.stringify((await deliveries(world, alertId)).filter((row) => row.member_id === member.memberId))
  return seen
}

const email = (name: string) => ({ email: `${name}@example.org`, emailAlerts: true })

test('abuse 30: a warning about a manager reaches a person by every path and a venue by none', async () => {
  const [person, venue, project] = [
    await addMember(world, email('person')),
    await addMember(world, email('venue'), 'venue'),
    await addMember(world, email('project'), 'project'),
  ]
  const words = 'qvmanagerwords stands by the door'
  const alertId = await warn('manager', words)
  await runJobs(world)
  const told = (seen: Record<string, string>) =>
    Object.entries(seen).flatMap(([path, text]) => (text.includes('qvmanagerwords') ? [path] : []))
  // The checker's memory follows the database within moments.
  let ofPerson = await everythingSeen(person, alertId)
  for (let tries = 0; tries < 20 && !ofPerson.checkAgain?.includes('qvmanagerwords'); tries++) {
    await pause(100)
    ofPerson = await everythingSeen(person, alertId)
  }
  const paths = ['/alerts', '/alerts?area=manchester', `/alerts/${alertId}`, '/feed/feed', 'check', 'checkAgain']
  assert.deepEqual(told(ofPerson).sort(), paths.sort())
  assert.notEqual(ofPerson.delivered, '[]')
  const ofVenue = await everythingSeen(venue, alertId)
  assert.deepEqual(told(ofVenue), [])
  assert.doesNotMatch(ofVenue.check ?? '', /band--/)
  assert.equal(ofVenue.delivered, '[]')
  // The same page as for an address that never was: not even that there is something.
  const nothing = await new Browser(app, await memberCookie(world, venue), 'en').get(
    '/alerts/00000000-0000-4000-8000-000000000000',
  )
  assert.equal(ofVenue[`/alerts/${alertId}`], nothing.text)
  const mailed = world.letters.map(({ letter }) => letter.to)
  assert.ok(mailed.includes('person@example.org') && mailed.includes('project@example.org'))
  assert.ok(!mailed.includes('venue@example.org'))
  assert.notEqual((await everythingSeen(project, alertId)).delivered, '[]')
})

test('abuse 30: a session cannot claim another kind than the account has, and nothing in the app changes a kind', async () => {
  const venue = await addMember(world, {}, 'venue')
  const alertId = await warn('manager', 'qvclaimed words')
  const claimed: MemberActor = { ...venue, memberKind: 'individual' }
  assert.equal((await everythingSeen(claimed, alertId)).delivered, '[]')
  const { rows } = await world.owner.query<{ n: number }>(
    `select count(*)::int as n from information_schema.column_privileges
     where grantee = 'rowan_app' and table_schema = 'members' and table_name = 'member' and column_name = 'kind' and privilege_type = 'UPDATE'`,
  )
  assert.equal(rows[0]?.n, 0)
})

test('no roster of a venue’s workers is or could be stored: no table joins a member to a member, a venue or an employer', async () => {
  const references = async (text: string): Promise<string[]> =>
    (await world.owner.query<{ name: string }>(text)).rows.map(({ name }) => name)
  // Every foreign key to a member, and every column of members' tables.
  const twice = await references(`
    select conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'members.member'::regclass
    group by 1 having count(*) > 1`)
  assert.deepEqual(twice, [])
  const outward = await references(`
    select conrelid::regclass::text || '>' || confrelid::regclass::text as name from pg_constraint
    where contype = 'f' and connamespace = 'members'::regnamespace and confrelid <> 'members.member'::regclass order by 1`)
  assert.deepEqual(outward, [
    'members.application>organisations.organisation',
    'members.application>staff.person',
    'members.intake>organisations.organisation',
  ])
  const columns = await references(`
    select column_name as name from information_schema.columns
    where table_schema = 'members' and table_name = 'member' order by 1`)
  assert.deepEqual(
    columns.filter((name) => /venue|employ|works|place|premises|boss|manager|parent|group/.test(name)),
    [],
  )
  // What a profile may hold is one sealed text; its keys are these and no others.
  const { preferences, ...rest } = await readAccount(world.house, await addMember(world, email('keys'), 'venue'))
  assert.deepEqual(Object.keys(rest).sort(), ['feedToken', 'pseudonym'])
  assert.deepEqual(Object.keys(preferences).sort(), ['areas', 'email', 'emailAlerts', 'locale', 'work'])
})
