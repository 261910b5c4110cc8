// A held report: words that open only with the adviser's key and the key that enough different people's points give together.

import { joinPoints, lockOf, type Point, pointsOf, type Threshold } from '#engines/held/index.ts'
import { bytesJson, jsonBytes, openBody, sealBody, unwrapKey, wrapKey } from '#engines/sealing/index.ts'

/** The named adviser's team and its key. */
export type Adviser = { organisationId: string; epoch: number; publicKey: Uint8Array }
export type AdviserKey = { organisationId: string; epoch: number; privateKey: Uint8Array }

/** One point, sealed: of its parts only tag, person and number of people are in the open, and those say nothing without the keys. */
export type SealedPoint = Omit<Point, 'share'> & {
  id: string
  /** The share, sealed to the adviser, 81 bytes. */
  share: Uint8Array
  /** The words' key under the group's lock, sealed to the adviser, 81 bytes. */
  key: Uint8Array
}

const bindingOf = (adviser: { organisationId: string; epoch: number }, record: string, part: string) => ({
  organisation: adviser.organisationId,
  epoch: adviser.epoch,
  record,
  part: `held-${part}`,
})

// The words' key is random and used once, the lock is a pseudorandom function of the record: their sum hides both.
const mixed = (one: Uint8Array, other: Uint8Array) => one.map((byte, i) => byte ^ (other[i] as number))

/**
 * Seals words for an adviser until enough different people name the same person. `secrets` come from `secretsOf`, one an
 * identifier; `newId` names each point's row.
 */
export async function sealHeld(held: {
  record: string
  words: unknown
  secrets: readonly Uint8Array[]
  person: string
  threshold: Threshold
  adviser: Adviser
  newId: () => string
}): Promise<{ body: Uint8Array; points: SealedPoint[] }> {
  const { record, adviser } = held
  const { dataKey, body } = sealBody(jsonBytes(held.words), { record, part: 'held-words' })
  const points: SealedPoint[] = []
  for (const secret of held.secrets)
    for (const point of pointsOf(secret, adviser.organisationId, held.person, held.threshold)) {
      const id = held.newId()
      const locked = mixed(dataKey, lockOf(secret, adviser.organisationId, point.people, record))
      points.push({
        ...point,
        id,
        share: await wrapKey(point.share, adviser.publicKey, bindingOf(adviser, id, 'share')),
        key: await wrapKey(locked, adviser.publicKey, bindingOf(adviser, id, 'key')),
      })
    }
  return { body, points }
}

/** A point as it stands in a store, with the adviser's keys of the epochs its two wraps are in: each is turned by itself. */
export type StoredPoint = Pick<SealedPoint, 'id' | 'people' | 'person' | 'share' | 'key'> & {
  shareReader: AdviserKey
  keyReader: AdviserKey
}

/**
 * Opens one report's words with the points of a group: `mine` is the report's own, `all` are the group's, its own among them.
 * Undefined when too few different people are there. Throws SealError for the wrong key or a changed row.
 */
export async function openHeld(
  held: { record: string; body: Uint8Array; mine: StoredPoint },
  all: readonly StoredPoint[],
): Promise<unknown> {
  const { record, mine } = held
  const shares = await Promise.all(
    all
      .filter((point) => point.people === mine.people)
      .map(async (point) => ({
        person: point.person,
        share: await unwrapKey(
          point.share,
          point.shareReader.privateKey,
          bindingOf(point.shareReader, point.id, 'share'),
        ),
      })),
  )
  const lock = joinPoints(shares, mine.people, record)
  if (!lock) return undefined
  const locked = await unwrapKey(mine.key, mine.keyReader.privateKey, bindingOf(mine.keyReader, mine.id, 'key'))
  return bytesJson(openBody(held.body, mixed(locked, lock), { record, part: 'held-words' }))
}
