// Composition: `rowan …` at a terminal. Exit codes: 0 done, 1 refused or failed with a sentence that says why, 2 not understood.
import { auditCommands } from '#partnership/oversight/index.ts'
import { commands as staffCommands } from '#people/staff/command-line.ts'
import { NothingTyped, processTerminal } from '#people/staff/terminal.ts'
import { printMatrix } from '#permissions/print-matrix.ts'
import { type Config, ConfigError, readConfig } from '#platform/config.ts'
import { embeddedStatus } from '#platform/db/embedded/embedded.ts'
import { createLog } from '#platform/log.ts'
import {
  ImportUsageError,
  importSentence,
  importSummary,
  importUsage,
  prepareImport,
  readImportArguments,
  runImport,
} from '#safety/reporting/import-command.ts'
import { backupCommand, backupUsage, drillCommand, restoreCommand } from './backup-command.ts'
import { type BuiltHouse, buildHouse, dataDirOf } from './build-house.ts'
import { connect, connectSentence } from './connect.ts'

const out = (text: string) => void process.stdout.write(text)
const err = (text: string) => void process.stderr.write(text)

const commands = { ...staffCommands, ...auditCommands }

const usage = [
  'rowan COMMAND …',
  '',
  `${importUsage}`,
  `  ${importSummary}`,
  '',
  ...Object.values(commands).flatMap((command) => [command.usage, `  ${command.summary}`, '']),
  backupUsage,
  '',
  'rowan permissions',
  '  Print who may do what, as docs/PERMISSIONS.md says it',
  '',
  'rowan health',
  '  Say whether the database and both apps answer',
  '',
  'rowan help',
  '',
].join('\n')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const [first = '', second = '', ...rest] = args
  if (first === 'help' || first === '--help' || first === '-h') return shown(usage)
  if (rest.concat(second).some((each) => each === '--help' || each === '-h')) return shown(usage)
  if (first === 'permissions' && !second) return shown(printMatrix())
  if (first === 'health' && !second) return await withSentences(async () => await health(readConfig()))
  if (first === 'backup' && second) return await withSentences(() => backupCommand([second, ...rest], { out, err }))
  if (first === 'restore' && second) return await withSentences(() => restoreCommand([second, ...rest], { out, err }))
  if (first === 'keys' && second === 'drill')
    return await withSentences(() => drillCommand(rest, { out, err }, withHouse))
  if (first === 'import' && second === 'reports') return await importReportsCommand(rest)
  const command = commands[`${first} ${second}` as keyof typeof commands]
  if (command && Object.hasOwn(commands, `${first} ${second}`))
    return await withSentences(async () => await withHouse((house) => command.run(house, rest)))
  err(first ? `There is no command “rowan ${args.slice(0, 2).join(' ')}”.\n\n${usage}` : usage)
  return 2
}

function shown(text: string): number {
  out(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

async function importReportsCommand(args: readonly string[]): Promise<number> {
  let file = ''
  return await withSentences(
    async () => {
      const request = readImportArguments(args)
      file = request.file
      const prepared = prepareImport(request, new Date())
      const stopping = new AbortController()
      // A second signal ends the process at once: whatever is stored is whole either way.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
      const canAsk = process.stdin.isTTY && process.stdout.isTTY
      const terminal = { out, err, ...(canAsk && !request.accepts ? { ask } : {}) }
      return await withHouse((house) => runImport(house, prepared, terminal, stopping.signal))
    },
    (error) => importSentence(error, file),
  )
}

async function ask(question: string): Promise<string> {
  const terminal = processTerminal()
  try {
    return await terminal.ask(question)
  } catch (error) {
    if (error instanceof NothingTyped) return ''
    throw error
  } finally {
    terminal.close()
  }
}

/** A house without pages, for as long as `work` takes. Progress goes to standard error: output is for the answer. */
async function withHouse<T>(work: (house: BuiltHouse) => Promise<T>): Promise<T> {
  const config = readConfig()
  const connection = await connect({ config, log: (words) => err(`${words}\n`) })
  try {
    const house = await buildHouse({
      config,
      appUrl: connection.appUrl,
      rootKey: connection.rootKey,
      working: false,
      // What goes wrong is said once, as a sentence.
      log: createLog(() => {}),
      poolSize: 4,
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

async function withSentences(
  work: () => Promise<number>,
  sentenceOf: (error: unknown) => string | undefined = () => undefined,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ImportUsageError) {
      err(`${error.message}\n\n${importUsage}\n`)
      return 2
    }
    const sentence = error instanceof ConfigError ? error.message : (sentenceOf(error) ?? connectSentence(error))
    err(`${sentence ?? unforeseen(error)}\n`)
    return 1
  }
}

/** An error's own message may quote a row, so only its name and code are told. */
function unforeseen(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error
  const code = (error as { code?: unknown } | null)?.code
  const what = typeof code === 'string' ? `${name}, ${code}` : name
  return `Something went wrong in Rowan itself (${what}). What was stored before is whole; the same command may be run again.`
}

async function health(config: Config): Promise<number> {
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  const app = async (name: string, port: number) => {
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/health`
    const isReady = await fetch(address, { signal: AbortSignal.timeout(5000) })
      .then((answer) => answer.ok)
      .catch(() => false)
    out(`${name} (${address}): ${isReady ? 'ready' : 'does not answer'}\n`)
    return isReady
  }
  if (config.databaseUrl === undefined) out(`embedded database: ${embeddedStatus(dataDirOf(config)).state}\n`)
  const answers = [await app('public app', config.publicPort), await app('staff app', config.staffPort)]
  return answers.every(Boolean) ? 0 : 1
}
