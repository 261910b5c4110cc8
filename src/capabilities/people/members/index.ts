// The door of members: who is signed in, whom an alert concerns, how they are reached, and how an account is made.
export { readAccount } from './change-account.ts'
export { createMember, type MadeMember } from './create-member.ts'
export { type FeedMember, memberByFeedToken } from './feed-token.ts'
export {
  type Channel,
  feedPath,
  type MemberContact,
  type MemberKind,
  type MemberPreferences,
  memberKinds,
} from './member.ts'
export { contactsOf, membersConcerned } from './members-concerned.ts'
export { registerPublic } from './public.tsx'
export { memberActorOf } from './signed-in.ts'
export { registerStaff } from './staff.tsx'
