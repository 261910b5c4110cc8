// What every command needs before TypeScript can run: the packages of the lock file and Node 24.
// Plain JavaScript without imports from packages, because it runs on any Node ≥ 20 before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, constants as osConstants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

const wantedMajor = 24
const nodeModules = join(projectRoot, 'node_modules')
const stampFile = join(nodeModules, '.rowan-installed')

/** A failure a person can act on: printed as its message alone, without a stack. */
export class Unready extends Error {}

const say = (words) => process.stderr.write(`${words}\n`)
const isWritable = (path) => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

const fitsHere = (entry) =>
  (!entry.os || entry.os.includes(process.platform)) && (!entry.cpu || entry.cpu.includes(process.arch))

/** Whether node_modules holds what the lock file names. npm writes its own record last, so a half-made folder has none. */
function isInstalled(lockText) {
  const record = join(nodeModules, '.package-lock.json')
  if (!existsSync(record)) return false
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash(lockText)) return true
  const installed = readJson(record)?.packages ?? {}
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '' || wanted.link || !fitsHere(wanted)) return true
    const found = installed[path]
    // Another C library's build is skipped by npm although system and processor fit, so an absent optional package is no fault.
    return found ? found.version === wanted.version : Boolean(wanted.optional)
  })
}

const hash = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Installs the packages of package-lock.json when they are missing or differ, telling what it does.
 * Throws Unready with what to do when that is impossible.
 */
export async function ensureInstalled() {
  const lockText = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')
  if (isInstalled(lockText)) return
  if (!isWritable(projectRoot) || (existsSync(nodeModules) && !isWritable(nodeModules))) {
    throw new Unready(
      `The packages Rowan needs are not installed, and this account may not write to ${projectRoot}.\n` +
        'Run "npm install --no-save" there with an account that may, or copy the folder to a place of your own.',
    )
  }
  const release = await holdInstall(lockText)
  try {
    if (isInstalled(lockText)) return
    say('Installing the packages Rowan needs (once; about a minute on a usual line) …')
    await npmInstall()
    try {
      writeFileSync(stampFile, hash(lockText))
    } catch {
      // Only a shortcut for the next start.
    }
    say('Packages installed.')
  } finally {
    release()
  }
}

/** Two first starts at once would delete each other's folder: the second waits for the first. */
async function holdInstall(lockText) {
  const held = join(tmpdir(), `rowan-install-${hash(projectRoot).slice(0, 12)}`)
  let told = false
  for (;;) {
    try {
      mkdirSync(held)
      writeFileSync(join(held, 'pid'), String(process.pid))
      return () => rmSync(held, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') return () => {}
    }
    if (!holderLives(held)) {
      try {
        rmSync(held, { recursive: true, force: true })
        continue
      } catch {
        return () => {}
      }
    }
    if (!told) say('Another start is installing the packages; waiting for it …')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 500))
    if (isInstalled(lockText)) return () => {}
  }
}

function holderLives(held) {
  try {
    const pid = Number(readFileSync(join(held, 'pid'), 'utf8'))
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    // Between making the folder and writing its pid there is a moment without one.
    try {
      return error.code === 'ENOENT' && Date.now() - statSync(held).mtimeMs < 5_000
    } catch {
      return false
    }
  }
}

function npmCommand() {
  const running = process.env.npm_execpath
  if (running?.endsWith('npm-cli.js') && existsSync(running)) return [process.execPath, running]
  const beside = join(dirname(process.execPath), 'npm')
  return [existsSync(beside) ? beside : 'npm']
}

// Not `npm ci`: it refuses a lock file without the builds for systems we do not run on, which not every registry has.
// `install --no-save` takes the locked versions, checks their digests, and writes neither package.json nor the lock.
async function npmInstall() {
  const [command, ...first] = npmCommand()
  const settings = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const args = [...first, 'install', '--no-save', ...settings]
  // An account without a home (nobody, many service accounts) gives npm nowhere to put its cache.
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm')
  if (!isWritable(existsSync(cache) ? cache : dirname(cache))) {
    args.push('--cache', join(tmpdir(), `rowan-npm-${process.getuid?.() ?? 0}`))
  }
  const beganAt = Date.now()
  const beat = setInterval(() => say(`  still installing, ${Math.round((Date.now() - beganAt) / 1000)} s`), 10_000)
  try {
    const told = []
    const code = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
      child.stdout.on('data', (part) => told.push(part))
      child.stderr.on('data', (part) => told.push(part))
      child.on('error', reject)
      child.on('close', resolve)
    }).catch((error) => {
      throw new Unready(
        `npm could not be run (${error.code ?? error.message}). Install Node 20 or later together with npm.`,
      )
    })
    if (code !== 0) {
      throw new Unready(
        `${Buffer.concat(told).toString('utf8').trim()}\n\nThe packages could not be installed (npm ended with ${code}).` +
          '\nIs this machine online? Once it is, the same command goes on from here.',
      )
    }
  } finally {
    clearInterval(beat)
  }
}

/** The path of a Node 24 or later: the one the lock file pins, else the one running now. Throws Unready when there is none. */
export function findNode() {
  const pinned = join(nodeModules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(pinned)) {
    if (runs(pinned)) return pinned
    try {
      chmodSync(pinned, 0o755)
      if (runs(pinned)) return pinned
    } catch {
      // Not ours to change: fall through to the machine's own.
    }
  }
  const [major] = process.versions.node.split('.')
  if (Number(major) >= wantedMajor) return process.execPath
  throw new Unready(
    `Rowan runs on Node ${wantedMajor}. On Linux (x64, arm64) it brings its own` +
      `${existsSync(pinned) ? ', but that one does not run here' : `; for ${process.platform} ${process.arch} it has none`}.\n` +
      `This is Node ${process.versions.node}: install Node ${wantedMajor} or later (https://nodejs.org) and run the same command again.`,
  )
}

const runs = (node) => spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0

/**
 * Runs a TypeScript entry (path from the project root) under Node 24 in this terminal and resolves with its exit code.
 * Asks it to end when told to end, and it also hears when this process is killed outright.
 */
export async function handOver(entry, args) {
  const node = findNode()
  const watch = pathToFileURL(join(projectRoot, 'bin', 'end-with-parent.mjs')).href
  // tsx and its settings are the project's, whatever folder the command was typed in.
  const tsx = pathToFileURL(join(nodeModules, 'tsx', 'dist', 'loader.mjs')).href
  const child = spawn(node, ['--import', watch, '--import', tsx, join(projectRoot, entry), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    // Four key derivations at once fill Node's usual four threads; files and names are looked up on the others.
    env: {
      UV_THREADPOOL_SIZE: '8',
      ...process.env,
      ROWAN_PARENT_FD: '3',
      TSX_TSCONFIG_PATH: join(projectRoot, 'tsconfig.json'),
    },
  })
  // At a terminal Ctrl-C reaches the whole group by itself; passing it on would make it two.
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, passOn)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.stdio[3].on('error', () => {})
      child.on('exit', (code, signal) => resolve(code ?? 128 + (osConstants.signals[signal] ?? 0)))
    })
  } finally {
    for (const signal of signals) process.off(signal, passOn)
  }
}

/** The whole of a command: install, find Node, hand over, end with its exit code. */
export async function run(entry, args) {
  try {
    await ensureInstalled()
    process.exitCode = await handOver(entry, args)
  } catch (error) {
    say(error instanceof Unready ? `\n${error.message}` : String(error?.stack ?? error))
    process.exitCode = 1
  }
}
