// Reads a posted form strictly in kind and size, kindly in content: nothing a person typed makes it fail.
import type { Context } from 'hono'
import { BadRequest } from '../errors.ts'

/** Largest body read into memory. A single 1 MB answer still comes back with its error beside the field. */
export const formLimitBytes = 3 * 1024 * 1024

export class Form {
  readonly #values: Map<string, string[]>
  constructor(values: Map<string, string[]>) {
    this.#values = values
  }
  /** The first value of `name`, or ''. A repeated key does not smuggle in a second one. */
  one(name: string): string {
    return this.#values.get(name)?.[0] ?? ''
  }
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }
  has(name: string): boolean {
    return this.#values.has(name)
  }
  /** Everything posted, without the machinery's own fields. */
  entries(): [string, string[]][] {
    return [...this.#values].filter(([name]) => name !== 'token')
  }
}

// Control characters nobody types, NUL among them; tab and newline stay.
const clean = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .toWellFormed()

export function parseForm(text: string): Form {
  const values = new Map<string, string[]>()
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > 500) throw new BadRequest(400, 'unreadable')
    const list = values.get(name)
    if (list) list.push(clean(value))
    else values.set(name, [clean(value)])
  }
  return new Form(values)
}

/** Throws BadRequest: 415 for another kind of body, 413 beyond the limit, 400 for a body that breaks off. */
export async function readForm(c: Context): Promise<Form> {
  const kind = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (kind !== 'application/x-www-form-urlencoded') throw new BadRequest(415, 'wrongKind')
  const declared = Number(c.req.header('content-length') ?? 0)
  if (declared > formLimitBytes) throw new BadRequest(413, 'tooLarge')
  const body = c.req.raw.body
  if (!body) return parseForm('')
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > formLimitBytes) throw new BadRequest(413, 'tooLarge')
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof BadRequest) throw error
    // The connection broke while the form was on its way: nobody is left to answer, and nothing of ours has failed.
    throw new BadRequest(400, 'unreadable')
  }
  return parseForm(Buffer.concat(chunks).toString('utf8'))
}
