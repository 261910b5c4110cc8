// Members old enough to vouch, newcomers with a browser, and the whole database as somebody who stole it reads it.
import pg from 'pg'
import { checkParams, derivePassphraseKey, openPrivateKey } from '#engines/sealing/index.ts'
import { createTeam } from '#people/staff/index.ts'
import { type MemberActor, type StaffActor, task } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import {
  addMember,
  addStaff,
  Browser,
  passphrase,
  publicApp,
  staffApp,
  type World,
} from '#safety/checker/tests/check-world.ts'
import { DAYS_BEFORE_VOUCHING } from '../joining/standing.ts'
import { giveCode } from '../joining/vouch.ts'

export const day = 86_400_000

/** Members made now, and the clock put on to when they may vouch. */
export async function oldMembers(world: World, names: readonly string[]): Promise<MemberActor[]> {
  const made: MemberActor[] = []
  for (const name of names) made.push(await addMember(world.house, name))
  world.clock.ahead += (DAYS_BEFORE_VOUCHING + 1) * day
  return made
}

export const codeOf = async (world: World, member: MemberActor): Promise<string> => {
  const code = await giveCode(world.house, member)
  if (!code) throw new Error('no code')
  return code
}

/** Types two codes as a newcomer; answers their browser, on the page that makes the account if the codes did. */
export async function typeCodes(world: World, one: string, two: string) {
  const browser = new Browser(publicApp(world.house))
  const { location } = await browser.submit('/join/codes', '/join/codes', { one, two })
  return { browser, isIn: location === '/join/account' }
}

/** Makes the account a browser has the right to; answers the recovery words, or the page with what is wrong. */
export async function makeAccount(browser: Browser, pseudonym: string, typed = passphrase) {
  const { location } = await browser.submit('/join/account', '/join/account', { pseudonym, passphrase: typed })
  const page = (await browser.get(location ?? '/join/account')).text
  return { isMade: location === '/me/words', words: wordsOn(page), page }
}

/** Six words as a page shows them once. */
export const wordsOn = (page: string): string => /<bdi dir="ltr">([a-z]+(?: [a-z]+){5})<\/bdi>/.exec(page)?.[1] ?? ''
export const digitsOn = (page: string): string => /<bdi dir="ltr">(\d{5}(?: \d{5}){3})<\/bdi>/.exec(page)?.[1] ?? ''

/** Every row of every table as text, the job queue's and the sessions' too: what a thief of the database reads. */
export async function wholeDatabase(world: World): Promise<{ table: string; row: string }[]> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; forced: boolean }>(
      `select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    await client.query('begin')
    const found: { table: string; row: string }[] = []
    for (const { name, forced } of tables) {
      if (forced) await client.query(`alter table ${name} no force row level security`)
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      found.push(...rows.map(({ row }) => ({ table: name, row })))
    }
    await client.query('rollback')
    return found
  } finally {
    await client.end()
  }
}

/** Tables in which a text stands, as it is or as the bytes of a column show it. */
export async function tablesWith(world: World, needle: string): Promise<string[]> {
  const forms = [needle, needle.replaceAll('-', ''), Buffer.from(needle).toString('hex')].map((each) =>
    each.toLowerCase(),
  )
  const rows = await wholeDatabase(world)
  return [
    ...new Set(
      rows.filter(({ row }) => forms.some((form) => row.toLowerCase().includes(form))).map(({ table }) => table),
    ),
  ]
}

/** A membership worker who holds the team's key, signed in; the first one begins the team. */
export async function keyHolder(world: World, roles: readonly StaffRole[] = ['membership']) {
  const actor = await addStaff(world.house, world.organisationId, roles)
  return { actor, ...(await openBrowser(world, actor)) }
}

export const beginTeam = (world: World, people: readonly StaffActor[]): Promise<void> =>
  createTeam(
    world.house,
    world.organisationId,
    people.map((each) => each.personId),
  )

async function openBrowser(
  world: World,
  actor: StaffActor,
): Promise<{ browser: Browser; again: () => Promise<Browser> }> {
  const { house } = world
  const row = await house.asActor(task('task-sign-in'), (tx) =>
    tx.selectFrom('staff.credential').selectAll().where('person_id', '=', actor.personId).executeTakeFirstOrThrow(),
  )
  const params = checkParams(row.parameters)
  const key = await derivePassphraseKey('a lamp in the window 7', row.salt, params, house.keys.secret('passphrase'))
  const privateKey = Buffer.from(openPrivateKey(row.sealed_private_key, key)).toString('base64')
  const begin = async () => {
    const now = house.clock.now().toISOString()
    const session = house.sessions.begin({ staff: { personId: actor.personId, privateKey, since: now, provedAt: now } })
    session.subject = actor.personId
    await house.sessions.save('staff', session)
    const browser = new Browser(staffApp(house))
    browser.cookie = `r=${session.cookie}`
    return browser
  }
  return { browser: await begin(), again: begin }
}
