// Asks clamd whether a file is a known virus, over its Unix socket: INSTREAM, pieces behind their lengths, one answer.
import { createConnection } from 'node:net'

/** `off`: no scanner is configured. `not-scanned`: there is one and it did not answer, or answered an error. */
export type ScanResult = 'clean' | 'found' | 'not-scanned' | 'off'

const pieceBytes = 64 * 1024
const mostAnswerBytes = 4096

const lengthOf = (size: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(size)
  return bytes
}

/** Never rejects: a scanner that is down leaves a file unscanned and says so, and whoever shows the file says so too. */
export async function scanFile(
  socket: string | undefined,
  bytes: Uint8Array,
  options: { seconds?: number } = {},
): Promise<ScanResult> {
  if (!socket) return 'off'
  return await new Promise((resolve) => {
    const connection = createConnection(socket)
    let answer = ''
    const end = (result: ScanResult) => {
      connection.destroy()
      resolve(result)
    }
    connection.setTimeout((options.seconds ?? 30) * 1000, () => end('not-scanned'))
    connection.on('error', () => judge())
    connection.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.length > mostAnswerBytes) end('not-scanned')
      else if (answer.includes('\0')) judge()
    })
    connection.on('end', () => judge())
    const judge = () => {
      const words = answer.replace(/\0.*$/s, '').trim()
      if (/^stream: .+ FOUND$/.test(words)) end('found')
      else if (words === 'stream: OK') end('clean')
      else end('not-scanned')
    }
    const send = async () => {
      connection.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length && !connection.destroyed; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes)
        connection.write(lengthOf(piece.length))
        if (!connection.write(piece)) await new Promise((next) => connection.once('drain', next).once('close', next))
      }
      if (!connection.destroyed) connection.write(lengthOf(0))
    }
    // What fails while it is sent is heard by the connection itself.
    connection.on('connect', () => void send())
  })
}
