// `rowan import reports`: reads the file, shows the plan, asks, stores, and says what became of every row.
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { House } from '#src/capabilities/house.ts'
import {
  describePlan,
  type Field,
  fields,
  type ImportPlan,
  type Log,
  type PlanOptions,
  planImport,
  readLog,
  UnreadableLog,
} from './import/index.ts'
import {
  findReceivers,
  type ImportProblem,
  ImportRefused,
  ImportStopped,
  importReports,
  type RowFate,
} from './import-reports.ts'
import { importWords as words } from './messages/import-command.ts'
import { type Purpose, purposes } from './report.ts'

export const importUsage = words.usage
export const importSummary = words.summary

/** The command was written in a way it cannot be understood; the message says how to write it. */
export class ImportUsageError extends Error {
  override name = 'ImportUsageError'
}

/** The file, or where its fates should go, is no use; nothing was stored. */
class FileRefused extends Error {
  override name = 'FileRefused'
}

export type ImportRequest = {
  file: string
  accepts: boolean
  asJson: boolean
  organisation: string | undefined
  fates: string | undefined
  options: PlanOptions
}
export type PreparedImport = { request: ImportRequest; log: Log; plan: ImportPlan }

/** Where a command speaks: `out` is what was asked for, `err` what accompanies it. `ask` is absent where nobody can answer. */
export type ImportTerminal = {
  out(text: string): void
  err(text: string): void
  ask?: (question: string) => Promise<string>
}

/** Arguments → request. Throws ImportUsageError. */
export function readImportArguments(args: readonly string[]): ImportRequest {
  const { values, positionals } = parsed(args)
  const [file] = positionals
  if (!file || positionals.length > 1) throw new ImportUsageError(words.oneFile)
  const means: [string, readonly Purpose[]][] = []
  const yes = values['y-means']
  if (yes !== undefined) for (const phrase of ['y', 'yes']) means.push([phrase, purposesOf(yes)])
  for (const each of values.means ?? []) {
    const at = each.lastIndexOf('=')
    if (at < 1) throw new ImportUsageError(words.meansForm)
    means.push([each.slice(0, at), purposesOf(each.slice(at + 1))])
  }
  return {
    file,
    accepts: values.yes ?? false,
    asJson: values.json ?? false,
    organisation: values.organisation,
    fates: values.fates,
    options: {
      consentMeans: Object.fromEntries(means),
      columns: Object.fromEntries((values.column ?? []).map(columnOf)),
    },
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        yes: { type: 'boolean' },
        json: { type: 'boolean' },
        organisation: { type: 'string' },
        fates: { type: 'string' },
        'y-means': { type: 'string' },
        means: { type: 'string', multiple: true },
        column: { type: 'string', multiple: true },
      },
    })
  } catch (error) {
    throw new ImportUsageError(error instanceof Error ? error.message : words.oneFile)
  }
}

function purposesOf(list: string): Purpose[] {
  const named = list
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  for (const purpose of named)
    if (!(purposes as readonly string[]).includes(purpose))
      throw new ImportUsageError(words.unknownPurpose({ purpose, purposes: purposes.join(', ') }))
  return named as Purpose[]
}

function columnOf(text: string): [string, Field | 'keep'] {
  const at = text.lastIndexOf('=')
  const field = text.slice(at + 1)
  if (at < 1 || !(field === 'keep' || (fields as readonly string[]).includes(field)))
    throw new ImportUsageError(words.columnForm({ fields: [...fields, 'keep'].join(', ') }))
  return [text.slice(0, at), field as Field | 'keep']
}

/** Reads the file and works out the plan, before any database is touched. Throws what `importSentence` puts into words. */
export function prepareImport(request: ImportRequest, today: Date): PreparedImport {
  const bytes = readBytes(request.file)
  const log = readLog(bytes)
  return { request, log, plan: planImport(log, { ...request.options, today: today.toISOString().slice(0, 10) }) }
}

function readBytes(file: string): Uint8Array {
  try {
    const found = statSync(file)
    if (found.isDirectory()) throw new FileRefused(words.folder({ file }))
    // A pipe or a device may never end.
    if (!found.isFile()) throw new FileRefused(words.notAFile({ file }))
    return readFileSync(file)
  } catch (error) {
    if (error instanceof FileRefused) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new FileRefused(words.noFile({ file }))
    if (code === 'EACCES' || code === 'EPERM') throw new FileRefused(words.noPermission({ file }))
    if (code === 'ERR_FS_FILE_TOO_LARGE') throw new UnreadableLog('too-large')
    throw new FileRefused(words.unreadableFile({ file, code }))
  }
}

/** Shows the plan; stores when it is accepted. Returns the exit code. Throws what `importSentence` puts into words. */
export async function runImport(
  house: House,
  { request, log, plan }: PreparedImport,
  terminal: ImportTerminal,
  signal?: AbortSignal,
): Promise<number> {
  const aside = request.asJson ? terminal.err : terminal.out
  const receivers = await findReceivers(house, request.organisation)
  if (!request.accepts || !request.asJson) {
    aside(describePlan(plan))
    aside(`${words.receiver({ name: receivers.organisation.name, insiders: receivers.insiders !== undefined })}\n`)
  }
  if (!request.accepts) {
    if (!terminal.ask) {
      aside(`${words.howToAccept}\n`)
      return 0
    }
    if (!/^y(es)?$/i.test((await terminal.ask(words.question)).trim())) {
      aside(`${words.nothingStored}\n`)
      return 0
    }
  }
  const fates = request.fates === undefined ? undefined : openFates(request.fates)
  let spoke = Date.now()
  try {
    const totals = await importReports(house, {
      log,
      plan,
      file: basename(request.file),
      receivers,
      ...(signal ? { signal } : {}),
      onFate: (fate) => fates?.write(fate),
      onProgress: (done) => {
        if (Date.now() - spoke < 1000) return
        spoke = Date.now()
        terminal.err(`${words.progress({ done, rows: log.rows.length })}\n`)
      },
    })
    terminal.out(request.asJson ? `${JSON.stringify(totals)}\n` : `${words.done(totals)}\n`)
    return 0
  } finally {
    fates?.close()
  }
}

/** A CSV that holds codes, lines and headings, never a cell. Readable by this account alone. */
function openFates(file: string) {
  let handle: number
  try {
    handle = openSync(file, 'wx', 0o600)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new FileRefused(code === 'EEXIST' ? words.fatesThere({ file }) : words.fatesRefused({ file, code }))
  }
  const cell = (text: string) => `"${text.replaceAll('"', '""').replace(/^(?=[=+\-@\t\r])/, "'")}"`
  writeSync(handle, 'line,fate,reasons\r\n')
  return {
    write({ reading, fate, already }: RowFate) {
      const reasons = reading.reasons.map(({ code, column, otherLine }) =>
        [code, column, otherLine && `line ${otherLine}`].filter(Boolean).join(' '),
      )
      if (reading.repeats !== undefined) reasons.unshift(`repeats line ${reading.repeats}`)
      if (already) reasons.unshift('stored by an earlier run')
      writeSync(handle, `${reading.line},${fate},${cell(reasons.join('; '))}\r\n`)
    },
    close: () => closeSync(handle),
  }
}

/** What to tell the person about a failure they can mend; undefined for any other. */
export function importSentence(error: unknown, file: string): string | undefined {
  if (error instanceof UnreadableLog) return words.cannotImport({ file, why: error.message })
  if (error instanceof FileRefused) return error.message
  if (error instanceof ImportStopped) return words.stopped
  if (error instanceof ImportRefused) return problemWords(error.problem)
  return undefined
}

function problemWords(problem: ImportProblem): string {
  switch (problem.code) {
    case 'no-receiver':
      return words.problems['no-receiver']()
    case 'no-team':
      return words.problems['no-team'](problem)
    case 'no-adviser':
      return words.problems['no-adviser'](problem)
    default:
      return words.problems[problem.code](problem)
  }
}
