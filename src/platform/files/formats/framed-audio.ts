// Sound that is frames one after another (mp3, AAC in ADTS, AMR): the frames are kept bit by bit, all between them is left out.
import { joined, need, textAt } from './broken.ts'
import { afterTags } from './sniff.ts'

/** The length of the frame that begins at `at`, or 0 when none does. */
type FrameAt = (bytes: Uint8Array, at: number) => number

const bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const rates = [44_100, 48_000, 32_000]

/** MPEG 1, 2 and 2.5 audio, layer III. A frame of free bitrate says nowhere how long it is, and is none. */
const mp3Frame: FrameAt = (bytes, at) => {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 4)
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || ((b >> 1) & 3) !== 1) return 0
  const version = (b >> 3) & 3
  const rate = rates[(c >> 2) & 3]
  const kilobits = (version === 3 ? bitrates1 : bitrates2)[c >> 4]
  if (version === 1 || !rate || !kilobits) return 0
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kilobits) / (rate / divisor)) + ((c >> 1) & 1)
}

const aacFrame: FrameAt = (bytes, at) => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes.subarray(at, at + 7)
  if (a !== 0xff || (b & 0xf6) !== 0xf0 || ((c >> 2) & 15) > 12) return 0
  const length = ((d & 3) << 11) | (e << 3) | (f >> 5)
  return length >= 7 ? length : 0
}

const amrSizes = [12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0]
const amrWideSizes = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0]
const amrFrame =
  (sizes: readonly number[]): FrameAt =>
  (bytes, at) => {
    const head = bytes[at] ?? 0xff
    return (head & 0x83) === 0 ? (sizes[(head >> 3) & 15] ?? -1) + 1 : 0
  }

/**
 * Collects whole frames from `at` on. Where one ends and none begins, the next place is sought at which two follow each other.
 * Throws Refused `broken` when frames are not most of what there is.
 */
function collect(
  bytes: Uint8Array,
  start: number,
  frameAt: FrameAt,
  keeps: (frame: Uint8Array) => boolean,
): Uint8Array {
  const frames: Uint8Array[] = []
  let kept = 0
  let at = start
  while (at < bytes.length) {
    const length = frameAt(bytes, at)
    const isFrame = length > 0 && at + length <= bytes.length
    const next = at + length
    const isFollowed = next === bytes.length || frameAt(bytes, next) > 0
    // In the midst of a run one frame is enough; after a gap two must stand together.
    if (isFrame && (isFollowed || frames.at(-1)?.byteOffset === bytes.byteOffset + at - (frames.at(-1)?.length ?? 0))) {
      const frame = bytes.subarray(at, next)
      if (kept > 0 || keeps(frame)) frames.push(frame)
      kept += length
      at = next
    } else at++
  }
  need(frames.length >= 3 && kept * 2 > bytes.length - start)
  return joined(frames)
}

/** Tags after the sound: ID3v1 and the APE and Lyrics3 tags before it. A frame could begin in their words. */
function beforeTags(bytes: Uint8Array): number {
  let end = bytes.length
  if (textAt(bytes, end - 128, 3) === 'TAG') end -= 128
  if (textAt(bytes, end - 9, 9) === 'LYRICS200') {
    const size = Number(textAt(bytes, end - 15, 6))
    if (Number.isInteger(size) && size > 0 && size + 15 < end) end -= size + 15
  }
  if (textAt(bytes, end - 32, 8) === 'APETAGEX') {
    const size = Buffer.from(bytes.subarray(end - 20, end - 16)).readUInt32LE()
    const hasHeader = ((bytes[end - 9] ?? 0) & 0x80) !== 0
    const whole = size + (hasHeader ? 32 : 0)
    if (whole <= end) end -= whole
  }
  return Math.max(0, end)
}

/** Of an encoder's own first frame only words and figures about the file would stay; it holds no sound. */
const isSound = (frame: Uint8Array) => !/Xing|Info|VBRI/.test(textAt(frame, 4, 50))

export function cleanMp3(bytes: Uint8Array): Uint8Array {
  return collect(bytes.subarray(0, beforeTags(bytes)), afterTags(bytes), mp3Frame, isSound)
}

export function cleanAac(bytes: Uint8Array): Uint8Array {
  return collect(bytes.subarray(0, beforeTags(bytes)), afterTags(bytes), aacFrame, () => true)
}

/** AMR as phones record it, narrow or wide, one channel. A frame's kind stands in it, so nothing may be skipped. */
export function cleanAmr(bytes: Uint8Array): Uint8Array {
  const mark = ['#!AMR\n', '#!AMR-WB\n'].find((each) => textAt(bytes, 0, each.length) === each)
  need(mark !== undefined)
  const frameAt = amrFrame(mark === '#!AMR\n' ? amrSizes : amrWideSizes)
  let at = mark.length
  while (at < bytes.length) {
    const length = frameAt(bytes, at)
    need(length > 0)
    // The last frame of a recording that broke off.
    if (at + length > bytes.length) break
    at += length
  }
  need(at > mark.length)
  return bytes.slice(0, at)
}
