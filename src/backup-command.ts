// Composition: `rowan backup`, `rowan restore` and `rowan keys drill` at a terminal.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { NothingTyped, processTerminal } from '#people/staff/terminal.ts'
import { recordDrill } from '#people/team-keys/index.ts'
import { ConfigError, readConfig } from '#platform/config.ts'
import { backUpRowan, DrillRefused, readKeyFile, rehearse, restoreRowan } from './backup.ts'
import type { House } from './capabilities/house.ts'

export const backupUsage = [
  'rowan backup FOLDER',
  '  Copy the running embedded database into an empty folder. The service key is not in it: keep that elsewhere',
  '',
  'rowan restore FOLDER --key FILE',
  '  Put a backup into an empty ROWAN_DATA, with the service key from a file given apart',
  '',
  'rowan keys drill FOLDER --key FILE --team SLUG [--sheets FILE] [--record]',
  '  Rehearse: restore into a throwaway folder, open every sealed record of a team with three paper sheets (one a line in a',
  '  file, or typed), count, and remove everything. --record writes the date into the running installation',
].join('\n')

type Terminal = { out(text: string): void; err(text: string): void }
type WithHouse = <T>(work: (house: House) => Promise<T>) => Promise<T>

const folderOf = (positionals: readonly string[]): string => {
  const [folder, ...more] = positionals
  if (!folder || more.length > 0) throw new ConfigError(`Name one folder.\n\n${backupUsage}`)
  return folder
}

async function keyOf(file: string | undefined): Promise<string> {
  const config = readConfig()
  if (file) return await readKeyFile(file)
  if (config.serviceKeyHex) return config.serviceKeyHex
  throw new ConfigError(
    'Name the file of the service key with --key, or set ROWAN_SERVICE_KEY. It is not in the backup.',
  )
}

export async function backupCommand(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
  const folder = folderOf(positionals)
  const { files, bytes } = await backUpRowan(readConfig(), folder, (words) => err(`${words}\n`))
  out(
    `Backed up into ${folder}: ${files} files, ${Math.ceil(bytes / 1_048_576)} MiB.\nThe service key (keys/service.key) is not in it. Keep the key in a place of its own: without it this backup opens nothing, and together with it whoever has both reads what the service can read.\n`,
  )
  return 0
}

export async function restoreCommand(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  })
  const folder = folderOf(positionals)
  const madeAt = await restoreRowan(readConfig(), folder, await keyOf(values.key), (words) => err(`${words}\n`))
  out(`Restored as it was at ${madeAt.toISOString()}. Start Rowan with npm start.\n`)
  return 0
}

export async function drillCommand(
  args: readonly string[],
  { out, err }: Terminal,
  withHouse: WithHouse,
): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      team: { type: 'string' },
      sheets: { type: 'string' },
      record: { type: 'boolean' },
    },
  })
  const folder = folderOf(positionals)
  if (!values.team) throw new ConfigError('Name the team with --team, by its short name.')
  const keyHex = await keyOf(values.key)
  const sheets = values.sheets ? await sheetsIn(values.sheets) : await askSheets()
  try {
    const drill = await rehearse({ folder, keyHex, team: values.team, sheets }, (words) => err(`${words}\n`))
    for (const { name, opened, failed } of drill.results) out(`${name}: ${opened} opened, ${failed} failed\n`)
    const failed = drill.results.reduce((sum, each) => sum + each.failed, 0)
    const opened = drill.results.reduce((sum, each) => sum + each.opened, 0)
    out(
      `Backup of ${drill.madeAt.toISOString()}: ${opened} opened, ${failed} failed. Nothing of it is left on this machine.\n`,
    )
    if (failed > 0) return 1
    const { team } = values
    if (values.record) {
      const isRecorded = await withHouse((house) => recordDrill(house, team, new Date()))
      out(
        isRecorded
          ? 'The date is written beside the paper set.\n'
          : 'This installation has no such paper set: no date was written.\n',
      )
    }
    return 0
  } catch (error) {
    if (!(error instanceof DrillRefused)) throw error
    err(`${error.message}\n`)
    return 1
  }
}

async function sheetsIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ConfigError(`${path} cannot be read.`)
  })
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

async function askSheets(): Promise<string[]> {
  const terminal = processTerminal()
  try {
    const sheets: string[] = []
    for (const number of [1, 2, 3]) sheets.push(await terminal.ask(`Sheet ${number} of 3 (not shown): `, true))
    return sheets
  } catch (error) {
    if (error instanceof NothingTyped) return []
    throw error
  } finally {
    terminal.close()
  }
}
