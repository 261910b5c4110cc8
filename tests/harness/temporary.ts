// Folders for a test's files and for the run's database, gone after the run even when the test was killed.
import { statfsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { livePostmaster, stopPostmaster } from '#platform/db/embedded/postmaster.ts'

export type TemporaryDir = { path: string; remove(): Promise<void> }

/**
 * A new, empty folder; for a database's files it is where those are quick to write. Other accounts may pass through
 * it (the database's, when tests run as root) but not list it.
 */
export async function temporaryDir(use: 'files' | 'database' = 'files'): Promise<TemporaryDir> {
  const place =
    use === 'database'
      ? process.env.ROWAN_TEST_DATABASE_DIR || databaseScratch()
      : process.env.ROWAN_TEST_DIR || tmpdir()
  const path = await mkdtemp(join(place, 'rowan-'))
  await chmod(path, 0o711)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Where test databases live: memory where there is plenty, which clones a database ten times as fast, else the disk. */
export function databaseScratch(): string {
  const memory = '/dev/shm'
  const wantedBytes = 3 * 1024 ** 3
  try {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize > wantedBytes) return memory
  } catch {
    // Not every system has it.
  }
  return tmpdir()
}

export type RunDirs = { databases: string; data: string; files: string; remove(): Promise<void> }

const runPrefix = 'rowan-test-run-'

/** The folders of one test run, named for this process, so that a later run can clear what a killed one left. */
export async function makeRunDirs(): Promise<RunDirs> {
  const places = [...new Set([databaseScratch(), tmpdir()])]
  for (const place of places) await clearDeadRuns(place)
  const [database, files] = await Promise.all([databaseScratch(), tmpdir()].map((place) => makeOpenDir(place)))
  if (!database || !files) throw new Error('No temporary folder')
  return {
    databases: database,
    data: join(database, 'data'),
    files,
    remove: async () => {
      for (const dir of [database, files]) await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function makeOpenDir(place: string): Promise<string> {
  const dir = await mkdtemp(join(place, `${runPrefix}${process.pid}-`))
  await chmod(dir, 0o711)
  return dir
}

async function clearDeadRuns(place: string) {
  for (const name of await readdir(place)) {
    if (!name.startsWith(runPrefix) || isAlive(Number.parseInt(name.slice(runPrefix.length), 10))) continue
    const dir = join(place, name)
    try {
      await stopPostmaster(join(dir, 'data'), 10_000)
      if (!livePostmaster(join(dir, 'data'))) await rm(dir, { recursive: true, force: true })
    } catch {
      // Another account's.
    }
  }
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
