// `npm run check`: everything a tool can say about the house, each step with its time; ends non-zero when one finds a fault.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkHouse } from './house-rules.ts'
import { readSources } from './source-file.ts'

const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')

type Result = { isGood: boolean; said: string; note?: string }
type Step = { name: string; run(): Promise<Result> }

/** Runs a program of node_modules/.bin, or a script with this Node, in `cwd`. */
function program(path: string, args: readonly string[], cwd = root): Promise<Result> {
  const [command, first] = path.startsWith('node ')
    ? [process.execPath, [join(root, path.slice(5))]]
    : [join(modules, '.bin', path), []]
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' }
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stderr.on('data', (part: Buffer) => parts.push(part))
    child.on('error', (error) => resolve({ isGood: false, said: error.message }))
    child.on('close', (code) => resolve({ isGood: code === 0, said: Buffer.concat(parts).toString('utf8') }))
  })
}

type Cruised = {
  modules: unknown[]
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] }
}

async function cruise(cwd: string, folders: readonly string[]): Promise<Cruised> {
  const config = join(root, '.dependency-cruiser.cjs')
  const { said } = await program('depcruise', ['--config', config, '--output-type', 'json', ...folders], cwd)
  try {
    return JSON.parse(said) as Cruised
  } catch {
    throw new Error(said.slice(0, 2_000))
  }
}

/** A cruiser that finds no TypeScript cruises nothing and is content: so it must have seen much. */
async function boundaries(): Promise<Result> {
  const { summary } = await cruise(root, ['src', 'tests', 'tools', 'bench'])
  const said = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  if (summary.totalCruised <= 100) said.push(`Only ${summary.totalCruised} modules were looked at.`)
  return { isGood: said.length === 0, said: said.join('\n'), note: `${summary.totalCruised} modules` }
}

/** The same rules over a small house with one fault on each floor; all must be caught, and nothing else. */
async function plantedBoundaries(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'rowan-planted-'))
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  try {
    for (const name of ['package.json', 'tsconfig.json']) plant(name, readFileSync(join(root, name), 'utf8'))
    plant('src/capabilities/safety/first/index.ts', 'export type Door = number\n')
    plant('src/platform/low.ts', "import type { Door } from '#safety/first/index.ts'\nexport type Low = Door\n")
    plant('src/engines/odds/index.ts', "import type { Low } from '#platform/low.ts'\nexport type Odds = Low\n")
    const { summary } = await cruise(folder, ['src'])
    const caught = [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
    const wanted = ['engines-stand-alone', 'platform-knows-nothing-above']
    const isGood = JSON.stringify(caught) === JSON.stringify(wanted)
    const said = isGood ? '' : `Planted ${wanted.join(', ')}; caught ${caught.join(', ') || 'nothing'}.`
    return { isGood, said, note: `${caught.length} planted faults caught` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ownRules(): Promise<Result> {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>
  }
  const sources = await readSources(root)
  const faults = checkHouse(sources, imports)
  const said = faults.map(({ rule, path, line, message }) => `${rule}: ${path}${line ? `:${line}` : ''} ${message}`)
  if (sources.length <= 100) said.push(`Only ${sources.length} files were looked at.`)
  return { isGood: said.length === 0, said: said.join('\n'), note: `${sources.length} files` }
}

const steps: readonly Step[] = [
  { name: 'types', run: () => program('node node_modules/typescript-7/bin/tsc', ['-p', '.', '--noEmit']) },
  { name: 'promises', run: () => program('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'boundaries', run: boundaries },
  { name: 'boundaries, planted', run: plantedBoundaries },
  { name: 'dead code', run: () => program('knip', ['--no-progress', '--no-config-hints']) },
  {
    name: 'format and lint',
    run: () => program('biome', ['check', '--colors=off', '--max-diagnostics=40', '--diagnostic-level=error', '.']),
  },
  { name: 'rules of the house', run: ownRules },
  {
    name: 'generated pages',
    run: async () => program('node node_modules/tsx/dist/cli.mjs', ['tools/generate-permissions.ts', '--check']),
  },
]

const beganAt = performance.now()
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const failed: string[] = []
const waiting = [...steps]

const worker = async () => {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const startedAt = performance.now()
    const result = await step.run().catch((error: Error): Result => ({ isGood: false, said: error.message }))
    console.log(
      `${result.isGood ? 'good ' : 'FAULT'} ${step.name}: ${seconds(startedAt)}${result.note ? `, ${result.note}` : ''}`,
    )
    if (result.isGood) continue
    failed.push(step.name)
    console.log(result.said.trimEnd().replace(/^/gm, '      '))
  }
}
await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, worker))

console.log(`${steps.length - failed.length} of ${steps.length} steps good in ${seconds(beganAt)}`)
if (failed.length) process.exitCode = 1
