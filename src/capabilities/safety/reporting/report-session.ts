// What a web session remembers of a report being told or come back to. It stands sealed under the visitor's own cookie.
import { publicKeyOf } from '#engines/sealing/index.ts'
import type { ReporterActor } from '#permissions/actor.ts'
import type { Session } from '#platform/http/session.ts'
import { newId } from '#platform/ids.ts'
import type { FieldErrors } from './forms.ts'
import type { Place } from './journey.ts'

/** What was typed and not accepted, until it has been shown again. */
export type Flash = { at: string; values: Record<string, string[]>; errors: FieldErrors | Record<string, string> }

export type ReportSession = {
  phase: 'questions' | 'receipt' | 'sent' | 'return'
  place: Place
  /** Return to the check page after this one answer. */
  backToCheck: boolean
  origin: 'web' | 'assisted'
  /** Set at the first save. */
  reportId?: string
  /** The ids that a report and its wish for a worker will have: what a browser seals is bound to them before they exist. */
  nextReportId?: string
  wishId?: string
  /** Base64 of the receipt's private key. */
  receiptKey?: string
  /** The receipt as given, while this first session lasts; never known after coming back with it. */
  receipt?: { kind: 'words' | 'digits'; canonical: string; shown: string; isRepeated: boolean }
  /** Came back with a receipt: answers given before are named, never shown. */
  isResumed: boolean
  /** Who tells, as far as it can be known that two reports come from one person: an account, a visit. Never leaves the session in the open. */
  person?: string
  /** Places answered in this very session, as `step:index`. */
  here: string[]
  /** A digest of each answer given in this session, by place: what stands differently now was given by somebody else. */
  given?: Record<string, string>
  flash?: Flash
  /** On the return page: which part is open, and what was just done. */
  part?: string
  done?: string
  lastUsedAt?: string
}

export const newReportSession = (origin: 'web' | 'assisted'): ReportSession => ({
  phase: 'questions',
  place: { step: 'who-for', index: 0 },
  backToCheck: false,
  origin,
  isResumed: false,
  here: [],
  nextReportId: newId(),
  wishId: newId(),
})

export const reportSessionOf = (session: Session | undefined): ReportSession | undefined =>
  session?.state.report as ReportSession | undefined

export const placeKey = (place: Place): string => `${place.step}:${place.index}`

/** The keys and identity of a session that has a report; throws when it has none, which is a mistake of ours. */
export function holderOf(state: ReportSession): {
  actor: ReporterActor
  reportId: string
  privateKey: Uint8Array
  publicKey: Uint8Array
} {
  if (!state.reportId || !state.receiptKey) throw new Error('no report in this session yet')
  const privateKey = new Uint8Array(Buffer.from(state.receiptKey, 'base64'))
  return {
    actor: { kind: 'reporter', reportId: state.reportId },
    reportId: state.reportId,
    privateKey,
    publicKey: publicKeyOf(privateKey),
  }
}
