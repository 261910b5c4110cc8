// LISTEN on a connection of its own: it comes back by itself, and says each time that something may have been missed.
import pg from 'pg'
import { type Database, urlOf } from './database.ts'

export type Listening = {
  /** How often a connection was made; more than 1 means it was lost at least once. */
  readonly connections: number
  stop(): Promise<void>
}

const heartbeatMs = 20_000
const longestWaitMs = 5_000

/**
 * Follows `channel`. `connected` runs after every (re)connection, when messages already flow: read afresh what may have
 * been missed. The promise resolves after the first `connected`, and rejects when even the first connection fails.
 * The connection and its timers do not keep the process alive.
 */
export async function listen(
  db: Database,
  channel: string,
  on: { connected(): Promise<void>; message(payload: string): void; lost(error: unknown): void },
): Promise<Listening> {
  let client: pg.Client | undefined
  let stopped = false
  let connections = 0
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: urlOf(db), keepAlive: true, application_name: 'rowan-listen' })
    let isOver = false
    const over = (error: unknown) => {
      if (isOver) return
      isOver = true
      if (client === next) client = undefined
      next.end().catch(() => {})
      if (stopped) return
      on.lost(error)
      again(100)
    }
    next.on('error', over)
    next.on('end', () => over(undefined))
    next.on('notification', (message) => on.message(message.payload ?? ''))
    try {
      await next.connect()
      if (stopped) return await next.end()
      // A quiet connection must not be what keeps a finished command from ending.
      const { stream } = (next as unknown as { connection: { stream: { unref?(): void } } }).connection
      stream.unref?.()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      client = next
      connections++
      await on.connected()
      beat(next, over)
    } catch (error) {
      // Either this or `over` starts the next attempt, never both.
      if (isOver) return
      isOver = true
      if (client === next) client = undefined
      next.end().catch(() => {})
      throw error
    }
  }
  const beat = (mine: pg.Client, over: (error: unknown) => void) => {
    const next = setTimeout(() => {
      if (stopped || client !== mine) return
      const silent = setTimeout(() => over(new Error('silent')), heartbeatMs / 2)
      mine.query('select 1').then(
        () => {
          clearTimeout(silent)
          beat(mine, over)
        },
        (error) => {
          clearTimeout(silent)
          over(error)
        },
      )
    }, heartbeatMs)
    next.unref()
  }
  const again = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (stopped) return
      connect().catch((error: unknown) => {
        if (stopped) return
        on.lost(error)
        again(Math.min(longestWaitMs, waitMs * 2))
      })
    }, waitMs)
    timer.unref()
  }

  await connect()
  return {
    get connections() {
      return connections
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
