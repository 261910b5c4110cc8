// The key a passkey opens with. Apart from passphrases: what a passkey gives is 32 random bytes, so nothing need be slow.
import { hkdfSync } from 'node:crypto'
import { SealError } from './failure.ts'
import { encodeFields, isBytes } from './layout.ts'

/**
 * The 32-byte key under which one passkey keeps its person's private key (`sealPrivateKey`). `secret` is the 32 bytes that the
 * browser drew from the passkey's own secret; `pepper`, 32 bytes of the service, stays outside the database. Bound to both ids,
 * so that a row moved to somebody else opens nothing.
 */
export function passkeyKey(secret: Uint8Array, pepper: Uint8Array, personId: string, passkeyId: string): Uint8Array {
  if (!isBytes(secret, 32) || !isBytes(pepper, 32)) throw new SealError('bad-input')
  return new Uint8Array(hkdfSync('sha256', secret, pepper, encodeFields('rowan passkey', personId, passkeyId), 32))
}
