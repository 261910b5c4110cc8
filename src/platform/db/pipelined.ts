// Kysely's way to PostgreSQL here: statements go out without waiting for the answers of those before them where nobody
// needs them, and what is asked again and again is planned once a connection. Row policies make planning the dearer half.
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import type pg from 'pg'

/** Statements whose answers nobody waits for; see `sendAhead`. */
const sentAhead = new WeakSet<CompiledQuery>()

type Sender = { executeQuery(query: CompiledQuery): Promise<unknown> }

/**
 * Sends a statement of a transaction without waiting for its answer. Should it fail, the transaction can do nothing more:
 * the next statement that is waited for, or the commit, throws its error.
 */
export async function sendAhead(tx: Sender, query: CompiledQuery): Promise<void> {
  sentAhead.add(query)
  await tx.executeQuery(query)
}

// A text is planned ahead from its third use on. Texts that vary with the length of a list stay below that, and the number
// kept is bounded, since every connection keeps the plans it has used.
const mostNames = 256
const mostCounted = 2_000
const longestNamed = 6_000
const names = new Map<string, string>()
const uses = new Map<string, number>()

function nameOf({ sql, query, parameters }: CompiledQuery): string | undefined {
  // A raw text without parameters may be several statements, which cannot be planned as one.
  if (query.kind === 'RawNode' && parameters.length === 0) return undefined
  const name = names.get(sql)
  if (name !== undefined || names.size >= mostNames || sql.length > longestNamed) return name
  const used = (uses.get(sql) ?? 0) + 1
  if (used < 3) {
    if (uses.size >= mostCounted) uses.clear()
    uses.set(sql, used)
    return undefined
  }
  uses.delete(sql)
  const given = `rowan_${names.size}`
  names.set(sql, given)
  return given
}

/** A plan that no longer fits its tables (a newer version has migrated them), or that the server has forgotten. */
const isStalePlan = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '0A000' || error.code === '26000')
const isAborted = (error: unknown) => error instanceof Error && 'code' in error && error.code === '25P02'

class PipelinedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  /** The first failure of what was sent ahead in this transaction. */
  #failed: unknown
  #isDiscarded = false
  #isCorked = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  begin({ isolationLevel, accessMode }: TransactionSettings): void {
    const level = isolationLevel ? ` isolation level ${isolationLevel}` : ''
    this.#failed = undefined
    this.#ahead({ text: `begin${level}${accessMode ? ` ${accessMode}` : ''}` })
  }

  /** Answers when the server has written it. */
  async commit(): Promise<void> {
    const { command } = await this.#send({ text: 'commit' })
    if (this.#failed !== undefined) throw this.#failed
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
  }

  async rollback(): Promise<void> {
    try {
      await this.#send({ text: 'rollback' })
    } catch (error) {
      this.#isDiscarded = true
      throw error
    }
  }

  release(): void {
    // A failure is its transaction's alone: the next user may ask without one.
    this.#failed = undefined
    this.#client.release(this.#isDiscarded)
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = nameOf(query)
    const values = query.parameters as unknown[]
    const config = name === undefined ? { text: query.sql, values } : { text: query.sql, values, name }
    if (sentAhead.has(query)) {
      this.#ahead(config)
      return { rows: [] }
    }
    const { command, rowCount, rows } = await this.#send(config)
    if (this.#failed !== undefined) throw this.#failed
    const isChange = /^(INSERT|UPDATE|DELETE|MERGE)$/.test(command)
    return isChange
      ? { numAffectedRows: BigInt(rowCount ?? 0), rows: (rows ?? []) as R[] }
      : { rows: (rows ?? []) as R[] }
  }

  // biome-ignore lint/correctness/useYield: nobody here reads rows one at a time
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are not streamed here')
  }

  #ahead(config: pg.QueryConfig): void {
    this.#send(config, true).catch(() => {})
  }

  async #send(config: pg.QueryConfig, isAhead = false): Promise<pg.QueryResult> {
    this.#cork()
    try {
      return await this.#client.query(config)
    } catch (error) {
      if (isStalePlan(error)) this.#isDiscarded = true
      // Noted here and not by the caller: the answers may arrive together, and the next one looks for it in its turn.
      if (isAhead) this.#failed ??= error
      // What failed is the statement sent ahead; this one only found the transaction gone.
      throw isAborted(error) && this.#failed !== undefined ? this.#failed : error
    }
  }

  /** What is sent within one turn goes out as one write: each is a call into the system. */
  #cork(): void {
    const stream = (this.#client as { connection?: { stream?: { cork(): void; uncork(): void } } }).connection?.stream
    if (this.#isCorked || !stream) return
    this.#isCorked = true
    stream.cork()
    process.nextTick(() => {
      this.#isCorked = false
      stream.uncork()
    })
  }
}

/** `pool` has clients with `pipeline: true`, or sending ahead waits after all. */
export class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #connections = new WeakMap<pg.PoolClient, PipelinedConnection>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipelinedConnection> {
    const client = await this.#pool.connect()
    const known = this.#connections.get(client)
    if (known) return known
    const connection = new PipelinedConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  async beginTransaction(connection: PipelinedConnection, settings: TransactionSettings): Promise<void> {
    connection.begin(settings)
  }

  async commitTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}
