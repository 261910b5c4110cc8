// Files as phones and people make them, with a canary in every place where a program writes who, where and when. Built here byte
// by byte, since real ones would be somebody's.
import { crc32 } from 'node:zlib'
import sharp from 'sharp'

export const canary = 'CANARY-7c1e'
/** As UTF-16, which Windows and ID3 write. */
export const wideCanary = Buffer.from(canary, 'utf16le')

const be = (value: number, bytes = 4) => {
  const out = Buffer.alloc(bytes)
  out.writeUIntBE(value, 0, bytes)
  return out
}
const le = (value: number, bytes = 4) => {
  const out = Buffer.alloc(bytes)
  out.writeUIntLE(value, 0, bytes)
  return out
}
const text = (words: string) => Buffer.from(words, 'latin1')

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${canary}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

const exif = {
  IFD0: { Make: canary, Model: canary, Artist: canary, Copyright: canary },
  IFD2: { DateTimeOriginal: '2026:02:03 04:05:06', UserComment: canary },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 28/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '2/1 14/1 0/1' },
}

/** Two halves, so that turning it is seen: red above blue. */
const drawn = (width = 64, height = 32) =>
  sharp({ create: { width, height, channels: 3, background: '#2040d0' } }).composite([
    {
      input: { create: { width, height: Math.floor(height / 2), channels: 3, background: '#d02020' } },
      top: 0,
      left: 0,
    },
  ])

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), be(body.length + 2, 2), body])

/** EXIF with a place, XMP, IPTC, an ICC profile's words, a comment, and what some phones put behind the end. */
export async function jpegFile(orientation = 1): Promise<Buffer> {
  const plain = await drawn()
    .withMetadata({ orientation })
    .withExifMerge(exif)
    .withXmp(xmp)
    .jpeg({ quality: 90 })
    .toBuffer()
  const iptc = Buffer.concat([Buffer.from([0x1c, 2, 80]), be(canary.length, 2), text(canary)])
  const photoshop = Buffer.concat([
    text('Photoshop 3.0\0'),
    text('8BIM'),
    be(0x0404, 2),
    be(0, 2),
    be(iptc.length),
    iptc,
  ])
  const icc = Buffer.concat([text('ICC_PROFILE\0'), Buffer.from([1, 1]), Buffer.alloc(132), text(`desc${canary}`)])
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xed, Buffer.concat([photoshop, Buffer.alloc(photoshop.length % 2)])),
    segment(0xe2, icc),
    segment(0xfe, text(`a comment by ${canary}`)),
    plain.subarray(2),
    text(`behind the end: ${canary}`),
    zipFile,
  ])
}

const pngChunk = (name: string, body: Buffer) => {
  const named = Buffer.concat([text(name), body])
  return Buffer.concat([be(body.length), named, be(crc32(named))])
}

/** Text in its three kinds, a time, EXIF, a chunk nobody knows, and something behind the end. */
export async function pngFile(): Promise<Buffer> {
  const plain = await drawn().withExifMerge(exif).withXmp(xmp).png().toBuffer()
  const headEnd = 8 + 25
  return Buffer.concat([
    plain.subarray(0, headEnd),
    pngChunk('tEXt', text(`Author\0${canary}`)),
    pngChunk('iTXt', text(`Comment\0\0\0\0\0${canary}`)),
    pngChunk('tIME', Buffer.from([7, 234, 2, 3, 4, 5, 6])),
    pngChunk('caNv', text(canary)),
    plain.subarray(headEnd),
    text(canary),
  ])
}

export const webpFile = (): Promise<Buffer> => drawn().withExifMerge(exif).withXmp(xmp).webp().toBuffer()

/** Words on a page, who wrote it, XMP, a script that runs on opening, a file within the file, and a layer of hidden words. */
export function pdfFile(pages = 2): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = Array.from({ length: pages }, (_, i) => `${7 + i * 2} 0 R`).join(' ')
  add(
    `<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /Metadata 5 0 R /Names << /EmbeddedFiles << /Names [(${canary}) 6 0 R] >> >> >>`,
  )
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`)
  add(`<< /Author (${canary}) /Producer (${canary}) /CreationDate (D:20260203040506) >>`)
  add(`<< /S /JavaScript /JS (app.alert("${canary}"); this.submitForm("http://127.0.0.1:9/${canary}");) >>`)
  add(`<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`)
  add(`<< /Type /Filespec /F (${canary}) >>`)
  for (let i = 0; i < pages; i++) {
    const words = `BT /F1 24 Tf 40 100 Td (Page ${i + 1}) Tj ET BT 3 Tr /F1 12 Tf 40 60 Td (${canary}) Tj ET`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${8 + i * 2} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
    )
    add(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`)
  }
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return text(body)
}

// Sound

/** Frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz, each with a number in it. */
export const mp3Frames = (count = 12): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413, 1 + i)]),
    ),
  )

const id3 = () => {
  const frame = (name: string, body: Buffer) => Buffer.concat([text(name), be(body.length), be(0, 2), body])
  const body = Buffer.concat([
    frame('TIT2', text(`\0${canary}`)),
    frame('TPE1', Buffer.concat([Buffer.from([1, 0xff, 0xfe]), wideCanary])),
    frame('GEOB', text(`\0${canary}`)),
    Buffer.alloc(20),
  ])
  const size = Buffer.from([0, 0, (body.length >> 7) & 127, body.length & 127])
  return Buffer.concat([text('ID3'), Buffer.from([3, 0, 0]), size, body])
}

export function mp3File(): Buffer {
  const xing = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(32), text(`Info${canary}`)])
  const ape = text(`Artist\0${canary}`)
  const foot = Buffer.concat([text('APETAGEX'), le(2000), le(ape.length + 32), le(1), le(0), Buffer.alloc(8)])
  return Buffer.concat([
    id3(),
    xing,
    Buffer.alloc(417 - xing.length),
    mp3Frames(),
    ape,
    foot,
    text('TAG'),
    text(canary.padEnd(125, '\0')),
  ])
}

/** AAC in ADTS: mono, 44.1 kHz, frames of 64 bytes. */
export const aacFrames = (count = 12): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x40, 0x08, 0x1f, 0xfc]), Buffer.alloc(57, 1 + i)]),
    ),
  )
export const aacFile = (): Buffer => Buffer.concat([id3(), aacFrames()])

export const amrFrames = (count = 20): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 1 + i)])))
export const amrFile = (): Buffer => Buffer.concat([text('#!AMR\n'), amrFrames()])

export const wavSamples = (): Buffer => Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7) & 255))

export function wavFile(): Buffer {
  const chunk = (name: string, body: Buffer) =>
    Buffer.concat([text(name), le(body.length), body, Buffer.alloc(body.length % 2)])
  const format = Buffer.concat([le(1, 2), le(1, 2), le(8000), le(16_000), le(2, 2), le(16, 2)])
  const info = Buffer.concat([text('INFO'), chunk('IART', text(canary)), chunk('ICRD', text('2026-02-03'))])
  const body = Buffer.concat([
    text('WAVE'),
    chunk('bext', text(canary.padEnd(700, '\0'))),
    chunk('fmt ', format),
    chunk('LIST', info),
    chunk('data', wavSamples()),
    chunk('iXML', text(`<a>${canary}</a>`)),
  ])
  return chunk('RIFF', body)
}

function oggCrc(bytes: Buffer): number {
  let crc = 0
  for (const byte of bytes) {
    crc = (crc ^ (byte << 24)) >>> 0
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80000000 ? 0x04c11db7 : 0)) >>> 0
  }
  return crc
}

function oggPage(flags: number, position: number, sequence: number, packets: Buffer[], serial = 77): Buffer {
  const segments = packets.flatMap((packet) => [
    ...new Array(Math.floor(packet.length / 255)).fill(255),
    packet.length % 255,
  ])
  const head = Buffer.concat([
    text('OggS\0'),
    Buffer.from([flags]),
    le(position, 6),
    le(0, 2),
    le(serial),
    le(sequence),
    le(0),
    Buffer.from([segments.length, ...segments]),
  ])
  const page = Buffer.concat([head, ...packets])
  page.writeUInt32LE(oggCrc(page), 22)
  return page
}

export const opusPackets = (): Buffer[] => Array.from({ length: 6 }, (_, i) => Buffer.alloc(90, 0x20 + i))

export function oggFile(): Buffer {
  const head = Buffer.concat([
    text('OpusHead'),
    Buffer.from([1, 1]),
    le(312, 2),
    le(48_000),
    le(0, 2),
    Buffer.from([0]),
  ])
  const tag = text(`ARTIST=${canary}`)
  const tags = Buffer.concat([
    text('OpusTags'),
    le(canary.length),
    text(canary),
    le(1),
    le(tag.length),
    tag,
    Buffer.alloc(700, 65),
  ])
  const packets = opusPackets()
  return Buffer.concat([
    oggPage(2, 0, 0, [head], 0x5eed),
    oggPage(0, 0, 1, [tags], 0x5eed),
    oggPage(0, 2880, 2, packets.slice(0, 3), 0x5eed),
    oggPage(4, 5760, 3, packets.slice(3), 0x5eed),
    text(canary),
  ])
}

const box = (name: string, ...bodies: Buffer[]) => {
  const body = Buffer.concat(bodies)
  return Buffer.concat([be(body.length + 8), text(name), body])
}

export const mp4Samples = (): Buffer[] => Array.from({ length: 7 }, (_, i) => Buffer.alloc(40 + i, 0x30 + i))

/** AAC in MP4 as a phone records it, in two chunks with something between, a place, a name, and times everywhere. */
export function mp4File(handler = 'soun'): Buffer {
  const samples = mp4Samples()
  const esds = Buffer.from('0000000003190001000411401500000000017700000177000502121006010200'.slice(0, 62), 'hex')
  const entry = box(
    'mp4a',
    Buffer.alloc(6),
    be(1, 2),
    Buffer.alloc(8),
    be(2, 2),
    be(16, 2),
    be(0),
    be(44_100 * 65_536, 4),
    box('esds', esds),
  )
  const when = be(3_900_000_000)
  const kind = box('ftyp', text('M4A '), be(0), text('M4A mp42isom'))
  const first = Buffer.concat(samples.slice(0, 4))
  const between = text(`between ${canary}`)
  const second = Buffer.concat(samples.slice(4))
  const data = box('mdat', first, between, second)
  const at = kind.length + 8
  const table = box(
    'stbl',
    box('stsd', be(0), be(1), entry),
    box('stts', be(0), be(1), be(7), be(1024)),
    box('stsc', be(0), be(2), be(1), be(4), be(1), be(2), be(3), be(1)),
    box('stsz', be(0), be(0), be(7), ...samples.map((each) => be(each.length))),
    box('stco', be(0), be(2), be(at), be(at + first.length + between.length)),
  )
  const media = box(
    'mdia',
    box('mdhd', be(0), when, when, be(44_100), be(7168), be(0x55c40000)),
    box('hdlr', be(0), be(0), text(handler), Buffer.alloc(12), text(`${canary}\0`)),
    box('minf', box('smhd', be(0), be(0)), table),
  )
  const udta = box(
    'udta',
    box('©xyz', text(`\0\x12\x15\xc7+53.4800-002.2400/${canary}`)),
    box('meta', be(0), box('ilst', text(canary))),
  )
  const moov = box(
    'moov',
    box('mvhd', be(0), when, when, be(1000), be(162), Buffer.alloc(80)),
    box('trak', box('tkhd', be(7), when, when, be(1), Buffer.alloc(68)), media, udta),
    udta,
  )
  return Buffer.concat([kind, data, moov, box('free', text(canary))])
}

// What is not taken

export const eicar = text('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')
/** An archive with one entry whose name climbs out of any folder. */
export const zipFile: Buffer = (() => {
  const name = text('../../../../tmp/rowan-slip')
  const body = text('slipped')
  const head = Buffer.concat([
    le(20, 2),
    le(0, 2),
    le(0, 2),
    le(0),
    le(crc32(body)),
    le(body.length),
    le(body.length),
    le(name.length, 2),
    le(0, 2),
  ])
  const local = Buffer.concat([text('PK\x03\x04'), head, name, body])
  const central = Buffer.concat([text('PK\x01\x02'), le(20, 2), head, le(0, 2), le(0, 2), le(0, 2), le(0), le(0), name])
  return Buffer.concat([
    local,
    central,
    text('PK\x05\x06'),
    le(0),
    le(1, 2),
    le(1, 2),
    le(central.length),
    le(local.length),
    le(0, 2),
  ])
})()
export const svgFile = text(
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert('${canary}')"/>`,
)
export const htmlFile = text(`<!doctype html><script>alert('${canary}')</script>`)

/** A PNG that says it is 20,000 by 20,000 pixels and would be 1.2 GB when drawn; a few hundred bytes long. */
export function bombFile(): Buffer {
  const head = Buffer.concat([be(20_000), be(20_000), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', Buffer.alloc(60)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
