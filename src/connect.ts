// Composition: from a configuration to a prepared database and the service key, the same way for every process of Rowan.
import { dirname } from 'node:path'
import pg from 'pg'
import { serviceKeys } from '#engines/sealing/index.ts'
import type { Config } from '#platform/config.ts'
import { loadRootKey, RootKeyError } from '#platform/crypto/root-key.ts'
import { EmbeddedDatabaseError, startEmbedded } from '#platform/db/embedded/embedded.ts'
import { MigrationError } from '#platform/db/migrate.ts'
import { appPassword, appUrlOf, dataDirOf } from './build-house.ts'
import { migrate } from './prepare.ts'

export type Connection = {
  /** The role that owns the schema. */
  ownerUrl: string
  /** The role `rowan_app`, whose rows are limited by policies. */
  appUrl: string
  rootKey: Uint8Array
  /** Lets go of the embedded server; the last process to leave shuts it down. Nothing to do for a server elsewhere. */
  stop(): Promise<void>
}

/** The database could not be reached or is not one Rowan can use. The message says what to do and shows no password. */
export class ConnectError extends Error {
  override name = 'ConnectError'
}

/** What to tell whoever runs this process about a failure of `connect`; undefined for a fault of ours. */
export const connectSentence = (error: unknown): string | undefined =>
  [ConnectError, EmbeddedDatabaseError, MigrationError, RootKeyError].some((kind) => error instanceof kind)
    ? (error as Error).message
    : undefined

const oldestServer = 180_000

/**
 * Reaches DATABASE_URL, or starts or joins the embedded server; then brings the schema up to date. Safe at once from several
 * processes. `log` receives progress words for a person. Throws what `connectSentence` puts into words.
 */
export async function connect(options: { config: Config; log: (words: string) => void }): Promise<Connection> {
  const { config, log } = options
  const dataDir = dataDirOf(config)
  const rootKey = async () => await loadRootKey(dataDir, config.serviceKeyHex)
  if (config.databaseUrl !== undefined) {
    await checkServer(config.databaseUrl)
    return await prepared(config, config.databaseUrl, await rootKey(), log, async () => {})
  }
  const embedded = await startEmbedded({ dataDir, log })
  try {
    return await prepared(config, embedded.ownerUrl, await rootKey(), log, () => embedded.stop())
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function prepared(
  config: Config,
  ownerUrl: string,
  rootKey: Uint8Array,
  log: (words: string) => void,
  stop: () => Promise<void>,
): Promise<Connection> {
  // An administrator who made rowan_app by hand keeps its password; otherwise it follows from the service key.
  const password = config.databaseAppUrl ? '' : appPassword(rootKey)
  await migrate({ ownerUrl, appPassword: password, log })
  await checkKey(ownerUrl, rootKey)
  return { ownerUrl, appUrl: config.databaseAppUrl ?? appUrlOf(ownerUrl, password), rootKey, stop }
}

/** A database filled under another service key is refused: a new key would open nothing, and seal what the old one cannot read. */
async function checkKey(ownerUrl: string, rootKey: Uint8Array): Promise<void> {
  const digest = Buffer.from(serviceKeys(rootKey).blindIndex('key check', 'rowan'))
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('insert into platform.key_check (digest) values ($1) on conflict do nothing', [digest])
    const { rows } = await client.query<{ digest: Buffer }>('select digest from platform.key_check')
    if (!rows[0]?.digest.equals(digest))
      throw new ConnectError(
        'This database was filled under another service key. Put the right key back (keys/service.key in the data folder, or ROWAN_SERVICE_KEY); without it nothing in the database can be read.',
      )
  } finally {
    await client.end()
  }
}

async function checkServer(ownerUrl: string): Promise<void> {
  const where = placeOf(ownerUrl)
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 15_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; words: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as words`,
    )
    const [server] = rows
    if (!server || server.version < oldestServer)
      throw new ConnectError(
        `The database at ${where} is PostgreSQL ${server?.words ?? 'of an unknown version'}. Rowan needs PostgreSQL 18 or newer: point DATABASE_URL at one, or leave it out to use the embedded server.`,
      )
  } catch (error) {
    throw error instanceof ConnectError ? error : new ConnectError(refusal(error, where))
  } finally {
    await client.end().catch(() => {})
  }
}

/** Host and database of an address, without who connects and with which password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host || 'this machine'}${pathname}`
}

function refusal(error: unknown, where: string): string {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  if (code === '28P01' || code === '28000')
    return `The database at ${where} refused the name or password in DATABASE_URL.`
  if (code === '3D000') return `There is no database at ${where}. Create it, or correct DATABASE_URL.`
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code))
    return `The machine in DATABASE_URL (${where}) is not known. Check its name.`
  return `No PostgreSQL answered at ${where}${code ? ` (${code})` : ''}. Check DATABASE_URL and that the server runs.`
}
