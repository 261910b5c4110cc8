// The application's connection: a pool under the plain role `rowan_app`, typed by the generated schema.
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './generated.ts'
import { PipelinedDriver } from './pipelined.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

// bigint counts fit a number here; dates without time stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** Opens a pool. A lost connection is reported to `onError` and does not end the process. */
export function openDatabase(appUrl: string, onError: (error: Error) => void, max = 10): Database {
  const settings = {
    connectionString: appUrl,
    max,
    idleTimeoutMillis: 30_000,
    application_name: 'rowan',
    pipeline: true,
  }
  const pool = new pg.Pool(settings)
  pool.on('error', onError)
  // A connection that breaks while somebody holds it tells only itself; unheard, that would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<DB>({
    dialect: {
      createDriver: () => new PipelinedDriver(pool),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  urls.set(db, appUrl)
  return db
}

const urls = new WeakMap<Database, string>()

/** The address a database was opened with, for a connection beside its pool (listen.ts). */
export function urlOf(db: Database): string {
  const url = urls.get(db)
  if (url === undefined) throw new Error('a database that openDatabase did not open')
  return url
}
