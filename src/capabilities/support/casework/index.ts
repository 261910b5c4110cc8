// The door of casework: asking for a worker and taking it back, and how many wait.
export { countWaitingRequests } from './list-waiting.ts'
export { requestSupport, withdrawSupport } from './request-support.ts'
export { requestsOfReport } from './store.ts'
export type { SafeContact } from './support-request.ts'
export { endExpiredRequests, sweepRequests } from './sweep-store.ts'
