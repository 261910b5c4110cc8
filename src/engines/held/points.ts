// Points of polynomials that nobody stores: coefficients and a person's place come from an identifier's secret, so people who
// never met give points of one polynomial. Shamir's scheme over the scalars of ristretto255.
import { hkdfSync } from 'node:crypto'
import { ristretto255 } from '@noble/curves/ed25519.js'

const { Fn } = ristretto255.Point

/** How many different people a report may wait for, the person who holds it included. */
export const thresholds = [2, 3] as const
export type Threshold = (typeof thresholds)[number]

export type Point = {
  /** The group this point counts towards: its polynomial opens with so many people. */
  people: Threshold
  /** 32 bytes: equal for everybody who names the same person to the same adviser, and waits for so many. */
  tag: Uint8Array
  /** 32 bytes: the person's place, the same however often they tell. */
  person: Uint8Array
  /** 32 bytes: the polynomial's value there. */
  share: Uint8Array
}

const derive = (secret: Uint8Array, length: number, ...labels: readonly (string | number)[]): Uint8Array =>
  new Uint8Array(hkdfSync('sha512', secret, Buffer.alloc(0), JSON.stringify(['rowan held 1', ...labels]), length))

/** A scalar that is never nought, from 64 uniform bytes, so that it is uniform too. */
function scalar(secret: Uint8Array, ...labels: readonly (string | number)[]): bigint {
  const wide = derive(secret, 64, ...labels)
  const number = BigInt(`0x${Buffer.from(wide).toString('hex')}`) % (Fn.ORDER - 1n)
  return number + 1n
}

/** Coefficients for one group: as many as people, so that fewer points say nothing of the first. */
const coefficients = (secret: Uint8Array, adviser: string, people: Threshold): bigint[] =>
  Array.from({ length: people }, (_, power) => scalar(secret, 'coefficient', adviser, people, power))

const valueAt = (x: bigint, terms: readonly bigint[]): bigint =>
  terms.reduceRight((sum, term) => Fn.add(Fn.mul(sum, x), term), 0n)

/**
 * The points somebody gives who waits for `threshold` people: one for each group of that size or larger. Nobody counts towards
 * a smaller group than they asked for. `person` is whatever tells people apart; the same text gives the same points.
 */
export function pointsOf(secret: Uint8Array, adviser: string, person: string, threshold: Threshold): Point[] {
  return thresholds
    .filter((people) => people >= threshold)
    .map((people) => {
      const x = scalar(secret, 'person', adviser, people, person)
      return {
        people,
        tag: derive(secret, 32, 'tag', adviser, people),
        person: Fn.toBytes(x),
        share: Fn.toBytes(valueAt(x, coefficients(secret, adviser, people))),
      }
    })
}

/** The 32-byte key of one group's polynomial for one record; whoever tells knows it already, from the secret. */
export const lockOf = (secret: Uint8Array, adviser: string, people: Threshold, record: string): Uint8Array =>
  lockFrom(coefficients(secret, adviser, people)[0] as bigint, record)

const lockFrom = (first: bigint, record: string): Uint8Array => derive(Fn.toBytes(first), 32, 'lock', record)

/**
 * The same key from the points of different people. Undefined when fewer than `people` different places are among them; with
 * wrong shares it is a key that opens nothing.
 */
export function joinPoints(
  points: readonly Pick<Point, 'person' | 'share'>[],
  people: Threshold,
  record: string,
): Uint8Array | undefined {
  const places = new Map(points.map((point) => [Buffer.from(point.person).toString('hex'), point]))
  if (places.size < people) return undefined
  const chosen = [...places.values()].slice(0, people).map(({ person, share }) => ({
    x: Fn.fromBytes(person),
    y: Fn.fromBytes(share),
  }))
  let first = 0n
  for (const { x, y } of chosen) {
    let weight = 1n
    for (const other of chosen) if (other.x !== x) weight = Fn.mul(weight, Fn.div(other.x, Fn.sub(other.x, x)))
    first = Fn.add(first, Fn.mul(y, weight))
  }
  return lockFrom(first, record)
}
