// Sound in a RIFF container: a new container is written around the format and the samples, and around nothing else.
import { joined, need, textAt, viewOf } from './broken.ts'

/** PCM, float, A-law, µ-law, and the extended form that names one of these. */
const formats = new Set([1, 3, 6, 7, 0xfffe])

function chunk(name: string, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return joined([head, body, new Uint8Array(body.length % 2)])
}

export function cleanWav(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  let format: Uint8Array | undefined
  let samples: Uint8Array | undefined
  let at = 12
  while (at + 8 <= bytes.length && !(format && samples)) {
    const name = textAt(bytes, at, 4)
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (name === 'fmt ') {
      need(!format && size >= 16 && size <= 64 && body + size <= bytes.length)
      format = bytes.subarray(body, body + size)
    }
    // A recording that broke off, or was written as it came, says a length that is not true.
    if (name === 'data') samples = bytes.subarray(body, Math.min(bytes.length, body + size))
    at = body + size + (size % 2)
  }
  need(format !== undefined && samples !== undefined)
  const seen = viewOf(format)
  const code = seen.getUint16(0, true)
  const block = seen.getUint16(12, true)
  need(formats.has(code) && block > 0 && block <= 64)
  const isExtended = code === 0xfffe
  need(!isExtended || format.length >= 40)
  // Of the extended form: bits, channels, and the two bytes that name the format; the rest of its name is always the same.
  const kept = isExtended ? Buffer.from(format.subarray(0, 40)) : format.slice(0, 16)
  if (isExtended) {
    viewOf(kept).setUint16(16, 22, true)
    need(formats.has(seen.getUint16(24, true)))
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(kept, 26)
  }
  const whole = samples.subarray(0, samples.length - (samples.length % block))
  need(whole.length > 0)
  const body = joined([Buffer.from('WAVE', 'latin1'), chunk('fmt ', kept), chunk('data', whole)])
  return chunk('RIFF', body)
}
