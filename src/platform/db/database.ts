// The application's connection: a pool under the plain role `rowan_app`, typed by the generated schema.
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './generated.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

// bigint counts fit a number here; dates without time stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** Opens a pool. A lost connection is reported to `onError` and does not end the process. */
export function openDatabase(appUrl: string, onError: (error: Error) => void, max = 10): Database {
  const pool = new pg.Pool({ connectionString: appUrl, max, idleTimeoutMillis: 30_000, application_name: 'rowan' })
  pool.on('error', onError)
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
