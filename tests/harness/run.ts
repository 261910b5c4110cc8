// `npm test`: one server for the whole run, two files at a time, and `N passed, N failed` as the last line.
import { glob, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Embedded, startEmbedded } from '#platform/db/embedded/embedded.ts'
import { ensureBrowsers } from './browser.ts'
import { fileReport, type Totals, totalsLine } from './report.ts'
import { makeRunDirs } from './temporary.ts'

const projectRoot = resolve(import.meta.dirname, '..', '..')
const patterns = ['src/**/tests/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}']
const filesAtOnce = 2
const testTimeoutMs = 180_000
/** A file that says nothing for this long has hung: longer than any test may take. */
const quietTimeoutMs = testTimeoutMs + 60_000

const say = (words: string) => process.stdout.write(`${words}\n`)

/** The test files below the paths named (files or folders, from the folder the command was typed in), or all of them. */
async function chooseFiles(paths: string[]): Promise<string[]> {
  const all: string[] = []
  for await (const file of glob(patterns, { cwd: projectRoot })) all.push(join(projectRoot, file))
  all.sort()
  if (paths.length === 0) return all
  const chosen = new Set<string>()
  for (const path of paths) {
    const wanted = resolve(path)
    const known = await stat(wanted).catch(() => undefined)
    const below = known?.isFile() ? [wanted] : all.filter((file) => file.startsWith(`${wanted}/`))
    if (below.length === 0) throw new Error(`No tests at ${path}`)
    for (const file of below) chosen.add(file)
  }
  return [...chosen]
}

async function runFile(file: string, ended: AbortSignal): Promise<Totals> {
  const report = fileReport(file, projectRoot)
  const hung = new AbortController()
  let quiet = setTimeout(() => hung.abort(), quietTimeoutMs)
  const events = run({
    files: [file],
    isolation: 'process',
    timeout: testTimeoutMs,
    signal: AbortSignal.any([ended, hung.signal]),
    execArgv: ['--import', pathToFileURL(join(projectRoot, 'node_modules/tsx/dist/loader.mjs')).href],
  })
  for await (const event of events) {
    clearTimeout(quiet)
    quiet = setTimeout(() => hung.abort(), quietTimeoutMs)
    report.hear(event)
  }
  clearTimeout(quiet)
  if (hung.signal.aborted) report.stopped(`It hung: nothing heard for ${quietTimeoutMs / 1000} s, so it was ended.`)
  report.ended()
  say(report.text())
  return report.totals
}

async function runFiles(files: string[], ended: AbortSignal): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 }
  const waiting = [...files]
  const worker = async () => {
    for (let file = waiting.shift(); file && !ended.aborted; file = waiting.shift()) {
      const counted = await runFile(file, ended)
      totals.passed += counted.passed
      totals.failed += counted.failed
      totals.skipped += counted.skipped
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, worker))
  return totals
}

async function needsBrowser(files: string[]): Promise<boolean> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return texts.some((text, i) => /harness\/browser|playwright-core/.test(text) || files[i]?.includes('/journeys/'))
}

async function main(args: string[]): Promise<Totals> {
  const isExternal = args.includes('--external')
  const files = await chooseFiles(args.filter((arg) => arg !== '--external'))
  if (await needsBrowser(files)) await ensureBrowsers(say)

  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.abort())
  const dirs = await makeRunDirs()
  let server: Embedded | undefined
  try {
    process.env.ROWAN_TEST_DIR = dirs.files
    process.env.ROWAN_TEST_DATABASE_DIR = dirs.databases
    const isGiven = process.env.DATABASE_URL || process.env.ROWAN_TEST_DATABASE_URL
    if (isExternal || !isGiven) {
      server = await startEmbedded({ dataDir: dirs.data, log: say })
      process.env[isExternal ? 'DATABASE_URL' : 'ROWAN_TEST_DATABASE_URL'] = server.ownerUrl
    }
    say(
      `${files.length} test files, on ${isExternal || !server ? 'the server DATABASE_URL names' : 'a database of their own'}.`,
    )
    const totals = await runFiles(files, ended.signal)
    if (ended.signal.aborted) {
      say('The run was ended before it was complete.')
      totals.failed += 1
    }
    return totals
  } finally {
    await server?.stop()
    await dirs.remove()
  }
}

let totals: Totals = { passed: 0, failed: 1, skipped: 0 }
try {
  totals = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
if (totals.passed + totals.failed === 0) {
  say(`No test ran in ${relative(process.cwd(), projectRoot) || 'the project'}.`)
  totals.failed = 1
}
// Written before exiting by hand: an open handle in the runner must not keep the line back.
process.exitCode = totals.failed === 0 ? 0 : 1
process.stdout.write(`${totalsLine(totals)}\n`, () => process.exit())
