// Composition: backing up the embedded database, putting it back with the service key given apart, and rehearsing both.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPaperSet, openAllOfTeam, type Rehearsal, recoverPrivateKeys } from '#people/team-keys/index.ts'
import { type Config, ConfigError, readConfig } from '#platform/config.ts'
import { keepRootKey } from '#platform/crypto/root-key.ts'
import { backUp, emptyAgain, restoreBackup } from '#platform/db/embedded/backup.ts'
import { startEmbedded } from '#platform/db/embedded/embedded.ts'
import { createLog } from '#platform/log.ts'
import { type BuiltHouse, buildHouse, dataDirOf } from './build-house.ts'
import { connect } from './connect.ts'

type Say = (words: string) => void

const elsewhere =
  'This Rowan uses the server in DATABASE_URL: back it up and restore it with pg_dump and pg_restore of PostgreSQL 18, as a role with BYPASSRLS, and keep the service key apart from it.'

/** Backs up the embedded database of this configuration into `folder`. Throws what `connectSentence` puts into words. */
export async function backUpRowan(config: Config, folder: string, say: Say) {
  if (config.databaseUrl !== undefined) throw new ConfigError(elsewhere)
  const dataDir = dataDirOf(config)
  const embedded = await startEmbedded({ dataDir, log: say })
  try {
    return await backUp(dataDir, folder)
  } finally {
    await embedded.stop()
  }
}

/** A service key as it stands in its file: 64 hexadecimal digits. */
export async function readKeyFile(path: string): Promise<string> {
  const text = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new ConfigError(`${path} is no service key: it must hold 64 hexadecimal digits, as keys/service.key does.`)
  return text
}

/**
 * Puts a backup into the empty data folder of this configuration and starts it once: the log is replayed and the key tried.
 * With another service key everything is taken away again. Answers when the backup was made.
 */
export async function restoreRowan(config: Config, folder: string, keyHex: string, say: Say): Promise<Date> {
  if (config.databaseUrl !== undefined) throw new ConfigError(elsewhere)
  const dataDir = dataDirOf(config)
  const { madeAt } = await restoreBackup(folder, dataDir)
  try {
    await keepRootKey(dataDir, keyHex)
    const connection = await connect({ config: { ...config, dataDir, serviceKeyHex: keyHex }, log: say })
    await connection.stop()
  } catch (error) {
    await emptyAgain(dataDir)
    throw error
  }
  return madeAt
}

export type Drill = { madeAt: Date; organisationId: string; results: Rehearsal[] }
/** A rehearsal that did not come to opening anything; the message says what was missing. */
export class DrillRefused extends Error {
  override name = 'DrillRefused'
}

/**
 * Rehearses on a throwaway folder: backup, service key, three sheets, every sealed record of a team. The folder is removed
 * whatever happens; the key is never written to it. `sentenceFor` says what is wrong with the sheets.
 */
export async function rehearse(
  wanted: { folder: string; keyHex: string; team: string; sheets: readonly string[] },
  say: Say,
  onOpened?: (source: string, record: string, words: Uint8Array) => void,
): Promise<Drill> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rowan-drill-'))
  try {
    const { madeAt } = await restoreBackup(wanted.folder, dataDir)
    const config: Config = { ...readConfig({}), dataDir, serviceKeyHex: wanted.keyHex, demonstration: false }
    return await withHouse(config, say, async (house) => {
      const found = await findPaperSet(house, wanted.team)
      if (!found) throw new DrillRefused(`In this backup “${wanted.team}” is no team with a paper set in force.`)
      const joined = await recoverPrivateKeys(house, found, wanted.sheets)
      if ('problems' in joined)
        throw new DrillRefused(
          `These sheets do not open the team’s key: ${joined.problems.map((each) => ('sheet' in each ? `sheet ${each.sheet}: ${each.why}` : each.why)).join(', ')}.`,
        )
      const results = await openAllOfTeam(house, found.organisation.id, joined.keys, onOpened)
      for (const key of joined.keys.values()) key.fill(0)
      return { madeAt, organisationId: found.organisation.id, results }
    })
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function withHouse<T>(config: Config, say: Say, work: (house: BuiltHouse) => Promise<T>): Promise<T> {
  const connection = await connect({ config, log: say })
  try {
    const house = await buildHouse({
      config,
      appUrl: connection.appUrl,
      rootKey: connection.rootKey,
      working: false,
      log: createLog(() => {}),
      poolSize: 3,
      assets: { href: (name) => `/assets/${name}`, files: new Map() },
    })
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  } finally {
    await connection.stop()
  }
}
