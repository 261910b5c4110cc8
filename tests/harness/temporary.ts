// Folders for a test's files, gone after the run even when the test was killed.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TemporaryDir = { path: string; remove(): Promise<void> }

/** A new, empty folder. Other accounts may pass through it (the database's, when tests run as root) but not list it. */
export async function temporaryDir(): Promise<TemporaryDir> {
  const path = await mkdtemp(join(process.env.ROWAN_TEST_DIR || tmpdir(), 'rowan-'))
  await chmod(path, 0o711)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}
