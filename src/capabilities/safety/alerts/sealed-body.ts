// How an alert's words lie in the database: sealed to the service key, bound to their alert, with who wrote them.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { AlertBody } from './alert.ts'

/** A body in the making or published, and everybody who had a hand in it: none of them can be its second person. */
export type Written = { body: AlertBody; writers: string[] }

export type Part = 'body' | 'update'
const context = (alertId: string, part: Part) => (part === 'body' ? `alert:${alertId}` : `alert-update:${alertId}`)

export const sealWritten = (keys: ServiceKeys, alertId: string, part: Part, written: Written): Buffer =>
  Buffer.from(keys.sealField(JSON.stringify(written), context(alertId, part)))

export const openWritten = (keys: ServiceKeys, alertId: string, part: Part, sealed: Uint8Array): Written =>
  JSON.parse(keys.openField(sealed, context(alertId, part))) as Written

export const sealReason = (keys: ServiceKeys, decisionId: string, reason: string): Buffer =>
  Buffer.from(keys.sealField(reason, `alert-decision:${decisionId}`))

export const openReason = (keys: ServiceKeys, decisionId: string, sealed: Uint8Array): string =>
  keys.openField(sealed, `alert-decision:${decisionId}`)

/** A short name for exactly these bytes: what the second person read is what they approve. */
export const sealOf = (keys: ServiceKeys, sealed: Uint8Array): string =>
  Buffer.from(keys.blindIndex('alert seal', Buffer.from(sealed).toString('base64')))
    .toString('base64url')
    .slice(0, 22)
