// The browser journeys run in: Debian's Chromium, found, or installed when this account may.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const installCommand = 'apt-get update && apt-get install -y --no-install-recommends chromium'
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where the browser is: CHROMIUM_PATH, else the usual places; undefined when there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...places].find((path) => path && existsSync(path))
}

/** Opens a browser for journeys. Throws with the one command that installs it when there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) {
    throw new Error(
      `The journeys need Chromium. Install it with: sudo sh -c '${installCommand}', or set CHROMIUM_PATH.`,
    )
  }
  // Its sandbox needs rights that root and containers lack; it only ever opens our own pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** Installs Chromium when it is missing and this is root on a machine with apt-get; says what to do otherwise. */
export async function ensureChromium(say: (words: string) => void): Promise<void> {
  if (findChromium()) return
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (!mayInstall) {
    say(
      `Chromium is not installed, so the browser journeys will fail. Install it with:\n  sudo sh -c '${installCommand}'`,
    )
    return
  }
  say('Installing Chromium for the browser journeys (once; a minute or two) …')
  const beganAt = Date.now()
  const beat = setInterval(() => say(`  still installing, ${Math.round((Date.now() - beganAt) / 1000)} s`), 10_000)
  const told: Buffer[] = []
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn('sh', ['-c', installCommand], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    child.stdout.on('data', (part: Buffer) => told.push(part))
    child.stderr.on('data', (part: Buffer) => told.push(part))
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  clearInterval(beat)
  if (code === 0 && findChromium()) return
  say(Buffer.concat(told).toString('utf8').split('\n').slice(-12).join('\n'))
  say(`Chromium could not be installed, so the browser journeys will fail. The command was:\n  ${installCommand}`)
}
