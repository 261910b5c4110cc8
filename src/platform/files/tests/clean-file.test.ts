// Abuse 17, hostile files: what comes out of each kind of file holds nothing of who, where and when, sound stays bit by bit, and
// what is not a picture, a recording or a paper through and through is refused without harm.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { cleanFile } from '../clean-file.ts'
import type { CleanFile } from '../formats/packed.ts'
import { fileLimitBytes, sniff } from '../formats/sniff.ts'
import {
  aacFile,
  aacFrames,
  amrFile,
  amrFrames,
  bombFile,
  canary,
  eicar,
  htmlFile,
  jpegFile,
  mp3File,
  mp3Frames,
  mp4File,
  mp4Samples,
  oggFile,
  opusPackets,
  pdfFile,
  pngFile,
  svgFile,
  wavFile,
  wavSamples,
  webpFile,
  wideCanary,
  zipFile,
} from './sample-files.ts'

async function cleaned(bytes: Uint8Array): Promise<CleanFile> {
  const file = await cleanFile(bytes)
  assert.ok(!('refused' in file), `refused: ${'refused' in file ? file.refused : ''}`)
  return file
}

const whole = (file: CleanFile) => Buffer.concat(file.parts)

/** Nothing of what was planted, as Latin or wide letters, nor the mark of an archive. */
function assertClean(file: CleanFile): void {
  const bytes = whole(file)
  for (const trace of [Buffer.from(canary), wideCanary, Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('2026')])
    assert.equal(bytes.indexOf(trace), -1, `found ${trace}`)
}

/** The tags a picture carries, by their kinds. */
async function tagsOf(bytes: Uint8Array): Promise<string[]> {
  const seen = await sharp(bytes).metadata()
  return (['exif', 'xmp', 'iptc', 'icc', 'tifftagPhotoshop', 'comments', 'orientation'] as const).filter(
    (tag) => seen[tag] !== undefined,
  )
}

describe('pictures', () => {
  for (const [name, make, type] of [
    ['JPEG', () => jpegFile(), 'image/jpeg'],
    ['PNG', pngFile, 'image/png'],
    ['WebP', webpFile, 'image/webp'],
  ] as const)
    test(`of a ${name} no identifying tag is left: EXIF, place, XMP, IPTC, ICC, comments, text chunks, what stands behind the end`, async () => {
      const before = await make()
      assert.ok(before.includes(canary), 'the sample holds what is looked for')
      const file = await cleaned(before)
      assert.equal(file.kind, 'image')
      assert.equal(file.mediaType, type)
      assertClean(file)
      assert.deepEqual(await tagsOf(whole(file)), [])
      const { width, height } = await sharp(whole(file)).metadata()
      assert.deepEqual([width, height], [64, 32])
    })

  test('the finder finds: a sample as it came has all of these tags', async () => {
    const tags = await tagsOf(await jpegFile(6))
    for (const tag of ['exif', 'xmp', 'orientation']) assert.ok(tags.includes(tag), tag)
  })

  test('a photo that lay on its side stands upright, without the tag that said so', async () => {
    const file = await cleaned(await jpegFile(6))
    const { data, info } = await sharp(whole(file)).raw().toBuffer({ resolveWithObject: true })
    assert.deepEqual([info.width, info.height], [32, 64])
    // Turned a quarter clockwise, what was above is to the right.
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0
    assert.ok(at(28, 32) > 150 && at(3, 32) < 100)
  })

  test('a decompression bomb is refused before it is drawn', async () => {
    const started = process.memoryUsage().rss
    assert.deepEqual(await cleanFile(bombFile()), { refused: 'tooManyPixels' })
    assert.ok(process.memoryUsage().rss - started < 200_000_000)
  })

  test('a picture cut short, or with noise in its midst, is refused', async () => {
    const jpeg = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 99, sigma: 30 },
      },
    })
      .png()
      .toBuffer()
    assert.deepEqual(await cleanFile(jpeg.subarray(0, jpeg.length / 2)), { refused: 'broken' })
    const noisy = Buffer.from(jpeg)
    noisy.fill(0x5a, 2000, 2600)
    assert.deepEqual(await cleanFile(noisy), { refused: 'broken' })
  })
})

describe('papers', () => {
  test('a PDF becomes pictures of its pages: author, script, files within and hidden words are gone', async () => {
    const file = await cleaned(pdfFile(2))
    assert.equal(file.kind, 'pdf')
    assert.equal(file.parts.length, 2)
    assertClean(file)
    for (const page of file.parts) {
      assert.equal((await fileTypeFromBuffer(page))?.mime, 'image/jpeg')
      assert.deepEqual(await tagsOf(page), [])
      const { width, height } = await sharp(page).metadata()
      assert.deepEqual([width, height], [625, 417])
      // Something is written on it: the words, not an empty sheet.
      const { channels } = await sharp(page).stats()
      assert.ok((channels[0]?.min ?? 255) < 60)
    }
  })

  test('a PDF of too many pages, a broken one and one that begins as something else are refused', async () => {
    assert.deepEqual(await cleanFile(pdfFile(41)), { refused: 'tooManyPages' })
    assert.deepEqual(await cleanFile(Buffer.from('%PDF-1.7\nno paper at all')), { refused: 'broken' })
    assert.deepEqual(await cleanFile(Buffer.concat([htmlFile, pdfFile()])), { refused: 'notTaken' })
  })
})

describe('recordings: the container is written anew without a tag, the sound stays bit by bit', () => {
  const sounds = [
    ['MP3', mp3File, mp3Frames(), 'audio/mpeg'],
    ['AAC', aacFile, aacFrames(), 'audio/aac'],
    ['AMR', amrFile, amrFrames(), 'audio/amr'],
    ['WAV', wavFile, wavSamples(), 'audio/wav'],
  ] as const
  for (const [name, make, samples, type] of sounds)
    test(name, async () => {
      const file = await cleaned(make())
      assert.deepEqual([file.kind, file.mediaType], ['audio', type])
      assertClean(file)
      const at = whole(file).indexOf(samples)
      assert.ok(at >= 0, 'the sound is there, unchanged')
      assert.ok(whole(file).length - samples.length <= 60, 'and next to nothing beside it')
    })

  test('Opus in Ogg', async () => {
    const file = await cleaned(oggFile())
    assertClean(file)
    const bytes = whole(file)
    for (const packet of opusPackets()) assert.ok(bytes.includes(packet))
    assert.ok(!bytes.includes(Buffer.from([0xed, 0x5e])), 'the number of the stream is another')
    // What was written is itself a file of this kind: cleaning it again changes nothing.
    assert.deepEqual(whole(await cleaned(bytes)), bytes)
  })

  test('AAC in MP4', async () => {
    const file = await cleaned(mp4File())
    assertClean(file)
    const bytes = whole(file)
    assert.ok(bytes.includes(Buffer.concat(mp4Samples())), 'all samples, in order')
    assert.deepEqual(whole(await cleaned(bytes)), bytes)
  })

  test('pictures that move, and containers that say more than they hold, are refused', async () => {
    assert.deepEqual(await cleanFile(mp4File('vide')), { refused: 'video' })
    const claims = Buffer.from(mp4File())
    const sizes = claims.indexOf('stsz')
    claims.writeUInt32BE(0xfffffff, sizes + 12)
    assert.deepEqual(await cleanFile(claims), { refused: 'broken' })
    for (const make of [mp4File, oggFile, mp3File]) {
      const bytes = make()
      assert.deepEqual(await cleanFile(bytes.subarray(0, 40)), { refused: 'broken' })
    }
  })
})

describe('what is not taken', () => {
  test('EICAR, archives, SVG, HTML, programs and nothing at all', () => {
    for (const bytes of [
      eicar,
      zipFile,
      svgFile,
      htmlFile,
      Buffer.from('MZ\x90\0'),
      Buffer.from('\x7fELF'),
      Buffer.from('GIF89a'),
    ])
      assert.deepEqual(sniff(bytes), { refused: 'notTaken' })
    assert.deepEqual(sniff(new Uint8Array()), { refused: 'empty' })
    assert.deepEqual(sniff(Buffer.alloc(fileLimitBytes + 1, 0xff)), { refused: 'tooBig' })
    assert.deepEqual(sniff(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')), { refused: 'heic' })
    assert.deepEqual(sniff(Buffer.from('\x1aE\xdf\xa3webm', 'latin1')), { refused: 'video' })
  })

  test('a file that begins as one thing and is another is refused', async () => {
    const marks = [
      '\xff\xd8\xff\xe0',
      '\x89PNG\r\n\x1a\n',
      'RIFF\0\0\0\0WEBP',
      'RIFF\0\0\0\0WAVE',
      'OggS',
      '#!AMR\n',
      'ID3',
    ]
    for (const mark of marks)
      for (const rest of [htmlFile, zipFile, eicar])
        assert.ok('refused' in (await cleanFile(Buffer.concat([Buffer.from(mark, 'latin1'), rest]))), mark)
  })

  test('thousands of bent files: every reader of sound answers or refuses, and none goes on without end', async () => {
    const { cleanMp3, cleanAac, cleanAmr } = await import('../formats/framed-audio.ts')
    const { cleanWav } = await import('../formats/wav.ts')
    const { cleanOgg } = await import('../formats/ogg.ts')
    const { cleanMp4 } = await import('../formats/mp4.ts')
    const { Refused } = await import('../formats/broken.ts')
    let seed = 17
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      return seed % below
    }
    let tried = 0
    for (const [make, clean] of [
      [mp3File, cleanMp3],
      [aacFile, cleanAac],
      [amrFile, cleanAmr],
      [wavFile, cleanWav],
      [oggFile, cleanOgg],
      [mp4File, cleanMp4],
    ] as const) {
      const sample = make()
      for (let n = 0; n < 500; n++) {
        const bent = Buffer.from(sample)
        for (let hits = 1 + random(8); hits > 0; hits--) bent[random(bent.length)] = random(256)
        const cut = random(4) === 0 ? bent.subarray(0, random(bent.length)) : bent
        tried++
        try {
          assert.ok(clean(cut).length <= sample.length + 1000)
        } catch (error) {
          assert.ok(error instanceof Refused, String(error))
        }
      }
    }
    assert.equal(tried, 3000)
  })
})

describe('the process that reads them', () => {
  test('is ended when it takes too long or too much, and the file is refused', async () => {
    const photo = await jpegFile()
    assert.deepEqual(await cleanFile(photo, { seconds: 0.001, memoryBytes: 2 ** 30 }), { refused: 'tooSlow' })
    const outcome = await cleanFile(photo, { seconds: 30, memoryBytes: 40 * 2 ** 20 })
    assert.ok('refused' in outcome)
  })
})
