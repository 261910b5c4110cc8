// The envelopes of the sealing engine (src/engines/sealing/README.md, “Formats”) made with WebCrypto, for a page that seals what
// was typed before it leaves. It only seals: nothing in a browser of the public can open what it made.

type Bytes = Uint8Array<ArrayBuffer>

/** What a wrapped key is bound to; the body to `record` and `part` alone. As in the engine. */
export type Binding = { organisation: string; epoch: number; record: string; part: string }

const suite = 1
const wrappedSuite = Uint8Array.of(suite)
const { subtle } = globalThis.crypto ?? {}
const encoder = new TextEncoder()
const x25519 = { name: 'X25519' }

const join = (...parts: Uint8Array[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Whether this browser can seal at all: X25519 in WebCrypto, on a page that came by https or from this machine. */
export async function canSeal(): Promise<boolean> {
  try {
    await subtle.generateKey(x25519, false, ['deriveBits'])
    return true
  } catch {
    return false
  }
}

/** Texts behind their length, numbers in eight bytes, a type byte before each. */
function fields(...list: (string | number)[]): Bytes {
  return join(
    ...list.map((field) => {
      const text = typeof field === 'number' ? undefined : encoder.encode(field)
      const bytes = new Uint8Array(text ? 5 + text.length : 9)
      const view = new DataView(bytes.buffer)
      bytes[0] = text ? 2 : 1
      if (text) {
        view.setUint32(1, text.length)
        bytes.set(text, 5)
      } else view.setUint32(5, field as number)
      return bytes
    }),
  )
}

async function hmac(key: Uint8Array, ...parts: Uint8Array[]): Promise<Bytes> {
  // No browser takes an empty key; one of zeros is the same key to HMAC.
  const raw = key.length > 0 ? join(key) : new Uint8Array(32)
  const signer = await subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await subtle.sign('HMAC', signer, join(...parts)))
}

async function gcm(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array, additionalData: Uint8Array): Promise<Bytes> {
  const sealer = await subtle.importKey('raw', join(key), 'AES-GCM', false, ['encrypt'])
  const how = { name: 'AES-GCM', iv: join(iv), additionalData: join(additionalData) }
  return new Uint8Array(await subtle.encrypt(how, sealer, join(plaintext)))
}

/** Key identifier and length of the two AES-GCM of RFC 9180; ours is the second. */
export const aes128 = { id: 1, bytes: 16 }
const aes256 = { id: 2, bytes: 32 }

const none = new Uint8Array()
const version = encoder.encode('HPKE-v1')
const kem = join(encoder.encode('KEM'), Uint8Array.of(0, 0x20))

const extract = (id: Uint8Array, salt: Uint8Array, label: string, input: Uint8Array) =>
  hmac(salt, version, id, encoder.encode(label), input)
const expand = async (id: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number) =>
  (await hmac(key, Uint8Array.of(0, length), version, id, encoder.encode(label), info, Uint8Array.of(1))).slice(
    0,
    length,
  )

/**
 * Single-shot SealBase of RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Answers ephemeral key and ciphertext
 * in one. `ephemeral` and another `aead` are for the RFC's vectors alone.
 */
export async function hpkeSeal(
  recipient: Uint8Array,
  plaintext: Uint8Array,
  {
    info,
    aad,
    aead = aes256,
    ephemeral,
  }: { info: Uint8Array; aad: Uint8Array; aead?: typeof aes256; ephemeral?: CryptoKeyPair },
): Promise<Bytes> {
  const pair = ephemeral ?? ((await subtle.generateKey(x25519, true, ['deriveBits'])) as CryptoKeyPair)
  const enc = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const to = await subtle.importKey('raw', join(recipient), x25519, false, [])
  const shared = new Uint8Array(await subtle.deriveBits({ ...x25519, public: to }, pair.privateKey, 256))
  const secret = await expand(
    kem,
    await extract(kem, none, 'eae_prk', shared),
    'shared_secret',
    join(enc, recipient),
    32,
  )
  const id = join(encoder.encode('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, aead.id))
  const context = join(
    Uint8Array.of(0),
    await extract(id, none, 'psk_id_hash', none),
    await extract(id, none, 'info_hash', info),
  )
  const prk = await extract(id, secret, 'secret', none)
  const key = await expand(id, prk, 'key', context, aead.bytes)
  return join(enc, await gcm(key, await expand(id, prk, 'base_nonce', context, 12), plaintext, aad))
}

/** Wraps a data key to a public key: 81 bytes. */
export async function wrapKey(dataKey: Uint8Array, publicKey: Uint8Array, to: Binding): Promise<Bytes> {
  const info = fields('rowan wrapped key', suite, to.organisation, to.epoch, to.record, to.part)
  return join(wrappedSuite, await hpkeSeal(publicKey, dataKey, { info, aad: wrappedSuite }))
}

/** Seals text under a new data key, padded to 4, 8 or 16 KiB and multiples of that. */
export async function sealBody(
  text: string,
  { record, part }: Pick<Binding, 'record' | 'part'>,
): Promise<{ dataKey: Bytes; body: Bytes }> {
  const words = encoder.encode(text)
  const needed = (words.length + 4) / 4096
  const padded = new Uint8Array(4096 * (needed <= 1 ? 1 : needed <= 2 ? 2 : Math.ceil(needed / 4) * 4))
  new DataView(padded.buffer).setUint32(0, words.length)
  padded.set(words, 4)
  const dataKey = crypto.getRandomValues(new Uint8Array(32))
  const aad = fields('rowan sealed body', suite, record, part)
  return { dataKey, body: join(wrappedSuite, await gcm(dataKey, new Uint8Array(12), padded, aad)) }
}

/** Body and wrapped key in one, for a single reader. */
export async function sealTo(text: string, publicKey: Uint8Array, to: Binding): Promise<Bytes> {
  const { dataKey, body } = await sealBody(text, to)
  return join(await wrapKey(dataKey, publicKey, to), body)
}

export const toText = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
}

export const fromText = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
