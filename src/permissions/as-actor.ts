// The only way to data: a transaction that carries who is acting, which every row policy reads.
import { CompiledQuery } from 'kysely'
import type { Database, Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import { type Actor, rolesOf, subjectOf } from './actor.ts'

const context = `select set_config('rowan.roles', $1, true), set_config('rowan.subject', $2, true),
  set_config('rowan.organisation', $3, true)`

/**
 * Runs `work` in one transaction as `actor`; commits when it resolves, rolls back when it throws.
 * The context is local to the transaction: it cannot leak to the next user of the pooled connection. It goes out ahead of
 * the first statement without a wait: should it fail, that statement fails too, and without it nothing is allowed anyway.
 */
export function asActor<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const organisation = actor.kind === 'staff' ? actor.organisationId : ''
    const values = [rolesOf(actor).join(','), subjectOf(actor) ?? '', organisation]
    await sendAhead(tx, CompiledQuery.raw(context, values))
    return await work(tx)
  })
}
