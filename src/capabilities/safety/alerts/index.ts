// The door of alerts: what the desk needs to make one, and what others may ask about one.
export {
  type AlertBody,
  type AlertProblem,
  type AlertState,
  emptyBody,
  type FactKind,
  fieldOfFact,
  fieldOfIdentifier,
  type IdentifierKind,
  isHarm,
  isManner,
  isSeverity,
  isWork,
  limits,
  type Manner,
  manners,
  type Outcome,
  type PickedFact,
  type PickedIdentifier,
  type RetractReason,
  type Severity,
  severities,
} from './alert.ts'
export { approveAlert, type Reading } from './approve-alert.ts'
export { type Flag, type FlagKind, findFlags } from './find-flags.ts'
export { findPointers, type Pointer, type PointerKind } from './find-pointers.ts'
export { alertWords } from './messages/index.ts'
export {
  type AlertOnDesk,
  alertOfReport,
  readAlert,
  type SentAlert,
  type WaitingAlert,
  waitingForSecond,
} from './read-alerts.ts'
export { dropDraft, saveDraft } from './save-draft.ts'
export { AlertCard, AlertParts } from './screens/alert-card.tsx'
export { askSecondCheck, recuse, returnDraft } from './second-check.ts'
export { hasStandingAlert, sweepAlerts } from './sweep-store.ts'
export { areaName, headlineOf, monthOf } from './wording.ts'
