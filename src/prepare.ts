// Composition: brings a database to what this version needs: schema, permission rules, job queues.
import type pg from 'pg'
import { ruleRows } from '#permissions/matrix.ts'
import { migrate as migrateSchema } from '#platform/db/migrate.ts'
import { prepareJobSchema } from '#platform/jobs/schema.ts'
import { queueNames } from './apps.ts'

/** Migrates, seeds the rules that row policies read, and creates the job queues. Safe to run at once from several processes. */
export async function migrate(options: {
  ownerUrl: string
  appPassword: string
  log?: (line: string) => void
}): Promise<void> {
  await migrateSchema({ ...options, after: (client) => seed(client, options.ownerUrl) })
}

async function seed(client: pg.Client, ownerUrl: string) {
  const rows = ruleRows()
  await client.query('begin')
  await client.query('delete from permissions.rule')
  await client.query(
    'insert into permissions.rule (action, role, scope) select * from unnest($1::text[], $2::text[], $3::text[])',
    [rows.map((r) => r.action), rows.map((r) => r.role), rows.map((r) => r.scope)],
  )
  await client.query('commit')
  await prepareJobSchema(ownerUrl, queueNames)
  await client.query(`grant usage on schema pgboss to rowan_app;
    grant select, insert, update, delete on all tables in schema pgboss to rowan_app;
    grant execute on all functions in schema pgboss to rowan_app`)
}
