// The browsers journeys run in: Debian's Chromium, and its Firefox for what stays on a device; found, or installed when this
// account may.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

export type BrowserKind = 'chromium' | 'firefox'

const known: Readonly<Record<BrowserKind, { label: string; package: string; variable: string; places: string[] }>> = {
  chromium: {
    label: 'Chromium',
    package: 'chromium',
    variable: 'CHROMIUM_PATH',
    places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  },
  firefox: {
    label: 'Firefox',
    package: 'firefox-esr',
    variable: 'FIREFOX_PATH',
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  },
}

const installing = (kinds: readonly BrowserKind[]) =>
  `apt-get update && apt-get install -y --no-install-recommends ${kinds.map((kind) => known[kind].package).join(' ')}`

/** Where a browser is: CHROMIUM_PATH or FIREFOX_PATH, else the usual places; undefined when there is none. */
export function findBrowser(kind: BrowserKind): string | undefined {
  const { variable, places } = known[kind]
  return [process.env[variable], ...places].find((path) => path && existsSync(path))
}

/** Where it is. Throws with the one command that installs it when there is none. */
export function browserPath(kind: BrowserKind): string {
  const path = findBrowser(kind)
  if (path) return path
  const { label, variable } = known[kind]
  throw new Error(
    `This test needs ${label}. Install it with: sudo sh -c '${installing([kind])}', or set ${variable} to where it is.`,
  )
}

/** Opens Chromium for journeys. Throws with the one command that installs it when there is none. */
export async function openBrowser(): Promise<Browser> {
  // Its sandbox needs rights that root and containers lack; it only ever opens our own pages.
  return chromium.launch({
    executablePath: browserPath('chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
}

/** Installs what is missing when this is root on a machine with apt-get; says what to do otherwise. */
export async function ensureBrowsers(say: (words: string) => void): Promise<void> {
  const missing = (Object.keys(known) as BrowserKind[]).filter((kind) => !findBrowser(kind))
  if (missing.length === 0) return
  const names = missing.map((kind) => known[kind].label).join(' and ')
  const command = installing(missing)
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (!mayInstall) {
    say(`Not installed: ${names}. Tests that need it will fail. Install with:\n  sudo sh -c '${command}'`)
    return
  }
  say(`Installing ${names} for the browser journeys (once; a minute or two) …`)
  const beganAt = Date.now()
  const beat = setInterval(() => say(`  still installing, ${Math.round((Date.now() - beganAt) / 1000)} s`), 10_000)
  const told: Buffer[] = []
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    child.stdout.on('data', (part: Buffer) => told.push(part))
    child.stderr.on('data', (part: Buffer) => told.push(part))
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  clearInterval(beat)
  if (code === 0 && missing.every((kind) => findBrowser(kind))) return
  say(Buffer.concat(told).toString('utf8').split('\n').slice(-12).join('\n'))
  say(`${names} could not be installed, so tests that need it will fail. The command was:\n  ${command}`)
}
