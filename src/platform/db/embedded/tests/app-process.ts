// Runs app.ts in a process of its own, listens to it, and kills it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'

const projectRoot = resolve(import.meta.dirname, '../../../../..')
const tsx = pathToFileURL(join(projectRoot, 'node_modules/tsx/dist/loader.mjs')).href

export type Started = { adopted: boolean; ownerUrl: string }
type Told = { started?: boolean; adopted?: boolean; ownerUrl?: string; kept?: number; log?: string }

export type AppProcess = {
  process: ChildProcess
  /** Resolves when it has the database; rejects with what it printed when it ends without. */
  started: Promise<Started>
  /** Numbers of the rows whose commit it has seen. */
  kept: number[]
  logged: string[]
  kill(): Promise<void>
  /** Ends it the polite way. */
  end(): Promise<void>
}

export function runApp(dataDir: string, task = '', as: { uid?: number; gid?: number; HOME?: string } = {}): AppProcess {
  const { HOME, ...account } = as
  const child = spawn(process.execPath, ['--import', tsx, join(import.meta.dirname, 'app.ts'), dataDir, task], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    // The runner's own settings would make the child report to it as a test.
    env: { PATH: process.env.PATH, HOME: HOME ?? process.env.HOME, ...(HOME && { TMPDIR: HOME }) },
    ...account,
  })
  const kept: number[] = []
  const logged: string[] = []
  let errors = ''
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString('utf8')
  })
  const exited = once(child, 'close')
  const started = new Promise<Started>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Told
      if (told.kept !== undefined) kept.push(told.kept)
      if (told.log) logged.push(told.log)
      if (told.started) resolve({ adopted: told.adopted ?? false, ownerUrl: told.ownerUrl ?? '' })
    })
    void exited.then(() => reject(new Error(`It ended without a database: ${errors}`)))
  })
  started.catch(() => {})
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name)
    await exited
  }
  return { process: child, started, kept, logged, kill: () => signal('SIGKILL'), end: () => signal('SIGTERM') }
}

/** Waits until the condition holds, at most 30 s. */
export async function until(what: string, holds: () => boolean) {
  const end = Date.now() + 30_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`)
    await sleep(20)
  }
}

export async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}
