// The secret of an identifier: an oblivious pseudorandom function (RFC 9497, ristretto255-SHA512, verifiable mode) under the
// keys of two holders. Neither holder alone can work it out, and a holder never sees what is asked.
import { hkdfSync } from 'node:crypto'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'

const { voprf } = ristretto255_oprf

/** One of the two who hold a key. `evaluate` takes blinded elements, 32 bytes each, and proves which key it used. */
export type KeyHolder = {
  /** 32 bytes, known beforehand: an answer under another key is refused. */
  publicKey: Uint8Array
  evaluate(blinded: readonly Uint8Array[]): Promise<{ evaluated: readonly Uint8Array[]; proof: Uint8Array }>
}

/** An identifier in its canonical form (src/engines/matching). */
export type Named = { kind: string; value: string }

/** A holder answered with another key, or with something that is no answer. */
export class HolderFailed extends Error {
  override name = 'HolderFailed'
  constructor() {
    super('a holder of the key did not answer as it must')
  }
}

/** A holder whose key comes from a 32-byte seed (RFC 9497 §3.2.1). */
export function holderOfSeed(seed: Uint8Array): KeyHolder {
  const { secretKey, publicKey } = voprf.deriveKeyPair(seed, Buffer.from('rowan held reports'))
  return {
    publicKey,
    evaluate: async (blinded) => voprf.blindEvaluateBatch(secretKey, publicKey, [...blinded]),
  }
}

/** What is asked of the holders: kind and value, so that no plate is ever taken for a name. */
const inputOf = ({ kind, value }: Named) => Buffer.from(JSON.stringify([kind, value]), 'utf8')

/**
 * The 32-byte secret of each identifier, in their order. It depends on both keys and on nothing else, so whoever names the
 * same person gets the same one. Throws HolderFailed.
 */
export async function secretsOf(
  named: readonly Named[],
  holders: readonly [KeyHolder, KeyHolder],
): Promise<Uint8Array[]> {
  if (named.length === 0) return []
  const inputs = named.map(inputOf)
  const halves = await Promise.all(holders.map((holder) => ask(inputs, holder)))
  return inputs.map((_, i) => {
    const both = Buffer.concat(halves.map((half) => half[i] as Uint8Array))
    return new Uint8Array(hkdfSync('sha512', both, Buffer.alloc(0), 'rowan held secret 1', 32))
  })
}

async function ask(inputs: readonly Uint8Array[], holder: KeyHolder): Promise<Uint8Array[]> {
  // Blinded anew for each holder: two who compare what they were asked cannot tell that it was the same.
  const asked = inputs.map((input) => ({ input, ...voprf.blind(input) }))
  const { evaluated, proof } = await holder.evaluate(asked.map((each) => each.blinded))
  if (evaluated.length !== asked.length) throw new HolderFailed()
  try {
    const items = asked.map((each, i) => ({ ...each, evaluated: evaluated[i] as Uint8Array }))
    return voprf.finalizeBatch(items, holder.publicKey, proof)
  } catch {
    throw new HolderFailed()
  }
}
