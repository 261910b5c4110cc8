// The door of casework: asking for a worker and taking it back.
export { requestSupport, withdrawSupport } from './request-support.ts'
export { requestsOfReport } from './store.ts'
export type { SafeContact } from './support-request.ts'
