// The two who hold the keys of the tags: this service, and another organisation's machine where one is named.
import { HolderFailed, holderOfSeed, type KeyHolder } from '#engines/held/index.ts'
import type { House } from '#src/capabilities/house.ts'

const patience = 5_000

/** Service first, the other second. Where no other machine is named, both keys come from this machine's: one party, not two. */
export function keyHolders(house: House): readonly [KeyHolder, KeyHolder] {
  const own = holderOfSeed(house.keys.secret('held tags: service'))
  const { holder } = house.config
  return [own, holder ? holderAt(holder) : holderOfSeed(house.keys.secret('held tags: adviser'))]
}

/** Whether the second key stands with somebody else. */
export const isKeyApart = (house: House): boolean => house.config.holder !== undefined

/** A holder on another machine (src/key-holder.ts): it sees blinded elements and answers with a proof. */
export function holderAt(holder: { url: string; publicKey: Uint8Array; token: string }): KeyHolder {
  return {
    publicKey: holder.publicKey,
    async evaluate(blinded) {
      try {
        const answer = await fetch(holder.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${holder.token}` },
          body: JSON.stringify({ blinded: blinded.map((each) => Buffer.from(each).toString('hex')) }),
          signal: AbortSignal.timeout(patience),
          redirect: 'error',
        })
        if (!answer.ok) throw new HolderFailed()
        const { evaluated, proof } = (await answer.json()) as { evaluated: string[]; proof: string }
        return { evaluated: evaluated.map((each) => Buffer.from(each, 'hex')), proof: Buffer.from(proof, 'hex') }
      } catch {
        throw new HolderFailed()
      }
    },
  }
}
