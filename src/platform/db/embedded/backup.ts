// A copy of the embedded database while it runs, and putting it back: PostgreSQL's own online backup (pg_backup_start and
// pg_backup_stop) over its files, with the write-ahead log between them. The service key is never part of it.
import { createHash } from 'node:crypto'
import { chownSync, existsSync } from 'node:fs'
import { chmod, lstat, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import pg from 'pg'
import { EmbeddedDatabaseError, postgresAccount } from './account.ts'
import { databaseDir, prepareDataDir, readCredentials, superuser } from './cluster.ts'
import { livePostmaster } from './postmaster.ts'

/** What a backup holds: each file's size and SHA-256, by its path. Written last, so a copy without it was never finished. */
type Manifest = { madeAt: string; files: Record<string, { bytes: number; sha256: string }> }

const manifestFile = 'backup.json'
/** Folders of the data directory that travel: the database, and sealed files. Keys, locks and programs stay. */
const beside = ['files', 'attachments']

/**
 * Copies a running embedded database into `folder`, which must be empty or absent. Answers how many files and bytes.
 * Throws EmbeddedDatabaseError with what to do.
 */
export async function backUp(given: string, target: string): Promise<{ files: number; bytes: number }> {
  const dataDir = resolve(given)
  const folder = resolve(target)
  await demandEmpty(folder)
  const running = livePostmaster(dataDir)
  if (!running) throw new EmbeddedDatabaseError('The database is not running.')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const { superuserPassword } = readCredentials(dataDir)
  const client = new pg.Client({
    connectionString: `postgresql://${superuser}:${encodeURIComponent(superuserPassword)}@127.0.0.1:${running.port}/postgres`,
  })
  client.on('error', () => {})
  await client.connect()
  const files: Manifest['files'] = {}
  try {
    // Keeps the log from the beginning of the copy on; it ends with this connection, whatever happens.
    await client.query(`select pg_create_physical_replication_slot('rowan_backup_' || pg_backend_pid(), true, true)`)
    await client.query(`select pg_backup_start('rowan', true)`)
    await copyTree(databaseDir(dataDir), join(folder, 'postgres'), folder, files)
    const { rows } = await client.query<{ label: string; last: string }>(
      `select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)`,
    )
    const [stopped] = rows
    const first = /START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/.exec(stopped?.label ?? '')?.[1]
    if (!stopped || !first) throw new EmbeddedDatabaseError('PostgreSQL did not say where its copy begins.')
    await putFile(join(folder, 'postgres', 'backup_label'), stopped.label, folder, files)
    const log = join(databaseDir(dataDir), 'pg_wal')
    for (const name of await readdir(log))
      if (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= stopped.last)
        await copyFile(join(log, name), join(folder, 'postgres', 'pg_wal', name), folder, files)
  } finally {
    await client.end()
  }
  for (const name of beside)
    if (existsSync(join(dataDir, name))) await copyTree(join(dataDir, name), join(folder, name), folder, files)
  await copyFile(join(dataDir, 'database.json'), join(folder, 'database.json'), folder, files)
  const manifest: Manifest = { madeAt: new Date().toISOString(), files }
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest)}\n`, { mode: 0o600, flush: true })
  const sizes = Object.values(files)
  return { files: sizes.length, bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/**
 * Puts a backup into an empty data folder; the first start replays its log. Every file is checked against the manifest.
 * Throws EmbeddedDatabaseError, and leaves nothing behind when it does.
 */
export async function restoreBackup(source: string, given: string): Promise<{ madeAt: Date }> {
  const folder = resolve(source)
  const dataDir = resolve(given)
  const manifest = await readManifest(folder)
  await demandEmpty(dataDir)
  const account = postgresAccount(databaseDir(dataDir))
  prepareDataDir(dataDir, account)
  try {
    const own = (path: string) => account && chownSync(path, account.uid, account.gid)
    const isDatabase = (path: string) => path.startsWith('postgres/')
    for (const path of directoriesOf(manifest)) {
      await mkdir(join(dataDir, path), { recursive: true, mode: 0o700 })
      if (path === 'postgres' || isDatabase(path)) own(join(dataDir, path))
    }
    for (const [path, wanted] of Object.entries(manifest.files)) {
      if (resolve(dataDir, path) !== join(dataDir, path) || relative(dataDir, join(dataDir, path)).startsWith('..'))
        throw new EmbeddedDatabaseError('This backup names a file outside itself; it was changed.')
      const copied = await copyBytes(join(folder, path), join(dataDir, path))
      if (copied.sha256 !== wanted.sha256)
        throw new EmbeddedDatabaseError(`This backup is damaged: ${path} is not what was written.`)
      if (isDatabase(path)) own(join(dataDir, path))
    }
  } catch (error) {
    await emptyAgain(dataDir)
    throw error
  }
  return { madeAt: new Date(manifest.madeAt) }
}

/** Removes what a restore that did not succeed had put there. */
export const emptyAgain = (dataDir: string): Promise<void> => rm(resolve(dataDir), { recursive: true, force: true })

// PostgreSQL makes these itself, but does not start without the folders.
const emptyFolders = [
  ...['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial'],
  ...['pg_snapshots', 'pg_stat', 'pg_stat_tmp', 'pg_subtrans', 'pg_tblspc', 'pg_twophase', 'pg_commit_ts', 'log'],
  ...['pg_logical', 'pg_logical/mappings', 'pg_logical/snapshots'],
].map((name) => `postgres/${name}`)

function directoriesOf(manifest: Manifest): string[] {
  const all = new Set(emptyFolders)
  all.add('postgres')
  for (const path of Object.keys(manifest.files)) for (let at = dirname(path); at !== '.'; at = dirname(at)) all.add(at)
  return [...all].sort()
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(folder, manifestFile), 'utf8')) as Manifest
  } catch {
    throw new EmbeddedDatabaseError(
      `${folder} is no finished backup: ${manifestFile} is missing or cannot be read. Take another.`,
    )
  }
}

async function demandEmpty(folder: string): Promise<void> {
  const found = existsSync(folder) ? await readdir(folder) : []
  if (found.length > 0)
    throw new EmbeddedDatabaseError(`${folder} is not empty. Name a folder that is empty or not there yet.`)
}

/** Left out as pg_basebackup leaves them out: what a start makes anew, and what must not be told twice. */
const leftOut =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|log)$|^postmaster\.|^backup_(label|manifest)|^tablespace_map|^pgsql_tmp|^pg_internal\.init/

async function copyTree(from: string, to: string, root: string, files: Manifest['files']): Promise<void> {
  const names = await readdir(from).catch(missing([] as string[]))
  // Unlogged tables (failed sign-ins) stay out of backups: only their empty beginnings travel.
  const unlogged = new Set(names.flatMap((name) => /^(\d+)_init$/.exec(name)?.[1] ?? []))
  for (const name of names) {
    if (leftOut.test(name)) continue
    const relation = /^(\d+)(_fsm|_vm)?(\.\d+)?$/.exec(name)?.[1]
    if (relation && unlogged.has(relation)) continue
    const path = join(from, name)
    const found = await lstat(path).catch(missing(undefined))
    if (found?.isDirectory()) await copyTree(path, join(to, name), root, files)
    else if (found?.isFile()) await copyFile(path, join(to, name), root, files)
  }
}

/** A table dropped while the copy runs is gone; the log knows. */
const missing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code !== 'ENOENT') throw error
    return instead
  }

async function copyFile(from: string, to: string, root: string, files: Manifest['files']): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const copied = await copyBytes(from, to).catch(missing(undefined))
  if (copied) files[relative(root, to)] = copied
}

async function putFile(path: string, text: string, root: string, files: Manifest['files']): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true })
  files[relative(root, path)] = {
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

async function copyBytes(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  const source = await open(from, 'r')
  try {
    const target = await open(to, 'w', 0o600)
    try {
      const hash = createHash('sha256')
      const buffer = Buffer.alloc(1 << 20)
      let bytes = 0
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.length, null)
        if (bytesRead === 0) break
        const chunk = buffer.subarray(0, bytesRead)
        hash.update(chunk)
        await target.write(chunk)
        bytes += bytesRead
      }
      await target.sync()
      return { bytes, sha256: hash.digest('hex') }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
