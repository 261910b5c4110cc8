// Sealing a text so that only the team it is meant for can read it: a one-use data key over the padded body, and that key
// wrapped to the team. Apart from the service key, which the running machine holds and these texts must never need.
import { randomBytes } from 'node:crypto'
import { SealError } from './failure.ts'
import { gcmOpen, gcmSeal, NONCE_BYTES, TAG_BYTES } from './gcm.ts'
import { ENC_BYTES, hpkeOpen, hpkeSeal } from './hpke.ts'
import { bytesText, encodeFields, isBytes, joinBytes, pad, textBytes, unpad } from './layout.ts'
import { type KeyPair, newKeyPair } from './x25519.ts'

/** What a body is bound to: the record's id and which part of it this is ("answers", "reply", …). */
export type BodyBinding = { record: string; part: string }

/** What a wrapped key is bound to: also the organisation it is for and the epoch of that organisation's key. */
export type Binding = BodyBinding & { organisation: string; epoch: number }

/** Suite 1: body AES-256-GCM; key HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180). */
export const SUITE = 1

/** Plaintext above this many bytes is refused: larger things are sealed in pieces. */
export const MAX_PLAINTEXT_BYTES = 64 * 1024 * 1024

const DATA_KEY_BYTES = 32
const KIB = 1024
const WRAPPED_BYTES = 1 + ENC_BYTES + DATA_KEY_BYTES + TAG_BYTES
const suiteByte = Uint8Array.of(SUITE)

// A data key seals one body and no other, so its nonce can be fixed.
const onlyNonce = new Uint8Array(NONCE_BYTES)

/** A new X25519 key pair, raw 32 bytes each. */
export async function generateKeyPair(): Promise<KeyPair> {
  return newKeyPair()
}

/** The sizes a padded body may have, in bytes: 4, 8, 16 KiB, then multiples of 16 KiB. */
export function paddedSize(needed: number): number {
  if (needed <= 4 * KIB) return 4 * KIB
  if (needed <= 8 * KIB) return 8 * KIB
  return Math.ceil(needed / (16 * KIB)) * 16 * KIB
}

function bodyAad({ record, part }: BodyBinding): Uint8Array {
  return encodeFields('rowan sealed body', SUITE, record, part)
}

function wrapInfo({ organisation, epoch, record, part }: Binding): Uint8Array {
  return encodeFields('rowan wrapped key', SUITE, organisation, epoch, record, part)
}

function checkSuite(sealed: Uint8Array): void {
  if (!(sealed instanceof Uint8Array) || sealed.length === 0) throw new SealError('malformed')
  if (sealed[0] !== SUITE) throw new SealError('unknown-suite')
}

/**
 * Seals `plaintext` under a new 256-bit data key. `body` is the suite byte, the padded ciphertext and a 16-byte tag: its
 * length says only which step of `paddedSize` it fell in. The caller wraps `dataKey` to each reader and then forgets it.
 */
export function sealBody(plaintext: Uint8Array, binding: BodyBinding): { dataKey: Uint8Array; body: Uint8Array } {
  if (!(plaintext instanceof Uint8Array) || plaintext.length > MAX_PLAINTEXT_BYTES) throw new SealError('bad-input')
  const dataKey = Uint8Array.from(randomBytes(DATA_KEY_BYTES))
  const padded = pad(plaintext, paddedSize)
  const sealed = gcmSeal('aes-256-gcm', dataKey, onlyNonce, padded, bodyAad(binding))
  return { dataKey, body: joinBytes(suiteByte, sealed) }
}

/** Opens what `sealBody` made. Throws SealError `unknown-suite`, `malformed` or `not-opened`. */
export function openBody(body: Uint8Array, dataKey: Uint8Array, binding: BodyBinding): Uint8Array {
  checkSuite(body)
  if (!isBytes(dataKey, DATA_KEY_BYTES)) throw new SealError('bad-input')
  return unpad(gcmOpen('aes-256-gcm', dataKey, onlyNonce, body.subarray(1), bodyAad(binding)))
}

/** Wraps a 32-byte data key to a reader's public key: 81 bytes (suite, ephemeral key, sealed key, tag). */
export async function wrapKey(dataKey: Uint8Array, recipientPublicKey: Uint8Array, binding: Binding) {
  if (!isBytes(dataKey, DATA_KEY_BYTES)) throw new SealError('bad-input')
  const { enc, sealed } = hpkeSeal(recipientPublicKey, dataKey, { info: wrapInfo(binding), aad: suiteByte })
  return joinBytes(suiteByte, enc, sealed)
}

/** Opens what `wrapKey` made. Any change of key, organisation, epoch, record or part throws SealError `not-opened`. */
export async function unwrapKey(
  wrapped: Uint8Array,
  recipientPrivateKey: Uint8Array,
  binding: Binding,
): Promise<Uint8Array> {
  checkSuite(wrapped)
  if (wrapped.length !== WRAPPED_BYTES) throw new SealError('malformed')
  const enc = wrapped.subarray(1, 1 + ENC_BYTES)
  const sealed = wrapped.subarray(1 + ENC_BYTES)
  return hpkeOpen(recipientPrivateKey, enc, sealed, { info: wrapInfo(binding), aad: suiteByte })
}

/** Body and wrapped key in one array, for a text with a single reader such as a reply to a receipt's key. */
export async function sealTo(
  plaintext: Uint8Array,
  recipientPublicKey: Uint8Array,
  binding: Binding,
): Promise<Uint8Array> {
  const { dataKey, body } = sealBody(plaintext, binding)
  return joinBytes(await wrapKey(dataKey, recipientPublicKey, binding), body)
}

/** Opens what `sealTo` made. */
export async function openWith(sealed: Uint8Array, privateKey: Uint8Array, binding: Binding): Promise<Uint8Array> {
  checkSuite(sealed)
  if (sealed.length <= WRAPPED_BYTES) throw new SealError('malformed')
  const dataKey = await unwrapKey(sealed.subarray(0, WRAPPED_BYTES), privateKey, binding)
  return openBody(sealed.subarray(WRAPPED_BYTES), dataKey, binding)
}

/** `sealTo` for text. */
export async function sealText(text: string, recipientPublicKey: Uint8Array, binding: Binding) {
  return sealTo(textBytes(text), recipientPublicKey, binding)
}

/** `openWith` for text. */
export async function openText(sealed: Uint8Array, privateKey: Uint8Array, binding: Binding): Promise<string> {
  return bytesText(await openWith(sealed, privateKey, binding))
}

/** `sealTo` for anything JSON can say. */
export async function sealJson(value: unknown, recipientPublicKey: Uint8Array, binding: Binding) {
  return sealTo(jsonBytes(value), recipientPublicKey, binding)
}

/** `openWith` for JSON. The shape is unknown until the caller has checked it. */
export async function openJson(sealed: Uint8Array, privateKey: Uint8Array, binding: Binding): Promise<unknown> {
  return bytesJson(await openWith(sealed, privateKey, binding))
}

/** The bytes of a JSON value, for `sealBody` when a body has several readers. JSON's own error would name properties. */
export function jsonBytes(value: unknown): Uint8Array {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch {
    throw new SealError('bad-input')
  }
  if (text === undefined) throw new SealError('bad-input')
  return textBytes(text)
}

/** The JSON value of bytes. JSON's own error would quote the text, so it is replaced by `malformed`. */
export function bytesJson(bytes: Uint8Array): unknown {
  const text = bytesText(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new SealError('malformed')
  }
}
