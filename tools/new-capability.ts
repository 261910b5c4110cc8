// `npm run new <wing>/<name>`: lays out a room as ARCHITECTURE.md describes it, with one table behind row policies and its first
// access test, and says what is left to do.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const wings = ['safety', 'support', 'partnership', 'understanding', 'people'] as const

/** A wish that cannot be met, in words for whoever typed it. */
export class Refused extends Error {}

/**
 * Makes `src/capabilities/<wing>/<name>/` under `root`.
 * @returns the files made, from the root
 * @throws Refused for a name that is not wing/kebab-case, or a room that stands
 */
export function makeCapability(root: string, wanted: string | undefined): string[] {
  const [wing = '', name = '', ...rest] = (wanted ?? '').split('/')
  if (!(wings as readonly string[]).includes(wing) || rest.length > 0)
    throw new Refused(`Name it <wing>/<name>, where the wing is one of: ${wings.join(', ')}.`)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Refused(`“${name}” is not kebab-case, such as held-reports.`)
  if (/(^|-)(utils?|helpers?|common|service|manager)$/.test(name))
    throw new Refused(`“${name}” does not say what it is for.`)
  const folder = `src/capabilities/${wing}/${name}`
  if (existsSync(join(root, folder))) throw new Refused(`${folder} stands already.`)
  const schema = name.replaceAll('-', '_')
  if (schemasOf(root).includes(schema))
    throw new Refused(`A capability called ${name} stands in another wing; its tables would meet.`)
  const files = layOut({ wing, name, schema, number: nextNumber(root) })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, folder, path)), { recursive: true })
    writeFileSync(join(root, folder, path), text)
  }
  return Object.keys(files).map((path) => `${folder}/${path}`)
}

const rooms = (root: string): string[] => {
  const folder = join(root, 'src/capabilities')
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
}

const schemasOf = (root: string): string[] =>
  rooms(root)
    .map((path) => path.replaceAll('\\', '/').split('/'))
    .filter((parts) => parts.length === 2 && !parts[1]!.includes('.'))
    .map((parts) => parts[1]!.replaceAll('-', '_'))

/** The next round number, so that two branches rarely draw the same one and there is room between. */
function nextNumber(root: string): string {
  const taken = rooms(root).map((path) => Number(/(?:^|[\\/])(\d{4})-[^\\/]+\.sql$/.exec(path)?.[1] ?? 0))
  return String((Math.floor(Math.max(0, ...taken) / 10) + 1) * 10).padStart(4, '0')
}

type Room = { wing: string; name: string; schema: string; number: string }

function layOut({ wing, name, schema, number }: Room): Record<string, string> {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const title = name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' ')
  return {
    'README.md': `# ${title}

Who it is for:

Its words (docs/WORDS.md):

What is never stored:
`,
    'capability.ts': `// ${title}: what it listens to, what it runs later, and whom it uses.
import type { Capability } from '../../house.ts'

export const ${camel}: Capability = { name: '${wing}/${name}', uses: [] }
`,
    'index.ts': `// The door of ${name}: what other capabilities may use.
export { countOwn } from './store.ts'
`,
    'store.ts': `// The only SQL of ${name}.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** How many rows of ${schema}.item the actor of \`tx\` may see. */
export async function countOwn(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>\`select count(*)::int as n from ${schema}.item\`.execute(tx)
  return rows[0]?.n ?? 0
}
`,
    'messages/en.ts': `// The words of ${name} in English. A key that another language lacks is a type error there.
export const en = {
  title: '${title}',
}

export type ${camel[0]!.toUpperCase()}${camel.slice(1)}Words = typeof en
`,
    [`migrations/${number}-${name}.sql`]: `-- ${title}. Nobody reaches a row until the matrix names an action and a policy here asks for it.
create schema ${schema};
grant usage on schema ${schema} to rowan_app;

create table ${schema}.item (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  created_at timestamptz not null default now()
);
alter table ${schema}.item enable row level security;
alter table ${schema}.item force row level security;
-- create policy read on ${schema}.item for select to rowan_app
--   using (permissions.fits((select permissions.scopes('${name}.read')), organisation_id, null));
grant select on ${schema}.item to rowan_app;
`,
    'tests/access.test.ts': `// Who reaches what of ${name}: until the matrix says otherwise, nobody reaches anything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { asActor } from '#permissions/as-actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { openDatabase } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { withDatabase } from '#tests/harness/database.ts'
import { countOwn } from '../store.ts'

test('no worker sees a row of ${name} that no rule opens', () =>
  withDatabase(async (database) => {
    const organisationId = newId()
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    // The owner is held to the policies too; a test lays its rows down without them.
    await owner.query('alter table organisations.organisation no force row level security')
    await owner.query('alter table ${schema}.item no force row level security')
    await owner.query(
      "insert into organisations.organisation (id, slug, name, kind) values ($1, 'lantern', 'Lantern', 'support')",
      [organisationId],
    )
    await owner.query('insert into ${schema}.item (id, organisation_id) values ($1, $2)', [newId(), organisationId])
    await owner.query('alter table ${schema}.item force row level security')
    await owner.end()
    const db = openDatabase(database.appUrl, () => {}, 1)
    try {
      for (const role of staffRoles) {
        const actor = { kind: 'staff' as const, personId: newId(), organisationId, roles: [role] }
        assert.equal(await asActor(db, actor, countOwn), 0, role)
      }
    } finally {
      await db.destroy()
    }
  }))
`,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    for (const path of makeCapability(join(import.meta.dirname, '..'), process.argv[2])) console.log(path)
    console.log(`
Next: README → rows in src/permissions/matrix.ts → migration and policies → openings in tests/access/roles.test.ts and a row in its
world → the access test → forms, use cases, screens → one line in src/apps.ts → npm run generate → npm run check`)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
