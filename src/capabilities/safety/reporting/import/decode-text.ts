// Bytes of a file that calls itself CSV → text. Apart because it guesses: logs come from old spreadsheets in whatever
// encoding the machine had, and two exports pasted together can mix two.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Decoded {
  text: string
  encoding: Encoding
  /** True when bytes of another encoding were met in a mostly UTF-8 file and read as Windows-1252. */
  mixed: boolean
  /** Count of NULs, and of characters that could not be read; each stands as U+FFFD in the text. */
  damaged: number
}

/** What was given is not a log in text; the message tells a person what to do instead. */
export class UnreadableLog extends Error {
  override name = 'UnreadableLog'
  readonly code: UnreadableCode
  constructor(code: UnreadableCode) {
    super(unreadableWords[code])
    this.code = code
  }
}

export type UnreadableCode = keyof typeof unreadableWords

const unreadableWords = {
  empty: 'The file is empty.',
  'no-rows': 'The file holds headings but no rows under them.',
  spreadsheet:
    'This is a spreadsheet file, not CSV. Open it in the spreadsheet program, choose “Save as” and the format “CSV”, and import that file.',
  'not-text': 'This file is not text (a picture, document or program?). Export the log as CSV and import that file.',
  'web-page': 'This file is a web page, not CSV. Export the log as CSV and import that file.',
  'too-large': 'The file is larger than 128 MB. Split it by year and import the parts one after another.',
} as const

export const largestLog = 128 * 1024 * 1024

/**
 * Bytes → text, without a byte-order mark. Nothing is dropped: what cannot be read stands as U+FFFD and is counted.
 * @throws UnreadableLog for an empty, too large or binary file.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new UnreadableLog('empty')
  if (bytes.length > largestLog) throw new UnreadableLog('too-large')
  refuseOtherFormats(bytes)
  const wide = wideEncoding(bytes)
  if (wide) return cleaned(new TextDecoder(wide).decode(bytes), wide, false)
  refuseBinary(bytes)
  try {
    return cleaned(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8', false)
  } catch {
    return decodeMixed(bytes)
  }
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

function refuseOtherFormats(bytes: Uint8Array): void {
  const zip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)
  const oldOffice = startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)
  if (zip || oldOffice) throw new UnreadableLog('spreadsheet')
  const pdf = startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)
  const gzip = startsWith(bytes, 0x1f, 0x8b)
  const picture = startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)
  if (pdf || gzip || picture) throw new UnreadableLog('not-text')
  const opening = new TextDecoder('windows-1252').decode(bytes.subarray(0, 512)).trimStart().toLowerCase()
  if (opening.startsWith('<!doctype html') || opening.startsWith('<html') || opening.startsWith('<table')) {
    throw new UnreadableLog('web-page')
  }
}

// UTF-16 by its mark, or without one by the zero halves that Latin letters leave.
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  const looked = Math.min(bytes.length, 4096) & ~1
  if (looked < 8) return undefined
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < looked; i += 2) {
    if (bytes[i] === 0) evenZeros++
    if (bytes[i + 1] === 0) oddZeros++
  }
  const pairs = looked / 2
  if (oddZeros > pairs * 0.7 && evenZeros < pairs * 0.05) return 'utf-16le'
  if (evenZeros > pairs * 0.7 && oddZeros < pairs * 0.05) return 'utf-16be'
  return undefined
}

function refuseBinary(bytes: Uint8Array): void {
  const looked = Math.min(bytes.length, 65_536)
  let controls = 0
  for (let i = 0; i < looked; i++) {
    const byte = bytes[i]!
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  }
  if (controls > looked * 0.1) throw new UnreadableLog('not-text')
}

function cleaned(text: string, encoding: Encoding, mixed: boolean): Decoded {
  const readable = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
  let damaged = 0
  for (let at = readable.indexOf('\uFFFD'); at !== -1; at = readable.indexOf('\uFFFD', at + 1)) damaged++
  return { text: readable, encoding, mixed, damaged }
}

// Length of the well-formed UTF-8 sequence of two or more bytes at `at`, else 0. The bounds on the second byte keep out
// overlong forms and surrogates (Unicode 15, table 3-7).
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (length === 0 || at + length > bytes.length) return 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (bytes[at + 1]! < low || bytes[at + 1]! > high) return 0
  for (let i = 2; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0
  return length
}

// A file with some bytes that are not UTF-8: all Windows-1252 when that explains it, else each stretch by itself.
function decodeMixed(bytes: Uint8Array): Decoded {
  const stretches: { from: number; to: number; wide: boolean }[] = []
  let sequences = 0
  let strays = 0
  let from = 0
  let wide = true
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : sequenceLength(bytes, i)
    const fits = length > 0
    if (length > 1) sequences++
    if (!fits) strays++
    if (fits !== wide) {
      if (i > from) stretches.push({ from, to: i, wide })
      from = i
      wide = fits
    }
    i += fits ? length : 1
  }
  stretches.push({ from, to: bytes.length, wide })
  const latin = new TextDecoder('windows-1252')
  if (sequences <= strays) return cleaned(latin.decode(bytes), 'windows-1252', false)
  const utf8 = new TextDecoder('utf-8')
  const parts = stretches.map((s) => (s.wide ? utf8 : latin).decode(bytes.subarray(s.from, s.to)))
  return cleaned(parts.join(''), 'utf-8', true)
}
