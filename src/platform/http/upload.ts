// Reads a posted form that carries one file, within bounds of size and memory: the only place where multipart is read.
// Nothing is written anywhere: a file stays in memory until whoever asked for it is done with it.
import type { Context } from 'hono'
import { BadRequest } from '../errors.ts'
import { Form } from './form.ts'

export type Upload = {
  form: Form
  file: Uint8Array | undefined
  /** Why there is no file: too large, or too many are being taken in at this moment. */
  problem: 'tooBig' | 'busy' | undefined
}

/** Room for the other fields and the lines between. */
const restBytes = 64 * 1024
/** What is too large is read to its end and thrown away, so that the answer reaches the browser; beyond this it is cut off. */
const drainTimes = 4
/** All uploads of this process together. Each counts double: it stands in pieces and once more as a whole. */
export const uploadMemoryBytes = 192 * 1024 * 1024
const mostParts = 20
const mostFieldBytes = 4096

let held = 0

const boundaryOf = (type: string): string => {
  const [kind = '', ...rest] = type.split(';')
  if (kind.trim().toLowerCase() !== 'multipart/form-data') throw new BadRequest(415, 'wrongKind')
  const boundary = /^boundary="?([\w'()+,./:=? -]{1,70})"?$/i.exec(
    rest.map((each) => each.trim()).find((each) => /^boundary=/i.test(each)) ?? '',
  )?.[1]
  if (!boundary) throw new BadRequest(400, 'unreadable')
  return boundary
}

/**
 * Calls `work` with the form and its file; the file's memory counts as taken until `work` has ended. Throws BadRequest: 415 for
 * another kind of body, 413 far beyond the limit, 400 for a body that breaks off or is no form.
 */
export async function withUpload<T>(c: Context, limitBytes: number, work: (upload: Upload) => Promise<T>): Promise<T> {
  const boundary = boundaryOf(c.req.header('content-type') ?? '')
  const chunks: Uint8Array[] = []
  let taken = 0
  let size = 0
  let problem: Upload['problem']
  const forget = () => {
    chunks.length = 0
    held -= taken
    taken = 0
  }
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.length
      if (size > limitBytes * drainTimes + restBytes) throw new BadRequest(413, 'tooLarge')
      if (problem) continue
      if (size > limitBytes + restBytes) problem = 'tooBig'
      else if (held + 2 * chunk.length > uploadMemoryBytes) problem = 'busy'
      if (problem) forget()
      else {
        chunks.push(chunk)
        taken += 2 * chunk.length
        held += 2 * chunk.length
      }
    }
    if (problem) return await work({ form: new Form(new Map()), file: undefined, problem })
    const read = parseMultipart(Buffer.concat(chunks), boundary)
    chunks.length = 0
    if (read.file && read.file.length > limitBytes) return await work({ ...read, file: undefined, problem: 'tooBig' })
    return await work({ ...read, problem: undefined })
  } catch (error) {
    // The connection broke while the file was on its way: nobody is left to answer, and nothing of ours has failed.
    if ((error as { code?: unknown } | null)?.code === 'ECONNRESET' || (error as Error | null)?.name === 'AbortError')
      throw new BadRequest(400, 'unreadable')
    throw error
  } finally {
    forget()
  }
}

/** The fields and the first file. Throws BadRequest 400. Parts are views of `body`: nothing is copied. */
export function parseMultipart(body: Buffer, boundary: string): { form: Form; file: Uint8Array | undefined } {
  const unreadable = () => new BadRequest(400, 'unreadable')
  const values = new Map<string, string[]>()
  let file: Uint8Array | undefined
  const line = Buffer.from(`--${boundary}`)
  const between = Buffer.from(`\r\n--${boundary}`)
  if (!body.subarray(0, line.length).equals(line)) throw unreadable()
  let at = line.length
  for (let parts = 0; ; parts++) {
    const after = body.toString('latin1', at, at + 2)
    if (after === '--') break
    if (after !== '\r\n' || parts >= mostParts) throw unreadable()
    const headEnd = body.indexOf('\r\n\r\n', at)
    if (headEnd < 0 || headEnd - at > mostFieldBytes) throw unreadable()
    const end = body.indexOf(between, headEnd + 2)
    if (end < 0) throw unreadable()
    const head = body.toString('utf8', at, headEnd)
    const name = /^content-disposition:\s*form-data;.*?\bname="([^"\r\n]*)"/im.exec(head)?.[1]
    if (name === undefined) throw unreadable()
    const content = body.subarray(Math.min(end, headEnd + 4), end)
    // The name a file had is not read: it may say who, when and where.
    if (/;\s*filename\*?=/i.test(head)) {
      if (content.length > 0) file ??= content
    } else {
      if (content.length > mostFieldBytes) throw unreadable()
      const list = values.get(name)
      const text = content.toString('utf8').toWellFormed()
      if (list) list.push(text)
      else values.set(name, [text])
    }
    at = end + between.length
  }
  return { form: new Form(values), file }
}
