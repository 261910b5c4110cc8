// Evidence as a membership worker sees it: recorded, opened once, and destroyed with the decision.
import { bytesJson, openBody, unwrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { demand, mayDo } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '../../../house.ts'
import {
  claimApplication,
  countWaiting,
  decideApplication,
  deleteIntake,
  findApplication,
  insertIntake,
  listApplications,
  listIntakes,
  takeSealed,
  type WaitingApplication,
} from './application-store.ts'
import { type Evidence, evidenceDigest, evidencePart } from './apply.ts'
import { dateOf, dayOf } from './standing.ts'

/** How long an answer waits for whoever holds the code. */
export const ANSWER_DAYS = 30
export const decisions = ['accepted', 'declined', 'again'] as const
export type Decision = (typeof decisions)[number]
export const isDecision = (text: string): text is Decision => (decisions as readonly string[]).includes(text)

const listed = 50

export type Queue = { isTaking: boolean; waiting: number; items: WaitingApplication[] }

export async function readQueue(house: House, actor: StaffActor): Promise<Queue> {
  demand(actor, 'application.decide')
  return await house.asActor(actor, async (tx) => ({
    isTaking: (await listIntakes(tx)).includes(actor.organisationId),
    waiting: await countWaiting(tx, actor.organisationId),
    items: await listApplications(tx, actor.organisationId, listed),
  }))
}

/** How many wait, for the rail; 0 for people who may not look. */
export const countApplications = async (house: House, actor: StaffActor): Promise<number> =>
  mayDo(actor, 'application.decide') ? await house.asActor(actor, (tx) => countWaiting(tx, actor.organisationId)) : 0

/** Begins or ends taking applications. Throws NoTeamKey for somebody who could not open what then comes in. */
export async function takeApplications(house: House, staff: StaffVisit, isTaking: boolean): Promise<void> {
  const { actor } = staff
  demand(actor, 'application.decide')
  const { organisationId } = actor
  if (isTaking) {
    const team = await house.asActor(actor, (tx) => currentTeamKey(tx, organisationId))
    if (!team) throw new NotFound()
    await staff.teamPrivateKey(team.epoch)
  }
  await house.asActor(actor, async (tx) => {
    if (isTaking) await insertIntake(tx, organisationId)
    else await deleteIntake(tx, organisationId)
    await recordAudit(tx, { kind: isTaking ? 'intake.opened' : 'intake.closed', organisationId })
  })
}

export async function readApplication(house: House, actor: StaffActor, id: string): Promise<WaitingApplication> {
  demand(actor, 'application.decide')
  const found = await house.asActor(actor, (tx) => findApplication(tx, id))
  if (!found || !['waiting', 'opened'].includes(found.state)) throw new NotFound()
  return found
}

/**
 * Makes one application this person's to see: recorded here, before a word of it is opened. False: somebody was first.
 * Throws NoTeamKey for a person who could not read it, before anything is changed.
 */
export async function claim(house: House, staff: StaffVisit, id: string): Promise<boolean> {
  const { actor } = staff
  const { epoch } = await readApplication(house, actor, id)
  await staff.teamPrivateKey(epoch)
  await staff.mayOpen(id, async () => true)
  return await house.asActor(actor, async (tx) => {
    if (!(await claimApplication(tx, id, actor.personId))) return false
    await recordAudit(tx, { kind: 'application.opened', organisationId: actor.organisationId, recordId: id })
    return true
  })
}

/** The evidence, this once: its key leaves the row before it is used. Undefined for everybody after that. */
export async function look(house: House, staff: StaffVisit, id: string): Promise<Evidence | undefined> {
  const { actor } = staff
  demand(actor, 'application.decide')
  const { epoch } = await readApplication(house, actor, id)
  const privateKey = await staff.teamPrivateKey(epoch)
  const sealed = await house.asActor(actor, (tx) => takeSealed(tx, id, actor.personId))
  if (!sealed) return undefined
  const binding = { organisation: actor.organisationId, epoch: sealed.epoch, record: id, part: evidencePart }
  const dataKey = await unwrapKey(sealed.wrappedKey, privateKey, binding)
  return bytesJson(openBody(sealed.body, dataKey, { record: id, part: evidencePart })) as Evidence
}

/** Decides, and destroys what is left of the evidence in the same transaction, with the proof in the audit. */
export async function decide(house: House, actor: StaffActor, id: string, decision: Decision): Promise<boolean> {
  demand(actor, 'application.decide')
  return await house.asActor(actor, async (tx) => {
    const endsOn = dateOf(dayOf(house.clock.now()) + ANSWER_DAYS)
    const body = await decideApplication(tx, id, { personId: actor.personId, state: decision, endsOn })
    if (!body) return false
    const detail = { decision, digest: evidenceDigest(house, body) }
    await recordAudit(tx, { kind: 'evidence.destroyed', organisationId: actor.organisationId, recordId: id, detail })
    return true
  })
}
