// From a request to its decision: one person enters it, one proposes, a second of another house or role confirms or sends it back.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import {
  type AskedFor,
  type Asker,
  type Basis,
  type Decision,
  type Disclosure,
  type LegalRequest,
  type Part,
  type Power,
  type Proposal,
  roleOf,
  type SecondProblem,
  secondProblem,
} from './legal-request.ts'
import {
  findRequest,
  insertProposal,
  insertRequest,
  insertVerdict,
  listDisclosures,
  listProposals,
} from './register-store.ts'

export type NewRequest = { asker: Asker; power: Power; askedOn: string; asked: readonly AskedFor[]; words: string }
export type NewProposal = {
  decision: Decision
  basis: Basis | undefined
  parts: readonly Part[]
  reason: string
  tellOn: string | undefined
}

/** Who acts, in the role they act in. Throws NotFound for somebody without one. */
export function whoIs(actor: StaffActor, notAs?: Parameters<typeof roleOf>[1]) {
  const role = roleOf(actor, notAs)
  if (!role) throw new NotFound()
  return { personId: actor.personId, organisationId: actor.organisationId, role }
}

/** Writes a request down. Answers its id. */
export async function enterRequest(house: House, actor: StaffActor, request: NewRequest): Promise<string> {
  demand(actor, 'legal.work')
  const id = newId()
  await house.asActor(actor, async (tx) => {
    await insertRequest(tx, house.keys, { ...request, id, who: whoIs(actor) })
    const { asker, power } = request
    await recordAudit(tx, { kind: 'legal-request.entered', recordId: id, detail: { asker, power } })
  })
  return id
}

export type OpenedRequest = {
  request: LegalRequest & { words: string }
  proposals: Proposal[]
  disclosures: Disclosure[]
}

/** A request with its sealed words; recorded before they are opened. */
export async function openRequest(house: House, actor: StaffActor, id: string): Promise<OpenedRequest> {
  demand(actor, 'legal.read')
  await house.asActor(actor, (tx) => recordAudit(tx, { kind: 'legal-request.opened', recordId: id }))
  return await house.asActor(actor, async (tx) => {
    const request = await findRequest(tx, house.keys, id)
    if (!request) throw new NotFound()
    return {
      request,
      proposals: await listProposals(tx, house.keys, id),
      disclosures: await listDisclosures(tx, id),
    }
  })
}

/** 'elsewhere': it is decided, or a proposal waits for its second person. */
export async function proposeDecision(
  house: House,
  actor: StaffActor,
  requestId: string,
  proposal: NewProposal,
): Promise<'done' | 'elsewhere'> {
  demand(actor, 'legal.work')
  return await house.asActor(actor, async (tx) => {
    const request = await findRequest(tx, house.keys, requestId)
    if (!request) throw new NotFound()
    if (request.standing !== 'entered') return 'elsewhere'
    const id = newId()
    await insertProposal(tx, house.keys, { ...proposal, id, requestId, who: whoIs(actor) })
    const { decision, basis } = proposal
    await recordAudit(tx, { kind: 'legal-decision.proposed', recordId: requestId, detail: { decision, basis } })
    return 'done'
  })
}

/** The second person's word. Confirmed, the decision stands; rejected, another may be proposed. */
export async function judgeProposal(
  house: House,
  actor: StaffActor,
  requestId: string,
  proposalId: string,
  said: 'confirmed' | 'rejected',
  reason?: string,
): Promise<'done' | 'elsewhere' | SecondProblem> {
  demand(actor, 'legal.work')
  return await house.asActor(actor, async (tx) => {
    const proposal = (await listProposals(tx, house.keys, requestId)).find((each) => each.id === proposalId)
    if (!proposal) throw new NotFound()
    if (proposal.verdict) return 'elsewhere'
    const problem = secondProblem(actor, proposal.by)
    if (problem) return problem
    const who = whoIs(actor, proposal.by.role)
    if (!(await insertVerdict(tx, house.keys, { proposalId, requestId, who, said, reason }))) return 'elsewhere'
    await recordAudit(tx, {
      kind: `legal-decision.${said}`,
      recordId: requestId,
      detail: { decision: proposal.decision },
    })
    return 'done'
  })
}
