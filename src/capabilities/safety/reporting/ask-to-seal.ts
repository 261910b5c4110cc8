// What a question's page asks of a browser that can seal, and what comes back: checked as far as somebody can who cannot open it.
import * as v from 'valibot'
import { type KeyPair, openJson, paddedSize, publicKeyOf, SUITE } from '#engines/sealing/index.ts'
import { currentTeamKeys, listOrganisations, type TeamKey } from '#partnership/organisations/index.ts'
import { visitor } from '#permissions/actor.ts'
import type { Form } from '#platform/http/form.ts'
import type { House } from '#src/capabilities/house.ts'
import type { FieldErrors } from './forms.ts'
import type { Place } from './journey.ts'
import type { ReportSession } from './report-session.ts'
import type { PartWrap } from './sealed-part-store.ts'
import type { DraftWords } from './sealed-report.ts'
import {
  cleanFields,
  contactPart,
  largestBody,
  partPattern,
  type SealableField,
  type SealedWords,
  sealableFields,
  sealedAt,
} from './sealed-words.ts'

/** What a page asks to have sealed, and for whom. */
export type SealAsk = {
  place: Place
  record: string
  /** The part that is answered already; nothing of it can be shown here. */
  known: string | undefined
  /** Where the browser does not choose the part's name. */
  fixedPart: string | undefined
  fields: Readonly<Record<string, SealableField>>
  teams: readonly TeamKey[]
  servicePublicKey: Uint8Array
}

/**
 * Who could come to read any report: all desks and advisers, or all who offer a worker. The same for everybody, whom a report is
 * about included: a page that left one out would tell whoever comes back whom it is about. While a draft waits their keys open
 * nothing, since its words are under its receipt, and when it is sent all keys but the receiver's are dropped.
 */
async function readersOf(house: House, place: Place): Promise<TeamKey[]> {
  return await house.asActor(visitor, async (tx) => {
    const all = (await listOrganisations(tx)).filter((each) =>
      place.step === 'support'
        ? each.offersSupport
        : each.kind !== 'police' && (each.receivesReports || each.kind === 'adviser'),
    )
    return await currentTeamKeys(
      tx,
      all.map(({ id }) => id),
    )
  })
}

const keysOf = new WeakMap<House['keys'], KeyPair>()

/** The service's own pair for identifiers that a browser sealed: they must be compared, so the service must open them. */
function serviceKeys({ keys }: House): KeyPair {
  const known = keysOf.get(keys)
  if (known) return known
  const privateKey = keys.secret('identifiers sealed in a browser')
  const pair = { privateKey, publicKey: publicKeyOf(privateKey) }
  keysOf.set(keys, pair)
  return pair
}

const identifiersBinding = ({ record, part }: Pick<SealedWords, 'record' | 'part'>) => ({
  organisation: 'service',
  epoch: 0,
  record,
  part: `identifiers ${part}`,
})

/** Undefined for questions without words, and where a worker types: there the service seals what arrives. */
export async function askToSeal(
  house: House,
  state: ReportSession,
  place: Place,
  words: DraftWords,
): Promise<SealAsk | undefined> {
  const fields = sealableFields[place.step]
  const isContact = place.step === 'support'
  const record = isContact ? state.wishId : (state.reportId ?? state.nextReportId)
  if (!fields || !record || state.origin !== 'web') return undefined
  const teams = await readersOf(house, place)
  if (teams.length === 0) return undefined
  return {
    place,
    record,
    known: sealedAt(place, words)?.part,
    fixedPart: isContact ? contactPart : undefined,
    fields,
    teams,
    servicePublicKey: serviceKeys(house).publicKey,
  }
}

/** 'plain': typed without the script, or nothing at all. 'keep': what was sealed before stays as it is. */
export type SealedAnswer =
  | { kind: 'plain' }
  | { kind: 'keep' }
  | { kind: 'put'; sealed: SealedWords; wraps: readonly PartWrap[] }

const bytes = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]+$/),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64url'))),
  v.check((value) => value[0] === SUITE),
)
const wrapBytes = v.pipe(
  bytes,
  v.check((value) => value.length === 81),
)
const envelope = v.strictObject({
  part: v.string(),
  filled: v.pipe(v.array(v.string()), v.minLength(1)),
  body: bytes,
  wraps: v.array(v.strictTuple([v.pipe(v.string(), v.uuid()), v.pipe(v.number(), v.integer()), wrapBytes])),
  identifiers: v.optional(bytes),
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isPadded = (length: number, most: number) => length - 17 === paddedSize(length - 17) && length <= most

/**
 * Reads what was posted for `ask`. What arrives broken, for other teams than asked or beside words in the open is an error beside
 * the question's first field and nothing is changed. `taken`: parts that the draft has already, which none may take the place of.
 */
export async function readSealed(
  house: House,
  ask: SealAsk | undefined,
  form: Form,
  taken: readonly string[],
): Promise<SealedAnswer | { errors: FieldErrors }> {
  const names = Object.keys(ask?.fields ?? {})
  const isBlank = names.every((name) => form.one(name).trim() === '')
  const posted = form.one('sealed')
  if (!ask || posted === '') return isBlank ? { kind: 'keep' } : { kind: 'plain' }
  const wrong = (why: 'sealedWrong' | 'sealedStale') => ({ errors: { [names[0] ?? 'page']: why } })
  if (!isBlank) return wrong('sealedWrong')
  if (posted === 'none' || posted === 'keep') return { kind: posted === 'keep' ? 'keep' : 'plain' }
  const [, long = ''] = /^long (\w+)$/.exec(posted) ?? []
  if (names.includes(long)) return { errors: { [long]: 'tooLong' } }
  const read = v.safeParse(envelope, parsed(posted))
  if (!read.success) return wrong('sealedWrong')
  const { part, filled, body, wraps, identifiers } = read.output
  const isPart = ask.fixedPart ? part === ask.fixedPart : partPattern.test(part) && !taken.includes(part)
  if (!isPart || !filled.every((name) => names.includes(name)) || !isPadded(body.length, largestBody(ask.fields)))
    return wrong('sealedWrong')
  const isForThem =
    wraps.length === ask.teams.length &&
    ask.teams.every((team) => wraps.some(([id, epoch]) => id === team.organisationId && epoch === team.epoch))
  if (!isForThem) return wrong('sealedStale')
  const sealed: SealedWords = {
    record: ask.record,
    part,
    filled: [...new Set(filled)],
    body: Buffer.from(body).toString('base64url'),
    ...(identifiers ? { identifiers: Buffer.from(identifiers).toString('base64url') } : {}),
  }
  const named = sealed.filled.filter((name) => ask.fields[name]?.isIdentifier)
  const opened = await openIdentifiers(house, sealed)
  if (!opened || named.length !== Object.keys(opened).length || !named.every((name) => opened[name]))
    return wrong('sealedWrong')
  const kept = wraps.map(([organisationId, epoch, wrapped]) => ({ organisationId, epoch, wrapped }))
  return { kind: 'put', sealed, wraps: kept }
}

/** The identifiers a browser sealed to the service; {} where there are none, undefined where they do not open. */
export async function openIdentifiers(house: House, sealed: SealedWords): Promise<Record<string, string> | undefined> {
  if (!sealed.identifiers) return {}
  try {
    const bytes = new Uint8Array(Buffer.from(sealed.identifiers, 'base64url'))
    return cleanFields(await openJson(bytes, serviceKeys(house).privateKey, identifiersBinding(sealed)))
  } catch {
    return undefined
  }
}
