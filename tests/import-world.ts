// A database with a support organisation and an adviser's office that can open what is imported, and `rowan` as a process over it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { generateKeyPair } from '#engines/sealing/index.ts'
import { createTestDatabase } from '#tests/harness/database.ts'

export const projectRoot = resolve(import.meta.dirname, '..')
export const sampleLog = join(projectRoot, 'samples', 'legacy', 'reports-log-2019-2024.csv')

export type Ran = { code: number | null; out: string; err: string }
export type ImportTeam = { organisationId: string; epoch: number; privateKey: Uint8Array }

export async function openImportWorld(options: { adviser?: boolean } = {}) {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'rowan-import-'))
  const rootKey = randomBytes(32)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const teams = new Map<string, ImportTeam>()
  const enter = async (slug: string, kind: string) => {
    const { publicKey, privateKey } = await generateKeyPair()
    // As the owner, past the row policies: entering organisations is not what is tried here.
    const { rows } = await owner.query<{ id: string }>(
      `insert into organisations.organisation (id, slug, name, kind, receives_reports, offers_support)
       values (gen_random_uuid(), $1, $1, $2, true, false) returning id`,
      [slug, kind],
    )
    const organisationId = rows[0]?.id ?? ''
    await owner.query('insert into organisations.team_key (organisation_id, epoch, public_key) values ($1, 1, $2)', [
      organisationId,
      Buffer.from(publicKey),
    ])
    teams.set(organisationId, { organisationId, epoch: 1, privateKey })
    return organisationId
  }
  await lifted(owner, ['organisations.organisation', 'organisations.team_key'])
  const support = await enter('lantern-house', 'support')
  const adviser = options.adviser === false ? undefined : await enter('independent-advisers', 'adviser')
  // A database per test shares the role `rowan_app` with the others: its password must stay the harness's.
  const appUrl = database.appUrl
  const env = {
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: appUrl,
    ROWAN_SERVICE_KEY: rootKey.toString('hex'),
    ROWAN_DATA: folder,
  }
  const start = (args: readonly string[]) =>
    spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src', 'cli.ts'), ...args], {
      env,
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  return {
    folder,
    rootKey,
    support,
    adviser,
    teams,
    owner,
    env,
    start,
    run: (...args: string[]): Promise<Ran> =>
      new Promise((resolve, reject) => {
        const child = start(args)
        let [out, err] = ['', '']
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
        child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
        child.on('error', reject)
        child.on('close', (code) => resolve({ code, out, err }))
      }),
    /** All rows of a table, past the row policies. */
    async rows<R extends pg.QueryResultRow>(table: string): Promise<R[]> {
      await lifted(owner, [table])
      return (await owner.query<R>(`select * from ${table}`)).rows
    },
    async close() {
      await owner.end()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const lifted = async (owner: pg.Client, tables: readonly string[]) => {
  for (const table of tables) await owner.query(`alter table ${table} no force row level security`)
}
