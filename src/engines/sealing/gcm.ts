// AES-GCM over whole byte arrays, apart because every sealed format here ends in it: ciphertext, then a 16-byte tag.
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { SealError } from './failure.ts'

export const TAG_BYTES = 16
export const NONCE_BYTES = 12

export type GcmName = 'aes-128-gcm' | 'aes-256-gcm'

export function gcmSeal(
  name: GcmName,
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(name, key, nonce)
  cipher.setAAD(aad)
  const sealed = new Uint8Array(plaintext.length + TAG_BYTES)
  sealed.set(cipher.update(plaintext))
  cipher.final()
  sealed.set(cipher.getAuthTag(), plaintext.length)
  return sealed
}

/** Throws `not-opened` for a wrong key, nonce, tag or additional data; nothing of the plaintext leaves before the tag is checked. */
export function gcmOpen(
  name: GcmName,
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  if (sealed.length < TAG_BYTES) throw new SealError('malformed')
  const end = sealed.length - TAG_BYTES
  try {
    const decipher = createDecipheriv(name, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(aad)
    decipher.setAuthTag(sealed.subarray(end))
    const plaintext = decipher.update(sealed.subarray(0, end))
    decipher.final()
    // A plain array, since a Buffer's slice is a view of it and not a copy.
    return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length)
  } catch {
    throw new SealError('not-opened')
  }
}
