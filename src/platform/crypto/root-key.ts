// The root of the service key: 32 random bytes in a file outside the database, readable by the service's account alone.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

export class RootKeyError extends Error {
  override name = 'RootKeyError'
}

/** Reads `<dataDir>/keys/service.key`, making it on the first start. Two processes that start at once agree on one key. */
export async function loadRootKey(dataDir: string, hex: string | undefined): Promise<Uint8Array> {
  if (hex !== undefined) return Buffer.from(hex, 'hex')
  const folder = join(dataDir, 'keys')
  const file = join(folder, 'service.key')
  const existing = await readKey(file)
  if (existing) return existing
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  try {
    // Written whole under another name first: a half-written key must never be taken for one.
    const temporary = `${file}.${process.pid}`
    const handle = await open(temporary, 'wx', 0o600)
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`)
    await handle.sync()
    await handle.close()
    const claim = await open(`${file}.claim`, 'wx', 0o600)
    await claim.close()
    await rename(temporary, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  for (let tries = 0; tries < 50; tries++) {
    const key = await readKey(file)
    if (key) return key
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new RootKeyError(`No service key could be made in ${folder}.`)
}

async function readKey(file: string): Promise<Uint8Array | undefined> {
  let text: string
  try {
    text = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new RootKeyError(`${file} is not a service key. Put the right one back; a new one would open nothing.`)
  return Buffer.from(text, 'hex')
}

/** Puts a known key where a restored installation looks for it; never over one that stands. */
export async function keepRootKey(dataDir: string, hex: string): Promise<void> {
  const folder = join(dataDir, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(join(folder, 'service.key'), 'wx', 0o600)
  try {
    await handle.writeFile(`${hex.toLowerCase()}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
