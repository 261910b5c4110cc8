// The register's words as codes: who asks, by what power, for what; what two people decided; what may be handed over. Pure.
import type { StaffActor } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'

export const askers = [
  'police',
  'court',
  'prosecutor',
  'social-services',
  'immigration',
  'other-authority',
  'lawyer',
  'person-named', // somebody a report speaks of asks what is held about them
  'ourselves', // nobody asked: one of us saw a danger
] as const
export const powers = [
  'court-order',
  'warrant',
  'statutory-notice',
  'demand-for-keys',
  'subject-access',
  'voluntary',
  'danger-to-life',
  'child-at-risk',
] as const
export const askedFor = [
  'one-report',
  'reports',
  'identifiers',
  'messages',
  'members',
  'staff',
  'logs',
  'keys',
  'everything',
] as const
export const decisions = ['refuse', 'nothing-held', 'narrow', 'comply'] as const
/** The only grounds on which anything leaves without consent. */
export const bases = ['legal-order', 'danger-to-life', 'child-at-risk'] as const
export const parts = ['words', 'identifiers', 'messages', 'files', 'times', 'contact'] as const

export type Asker = (typeof askers)[number]
export type Power = (typeof powers)[number]
export type AskedFor = (typeof askedFor)[number]
export type Decision = (typeof decisions)[number]
export type Basis = (typeof bases)[number]
export type Part = (typeof parts)[number]

export type By = {
  personId: string
  organisationId: string
  role: StaffRole
  organisation: string
  name: string | undefined
}

export type LegalRequest = {
  id: string
  by: By
  asker: Asker
  power: Power
  /** Day of the request itself, `YYYY-MM-DD`. */
  askedOn: string
  asked: AskedFor[]
  at: Date
  /** What became of it so far. */
  standing: 'entered' | 'proposed' | 'decided'
  decision: Decision | undefined
}

export type Proposal = {
  id: string
  by: By
  decision: Decision
  basis: Basis | undefined
  parts: Part[]
  reason: string
  /** The day on which a ban on telling ends. */
  tellOn: string | undefined
  at: Date
  verdict: { by: By; said: 'confirmed' | 'rejected'; reason: string | undefined; at: Date } | undefined
}

export type Disclosure = {
  id: string
  reportId: string
  parts: Part[]
  by: By
  at: Date
  tellOn: string | undefined
  toldAt: Date | undefined
}

/** Whether something leaves by this decision. */
export const handsOver = (decision: Decision): boolean => decision === 'narrow' || decision === 'comply'

/** Longest ban on telling that one decision may carry: a longer one must be decided again. */
export const longestBanDays = 366

const roles = ['desk', 'adviser', 'caseworker', 'coordinator'] as const satisfies readonly StaffRole[]

/** The role in which somebody acts here: one that differs from `notAs` where they hold such a one. */
export function roleOf(actor: StaffActor, notAs?: StaffRole): StaffRole | undefined {
  const held = roles.filter((role) => actor.roles.includes(role))
  return held.find((role) => role !== notAs) ?? held[0]
}

export type SecondProblem = 'own-work' | 'same-hat'

/** Why this person cannot be the second one: they proposed it, or they stand in the same role in the same organisation. */
export function secondProblem(
  actor: StaffActor,
  first: Pick<By, 'personId' | 'organisationId' | 'role'>,
): SecondProblem | undefined {
  if (actor.personId === first.personId) return 'own-work'
  const isSameHouse = actor.organisationId === first.organisationId
  return isSameHouse && roleOf(actor, first.role) === first.role ? 'same-hat' : undefined
}

/** The report ids in what was pasted: addresses of the desk, or ids alone, each once. */
export function reportIdsIn(text: string): string[] {
  const found = text.toLowerCase().match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)
  return [...new Set(found ?? [])]
}
