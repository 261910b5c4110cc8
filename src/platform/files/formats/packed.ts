// Several pieces in one array behind a line that says what they are: how the cleaning process answers and how files are sealed.

/** A file as it is kept: an image or a recording is one piece, a PDF a picture of each page. */
export type CleanFile = { kind: 'image' | 'audio' | 'pdf'; mediaType: string; parts: Uint8Array[] }

const lengthBytes = 4

export function pack(head: Record<string, unknown>, parts: readonly Uint8Array[]): Uint8Array {
  const line = Buffer.from(JSON.stringify({ ...head, lengths: parts.map((part) => part.length) }))
  const size = Buffer.alloc(lengthBytes)
  size.writeUInt32BE(line.length)
  return Buffer.concat([size, line, ...parts])
}

/** Throws RangeError for anything `pack` did not make. */
export function unpack(bytes: Uint8Array): { head: Record<string, unknown>; parts: Uint8Array[] } {
  const wrong = () => new RangeError('not packed here')
  if (bytes.length < lengthBytes) throw wrong()
  const end = lengthBytes + Buffer.from(bytes.subarray(0, lengthBytes)).readUInt32BE()
  if (end > bytes.length) throw wrong()
  const { lengths, ...head } = JSON.parse(Buffer.from(bytes.subarray(lengthBytes, end)).toString('utf8'))
  const parts: Uint8Array[] = []
  let at = end
  for (const length of lengths as number[]) {
    if (at + length > bytes.length) throw wrong()
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return { head, parts }
}

export const packFile = (file: CleanFile): Uint8Array =>
  pack({ kind: file.kind, mediaType: file.mediaType }, file.parts)

export function unpackFile(bytes: Uint8Array): CleanFile {
  const { head, parts } = unpack(bytes)
  return { kind: head.kind as CleanFile['kind'], mediaType: String(head.mediaType), parts }
}
