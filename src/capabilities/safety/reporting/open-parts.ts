// Opening words that a browser sealed, with the key of the team that was given them, and finding what can be compared in them.
import { createHash } from 'node:crypto'
import { bytesJson, openBody, unwrapKey } from '#engines/sealing/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { openIdentifiers } from './ask-to-seal.ts'
import type { ReportContent } from './report.ts'
import type { GivenPart } from './sealed-part-store.ts'
import { cleanFields, mapSealed, type SealedWords, sealedIn, withOpened } from './sealed-words.ts'

/** Stands where words were that did not open: sealed for something else, or not sealed at all. */
export const didNotOpen = '[Sealed in the reporter’s browser, and it does not open.]'

export const bodyOf = ({ body }: SealedWords): Uint8Array => new Uint8Array(Buffer.from(body ?? '', 'base64url'))
const digestOf = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

/**
 * The content with what was sealed in a browser in its places. `keyOf` answers the team's private key of an epoch. An envelope
 * for another report, team or part does not open, and says so in its place; everything else is shown.
 */
export async function openParts(
  content: ReportContent,
  given: readonly GivenPart[],
  keyOf: (epoch: number) => Promise<Uint8Array>,
): Promise<ReportContent> {
  const opened = new Map<string, Record<string, string>>()
  for (const sealed of sealedIn(content)) opened.set(sealed.part, await openPart(sealed, given, keyOf))
  return mapSealed(
    withOpened(content, ({ part }) => opened.get(part) ?? {}),
    () => undefined,
  )
}

async function openPart(
  sealed: SealedWords,
  given: readonly GivenPart[],
  keyOf: (epoch: number) => Promise<Uint8Array>,
): Promise<Record<string, string>> {
  const failed = () => Object.fromEntries(sealed.filled.map((name) => [name, didNotOpen]))
  const row = given.find((each) => each.record === sealed.record && each.part === sealed.part)
  const body = row?.body ?? (sealed.body ? bodyOf(sealed) : undefined)
  if (!row || !body || (sealed.digest && digestOf(body) !== sealed.digest)) return failed()
  const privateKey = await keyOf(row.epoch)
  const { record, part } = sealed
  try {
    const binding = { organisation: row.organisationId, epoch: row.epoch, record, part }
    const dataKey = await unwrapKey(row.wrapped, privateKey, binding)
    return cleanFields(bytesJson(openBody(body, dataKey, { record, part })))
  } catch {
    return failed()
  }
}

/** The content as it is sealed to the team: the words stand beside it, and here only what they are. */
export const asSent = (content: ReportContent): ReportContent =>
  mapSealed(content, (sealed) => {
    const { record, part, filled } = sealed
    return { record, part, filled, digest: digestOf(bodyOf(sealed)) }
  })

/** The content with the identifiers that were sealed to the service in their fields, for comparing; its words stay sealed. */
export async function withIdentifiers(house: House, content: ReportContent): Promise<ReportContent> {
  const opened = new Map<string, Record<string, string>>()
  for (const sealed of sealedIn(content)) opened.set(sealed.part, (await openIdentifiers(house, sealed)) ?? {})
  if (opened.size === 0) return content
  const { sealed: _, ...rest } = withOpened(content, ({ part }) => opened.get(part) ?? {})
  return rest
}
