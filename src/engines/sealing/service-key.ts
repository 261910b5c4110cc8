// What the running service itself seals, indexes and signs, under keys drawn from one 32-byte root kept outside the
// database. Apart from envelopes: whoever holds the machine holds these keys, so report text is never sealed with them.
import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { SealError } from './failure.ts'
import { gcmOpen, gcmSeal, NONCE_BYTES } from './gcm.ts'
import { hmacSha256 } from './hmac.ts'
import { bytesText, encodeFields, isBytes, joinBytes, pad, textBytes, unpad } from './layout.ts'

const VERSION = 1
const HEADER_BYTES = 2
const STEP_BYTES = 64

export type ServiceKeys = {
  /** Version, key id, nonce, padded ciphertext, tag. `context` ("member.contact:" + id) must be given again to open. */
  sealField(plaintext: string | Uint8Array, context: string): Uint8Array
  /** The text `sealField` was given. Throws SealError `not-opened`, `unknown-suite`, `unknown-key` or `malformed`. */
  openField(sealed: Uint8Array, context: string): string
  /** As `openField`, for bytes. */
  openBytes(sealed: Uint8Array, context: string): Uint8Array
  /** HMAC-SHA256 of an already canonical value, 32 bytes; each label has a key of its own. */
  blindIndex(label: string, value: string): Uint8Array
  /** A tag (base64url, 43 characters) that shows this service wrote `text` for this purpose. */
  sign(label: string, text: string): string
  /** Whether `signature` is `sign(label, text)`, compared in constant time. Never throws for a bad signature. */
  verify(label: string, text: string, signature: string): boolean
  /** A 32-byte secret of its own for a named purpose, such as the pepper of receipts. */
  secret(label: string): Uint8Array
}

/**
 * Keys by purpose from a 32-byte root. `keyId` (0–255) is written into every sealed field, so that a later root can be
 * told from this one; a field that carries another id throws `unknown-key`. Labels are constants of the code.
 */
export function serviceKeys(root: Uint8Array, keyId = 1): ServiceKeys {
  if (!isBytes(root, 32)) throw new SealError('bad-input')
  if (!Number.isInteger(keyId) || keyId < 0 || keyId > 255) throw new SealError('bad-input')
  const rootKey = Uint8Array.from(root)
  const derived = new Map<string, Uint8Array>()

  const keyFor = (purpose: string, label: string): Uint8Array => {
    const name = `${purpose}\0${label}`
    const known = derived.get(name)
    if (known) return known
    const info = encodeFields('rowan service key', purpose, label)
    const key = new Uint8Array(hkdfSync('sha256', rootKey, new Uint8Array(), info, 32))
    derived.set(name, key)
    return key
  }
  const fieldAad = (context: string) => encodeFields('rowan sealed field', VERSION, keyId, context)
  const mac = (key: Uint8Array, text: string) => hmacSha256(key, textBytes(text))
  const signature = (label: string, text: string) => Buffer.from(mac(keyFor('sign', label), text)).toString('base64url')

  const openBytes = (sealed: Uint8Array, context: string): Uint8Array => {
    if (!(sealed instanceof Uint8Array) || sealed.length < HEADER_BYTES + NONCE_BYTES) throw new SealError('malformed')
    if (sealed[0] !== VERSION) throw new SealError('unknown-suite')
    if (sealed[1] !== keyId) throw new SealError('unknown-key')
    const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES)
    const rest = sealed.subarray(HEADER_BYTES + NONCE_BYTES)
    return unpad(gcmOpen('aes-256-gcm', keyFor('field', ''), nonce, rest, fieldAad(context)))
  }

  return {
    sealField(plaintext, context) {
      const bytes = typeof plaintext === 'string' ? textBytes(plaintext) : plaintext
      const padded = pad(bytes, (needed) => Math.ceil(needed / STEP_BYTES) * STEP_BYTES)
      // Random nonces stay far from a collision below 2^32 fields a key (NIST SP 800-38D §8.3).
      const nonce = randomBytes(NONCE_BYTES)
      const sealed = gcmSeal('aes-256-gcm', keyFor('field', ''), nonce, padded, fieldAad(context))
      return joinBytes(Uint8Array.of(VERSION, keyId), nonce, sealed)
    },
    openField: (sealed, context) => bytesText(openBytes(sealed, context)),
    openBytes,
    blindIndex: (label, value) => mac(keyFor('index', label), value),
    sign: signature,
    verify(label, text, claimed) {
      const right = Buffer.from(signature(label, text))
      const given = Buffer.from(String(claimed))
      return given.length === right.length && timingSafeEqual(given, right)
    },
    secret: (label) => Uint8Array.from(keyFor('secret', label)),
  }
}
