// Rows of the register for the world in which every role tries every table.
import { randomUUID } from 'node:crypto'

type Row = Readonly<Record<string, unknown>>
type Ids = { ours: string; theirs: string; person: string; elsewhere: string }

/** A request in every role that may enter one, each proposed on by somebody elsewhere and confirmed by `ids.person`. */
export function legalRows(ids: Ids, sealed: Buffer) {
  const roles = ['desk', 'adviser', 'caseworker', 'coordinator']
  const by = (role: string) => ({ organisation_id: ids.ours, person_id: ids.person, role })
  const requests = roles.map((role) => ({
    id: randomUUID(),
    ...by(role),
    asker: 'police',
    power: 'court-order',
    asked_on: '2026-01-01',
    asked: ['reports'],
    sealed_words: sealed,
  }))
  const proposal = (request_id: string, who: Row) => ({
    id: randomUUID(),
    request_id,
    ...who,
    decision: 'narrow',
    basis: 'legal-order',
    parts: ['words'],
    sealed_reason: sealed,
  })
  const elsewhere = { organisation_id: ids.theirs, person_id: ids.elsewhere, role: 'desk' }
  const decided = requests.map(({ id }) => proposal(id, elsewhere))
  return {
    requests,
    proposals: [...decided, ...requests.map(({ id, role }) => proposal(id, by(role)))],
    verdicts: decided.map(({ id, request_id }, i) => ({
      proposal_id: id,
      request_id,
      ...by(roles[i]!),
      verdict: 'confirmed',
    })),
  }
}
