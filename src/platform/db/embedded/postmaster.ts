// The running server: found through PostgreSQL's own postmaster.pid (which we read and never touch), started apart
// from our process group so that Ctrl-C ends the app first, waited for, and asked to stop.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, EmbeddedDatabaseError } from './account.ts'
import { databaseDir, databaseEnv } from './cluster.ts'

/** What postmaster.pid says. `state` is PostgreSQL's word: starting, ready, stopping; empty before it wrote one. */
export type Postmaster = { pid: number; port: number; state: string }

export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(databaseDir(dataDir), 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!(pid > 0)) return undefined
    return { pid, port: Number(lines[3]), state: lines[7]?.trim() ?? '' }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The server running on this directory now, if any. A number reused by another program, or a dead entry, is none. */
export function livePostmaster(dataDir: string): Postmaster | undefined {
  const found = readPostmaster(dataDir)
  return found && isPostmaster(found.pid, databaseDir(dataDir)) ? found : undefined
}

function isPostmaster(pid: number, directory: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const state = stat.slice(stat.lastIndexOf(')') + 2)[0]
    // Where nobody reaps orphans (many containers) a killed server stays in the process table for good.
    if (state === 'Z' || name !== 'postgres') return false
  } catch {
    return false
  }
  try {
    const here = statSync(directory)
    const there = statSync(readlinkSync(`/proc/${pid}/cwd`))
    return here.dev === there.dev && here.ino === there.ino
  } catch {
    return true
  }
}

/** True once nothing of the process is left but, at most, its entry in the process table. */
function isGone(pid: number, dataDir: string) {
  return !isPostmaster(pid, databaseDir(dataDir))
}

const startLog = (dataDir: string) => join(dataDir, 'postgres-start.log')

/**
 * Starts the server and waits until it is ready, through recovery if need be. Resolves with false when the port was
 * taken by another program; throws EmbeddedDatabaseError with the server's own words when it ends otherwise.
 */
export async function startPostmaster(
  dataDir: string,
  {
    program,
    account,
    port,
    log,
  }: {
    program: string
    account: Account | undefined
    port: number
    log: (words: string) => void
  },
): Promise<boolean> {
  const left = readPostmaster(dataDir)
  const output = openSync(startLog(dataDir), 'w', 0o600)
  const child = spawn(program, ['-D', databaseDir(dataDir), '-p', String(port)], {
    cwd: databaseDir(dataDir),
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...databaseEnv(),
      // The number in a stale postmaster.pid may by now be some other program's, or a dead entry that nobody reaps.
      // We have looked (livePostmaster); PostgreSQL only asks whether the number exists, except for its "grandparent".
      ...(left && { PG_GRANDPARENT_PID: String(left.pid) }),
    },
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  closeSync(output)
  child.unref()
  let ended: string | undefined
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })

  const beganAt = Date.now()
  let toldAt = beganAt
  while (ended === undefined) {
    const now = readPostmaster(dataDir)
    if (now && now.pid === child.pid && now.state === 'ready') return true
    if (Date.now() - toldAt > 3_000) {
      toldAt = Date.now()
      log(`PostgreSQL is starting, ${Math.round((toldAt - beganAt) / 1000)} s …`)
    }
    await sleep(25)
  }
  if (!(await isFree(port))) return false
  throw new EmbeddedDatabaseError(`PostgreSQL did not start: ${ended}.\n${lastWords(dataDir)}`.trim())
}

/** The last lines the server wrote before it ended; by its settings they hold no data. */
function lastWords(dataDir: string): string {
  const folder = join(databaseDir(dataDir), 'log')
  const files = [startLog(dataDir)]
  try {
    files.push(...readdirSync(folder).map((name) => join(folder, name)))
  } catch {
    // It ended before it had a log.
  }
  const recent = files.filter((file) => Date.now() - statSync(file).mtimeMs < 60_000)
  return recent.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(-4)).join('\n')
}

/** Waits while a server that is already there starts or stops; resolves with it once ready, undefined once gone. */
export async function settledPostmaster(
  dataDir: string,
  log: (words: string) => void,
): Promise<Postmaster | undefined> {
  let toldAt = Date.now()
  for (;;) {
    const now = livePostmaster(dataDir)
    if (!now || now.state === 'ready') return now
    if (Date.now() - toldAt > 3_000) {
      toldAt = Date.now()
      log(`PostgreSQL is ${now.state || 'starting'} …`)
    }
    await sleep(50)
  }
}

/** Fast shutdown: sessions are ended, everything is written out. False when it is still there after `timeoutMs`. */
export async function stopPostmaster(dataDir: string, timeoutMs: number): Promise<boolean> {
  const running = livePostmaster(dataDir)
  if (!running) return true
  process.kill(running.pid, 'SIGINT')
  const until = Date.now() + timeoutMs
  while (Date.now() < until) {
    if (isGone(running.pid, dataDir)) return true
    await sleep(25)
  }
  return false
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had on 127.0.0.1')
  return address.port
}

export async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const free = await new Promise<boolean>((resolve) => {
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (free) await new Promise((resolve) => server.close(resolve))
  return free
}
