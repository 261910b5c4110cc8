// What a hold, a copy and a request of somebody named are. Pure.
export const holdReasons = ['live-casework', 'court', 'complaint'] as const
export type HoldReason = (typeof holdReasons)[number]

export type Hold = {
  id: string
  reportId: string
  reason: HoldReason
  words: string
  /** `YYYY-MM-DD`. */
  endsOn: string
  proposedBy: { id: string; name: string }
  proposedAt: Date
  confirmedAt: Date | undefined
  endedAt: Date | undefined
}

export const knownBy = ['in-person', 'agreed-contact', 'questions'] as const
export type KnownBy = (typeof knownBy)[number]

export type CopyRow = {
  id: string
  reportId: string
  organisationId: string
  state: 'asked' | 'prepared' | 'ready' | 'refused' | 'taken-back' | 'over'
  askedAt: Date
  knownBy: KnownBy | null
  epoch: number | null
  body: Uint8Array | null
  wrappedKey: Uint8Array | null
  receiptWrap: Uint8Array | null
  preparedBy: string | null
  endsAt: Date | null
}

/** None of them says that something is held about them, or that nothing is: either would tell who spoke, or that nobody did. */
export const answers = ['neither-confirm-nor-deny', 'told-in-part', 'not-identified'] as const
export type Answer = (typeof answers)[number]

export type SubjectRequest = {
  id: string
  /** `YYYY-MM-DD`. */
  askedOn: string
  dueOn: string
  words: string
  answer: Answer | undefined
  reason: string
  proposedBy: string | undefined
  isConfirmed: boolean
}
