// Opus and Vorbis in an Ogg container: the pages are written anew with an empty comment; the sound's packets stay as they are.
import { joined, need, Refused, textAt, viewOf } from './broken.ts'

type Page = { flags: number; position: Uint8Array; serial: number; segments: Uint8Array; body: Uint8Array }

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n << 24
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value & 0x80000000 ? 0x04c11db7 : 0)
  return value >>> 0
})

function checksum(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = ((crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0)) >>> 0
  return crc
}

const headBytes = 27
const none = Buffer.alloc(8, 0xff)
const zero = new Uint8Array(8)

function readPages(bytes: Uint8Array): Page[] {
  const view = viewOf(bytes)
  const pages: Page[] = []
  let at = 0
  while (at + headBytes <= bytes.length && textAt(bytes, at, 4) === 'OggS') {
    need(bytes[at + 4] === 0)
    const count = bytes[at + 26] ?? 0
    const body = at + headBytes + count
    if (body > bytes.length) break
    const segments = bytes.subarray(at + headBytes, body)
    const size = segments.reduce((sum, each) => sum + each, 0)
    // The last page of a recording that broke off.
    if (body + size > bytes.length) break
    // A copy: a Buffer's slice is a view of it.
    const whole = new Uint8Array(bytes.subarray(at, body + size))
    viewOf(whole).setUint32(22, 0, true)
    need(checksum(whole) === view.getUint32(at + 22, true))
    pages.push({
      flags: bytes[at + 5] ?? 0,
      position: bytes.subarray(at + 6, at + 14),
      serial: view.getUint32(at + 14, true),
      segments,
      body: bytes.subarray(body, body + size),
    })
    at = body + size
  }
  return pages
}

function writePage(page: Omit<Page, 'serial'>, sequence: number): Uint8Array {
  const head = Buffer.alloc(headBytes)
  head.write('OggS', 'latin1')
  head[5] = page.flags & 7
  head.set(page.position, 6)
  head.writeUInt32LE(1, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = page.segments.length
  const whole = joined([head, page.segments, page.body])
  viewOf(whole).setUint32(22, checksum(whole), true)
  return whole
}

/** Pages for one header packet, which a reader expects to begin and end on pages of its own. */
function pagesOf(packet: Uint8Array, isFirst: boolean): Omit<Page, 'serial'>[] {
  const pages: Omit<Page, 'serial'>[] = []
  const lengths = [...new Array<number>(Math.floor(packet.length / 255)).fill(255), packet.length % 255]
  for (let from = 0; from < lengths.length; from += 255) {
    const segments = Uint8Array.from(lengths.slice(from, from + 255))
    const isEnd = from + 255 >= lengths.length
    const body = packet.subarray(from * 255, from * 255 + segments.reduce((sum, each) => sum + each, 0))
    pages.push({
      flags: (isFirst && from === 0 ? 2 : 0) | (from > 0 ? 1 : 0),
      position: isEnd ? zero : none,
      segments,
      body,
    })
  }
  return pages
}

/** The first `count` packets, and the first page after them. Headers end with their page in both codecs. */
function headersOf(pages: readonly Page[], count: number): { packets: Uint8Array[]; next: number } {
  const packets: Uint8Array[] = []
  let parts: Uint8Array[] = []
  let next = 0
  while (packets.length < count) {
    const page = pages[next++]
    need(page !== undefined && next < 64)
    let at = 0
    for (const length of page.segments) {
      parts.push(page.body.subarray(at, at + length))
      at += length
      if (length < 255) {
        packets.push(joined(parts))
        parts = []
      }
    }
  }
  need(parts.length === 0 && packets.length === count)
  return { packets, next }
}

function opusHead(packet: Uint8Array): Uint8Array {
  const channels = packet[9] ?? 0
  const hasMap = (packet[18] ?? 0) !== 0
  const length = hasMap ? 21 + channels : 19
  need(packet.length >= length && channels > 0)
  return packet.subarray(0, length)
}

/** Throws Refused `broken`, or `notTaken` for another codec or several streams. */
export function cleanOgg(bytes: Uint8Array): Uint8Array {
  const pages = readPages(bytes)
  const [first] = pages
  need(first !== undefined && (first.flags & 2) !== 0)
  if (pages.some((page) => page.serial !== first.serial)) throw new Refused('notTaken')
  const isOpus = textAt(first.body, 0, 8) === 'OpusHead'
  if (!isOpus && textAt(first.body, 0, 7) !== '\x01vorbis') throw new Refused('notTaken')
  const { packets, next } = headersOf(pages, isOpus ? 2 : 3)
  const [head, , setup] = packets
  need(head !== undefined)
  const headers = isOpus
    ? [opusHead(head), joined([Buffer.from('OpusTags'), zero])]
    : [head.subarray(0, 30), joined([Buffer.from('\x03vorbis', 'latin1'), zero, Uint8Array.of(1)]), setup]
  const sound = pages.slice(next)
  need(sound.length > 0 && sound.every((page) => (page.flags & 2) === 0))
  const fresh = headers.flatMap((packet, index) => pagesOf(packet ?? new Uint8Array(), index === 0))
  return joined([...fresh, ...sound].map(writePage))
}
