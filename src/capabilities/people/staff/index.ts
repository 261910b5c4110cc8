// The door of staff: who works here, what a signed-in person brings with them, the frame of every staff page.
export { type CreatedStaffMember, createStaffMember, type NewStaffMember } from './create-staff-member.ts'
export { createTeam } from './create-team.ts'
export { countInvitations } from './joining/invite.ts'
export { blurLeavers } from './leaving/leaver-store.ts'
export { forgetOpenings, OpeningStopped } from './openings/may-open.ts'
export { stoppedPath } from './openings/opening-routes.tsx'
export { type Colleague, NoTeamKey, readsSealed, type StaffMember, type StaffVisit } from './person.ts'
export { askToProve } from './proving/step-up.ts'
export { type SamplePerson, samplePassphrase, samplePeople, sampleTotpSecret } from './sample-people.ts'
export { sampleVisit } from './sample-visit.ts'
export {
  type Count,
  checkFormToken,
  formToken,
  registerCount,
  type ShellOptions,
  signInPath,
  staffShell,
} from './shell.ts'
export { forgetRetiredEpochs, insertWrap, leaversSince, listColleagues } from './store.ts'
export { teamKeyBinding } from './team-key.ts'
export { colleagues, staffActorOf, staffOf } from './visit.ts'
