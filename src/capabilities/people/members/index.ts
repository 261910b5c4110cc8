// The door of members: who is signed in, whom an alert concerns, how they are reached, and how an account is made.
// Pages are registered by the composition from public.tsx and staff.tsx, so that asking for a contact does not load them.
export { readAccount } from './change-account.ts'
export { createMember, type MadeMember } from './create-member.ts'
export { type FeedMember, memberByFeedToken } from './feed-token.ts'
export { countApplications, takeApplications } from './joining/look-once.ts'
export { isNewcomer } from './joining/newcomer.ts'
export {
  type Channel,
  feedPath,
  type MemberContact,
  type MemberKind,
  type MemberPreferences,
} from './member.ts'
export { contactsOf, membersConcerned } from './members-concerned.ts'
export { sampleMembers } from './sample-members.ts'
export { memberActorOf } from './signed-in.ts'
export { memberStanding } from './store.ts'
