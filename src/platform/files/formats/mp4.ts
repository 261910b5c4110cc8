// Sound in an MP4 or 3GP container, as most phones record: its samples are put into a container written here from numbers alone.
import { joined, need, Refused, textAt, viewOf } from './broken.ts'

type Box = { type: string; body: Uint8Array }

const mostBoxes = 4_000
const mostSamples = 2_000_000

/** The boxes that stand side by side in `bytes`; one that does not fit ends the file or is refused. */
function boxesIn(bytes: Uint8Array, isTop = false): Box[] {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= bytes.length) {
    need(boxes.length < mostBoxes)
    let size = view.getUint32(at)
    let head = 8
    if (size === 1) {
      need(at + 16 <= bytes.length)
      size = Number(view.getBigUint64(at + 8))
      head = 16
    } else if (size === 0) size = bytes.length - at
    const isWhole = size >= head && at + size <= bytes.length
    if (!isWhole && isTop && boxes.some((box) => box.type === 'moov')) break
    need(isWhole)
    boxes.push({ type: textAt(bytes, at + 4, 4), body: bytes.subarray(at + head, at + size) })
    at += size
  }
  return boxes
}

const inside = (boxes: readonly Box[], type: string): Uint8Array | undefined =>
  boxes.find((box) => box.type === type)?.body

function must(boxes: readonly Box[], type: string, least = 0): Uint8Array {
  const body = inside(boxes, type)
  need(body !== undefined && body.length >= least)
  return body
}

const u32List = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4)
  })
  return bytes
}
const u32 = (...values: number[]): Uint8Array => u32List(values)
const u16 = (...values: number[]): Uint8Array =>
  Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]))

function box(type: string, ...bodies: Uint8Array[]): Uint8Array {
  const body = joined(bodies)
  return joined([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** Rows of `width` numbers behind a version and a count. */
function rowsOf(body: Uint8Array, width: number, skip = 4): number[][] {
  const view = viewOf(body)
  need(body.length >= skip + 4)
  const count = view.getUint32(skip)
  need(count <= mostSamples && body.length >= skip + 4 + count * width * 4)
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_, column) => view.getUint32(skip + 4 + (row * width + column) * 4)),
  )
}

function sizesOf(body: Uint8Array): number[] {
  const view = viewOf(body)
  need(body.length >= 12)
  const same = view.getUint32(4)
  const count = view.getUint32(8)
  need(count > 0 && count <= mostSamples)
  if (same > 0) return new Array<number>(count).fill(same)
  return rowsOf(body, 1, 8).map(([size = 0]) => size)
}

/** Where chunks begin in the file. */
function chunksOf(table: readonly Box[]): number[] {
  const short = inside(table, 'stco')
  if (short) return rowsOf(short, 1).map(([offset = 0]) => offset)
  return rowsOf(must(table, 'co64'), 2).map(([high = 0, low = 0]) => high * 2 ** 32 + low)
}

/** The samples' own bytes, in order. A table that names the same bytes again and again would grow without end. */
function samplesIn(file: Uint8Array, table: readonly Box[], sizes: readonly number[]): Uint8Array[] {
  const chunks = chunksOf(table)
  const runs = rowsOf(must(table, 'stsc'), 3)
  const samples: Uint8Array[] = []
  let total = 0
  let run = 0
  for (let chunk = 0; chunk < chunks.length && samples.length < sizes.length; chunk++) {
    while (run + 1 < runs.length && (runs[run + 1]?.[0] ?? 0) <= chunk + 1) run++
    let at = chunks[chunk] ?? 0
    const inChunk = runs[run]?.[1] ?? 0
    for (let each = 0; each < inChunk && samples.length < sizes.length; each++) {
      const size = sizes[samples.length] ?? 0
      need(at + size <= file.length)
      total += size
      need(total <= file.length)
      samples.push(file.subarray(at, at + size))
      at += size
    }
  }
  need(samples.length === sizes.length && total > 0)
  return samples
}

const descriptor = (tag: number, ...bodies: Uint8Array[]): Uint8Array => {
  const body = joined(bodies)
  need(body.length < 128)
  return joined([Uint8Array.of(tag, body.length), body])
}

/** A descriptor's body and what follows it: tag, a length in up to four bytes of seven bits, body. */
function readDescriptor(bytes: Uint8Array, tag: number): { body: Uint8Array; after: Uint8Array } {
  need(bytes[0] === tag)
  let length = 0
  let at = 1
  for (let more = true; more && at < 5; at++) {
    const byte = bytes[at] ?? 0
    length = (length << 7) | (byte & 127)
    more = byte > 127
  }
  need(at + length <= bytes.length)
  return { body: bytes.subarray(at, at + length), after: bytes.subarray(at + length) }
}

/** What a decoder must know of AAC: its kind, buffer, bit rates and two or a few bytes of settings. */
function cleanEsds(body: Uint8Array): Uint8Array {
  const stream = readDescriptor(body.subarray(4), 3).body
  const flags = stream[2] ?? 0
  need((flags & 0xe0) === 0)
  const decoder = readDescriptor(stream.subarray(3), 4).body
  need(decoder.length >= 13)
  const settings = readDescriptor(decoder.subarray(13), 5).body
  need(settings.length <= 64)
  const inner = descriptor(4, decoder.slice(0, 13), descriptor(5, settings))
  return box('esds', u32(0), descriptor(3, u16(1), Uint8Array.of(0), inner, descriptor(6, Uint8Array.of(2))))
}

/** The one entry that says how samples are coded, from its numbers. Throws Refused `notTaken` for a codec not on the list. */
function cleanEntry(stsd: Uint8Array): Uint8Array {
  need(stsd.length >= 8 && viewOf(stsd).getUint32(4) === 1)
  const [entry] = boxesIn(stsd.subarray(8))
  need(entry !== undefined && entry.body.length >= 28)
  const { type, body } = entry
  const view = viewOf(body)
  const version = view.getUint16(8)
  need(version <= 1)
  const inner = boxesIn(body.subarray(version === 1 ? 44 : 28))
  const head = joined([
    new Uint8Array(6),
    u16(1),
    new Uint8Array(8),
    u16(view.getUint16(16), view.getUint16(18), 0, 0),
    u32(view.getUint32(24)),
  ])
  if (type === 'mp4a') {
    const esds = inside(inner, 'esds') ?? inside(boxesIn(inside(inner, 'wave') ?? new Uint8Array()), 'esds')
    need(esds !== undefined)
    return box('mp4a', head, cleanEsds(esds))
  }
  if (type === 'samr' || type === 'sawb') {
    const settings = must(inner, 'damr', 9)
    // Its first four bytes name who made the encoder.
    return box(type, head, box('damr', u32(0), settings.slice(4, 9)))
  }
  if (type === 'alac') {
    const settings = must(inner, 'alac', 28)
    return box('alac', head, box('alac', settings.slice(0, 28)))
  }
  throw new Refused('notTaken')
}

const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

/** Throws Refused: `video` when pictures move in it, `notTaken` for another codec or a file written in fragments. */
export function cleanMp4(file: Uint8Array): Uint8Array {
  const top = boxesIn(file, true)
  if (top.some((each) => each.type === 'moof')) throw new Refused('notTaken')
  const tracks = boxesIn(must(top, 'moov'))
    .filter((each) => each.type === 'trak')
    .map((track) => boxesIn(must(boxesIn(track.body), 'mdia')))
  const kindOf = (media: readonly Box[]) => textAt(must(media, 'hdlr', 12), 8, 4)
  if (tracks.some((media) => kindOf(media) === 'vide')) throw new Refused('video')
  const sounds = tracks.filter((media) => kindOf(media) === 'soun')
  const [media] = sounds
  if (!media || sounds.length > 1) throw new Refused('notTaken')
  const table = boxesIn(must(boxesIn(must(media, 'minf')), 'stbl'))
  const mdhd = must(media, 'mdhd', 20)
  const timescale = viewOf(mdhd).getUint32(mdhd[0] === 1 ? 20 : 12)
  need(timescale > 0)
  const sizes = sizesOf(must(table, 'stsz'))
  const samples = samplesIn(file, table, sizes)
  const times = rowsOf(must(table, 'stts'), 2)
  const duration = Math.min(
    0xffffffff,
    times.reduce((sum, [count = 0, delta = 0]) => sum + count * delta, 0),
  )
  const entry = cleanEntry(must(table, 'stsd'))
  const moov = (offset: number) =>
    box(
      'moov',
      box('mvhd', u32(0, 0, 0, timescale, duration, 0x10000, 0x1000000, 0, 0), matrix, new Uint8Array(24), u32(2)),
      box(
        'trak',
        box('tkhd', u32(7, 0, 0, 1, 0, duration, 0, 0, 0, 0x1000000), matrix, u32(0, 0)),
        box(
          'mdia',
          box('mdhd', u32(0, 0, 0, timescale, duration), u16(0x55c4, 0)),
          box('hdlr', u32(0, 0), Buffer.from('soun'), u32(0, 0, 0), Uint8Array.of(0)),
          box(
            'minf',
            box('smhd', u32(0, 0)),
            box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))),
            box(
              'stbl',
              box('stsd', u32(0, 1), entry),
              box('stts', u32(0, times.length), u32List(times.flat())),
              box('stsc', u32(0, 1, 1, samples.length, 1)),
              box('stsz', u32(0, 0, sizes.length), u32List(sizes)),
              box('stco', u32(0, 1, offset)),
            ),
          ),
        ),
      ),
    )
  const kind = box('ftyp', Buffer.from('M4A '), u32(0), Buffer.from('M4A mp42isom'))
  return joined([kind, moov(kind.length + moov(0).length + 8), box('mdat', ...samples)])
}
