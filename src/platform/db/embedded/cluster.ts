// The database directory on disk: made once with initdb, its passwords beside it, its settings rewritten at every start.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, blockedFolder, EmbeddedDatabaseError, isRoot } from './account.ts'
import type { Software } from './software.ts'

export const majorVersion = '18'
export const superuser = 'rowan_super'
export const owner = 'rowan_owner'
export const databaseName = 'rowan'

/** Passwords of the two roles the launcher makes; in `<data>/database.json`, readable by the app's account alone. */
export type Credentials = { superuserPassword: string; ownerPassword: string }

export const databaseDir = (dataDir: string) => join(dataDir, 'postgres')
const credentialsFile = (dataDir: string) => join(dataDir, 'database.json')
const portFile = (dataDir: string) => join(dataDir, 'database-port')

/**
 * Makes the data directory, and checks that the database's account can reach it.
 * Throws EmbeddedDatabaseError naming the folder in the way.
 */
export function prepareDataDir(dataDir: string, account: Account | undefined) {
  try {
    if (!existsSync(dirname(dataDir))) mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 })
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // As root the database's account passes through, and can list nothing.
    if (statSync(dataDir).uid === process.getuid?.()) chmodSync(dataDir, isRoot() ? 0o711 : 0o700)
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `Rowan's data cannot be kept in ${dataDir}: ${reason(error)}.\nSet ROWAN_DATA to a folder this account may write to.`,
    )
  }
  const blocked = blockedFolder(dataDir, account)
  if (blocked) {
    throw new EmbeddedDatabaseError(
      `PostgreSQL runs as the account "${account?.name}" (it refuses root), which may not enter ${blocked}.\n` +
        'Set ROWAN_DATA to a folder elsewhere, for example /var/lib/rowan.',
    )
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message.replace(/, \w+ '.*$/, '') : String(error))

/** Reads the passwords, or makes and stores them before anything depends on them. */
export function readCredentials(dataDir: string): Credentials {
  const file = credentialsFile(dataDir)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Credentials
  if (existsSync(databaseDir(dataDir))) {
    throw new EmbeddedDatabaseError(
      `${file}, which holds the database's passwords, is missing. Put it back from your backup; ${databaseDir(dataDir)} is untouched.`,
    )
  }
  const made = { superuserPassword: newPassword(), ownerPassword: newPassword() }
  writeDurably(file, `${JSON.stringify(made)}\n`)
  return made
}

const newPassword = () => randomBytes(24).toString('base64url')

function writeDurably(path: string, text: string) {
  const unfinished = `${path}.new`
  const fd = openSync(unfinished, 'w', 0o600)
  writeFileSync(fd, text)
  fsyncSync(fd)
  closeSync(fd)
  renameSync(unfinished, path)
}

export function readPort(dataDir: string): number | undefined {
  if (!existsSync(portFile(dataDir))) return undefined
  const port = Number(readFileSync(portFile(dataDir), 'utf8'))
  return port > 0 && port < 65_536 ? port : undefined
}

export const writePort = (dataDir: string, port: number) => writeDurably(portFile(dataDir), `${port}\n`)

/**
 * Makes the database directory if there is none, under another name until it is complete: killed half-way, the next
 * start begins again. Throws EmbeddedDatabaseError with initdb's words, or when the directory is of another version.
 */
export function prepareDatabaseDir(
  dataDir: string,
  {
    software,
    account,
    credentials,
    log,
  }: {
    software: Software
    account: Account | undefined
    credentials: Credentials
    log: (words: string) => void
  },
) {
  const directory = databaseDir(dataDir)
  if (existsSync(directory)) {
    checkExisting(directory)
  } else {
    log('Making the database (once) …')
    clearUnfinished(dataDir)
    // A name of its own each time: a killed start's initdb may live on for a moment, and clears up after itself.
    const unfinished = `${directory}.new-${randomBytes(4).toString('hex')}`
    initialise(unfinished, software, account, credentials)
    renameSync(unfinished, directory)
  }
  writeOwned(join(directory, 'rowan.conf'), settings, account)
}

function clearUnfinished(dataDir: string) {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('postgres.new-')) continue
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // Its initdb is still writing: the next start clears it.
    }
  }
}

function checkExisting(directory: string) {
  if (!isRoot() && statSync(directory).uid !== process.getuid?.()) {
    throw new EmbeddedDatabaseError(
      `${directory} belongs to another account. Start Rowan as that account, or set ROWAN_DATA to another folder.`,
    )
  }
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new EmbeddedDatabaseError(
      `${directory} was made by PostgreSQL ${version}; this Rowan brings ${majorVersion}.`,
    )
  }
}

function initialise(directory: string, software: Software, account: Account | undefined, credentials: Credentials) {
  mkdirSync(directory, { mode: 0o700 })
  if (account) chownSync(directory, account.uid, account.gid)
  // Inside an empty directory initdb refuses to work, so the password waits beside it for the moment initdb takes.
  const passwordFile = `${directory}.password`
  writeOwned(passwordFile, `${credentials.superuserPassword}\n`, account)
  const made = spawnSync(
    software.initdb,
    [
      ...['--pgdata', directory, '--username', superuser, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
      ...['--text-search-config', 'english', '--data-checksums', '--no-instructions'],
    ],
    { cwd: '/', env: databaseEnv(), encoding: 'utf8', ...(account && { uid: account.uid, gid: account.gid }) },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(directory, { recursive: true, force: true })
    const words = made.error?.message ?? `${made.stdout}\n${made.stderr}`.trim()
    throw new EmbeddedDatabaseError(`The database could not be made in ${directory}:\n${words}`)
  }
  const conf = join(directory, 'postgresql.conf')
  writeFileSync(conf, `${readFileSync(conf, 'utf8')}\ninclude_if_exists = 'rowan.conf'\n`)
  writeFileSync(join(directory, 'pg_hba.conf'), hostRules)
}

function writeOwned(path: string, text: string, account: Account | undefined) {
  writeFileSync(path, text, { mode: 0o600 })
  if (account) chownSync(path, account.uid, account.gid)
}

/** Nothing of the caller's environment (PGDATA, PGPORT, locale) may steer the database. */
export const databaseEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C' })

const hostRules = `# type  database     user           address       method
host    all          all            127.0.0.1/32  scram-sha-256
host    replication  ${superuser}    127.0.0.1/32  scram-sha-256
`

/**
 * Everything written is on disk before it is acknowledged, and the log holds no statement, no parameter, no value:
 * errors go to the app, which decides what to say; the log keeps the server's own life (log_min_messages = log).
 */
const settings = `# Written at every start.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = replica
password_encryption = scram-sha-256
timezone = 'UTC'
jit = off
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_timezone = 'UTC'
log_line_prefix = '%t [%p] '
log_statement = none
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_min_duration_statement = -1
log_min_duration_sample = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_lock_waits = off
log_temp_files = -1
log_autovacuum_min_duration = -1
log_checkpoints = off
`
