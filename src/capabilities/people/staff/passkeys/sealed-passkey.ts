// How a passkey of staff stands in its row: found by a keyed hash, sealed to the service key, bound to row and person.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { StoredPasskey } from '#platform/passkeys/ceremony.ts'

export type PasskeyDetail = { name: string; passkey: StoredPasskey }
type Row = { id: string; personId: string }

/** The purpose for which a passkey is asked for its secret. It is in the salt: changed, every passkey would open nothing. */
export const prfPurpose = 'staff'

const context = ({ id, personId }: Row) => `staff.passkey:${id}:${personId}`

export const lookupOf = (keys: ServiceKeys, credentialId: string): Uint8Array =>
  keys.blindIndex('staff passkey', credentialId)

/** What the passkey calls its holder: the same for all of a person's, and a number without meaning to anybody else. */
export const userHandleOf = (keys: ServiceKeys, personId: string): Uint8Array =>
  keys.blindIndex('staff passkey holder', personId)

export const passkeyPepper = (keys: ServiceKeys): Uint8Array => keys.secret('staff passkey')

export const sealDetail = (keys: ServiceKeys, row: Row, detail: PasskeyDetail): Uint8Array =>
  keys.sealField(JSON.stringify(detail), context(row))

export const openDetail = (keys: ServiceKeys, row: Row & { sealed: Uint8Array }): PasskeyDetail =>
  JSON.parse(keys.openField(row.sealed, context(row))) as PasskeyDetail

/** The 32 bytes that the browser drew from the passkey's secret, or undefined for anything else. */
export function readSecret(posted: string): Uint8Array | undefined {
  if (!/^[\w-]{43}$/.test(posted)) return undefined
  const bytes = Uint8Array.from(Buffer.from(posted, 'base64url'))
  return bytes.length === 32 ? bytes : undefined
}
