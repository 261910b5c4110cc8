// The other organisation's side of held reports: a process that holds the second key of their tags and nothing else. It sees
// blinded elements, answers with a proof, and keeps no record of what it was asked.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { holderOfSeed, type KeyHolder } from '#engines/held/index.ts'

const mostElements = 64
const mostBytes = 16_384

/** Answers POST with `{ blinded: [hex] }` by `{ evaluated: [hex], proof: hex }`; 401 without the token, 400 for anything else. */
export function createKeyHolder(seed: Uint8Array, token: string): Server {
  const holder = holderOfSeed(seed)
  const right = Buffer.from(`Bearer ${token}`)
  return createServer((request, response) => {
    const end = (status: number, body = '') => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(body)
    }
    const said = Buffer.from(request.headers.authorization ?? '')
    if (said.length !== right.length || !timingSafeEqual(said, right)) return end(401)
    answer(holder, request).then(
      (body) => end(200, body),
      () => end(400),
    )
  })
}

/** Rejects for anything but a list of blinded elements. */
async function answer(holder: KeyHolder, request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > mostBytes) throw new RangeError('too much at once')
    parts.push(part)
  }
  const { blinded } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { blinded: unknown }
  const isList = Array.isArray(blinded) && blinded.length > 0 && blinded.length <= mostElements
  if (!isList || !blinded.every((each) => typeof each === 'string' && /^[0-9a-f]{64}$/.test(each)))
    throw new TypeError('not a list of blinded elements')
  const { evaluated, proof } = await holder.evaluate(blinded.map((each: string) => Buffer.from(each, 'hex')))
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return JSON.stringify({ evaluated: evaluated.map(hex), proof: hex(proof) })
}

/** The seed in a file that only its owner may read; made when there is none. */
function seedIn(path: string): Uint8Array {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('the key file must hold 64 hexadecimal digits')
  return Buffer.from(text, 'hex')
}

if (import.meta.main) {
  const [path, port = '8090'] = process.argv.slice(2)
  const token = process.env.ROWAN_HOLDER_TOKEN ?? ''
  if (!path || token.length < 32) {
    process.stderr.write(
      'Usage: ROWAN_HOLDER_TOKEN=… key-holder.ts <key file> [port]. The token needs 32 characters or more.\n',
    )
    process.exitCode = 2
  } else {
    const seed = seedIn(path)
    const server = createKeyHolder(seed, token)
    server.listen(Number(port), '127.0.0.1', () => {
      const key = Buffer.from(holderOfSeed(seed).publicKey).toString('hex')
      process.stdout.write(`Holding a key on port ${(server.address() as AddressInfo).port}. ROWAN_HOLDER_KEY=${key}\n`)
    })
  }
}
