// How bytes are laid out before they are sealed: unambiguous field encoding, length framing and padding. Apart so that
// every sealed format shares one encoding and two different things can never have the same bytes.
import { SealError } from './failure.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of well-formed text. A lone surrogate is refused: it would encode to the same bytes as another text. */
export function textBytes(text: string): Uint8Array {
  if (typeof text !== 'string' || !text.isWellFormed()) throw new SealError('bad-input')
  return encoder.encode(text)
}

/** Text of UTF-8 bytes; bytes that are not UTF-8 are refused as malformed. */
export function bytesText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new SealError('malformed')
  }
}

export function joinBytes(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/**
 * A canonical encoding of labelled fields: every text is preceded by its length (u32, big-endian), every number is eight
 * bytes (u64, big-endian), and a type byte stands before each. Different fields always give different bytes.
 */
export function encodeFields(label: string, ...fields: (string | number)[]): Uint8Array {
  return joinBytes(...[label, ...fields].map(encodeField))
}

function encodeField(field: string | number): Uint8Array {
  if (typeof field === 'number') {
    if (!Number.isSafeInteger(field) || field < 0) throw new SealError('bad-input')
    const bytes = new Uint8Array(9)
    bytes[0] = 1
    new DataView(bytes.buffer).setBigUint64(1, BigInt(field))
    return bytes
  }
  const text = textBytes(field)
  const bytes = new Uint8Array(5 + text.length)
  bytes[0] = 2
  new DataView(bytes.buffer).setUint32(1, text.length)
  bytes.set(text, 5)
  return bytes
}

const LENGTH_BYTES = 4

/** `plaintext` behind its length and before zeros, `sizeFor(needed)` bytes long in all. */
export function pad(plaintext: Uint8Array, sizeFor: (needed: number) => number): Uint8Array {
  const framed = new Uint8Array(sizeFor(LENGTH_BYTES + plaintext.length))
  new DataView(framed.buffer).setUint32(0, plaintext.length)
  framed.set(plaintext, LENGTH_BYTES)
  return framed
}

/** What `pad` was given. A length that does not fit, or padding that is not all zeros, is refused as malformed. */
export function unpad(framed: Uint8Array): Uint8Array {
  if (framed.length < LENGTH_BYTES) throw new SealError('malformed')
  const end = LENGTH_BYTES + new DataView(framed.buffer, framed.byteOffset, framed.length).getUint32(0)
  if (end > framed.length) throw new SealError('malformed')
  for (let at = end; at < framed.length; at++) if (framed[at] !== 0) throw new SealError('malformed')
  return framed.slice(LENGTH_BYTES, end)
}

/** True for a plain array of exactly `length` bytes. */
export function isBytes(value: unknown, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length
}
