// The door of reporting: what other capabilities may know of a report, and the consent they must hold while they disclose.
export { codename } from './codename.ts'
export { confirmPersonConcerned } from './confirm-person-concerned.ts'
export { type ConsentRow, type LiveConsent, liveConsents, lockLiveConsent } from './consent-store.ts'
export { eraseExpired } from './expire-report.ts'
export { type HeldPeople, type HeldView, type Holding, HoldRefused, provideHolding } from './holding.ts'
export { isHeld } from './is-held.ts'
export { openAttachment, type ReceivedFile, receivedFiles } from './open-attachment.ts'
export { openParts } from './open-parts.ts'
export { type OpenedIdentifier, type OpenedMessage, type OpenedReport, openReport } from './open-report.ts'
export { type Copies, provideCopies } from './own-copy.ts'
export { provesReport } from './prove-submission.ts'
export {
  type ConsentChoice,
  type HarmKind,
  harmKinds,
  type Purpose,
  type ReportContent,
  type ReportOutcome,
  type ReportState,
  type Withholdable,
  type WorkKind,
  withholdable,
  workKinds,
} from './report.ts'
export type { QueueFilter, QueueShow } from './report-store.ts'
export { queuePageSize } from './report-store.ts'
export { listGivenParts } from './sealed-part-store.ts'
export { openForTeam, openReply, sealReply } from './sealed-report.ts'
export {
  expiredReports,
  forgetErased,
  type GoingReport,
  listGoing,
  lockExpired,
  receiptKeyOf,
  whenGone,
} from './term-store.ts'
export { recordUse, type Use, type UseActor, type UseKind, type UseRow } from './trace-store.ts'
export { claimReport, countWaiting, deskName, listQueue, type QueueItem, releaseReport } from './work-queue.ts'
export { closeReport, closeReportIn, replyLimit, writeToReporter } from './write-to-reporter.ts'
