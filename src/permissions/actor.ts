// Who is acting. Every reach into data names one; worker tasks are actors too, and there is no superuser among them.
import type { Role, StaffRole } from './matrix.ts'

export type TaskRole = Extract<Role, `task-${string}`>

export type Actor =
  | { kind: 'visitor' }
  | { kind: 'reporter'; reportId: string }
  | { kind: 'member'; memberId: string; memberKind: 'individual' | 'venue' | 'project' }
  | { kind: 'staff'; personId: string; organisationId: string; roles: readonly StaffRole[] }
  | { kind: 'task'; task: TaskRole }

export type StaffActor = Extract<Actor, { kind: 'staff' }>
export type MemberActor = Extract<Actor, { kind: 'member' }>
export type ReporterActor = Extract<Actor, { kind: 'reporter' }>

export const visitor: Actor = { kind: 'visitor' }
export const task = (name: TaskRole): Actor => ({ kind: 'task', task: name })

/** The roles an actor holds. A visitor's powers belong to nobody else by accident. */
export function rolesOf(actor: Actor): readonly Role[] {
  switch (actor.kind) {
    case 'visitor':
      return ['visitor']
    case 'reporter':
      return ['reporter']
    case 'member':
      return ['member']
    case 'staff':
      return actor.roles
    case 'task':
      return [actor.task]
  }
}

/** The one row-owner this actor is: its report, member or person id. */
export function subjectOf(actor: Actor): string | undefined {
  switch (actor.kind) {
    case 'reporter':
      return actor.reportId
    case 'member':
      return actor.memberId
    case 'staff':
      return actor.personId
    default:
      return undefined
  }
}
