// Raw 32-byte X25519 keys in and out of node:crypto, which itself speaks only DER and JWK. Apart from HPKE because receipts and
// people's keys need the same.
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SealError } from './failure.ts'
import { isBytes, joinBytes } from './layout.ts'

/** X25519 keys, raw, 32 bytes each (RFC 7748). */
export type KeyPair = { publicKey: Uint8Array; privateKey: Uint8Array }

export const KEY_BYTES = 32

// The fixed DER before a raw private key (RFC 8410, PKCS #8). Public keys go as JWK, which is read and written faster.
const privatePrefix = Uint8Array.from(Buffer.from('302e020100300506032b656e04220420', 'hex'))

export function importPublicKey(raw: Uint8Array): KeyObject {
  if (!isBytes(raw, KEY_BYTES)) throw new SealError('bad-input')
  const x = Buffer.from(raw).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
}

export function importPrivateKey(raw: Uint8Array): KeyObject {
  if (!isBytes(raw, KEY_BYTES)) throw new SealError('bad-input')
  const der = Buffer.from(joinBytes(privatePrefix, raw))
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

/** The raw public key of a public key object. */
export function exportPublicKey(key: KeyObject): Uint8Array {
  const { x } = key.export({ format: 'jwk' })
  return Uint8Array.from(Buffer.from(x ?? '', 'base64url'))
}

/** The raw public key that belongs to a private key object. */
export function publicOfPrivate(key: KeyObject): Uint8Array {
  return exportPublicKey(createPublicKey(key))
}

/** Throws `not-opened` for a peer key of low order, whose shared secret would be the same for everyone (RFC 7748 §6.1). */
export function sharedSecret(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  try {
    return diffieHellman({ privateKey, publicKey })
  } catch {
    throw new SealError('not-opened')
  }
}

export function newKeyObjects(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('x25519')
}

/** A new pair from the system's random source. */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = newKeyObjects()
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  return {
    publicKey: exportPublicKey(publicKey),
    privateKey: Uint8Array.from(der.subarray(privatePrefix.length)),
  }
}

/** The public half of a raw private key. */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return publicOfPrivate(importPrivateKey(privateKey))
}
