// A proof of submission: the service's signature under “a report came in at this minute, and this is a commitment to its
// words”. It says nothing about them, and whoever is given it can check it.
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, timingSafeEqual, verify } from 'node:crypto'
import { SealError } from './failure.ts'
import { encodeFields, isBytes, joinBytes } from './layout.ts'

const VERSION = 1
const COMMITMENT_BYTES = 32
const SIGNATURE_BYTES = 64
const BODY_BYTES = 1 + 4 + COMMITMENT_BYTES
const PROOF_BYTES = BODY_BYTES + SIGNATURE_BYTES

/** Longest text worth reading as a proof: the letters, and generous room for spaces and line ends. */
export const PROOF_MAX_INPUT = 1_000

export type Proof = {
  /** The minute it came in. */
  receivedAt: Date
  /** SHA-256 over a secret of 32 bytes and the words: without the secret it fits any words. */
  commitment: Uint8Array
}

export type ProofSigner = {
  /** Ed25519, 32 bytes: with it anybody can check a proof without asking the service. */
  publicKey: Uint8Array
  /** The proof as 162 letters and digits in groups of six. */
  issue(proof: Proof): string
}

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo.
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The secret of a commitment, 32 bytes, from the one-use data key the words are sealed with: who can open them can match them. */
export const commitmentSecret = (dataKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(), encodeFields('rowan proof secret', VERSION), 32))

/** The commitment to `words` (their bytes as sealed): hides them, and fits no others. Throws SealError for another length of secret. */
export function commitTo(words: Uint8Array, secret: Uint8Array): Uint8Array {
  if (!isBytes(secret, 32)) throw new SealError('bad-input')
  const hash = createHash('sha256').update(encodeFields('rowan proof commitment', VERSION)).update(secret).update(words)
  return Uint8Array.from(hash.digest())
}

/** Whether these words, with their secret, are the ones a proof commits to. */
export const isCommitmentTo = (proof: Proof, words: Uint8Array, secret: Uint8Array): boolean =>
  timingSafeEqual(commitTo(words, secret), proof.commitment)

const signedBytes = (body: Uint8Array) => joinBytes(encodeFields('rowan proof of submission', VERSION), body)

/** The signer of a 32-byte seed. Throws SealError for another length. */
export function proofSigner(seed: Uint8Array): ProofSigner {
  if (!isBytes(seed, 32)) throw new SealError('bad-input')
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: Uint8Array.from(spki.subarray(publicPrefix.length)),
    issue({ receivedAt, commitment }) {
      if (!isBytes(commitment, COMMITMENT_BYTES)) throw new SealError('bad-input')
      const minute = Buffer.alloc(4)
      minute.writeUInt32BE(Math.floor(receivedAt.getTime() / 60_000))
      const body = joinBytes(Uint8Array.of(VERSION), minute, commitment)
      return inGroups(letters(joinBytes(body, sign(null, signedBytes(body), key))))
    },
  }
}

/** What a proof says, if the holder of this public key signed it; undefined for anything else. Spaces, case and 0/O, 1/I/L do not matter. */
export function readProof(text: string, publicKey: Uint8Array): Proof | undefined {
  if (!isBytes(publicKey, 32) || text.length > PROOF_MAX_INPUT) return undefined
  const bytes = bytesOf(text)
  if (bytes?.length !== PROOF_BYTES || bytes[0] !== VERSION) return undefined
  const body = bytes.subarray(0, BODY_BYTES)
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' })
  if (!verify(null, signedBytes(body), key, bytes.subarray(BODY_BYTES))) return undefined
  const minute = new DataView(body.buffer, body.byteOffset).getUint32(1)
  return { receivedAt: new Date(minute * 60_000), commitment: Uint8Array.from(body.subarray(5)) }
}

// Crockford's alphabet: no I, L, O or U, so that what is read aloud or copied by hand survives.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function letters(bytes: Uint8Array): string {
  let held = 0
  let bits = 0
  let text = ''
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

function bytesOf(text: string): Uint8Array | undefined {
  const clean = text
    .toUpperCase()
    .replace(/[\s.-]+/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of clean) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return undefined
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  // Left-over bits are zeros: one proof has one spelling.
  return (held & ((1 << bits) - 1)) === 0 ? Uint8Array.from(bytes) : undefined
}

const inGroups = (text: string) => (text.match(/.{1,6}/g) ?? []).join(' ')
