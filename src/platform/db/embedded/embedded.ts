// The embedded PostgreSQL as the rest of the platform sees it: one call starts it or joins the one already running,
// keeps it running, and the last process to leave stops it.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { EmbeddedDatabaseError, isRoot, postgresAccount } from './account.ts'
import {
  type Credentials,
  databaseDir,
  databaseName,
  owner,
  prepareDatabaseDir,
  prepareDataDir,
  readCredentials,
  readPort,
  superuser,
  writePort,
} from './cluster.ts'
import { type HeldLock, tryLock, waitForLock } from './lock.ts'
import { freePort, isFree, livePostmaster, settledPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { findSoftware } from './software.ts'

export { EmbeddedDatabaseError } from './account.ts'

export type Embedded = {
  /** Connects as rowan_owner (no superuser) to the database `rowan`; stays the same when the server is restarted. */
  ownerUrl: string
  /** True when the server was already running: after a kill of the app alone, or beside another process. */
  adopted: boolean
  /** Leaves; whoever leaves last shuts the server down, everybody else only lets go of it. */
  stop(): Promise<void>
}

export type EmbeddedStatus = { state: 'absent' | 'stopped' | 'running'; dataDir: string; pid?: number; port?: number }

type Start = { dataDir: string; log?: (words: string) => void }

const startTimeoutMs = 180_000
const stopTimeoutMs = 60_000
const usableTimeoutMs = 30_000
const watchEveryMs = 500

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, making it first if need be, or joins the server already running there.
 * While joined, a server that dies is started again on the same port. `log` receives progress words for a person.
 * Throws EmbeddedDatabaseError with what to do.
 */
export async function startEmbedded({ dataDir: given, log = () => {} }: Start): Promise<Embedded> {
  const dataDir = resolve(given)
  prepareDataDir(dataDir, postgresAccount(databaseDir(dataDir)))
  const { port, adopted, presence } = await alone(dataDir, log, async () => {
    const began = await ensureUsable(dataDir, log)
    const presence = tryLock(presenceFile(dataDir), 'shared')
    if (!presence) throw new Error(`${presenceFile(dataDir)} is held by a program that is not Rowan`)
    return { ...began, presence }
  })
  const watch = keepRunning(dataDir, port, log)
  let leaving: Promise<void> | undefined
  return {
    ownerUrl: urlFor(owner, readCredentials(dataDir).ownerPassword, port, databaseName),
    adopted,
    stop: () => {
      leaving ??= watch.end().then(() => leave(dataDir, presence, log))
      return leaving
    },
  }
}

/** What is there, without starting anything. */
export function embeddedStatus(dataDir: string): EmbeddedStatus {
  const at = resolve(dataDir)
  if (!existsSync(databaseDir(at))) return { state: 'absent', dataDir: at }
  const running = livePostmaster(at)
  return running
    ? { state: 'running', dataDir: at, pid: running.pid, port: running.port }
    : { state: 'stopped', dataDir: at }
}

/**
 * Where data lives unless ROWAN_DATA says otherwise: beside the project for an ordinary user (in the home directory
 * when the project is read-only); under /var/lib for root, whose home PostgreSQL's account may not enter.
 */
export function defaultDataDir(projectRoot: string): string {
  const name = `${basename(projectRoot)}-${createHash('sha256').update(resolve(projectRoot)).digest('hex').slice(0, 8)}`
  if (isRoot()) return join('/var/lib/rowan', name)
  const beside = join(projectRoot, '.rowan')
  if (isWritable(existsSync(beside) ? beside : projectRoot)) return beside
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'rowan', name)
}

function isWritable(path: string) {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const presenceFile = (dataDir: string) => join(dataDir, 'database-users.lock')

/** Starting and stopping exclude each other across processes. */
async function alone<T>(dataDir: string, log: (words: string) => void, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(join(dataDir, 'database-start.lock'), 'exclusive', {
    timeoutMs: startTimeoutMs,
    onWait: () => log('Another process is starting or stopping the database; waiting for it …'),
  })
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** A server found running may be about to die (killed a moment ago): then the next look finds it gone and starts one. */
async function ensureUsable(dataDir: string, log: (words: string) => void) {
  const until = Date.now() + usableTimeoutMs
  for (;;) {
    const began = await ensureRunning(dataDir, log)
    try {
      await prepareServer(began.port, readCredentials(dataDir))
      return began
    } catch (error) {
      if (!isDisconnection(error) || Date.now() > until) throw error
      await sleep(100)
    }
  }
}

/** The connection could not be made or was cut, by the network's or PostgreSQL's codes (class 57: going down, starting). */
const isDisconnection = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && /^(ECONN|EPIPE|57P0[123])/.test(String(error.code))) ||
    /terminated unexpectedly/.test(error.message))

async function ensureRunning(
  dataDir: string,
  log: (words: string) => void,
  fixedPort?: number,
): Promise<{ port: number; adopted: boolean }> {
  const running = await settledPostmaster(dataDir, log)
  if (running) return { port: running.port, adopted: true }

  const account = postgresAccount(databaseDir(dataDir))
  const software = findSoftware(dataDir, account, log)
  prepareDatabaseDir(dataDir, { software, account, credentials: readCredentials(dataDir), log })
  const until = Date.now() + startTimeoutMs
  for (let attempt = 0; ; attempt++) {
    const kept = fixedPort ?? (attempt === 0 ? readPort(dataDir) : undefined)
    const port = kept && (fixedPort || (await isFree(kept))) ? kept : await freePort()
    try {
      if (await startPostmaster(dataDir, { program: software.postgres, account, port, log })) {
        writePort(dataDir, port)
        return { port, adopted: false }
      }
    } catch (error) {
      // After a kill the old server's last processes need a moment to notice; until then the new one is refused.
      const mayPass =
        error instanceof EmbeddedDatabaseError && /still in use|terminate any old server/.test(error.message)
      if (!mayPass || attempt > 100) throw error
    }
    if (Date.now() > until) throw new EmbeddedDatabaseError(`Port ${port} on 127.0.0.1 is taken by another program.`)
    await sleep(200)
  }
}

/** Makes the owner and the database where they are missing; the password proves that the server is this directory's. */
async function prepareServer(port: number, { superuserPassword, ownerPassword }: Credentials) {
  await withClient(urlFor(superuser, superuserPassword, port, 'postgres'), async (client) => {
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [owner])
    if (roles.rowCount === 0) {
      await client.query(
        `CREATE ROLE ${owner} LOGIN CREATEROLE CREATEDB NOSUPERUSER PASSWORD ${client.escapeLiteral(ownerPassword)}`,
      )
      // To drop a test's database it must be able to end what is still connected to it.
      await client.query(`GRANT pg_signal_backend TO ${owner}`)
    }
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER ${owner}`)
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const urlFor = (user: string, password: string, port: number, database: string) =>
  `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Starts a server that died again, where its clients expect it. */
function keepRunning(dataDir: string, port: number, log: (words: string) => void): { end(): Promise<void> } {
  let ended = false
  let working: Promise<void> = Promise.resolve()
  const look = async () => {
    if (livePostmaster(dataDir)) return
    await alone(dataDir, log, async () => {
      if (ended || livePostmaster(dataDir)) return
      log('PostgreSQL has ended; starting it again …')
      const now = await ensureRunning(dataDir, log, port)
      if (now.port !== port)
        throw new EmbeddedDatabaseError(`PostgreSQL now runs on port ${now.port}, no longer on ${port}`)
      log('PostgreSQL is back.')
    })
  }
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    working = look()
      .catch((error: unknown) => log(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        busy = false
      })
  }, watchEveryMs)
  timer.unref()
  return {
    end: async () => {
      ended = true
      clearInterval(timer)
      await working
    },
  }
}

async function leave(dataDir: string, presence: HeldLock, log: (words: string) => void) {
  await alone(dataDir, log, async () => {
    presence.release()
    const last = tryLock(presenceFile(dataDir), 'exclusive')
    if (!last) return
    try {
      if (!(await stopPostmaster(dataDir, stopTimeoutMs))) log('PostgreSQL is still shutting down.')
    } finally {
      last.release()
    }
  })
}
