// Locks between processes that the kernel lets go of when their holder dies, however it dies: starting and stopping
// the database is done by one process at a time, and the last one out can tell that it is the last.
import { closeSync, existsSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

export type LockMode = 'shared' | 'exclusive'
export type HeldLock = { release(): void }

// Node offers no flock; SQLite, which it carries, takes fcntl locks. No row is ever written to these files.
function sqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return process.getBuiltinModule('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Takes the lock at once or returns undefined. A shared lock is refused only while somebody holds it exclusively. */
export function tryLock(path: string, mode: LockMode): HeldLock | undefined {
  // Only a missing file is opened here: closing a second descriptor would drop the locks this process already holds.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const { DatabaseSync } = sqlite()
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(path, { timeout: 0 })
    file.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN')
    if (mode === 'shared') file.prepare('SELECT count(*) FROM sqlite_schema').get()
    const held = file
    return { release: () => held.isOpen && held.close() }
  } catch (error) {
    file?.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

/** Waits for the lock; calls `onWait` once when it is not free at once. Throws after `timeoutMs`. */
export async function waitForLock(
  path: string,
  mode: LockMode,
  { timeoutMs, onWait }: { timeoutMs: number; onWait?: () => void },
): Promise<HeldLock> {
  const until = Date.now() + timeoutMs
  let told = false
  for (;;) {
    const lock = tryLock(path, mode)
    if (lock) return lock
    if (!told) onWait?.()
    told = true
    if (Date.now() > until) throw new Error(`Another process has held ${path} for ${timeoutMs / 1000} s`)
    await sleep(50)
  }
}

const sqliteBusy = 5
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy
