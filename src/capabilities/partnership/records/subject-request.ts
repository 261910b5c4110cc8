// Somebody who may be named asks what is held about them: written down, answered by two people, without ever saying whether anybody told.
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import type { Answer, SubjectRequest } from './kinds.ts'
import { confirmAnswer, insertSubjectRequest, listSubjectRequests, setAnswer } from './subject-store.ts'

/** A month, in days (UK GDPR article 12(3)). */
const dueDays = 30

export async function readSubjectRequests(house: House, actor: StaffActor): Promise<SubjectRequest[]> {
  demand(actor, 'record.answer')
  return await house.asActor(actor, (tx) => listSubjectRequests(tx, house.keys))
}

export async function enterSubjectRequest(
  house: House,
  actor: StaffActor,
  request: { askedOn: string; words: string },
): Promise<void> {
  demand(actor, 'record.answer')
  const id = newId()
  const dueOn = new Date(Date.parse(request.askedOn) + dueDays * 86_400_000).toISOString().slice(0, 10)
  const { organisationId, personId } = actor
  await house.asActor(actor, async (tx) => {
    await insertSubjectRequest(tx, house.keys, { id, organisationId, personId, ...request, dueOn })
    await recordAudit(tx, { kind: 'subject-request.entered', recordId: id })
  })
}

export async function proposeAnswer(
  house: House,
  actor: StaffActor,
  id: string,
  proposal: { answer: Answer; reason: string },
): Promise<boolean> {
  demand(actor, 'record.answer')
  return await house.asActor(actor, async (tx) => {
    const isDone = await setAnswer(tx, house.keys, id, actor.personId, proposal)
    if (isDone)
      await recordAudit(tx, { kind: 'subject-request.proposed', recordId: id, detail: { answer: proposal.answer } })
    return isDone
  })
}

/** The second person's word; false for who proposed it. */
export async function confirmProposal(house: House, actor: StaffActor, id: string): Promise<boolean> {
  demand(actor, 'record.answer')
  return await house.asActor(actor, async (tx) => {
    const isDone = await confirmAnswer(tx, id, actor.personId)
    if (isDone) await recordAudit(tx, { kind: 'subject-request.answered', recordId: id })
    return isDone
  })
}
