// Hands one hostile file to a process of its own (clean-child.ts), with bounds of time and memory, and takes clean bytes back.
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CleanFile, pack, unpack } from './formats/packed.ts'
import { type Refusal, refusals, sniff } from './formats/sniff.ts'

export type Bounds = { seconds: number; memoryBytes: number }

/** A 50-megapixel photo takes about 6 s and 500 MB; a PDF of 40 scanned pages about 15 s. */
export const usualBounds: Bounds = { seconds: 60, memoryBytes: 1024 * 1024 * 1024 }
const mostAnswerBytes = 56 * 1024 * 1024

const root = join(import.meta.dirname, '../../..')
const child = join(import.meta.dirname, 'clean-child.ts')

const flags = (bounds: Bounds) => [
  // Reads the program and its libraries, writes nothing, starts nothing.
  '--permission',
  '--allow-addons',
  `--allow-fs-read=${join(root, 'src/platform/files')}/`,
  `--allow-fs-read=${join(root, 'node_modules')}/`,
  // Where it really stands, should it be a link.
  `--allow-fs-read=${realpathSync(join(root, 'node_modules'))}/`,
  `--allow-fs-read=${join(root, 'package.json')}`,
  '--no-warnings',
  `--max-old-space-size=${Math.floor(bounds.memoryBytes / 2 ** 20)}`,
  `--wasm-max-mem-pages=${Math.floor(bounds.memoryBytes / 65_536)}`,
]

/** Bytes a process holds in memory now; 0 where the system does not say. */
async function memoryOf(pid: number): Promise<number> {
  const words = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(words.split(' ')[1] ?? 0) * 4096
}

/**
 * A clean copy of the file, or why it is not taken. What kind it is, its bytes say. Rejects only when the process could not be
 * started, which is nobody's fault: to be tried again.
 */
export async function cleanFile(
  bytes: Uint8Array,
  bounds: Bounds = usualBounds,
): Promise<CleanFile | { refused: Refusal }> {
  const seen = sniff(bytes)
  if ('refused' in seen) return seen
  const { answer, why } = await run(pack({ type: seen.type }, [bytes]), bounds)
  if (!answer) return { refused: why }
  try {
    const { head, parts } = unpack(answer)
    if (head.ok !== true) return { refused: refusals.find((each) => each === head.refused) ?? 'broken' }
    return { kind: head.kind as CleanFile['kind'], mediaType: String(head.mediaType), parts }
  } catch {
    return { refused: 'broken' }
  }
}

async function run(input: Uint8Array, bounds: Bounds): Promise<{ answer?: Uint8Array; why: Refusal }> {
  return await new Promise((resolve, reject) => {
    // Without an environment: what stands in ours are keys. Pictures larger than libvips likes stay in memory, not in a temp file.
    const env = { VIPS_DISC_THRESHOLD: '8g', VIPS_MAX_MEM: '8g', TMPDIR: '/nonexistent' }
    const process_ = spawn(process.execPath, [...flags(bounds), child], { env, stdio: ['pipe', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    let size = 0
    let why: Refusal = 'broken'
    const stop = (reason: Refusal) => {
      why = reason
      process_.kill('SIGKILL')
    }
    const clock = setTimeout(() => stop('tooSlow'), bounds.seconds * 1000)
    const look = async () => {
      if (process_.pid && (await memoryOf(process_.pid)) > bounds.memoryBytes) stop('tooSlow')
    }
    const watch = setInterval(() => void look(), 50)
    const done = () => {
      clearTimeout(clock)
      clearInterval(watch)
    }
    process_.on('error', (error) => {
      done()
      reject(error)
    })
    process_.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostAnswerBytes) stop('tooBig')
      else chunks.push(chunk)
    })
    process_.on('close', (code) => {
      done()
      resolve(code === 0 ? { answer: Buffer.concat(chunks), why } : { why })
    })
    // A child that ended before it had read everything is judged by its end.
    process_.stdin.on('error', () => {})
    process_.stdin.end(input)
  })
}
