// Getting a team's key back from paper: one person asks, another says yes, and only then three sheets open it for the first.
import { unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey, listEpochs } from '#partnership/organisations/index.ts'
import { insertWrap, listColleagues, readsSealed, type StaffVisit, teamKeyBinding } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { isId, newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { recoveryBinding } from './recovery-set.ts'
import { joinTyped, type SharesProblem } from './shares.ts'
import {
  endRequest,
  insertConfirmation,
  insertRequest,
  listRequests,
  type RecoveryRequest,
  type RecoverySet,
  recoveryWraps,
  standingSets,
} from './store.ts'

/** The set whose sheets are with their keepers; one that was only made is not yet anybody's to rely on. */
export const inForce = (sets: readonly RecoverySet[]): RecoverySet | undefined => sets.find((set) => set.handedOutAt)

/** Asks for a recovery. Asking twice is asking once. Throws NotFound where no paper set is in force. */
export async function askRecovery(house: House, { actor }: Pick<StaffVisit, 'actor'>): Promise<void> {
  demand(actor, 'team-key.recover')
  const { organisationId, personId } = actor
  await house.asActor(actor, async (tx) => {
    const set = inForce(await standingSets(tx, organisationId))
    if (!set) throw new NotFound()
    const id = newId()
    if (!(await insertRequest(tx, { id, organisationId, setId: set.id, personId }))) return
    await recordAudit(tx, { kind: 'recovery.asked', organisationId, recordId: id })
  })
}

async function findOpen(house: House, actor: StaffActor, id: string): Promise<RecoveryRequest> {
  if (!isId(id)) throw new NotFound()
  const all = await house.asActor(actor, listRequests)
  const found = all.find((each) => each.id === id && !each.endedAt)
  if (!found) throw new NotFound()
  return found
}

/** A second person's yes. Throws NotFound for a request one made oneself, or that is over; confirming twice changes nothing. */
export async function confirmRecovery(house: House, actor: StaffActor, id: string): Promise<void> {
  demand(actor, 'team-key.confirm')
  const request = await findOpen(house, actor, id)
  if (request.requestedById === actor.personId) throw new NotFound()
  const { organisationId } = request
  await house.asActor(actor, async (tx) => {
    if (!(await insertConfirmation(tx, { requestId: id, organisationId, personId: actor.personId }))) return
    await recordAudit(tx, { kind: 'recovery.confirmed', organisationId, recordId: id })
  })
}

/** Ends a request without a recovery: taken back by whoever asked, refused by anybody who might have confirmed it. */
export async function endRecovery(house: House, actor: StaffActor, id: string): Promise<void> {
  demand(actor, 'team-key.confirm')
  const request = await findOpen(house, actor, id)
  const { organisationId } = request
  const outcome = request.requestedById === actor.personId ? 'taken-back' : 'refused'
  await house.asActor(actor, async (tx) => {
    if (!(await endRequest(tx, id, outcome))) return
    await recordAudit(tx, { kind: `recovery.${outcome}`, organisationId, recordId: id })
  })
}

/**
 * Opens the team's key from typed sheets for whoever asked, wraps every epoch to them, and ends the request: one confirmation
 * serves one recovery. The sheets are used here and kept nowhere. Throws NotFound unless this person asked and a second one
 * confirmed within the hour: the database shows the wraps to nobody else.
 */
export async function recoverTeamKey(
  house: House,
  staff: Pick<StaffVisit, 'actor'>,
  typed: readonly string[],
): Promise<{ ok: true; epochs: number } | { ok: false; problems: SharesProblem[] }> {
  const { actor } = staff
  const { organisationId, personId } = actor
  demand(actor, 'team-key.recover')
  const found = await house.asActor(actor, async (tx) => {
    const request = (await listRequests(tx)).find((each) => each.requestedById === personId && !each.endedAt)
    const set = (await standingSets(tx, organisationId)).find((each) => each.id === request?.setId)
    if (!request?.isFresh || !set) throw new NotFound()
    return { request, set }
  })
  const joined = await joinTyped(typed, found.set)
  if ('problems' in joined) {
    await house.asActor(actor, (tx) =>
      recordAudit(tx, { kind: 'recovery.failed', organisationId, recordId: found.request.id }),
    )
    return { ok: false, problems: joined.problems }
  }
  const recoveryKey = joined.privateKey
  try {
    return await house.asActor(actor, async (tx) => {
      // Held like anybody who seals: the key neither turns nor is retired while it is handed on.
      const team = await currentTeamKey(tx, organisationId)
      if (!team) throw new NotFound()
      // Read while the request is open: the row policy shows these to nobody afterwards.
      const all = await recoveryWraps(tx, found.set.id)
      if (!(await endRequest(tx, found.request.id, 'recovered'))) throw new Conflict('this request is over')
      const me = (await listColleagues(tx, organisationId)).find((person) => person.id === personId)
      if (!me || !readsSealed(me.roles)) throw new NotFound()
      const live = new Set((await listEpochs(tx, organisationId)).filter((e) => !e.retiredAt).map((e) => e.epoch))
      const wraps = all.filter(({ epoch }) => live.has(epoch))
      if (wraps.length === 0) throw new NotFound()
      for (const { epoch, wrapped } of wraps) {
        const teamKey = await unwrapKey(wrapped, recoveryKey, recoveryBinding(organisationId, epoch, found.set.id))
        const own = await wrapKey(teamKey, me.publicKey, teamKeyBinding(organisationId, epoch, personId))
        teamKey.fill(0)
        await insertWrap(tx, { organisationId, epoch, personId, wrapped: own, givenBy: personId })
      }
      await recordAudit(tx, {
        kind: 'team-key.recovered',
        organisationId,
        recordId: found.request.id,
        detail: { epochs: wraps.length },
      })
      return { ok: true, epochs: wraps.length }
    })
  } finally {
    recoveryKey.fill(0)
  }
}
