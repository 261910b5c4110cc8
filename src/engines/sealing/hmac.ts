// HMAC-SHA256 (RFC 2104) over one-shot hashes. Apart because an envelope takes eight of them: node:crypto's createHmac makes
// an object for each and was several times slower, a third of the whole sealing.
import { hash } from 'node:crypto'

const BLOCK_BYTES = 64
const HASH_BYTES = 32

/** HMAC-SHA256 of the parts in a row, 32 bytes. The key is 64 bytes at most, as all keys here are. */
export function hmacSha256(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  if (key.length > BLOCK_BYTES) throw new RangeError('A key of HMAC is 64 bytes at most here')
  const inner = new Uint8Array(parts.reduce((sum, part) => sum + part.length, BLOCK_BYTES)).fill(0x36, 0, BLOCK_BYTES)
  const outer = new Uint8Array(BLOCK_BYTES + HASH_BYTES).fill(0x5c, 0, BLOCK_BYTES)
  for (let at = 0; at < key.length; at++) {
    inner[at] = (inner[at] ?? 0) ^ (key[at] ?? 0)
    outer[at] = (outer[at] ?? 0) ^ (key[at] ?? 0)
  }
  let end = BLOCK_BYTES
  for (const part of parts) {
    inner.set(part, end)
    end += part.length
  }
  outer.set(hash('sha256', inner, 'buffer'), BLOCK_BYTES)
  return new Uint8Array(hash('sha256', outer, 'buffer'))
}
