// HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-GCM, one message per key, on node:crypto's
// synchronous primitives. Apart so that it can be held against the RFC's vector and against another implementation.
import type { KeyObject } from 'node:crypto'
import { gcmOpen, gcmSeal, NONCE_BYTES } from './gcm.ts'
import { hmacSha256 } from './hmac.ts'
import { joinBytes } from './layout.ts'
import {
  exportPublicKey,
  importPrivateKey,
  importPublicKey,
  KEY_BYTES,
  newKeyObjects,
  publicOfPrivate,
  sharedSecret,
} from './x25519.ts'

const ascii = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const u16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
const empty = new Uint8Array()
const version = ascii('HPKE-v1')
const KEM = 0x0020
const KDF = 0x0001
const kemSuite = joinBytes(ascii('KEM'), u16(KEM))

// AES-128-GCM is here only because it is the one the RFC prints a vector for; Rowan seals with AES-256-GCM.
const aeads = {
  'aes-128-gcm': { id: 0x0001, keyBytes: 16 },
  'aes-256-gcm': { id: 0x0002, keyBytes: 32 },
} as const
type Aead = keyof typeof aeads

// LabeledExtract and LabeledExpand, RFC 9180 §4. Every length asked for here fits one block of SHA-256.
function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return hmacSha256(salt, version, suite, ascii(label), ikm)
}

function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number) {
  return hmacSha256(prk, u16(length), version, suite, ascii(label), info, Uint8Array.of(1)).subarray(0, length)
}

function kemSecret(dh: Uint8Array, enc: Uint8Array, recipient: Uint8Array): Uint8Array {
  const prk = labeledExtract(kemSuite, empty, 'eae_prk', dh)
  return labeledExpand(kemSuite, prk, 'shared_secret', joinBytes(enc, recipient), 32)
}

// Mode, hash of the empty psk id: the same for every message of a suite.
const suites = Object.fromEntries(
  Object.entries(aeads).map(([name, { id, keyBytes }]) => {
    const suite = joinBytes(ascii('HPKE'), u16(KEM), u16(KDF), u16(id))
    const context = joinBytes(Uint8Array.of(0), labeledExtract(suite, empty, 'psk_id_hash', empty))
    return [name, { suite, context, keyBytes }]
  }),
) as Record<Aead, { suite: Uint8Array; context: Uint8Array; keyBytes: number }>

/** KeySchedule of RFC 9180 §5.1 in base mode: the key and the nonce of the first, here only, message. */
export function keySchedule(aead: Aead, secret: Uint8Array, info: Uint8Array) {
  const { suite, context, keyBytes } = suites[aead]
  const whole = joinBytes(context, labeledExtract(suite, empty, 'info_hash', info))
  const prk = labeledExtract(suite, secret, 'secret', empty)
  return {
    key: labeledExpand(suite, prk, 'key', whole, keyBytes),
    nonce: labeledExpand(suite, prk, 'base_nonce', whole, NONCE_BYTES),
  }
}

export type HpkeOptions = {
  info: Uint8Array
  aad: Uint8Array
  /** AES-256-GCM unless a test vector asks otherwise. */
  aead?: Aead
  /** Given only by test vectors: a sealed message with a reused ephemeral key is open to whoever holds that key. */
  ephemeral?: { publicKey: KeyObject; privateKey: KeyObject }
}

/** Single-shot SealBase: `enc` is the 32-byte ephemeral public key, `sealed` is ciphertext and tag. */
export function hpkeSeal(recipient: Uint8Array, plaintext: Uint8Array, options: HpkeOptions) {
  const { info, aad, aead = 'aes-256-gcm', ephemeral = newKeyObjects() } = options
  const enc = exportPublicKey(ephemeral.publicKey)
  const dh = sharedSecret(ephemeral.privateKey, importPublicKey(recipient))
  const { key, nonce } = keySchedule(aead, kemSecret(dh, enc, recipient), info)
  return { enc, sealed: gcmSeal(aead, key, nonce, plaintext, aad) }
}

/** Single-shot OpenBase. Throws `not-opened` unless key, info and additional data are all those it was sealed with. */
export function hpkeOpen(recipientPrivate: Uint8Array, enc: Uint8Array, sealed: Uint8Array, options: HpkeOptions) {
  const { info, aad, aead = 'aes-256-gcm' } = options
  const privateKey = importPrivateKey(recipientPrivate)
  const dh = sharedSecret(privateKey, importPublicKey(enc))
  const { key, nonce } = keySchedule(aead, kemSecret(dh, enc, publicOfPrivate(privateKey)), info)
  return gcmOpen(aead, key, nonce, sealed, aad)
}

export const ENC_BYTES = KEY_BYTES
