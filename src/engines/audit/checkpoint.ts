// A checkpoint: the service's signature under “so many entries there were, and this was the hash of the last”. Whoever keeps a
// copy can prove later that an entry up to there was changed.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export type Checkpoint = {
  /** The last entry it vouches for. */
  sequence: number
  /** Entries vouched for; as the chain has no gaps, the same number. */
  count: number
  /** SHA-256 of that entry, 32 bytes. */
  hash: Uint8Array
  /** When it was signed. */
  at: Date
}
export type SignedCheckpoint = Checkpoint & { signature: Uint8Array }

export type CheckpointSigner = {
  /** The Ed25519 public key, 32 bytes. */
  publicKey: Uint8Array
  sign(checkpoint: Checkpoint): SignedCheckpoint
}

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo.
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The signer of a 32-byte seed. Throws TypeError for another length. */
export function checkpointSigner(seed: Uint8Array): CheckpointSigner {
  if (seed.length !== 32) throw new TypeError('a seed of 32 bytes signs checkpoints')
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(publicPrefix.length)),
    sign: (checkpoint) => ({ ...checkpoint, signature: new Uint8Array(sign(null, signedBytes(checkpoint), key)) }),
  }
}

/** Whether the holder of this public key (32 bytes) signed it. Never throws. */
export function isSigned(checkpoint: SignedCheckpoint, publicKey: Uint8Array): boolean {
  const key = publicKeyOf(publicKey)
  return key !== undefined && verify(null, signedBytes(checkpoint), key, checkpoint.signature)
}

function publicKeyOf(bytes: Uint8Array): KeyObject | undefined {
  if (bytes.length !== 32) return undefined
  return createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' })
}

/** The text that is signed, so that anybody can rebuild it with a few words of any language. */
export const signedText = ({ sequence, count, hash, at }: Checkpoint): string =>
  `rowan audit checkpoint 1\nsequence ${sequence}\ncount ${count}\nhash ${hex(hash)}\nat ${at.toISOString()}\n`

const signedBytes = (checkpoint: Checkpoint) => Buffer.from(signedText(checkpoint), 'utf8')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The file a partner keeps: JSON with hash, signature and public key in hexadecimal, and the text that was signed. */
export function checkpointFile(checkpoint: SignedCheckpoint, publicKey: Uint8Array): string {
  const file = {
    what: 'rowan audit checkpoint 1',
    sequence: checkpoint.sequence,
    count: checkpoint.count,
    hash: hex(checkpoint.hash),
    at: checkpoint.at.toISOString(),
    signed: signedText(checkpoint),
    signature: hex(checkpoint.signature),
    algorithm: 'Ed25519 over the text "signed"',
    publicKey: hex(publicKey),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** What stands in such a file; undefined for anything else. The signature is not judged here. */
export function readCheckpointFile(text: string): (SignedCheckpoint & { publicKey: Uint8Array }) | undefined {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof file !== 'object' || file === null) return undefined
  const { what, sequence, count, hash, at, signature, publicKey } = file as Record<string, unknown>
  if (what !== 'rowan audit checkpoint 1' || !isCount(sequence) || !isCount(count)) return undefined
  if (!isHex(hash, 32) || !isHex(signature, 64) || !isHex(publicKey, 32)) return undefined
  const time = typeof at === 'string' ? new Date(at) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime())) return undefined
  return { sequence, count, hash: bytes(hash), at: time, signature: bytes(signature), publicKey: bytes(publicKey) }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
const isHex = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length === length * 2 && /^[0-9a-f]+$/.test(value)
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
