// The chain: what the bytes of an entry are, and the hash that ties it to the one before. The database links entries with the
// same bytes (platform/audit/migrations); this copy is the one that verifies.
import { createHash } from 'node:crypto'

/** One entry as it stands in the database. Absent ids are empty texts. */
export type ChainEntry = {
  /** Its place in the chain: 1, 2, 3 … without a gap. */
  sequence: number
  /** Microseconds since 1970, as whole number: what the database keeps of a time. */
  atMicros: bigint
  kind: string
  roles: string
  actorId: string
  organisationId: string
  recordId: string
  /** The very text that was hashed. */
  detail: string
}

/** What comes before the first entry: 32 zero bytes. */
export const chainStart: Uint8Array = new Uint8Array(32)

const label = 'rowan audit 1'

/** SHA-256 over label, sequence, time, texts (each behind its length) and the hash before: 32 bytes. */
export function linkHash(entry: ChainEntry, previous: Uint8Array): Uint8Array {
  const texts = [entry.kind, entry.roles, entry.actorId, entry.organisationId, entry.recordId, entry.detail]
  const hash = createHash('sha256')
    .update(field(label))
    .update(int64(BigInt(entry.sequence)))
    .update(int64(entry.atMicros))
  for (const text of texts) hash.update(field(text))
  return new Uint8Array(hash.update(previous).digest())
}

function field(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function int64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
