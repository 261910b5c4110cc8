// The only way to data: a transaction that carries who is acting, which every row policy reads.
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db/database.ts'
import { type Actor, rolesOf, subjectOf } from './actor.ts'

/**
 * Runs `work` in one transaction as `actor`; commits when it resolves, rolls back when it throws.
 * The context is local to the transaction: it cannot leak to the next user of the pooled connection.
 */
export function asActor<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const organisation = actor.kind === 'staff' ? actor.organisationId : ''
    await sql`select set_config('rowan.roles', ${rolesOf(actor).join(',')}, true),
      set_config('rowan.subject', ${subjectOf(actor) ?? ''}, true),
      set_config('rowan.organisation', ${organisation}, true)`.execute(tx)
    return await work(tx)
  })
}
