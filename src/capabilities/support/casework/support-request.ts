// A wish for a worker: its states and due times. Pure.

export type RequestState = 'waiting' | 'owned' | 'contacted' | 'closed' | 'withdrawn'
export const closedReasons = [
  'supported',
  'declined-by-person',
  'could-not-reach',
  'no-capacity',
  'referred-on',
] as const
export type ClosedReason = (typeof closedReasons)[number]
export type RequestAction = 'own' | 'hand-back' | 'contacted' | 'close'

/** State × action → next state; what is not here is refused. */
export const requestTransitions: Readonly<Record<RequestAction, { from: readonly RequestState[]; to: RequestState }>> =
  {
    own: { from: ['waiting'], to: 'owned' },
    'hand-back': { from: ['owned', 'contacted'], to: 'waiting' },
    contacted: { from: ['owned'], to: 'contacted' },
    close: { from: ['owned', 'contacted'], to: 'closed' },
  }

/** What the reporter's trace is told of; codes that reporting puts into words. */
export type SupportUse = 'support-opened' | 'support-contacted' | 'support-closed'

/** Somebody who asked for a worker hears from one within two days. */
export const contactWithinHours = 48

/** Whether somebody still waits to hear from a worker, later than they were promised. */
export const isLate = (request: { state: RequestState; dueAt: Date }, now: Date): boolean =>
  (request.state === 'waiting' || request.state === 'owned') && request.dueAt < now

export const isClosedReason = (text: string): text is ClosedReason =>
  (closedReasons as readonly string[]).includes(text)

/** How and when somebody may be contacted, as they said it. Sealed to the team. */
export type SafeContact = {
  callMe: string
  how: string
  when: string
  /** What must not be said, to whom, or left on a machine. */
  never: string
}

/** A request as it is stored: what it says of the person stands sealed in `body`. */
export type RequestRow = {
  id: string
  reportId: string
  organisationId: string
  epoch: number
  body: Uint8Array
  wrappedKey: Uint8Array
  state: RequestState
  ownerId: string | null
  ownerName: string | null
  dueAt: Date
  createdAt: Date
  contactedAt: Date | null
  closedAt: Date | null
  closedReason: ClosedReason | null
}

export const requestShows = ['waiting', 'mine', 'taken', 'closed'] as const
export type RequestShow = (typeof requestShows)[number]
export type RequestFilter = { show: RequestShow; isLate?: boolean | undefined; page?: number | undefined }
export const requestPageSize = 50
