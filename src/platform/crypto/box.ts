// Sealing of small server-side states (web sessions) under a secret that only the visitor's cookie holds.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const keyFrom = (secret: Uint8Array, context: string) =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `rowan box ${context}`, 32))

/** AES-256-GCM under a key derived from `secret` for `context`: nonce (12) ‖ ciphertext ‖ tag (16). */
export function sealBox(secret: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret, context), nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what sealBox made; undefined when the secret, context or bytes are not the ones sealed. */
export function openBox(secret: Uint8Array, context: string, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < 28) return undefined
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyFrom(secret, context), sealed.subarray(0, 12))
    cipher.setAAD(Buffer.from(context))
    cipher.setAuthTag(sealed.subarray(sealed.length - 16))
    return Buffer.concat([cipher.update(sealed.subarray(12, sealed.length - 16)), cipher.final()])
  } catch {
    return undefined
  }
}
