// Plain SQL migrations: collected from every room, applied in the order of their number by the owner role.
import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import pg from 'pg'

const src = resolve(import.meta.dirname, '../..')

export type Migration = { name: string; sql: string; hash: string }

export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** All `NNNN-name.sql` files under `src`, by number. Two files with one number are an error. */
export async function readMigrations(): Promise<Migration[]> {
  const found: Migration[] = []
  for await (const file of glob('{platform,permissions,capabilities}/**/migrations/*.sql', { cwd: src })) {
    const sql = await readFile(join(src, file), 'utf8')
    found.push({ name: basename(file, '.sql'), sql, hash: createHash('sha256').update(sql).digest('hex') })
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, m] of found.entries()) {
    if (!/^\d{4}-[a-z0-9-]+$/.test(m.name)) throw new MigrationError(`Migration ${m.name} is not named NNNN-words.sql`)
    if (found[i - 1]?.name.slice(0, 4) === m.name.slice(0, 4))
      throw new MigrationError(`Two migrations carry the number ${m.name.slice(0, 4)}`)
  }
  return found
}

const lockKey = 7_260_414

/**
 * Brings the database to the newest schema; `after` then runs as owner under the same lock.
 * Safe to call from several processes at once. A migration that was edited after it ran is refused.
 */
export async function migrate(options: {
  ownerUrl: string
  appPassword: string
  log?: (line: string) => void
  after?: (client: pg.Client) => Promise<void>
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await ensureAppRole(client, options.appPassword)
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migration (
        name text primary key, hash text not null, applied_at timestamptz not null default now());
      alter table platform.migration enable row level security;
      alter table platform.migration force row level security;
      drop policy if exists owner on platform.migration;
      create policy owner on platform.migration to current_user using (true) with check (true)`)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migration')
    const done = new Map(rows.map((r) => [r.name, r.hash]))
    for (const migration of await readMigrations()) {
      const before = done.get(migration.name)
      if (before === migration.hash) continue
      if (before !== undefined)
        throw new MigrationError(
          `Migration ${migration.name} was changed after it had run here. Add a new one instead.`,
        )
      options.log?.(`Preparing the database: ${migration.name}`)
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query('insert into platform.migration (name, hash) values ($1, $2)', [
          migration.name,
          migration.hash,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new MigrationError(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
      }
    }
    await options.after?.(client)
  } finally {
    await client.end()
  }
}

async function ensureAppRole(client: pg.Client, password: string) {
  const quoted = client.escapeLiteral(password)
  const { rows: owner } = await client.query<{ isApp: boolean }>(`select current_user = 'rowan_app' as "isApp"`)
  if (owner[0]?.isApp)
    throw new MigrationError('The database is prepared by a role of its own, never by rowan_app: name another owner.')
  const { rows } = await client.query<{ super: boolean; bypass: boolean }>(
    `select rolsuper as super, rolbypassrls as bypass from pg_roles where rolname = 'rowan_app'`,
  )
  if (rows[0]?.super || rows[0]?.bypass)
    throw new MigrationError('The role rowan_app must be neither a superuser nor allowed to bypass row security.')
  if (rows.length === 0) await client.query(`create role rowan_app login noinherit password ${quoted}`)
  else if (password !== '') await client.query(`alter role rowan_app password ${quoted}`)
}
