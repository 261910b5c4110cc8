// What a file is, by its first bytes alone: neither its name nor what the browser says of it counts. Pure.

export type FileKind = 'image' | 'audio' | 'pdf'
export const fileTypes = ['jpeg', 'png', 'webp', 'pdf', 'mp3', 'aac', 'amr', 'wav', 'ogg', 'mp4'] as const
export type FileType = (typeof fileTypes)[number]

/** Why a file was not taken. A code: the sentence belongs to whoever shows it. */
export const refusals = [
  'empty',
  'tooBig',
  'notTaken',
  'video',
  'heic',
  'broken',
  'tooManyPixels',
  'locked',
  'tooManyPages',
  'tooSlow',
  'virus',
] as const
export type Refusal = (typeof refusals)[number]

/** Largest file that is taken, in bytes. */
export const fileLimitBytes = 25 * 1024 * 1024

const kinds: Readonly<Record<FileType, FileKind>> = {
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  pdf: 'pdf',
  mp3: 'audio',
  aac: 'audio',
  amr: 'audio',
  wav: 'audio',
  ogg: 'audio',
  mp4: 'audio',
}
export const kindOf = (type: FileType): FileKind => kinds[type]

const latin = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis'])

const tagBytes = (bytes: Uint8Array, at: number): number => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10)
  const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0
  return 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + (hasFooter ? 10 : 0)
}

/** Where ID3 tags before the sound end: there may be several. */
export function afterTags(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length && latin(bytes, at, at + 3) === 'ID3') at += tagBytes(bytes, at)
  return at
}

/** AAC in ADTS: layer 0 under a twelve-bit mark. */
const isAacAt = (bytes: Uint8Array, at: number) => bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0

/**
 * The type of a file on the list, or why it is not taken. Its own mark must stand at the very first byte: a PDF that begins
 * as something else is one to some programs and a web page to others. Whether the rest keeps to it is for the cleaning.
 */
export function sniff(bytes: Uint8Array): { type: FileType } | { refused: Refusal } {
  if (bytes.length === 0) return { refused: 'empty' }
  if (bytes.length > fileLimitBytes) return { refused: 'tooBig' }
  const [a = 0, b = 0, c = 0] = bytes
  const start = latin(bytes, 0, 12)
  if (a === 0xff && b === 0xd8 && c === 0xff) return { type: 'jpeg' }
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return { type: 'png' }
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return { type: 'webp' }
  if (start.startsWith('RIFF') && start.slice(8) === 'WAVE') return { type: 'wav' }
  if (start.startsWith('%PDF-')) return { type: 'pdf' }
  if (start.startsWith('OggS')) return { type: 'ogg' }
  if (start.startsWith('#!AMR')) return { type: 'amr' }
  if (start.startsWith('ID3')) return { type: isAacAt(bytes, afterTags(bytes)) ? 'aac' : 'mp3' }
  if (start.slice(4, 8) === 'ftyp') {
    const brand = start.slice(8)
    if (heicBrands.has(brand)) return { refused: 'heic' }
    // Sound and pictures that move share these brands: which it is, its tracks say.
    return { type: 'mp4' }
  }
  if (a === 0xff && (b & 0xe0) === 0xe0) {
    const layer = (b >> 1) & 3
    if (layer === 1) return { type: 'mp3' }
    if (isAacAt(bytes, 0)) return { type: 'aac' }
  }
  if (start.slice(4, 8) === 'moov' || start.slice(4, 8) === 'mdat' || start.startsWith('\x1aE\xdf\xa3'))
    return { refused: 'video' }
  return { refused: 'notTaken' }
}
