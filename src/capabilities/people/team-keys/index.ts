// The door of team keys: turning a team's key, reaching what older ones hold, and the paper set.
export { handOutRecoverySet, makeRecoverySet } from './recovery-set.ts'
export { findPaperSet, openAllOfTeam, type Rehearsal, recordDrill, recoverPrivateKeys } from './rehearse.ts'
export { startRewrap } from './rewrap.ts'
export { countForRail } from './state.ts'
export { turnEpoch } from './turn-epoch.ts'
