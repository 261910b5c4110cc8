// Browsers as people have them: Debian's Chromium and Firefox started on a profile of their own with nobody's settings but
// the makers', so that what they leave on the disk is what a phone or a partner would find.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import puppeteer, { type Browser } from 'puppeteer-core'
import { type BrowserKind, browserPath } from './browser.ts'

export type OwnBrowser = {
  browser: Browser
  /** Ends it as a person does who closes the window. */
  close(): Promise<void>
  /** Ends it as a power cut does: every process of it, at once. */
  kill(): Promise<void>
}

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once('exit', () => done()))

async function readWhen(child: ChildProcess, pattern: RegExp): Promise<string> {
  let said = ''
  return await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the browser did not start')), 60_000)
    const read = (part: Buffer) => {
      said += part.toString('utf8')
      const found = pattern.exec(said)?.[1]
      if (!found) return
      clearTimeout(late)
      resolve(found)
    }
    child.stderr?.on('data', read)
    child.stdout?.on('data', read)
    child.once('exit', () => {
      clearTimeout(late)
      reject(new Error('the browser ended before it began'))
    })
  })
}

/** Opens `kind` on the profile in `folder`. Throws with the command that installs it when there is none. */
export async function openOnProfile(
  kind: BrowserKind,
  folder: string,
  options: { scripts?: boolean } = {},
): Promise<OwnBrowser> {
  const { scripts = true } = options
  const path = browserPath(kind)
  const flags =
    kind === 'chromium'
      ? [
          '--headless=new',
          '--no-sandbox',
          '--disable-dev-shm-usage',
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--remote-debugging-port=0',
          `--user-data-dir=${folder}`,
          ...(scripts ? [] : ['--blink-settings=scriptEnabled=false']),
          'about:blank',
        ]
      : ['--headless', '--remote-debugging-port=0', '--profile', folder, '--no-remote', 'about:blank']
  if (kind === 'firefox') {
    // The makers' settings, but for the settings of automation, and a session file written each second instead of each fifteen.
    const settings = [
      'user_pref("remote.prefs.recommended", false);',
      'user_pref("browser.sessionstore.interval", 1000);',
      'user_pref("browser.shell.checkDefaultBrowser", false);',
      'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
      'user_pref("app.update.enabled", false);',
      ...(scripts ? [] : ['user_pref("javascript.enabled", false);']),
    ]
    writeFileSync(join(folder, 'user.js'), settings.join('\n'))
  }
  const child = spawn(path, flags, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), TMPDIR: folder },
  })
  const address = await readWhen(child, /listening on (ws:\/\/\S+)/)
  const browser = await (kind === 'chromium'
    ? puppeteer.connect({ browserWSEndpoint: address, defaultViewport: null })
    : puppeteer.connect({
        protocol: 'webDriverBiDi',
        browserWSEndpoint: `${address}/session`,
        defaultViewport: null,
      }))
  return {
    browser,
    async close() {
      await browser.close().catch(() => {})
      const late = setTimeout(() => child.kill('SIGTERM'), 10_000)
      await gone(child)
      clearTimeout(late)
    },
    async kill() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await gone(child)
    },
  }
}

/** Firefox keeps sessions as “mozLz40\0”, a length, and one LZ4 block. */
function unpackMozLz4(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.readUInt32LE(8))
  let from = 12
  let to = 0
  const more = (length: number): number => {
    if (length !== 15) return length
    let total = 15
    for (let part = 255; part === 255; total += part) part = bytes[from++] ?? 0
    return total
  }
  while (from < bytes.length) {
    const token = bytes[from++] ?? 0
    const literals = more(token >> 4)
    bytes.copy(out, to, from, from + literals)
    from += literals
    to += literals
    if (from >= bytes.length) break
    const back = bytes.readUInt16LE(from)
    from += 2
    // A copy may run into what it has just written: byte by byte.
    for (let left = more(token & 15) + 4; left > 0; left--, to++) out[to] = out[to - back] ?? 0
  }
  return out
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name)
    return each.isDirectory() ? filesBelow(path) : each.isFile() ? [path] : []
  })
}

function readings(path: string): Buffer[] {
  const bytes = readFileSync(path)
  if (bytes.subarray(0, 8).equals(Buffer.from('mozLz40\0'))) return [bytes, unpackMozLz4(bytes)]
  const zipped = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]))
  if (zipped < 0) return [bytes]
  try {
    return [bytes, gunzipSync(bytes.subarray(zipped))]
  } catch {
    return [bytes]
  }
}

/** `file: text` wherever one of these texts stands in a file of the profile, in any of the ways browsers write them down. */
export function searchProfile(folder: string, texts: readonly string[]): string[] {
  const sought = texts.map((text) => ({
    text,
    forms: [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(encodeURIComponent(text)),
      Buffer.from(text.replaceAll(' ', '+')),
    ],
  }))
  return filesBelow(folder).flatMap((path) => {
    const found = readings(path).flatMap((bytes) =>
      sought.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ text }) => text),
    )
    return [...new Set(found)].map((text) => `${path.slice(folder.length + 1)}: ${text}`)
  })
}
