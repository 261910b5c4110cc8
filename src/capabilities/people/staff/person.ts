// Who a member of staff is, and which roles an organisation's people may hold. Pure.
import type { OrganisationKind } from '#partnership/organisations/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { type StaffRole, staffRoles } from '#permissions/matrix.ts'
import { mayDo } from '#permissions/may.ts'

export type StaffMember = {
  id: string
  displayName: string
  username: string
  organisationId: string
  organisationName: string
  roles: readonly StaffRole[]
}

/** Somebody of the organisation as /people shows them. `givenBy` is a name; undefined for who began the team. */
export type Colleague = StaffMember & {
  publicKey: Uint8Array
  keys: readonly { epoch: number; givenBy: string | undefined; givenAt: Date }[]
}

/** A signed-in person at work: what they may do, who they are, and the one way to their team's key. */
export type StaffVisit = {
  actor: StaffActor
  person: StaffMember
  /** The private key (32 bytes) of the person's own team in that epoch. Throws NoTeamKey when nobody has given it yet. */
  teamPrivateKey(epoch: number): Promise<Uint8Array>
  /**
   * Before a sealed record is opened. Counts it, once an hour; `isThere` is asked first, since what this person cannot see counts
   * for nothing. Throws NotFound, or OpeningStopped when they open unusually many.
   */
  mayOpen(recordId: string, isThere: () => Promise<boolean>): Promise<void>
}

/** Nobody has given this person their team's key of that epoch yet: what is sealed to it stays closed to them. */
export class NoTeamKey extends Error {
  override name = 'NoTeamKey'
  readonly epoch: number
  constructor(epoch: number) {
    super('nobody has given this person the key of their team')
    this.epoch = epoch
  }
}

export type StaffProblem = 'username' | 'username-taken' | 'display-name' | 'passphrase' | 'roles' | 'organisation'

/** A person cannot be entered like this; `problem` says which of the particulars is at fault. */
export class StaffRefused extends Error {
  override name = 'StaffRefused'
  readonly problem: StaffProblem
  constructor(problem: StaffProblem) {
    super(`a person cannot be entered like this: ${problem}`)
    this.problem = problem
  }
}

/** Lower case, as usernames are stored; what a phone's keyboard capitalises still signs in. */
export const tidyUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

export const isUsername = (text: string): boolean => /^[a-z0-9._-]{3,40}$/.test(text)

export const isStaffRole = (text: string): text is StaffRole => (staffRoles as readonly string[]).includes(text)

export const actorFor = (person: Pick<StaffMember, 'id' | 'organisationId' | 'roles'>): StaffActor => ({
  kind: 'staff',
  personId: person.id,
  organisationId: person.organisationId,
  roles: person.roles,
})

/** Whether these roles read what is sealed to a team. */
export const readsSealed = (roles: readonly StaffRole[]): boolean =>
  mayDo({ kind: 'staff', personId: '', organisationId: '', roles }, 'team-key.use')

/**
 * Whether one person may hold these roles together in an organisation of that kind. Police hold police's role alone, and
 * nobody else holds it; advisers are independent of the rest; who runs the machine reads nothing (MISSION, "What is never done").
 */
export function rolesFit(kind: OrganisationKind, roles: readonly StaffRole[]): boolean {
  if (roles.length === 0 || new Set(roles).size !== roles.length || !roles.every(isStaffRole)) return false
  if (roles.includes('operator') && readsSealed(roles)) return false
  if ((kind === 'police') !== roles.includes('police')) return false
  if ((kind === 'adviser') !== roles.includes('adviser')) return false
  const alone = kind === 'police' || kind === 'adviser'
  return !alone || roles.length === 1
}
