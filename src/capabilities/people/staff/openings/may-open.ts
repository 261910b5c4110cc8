// Before a sealed record is opened: whether this person has not opened unusually many (abuse 13). Asked first, so that what is
// refused leaves nothing in anybody's trace, and what is opened leaves all it ever did.
import { type StaffActor, task } from '#permissions/actor.ts'
import { raiseAlarm } from '#platform/alarms/raise-alarm.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { raiseOnce } from '#src/capabilities/watch.ts'
import { changeOpened, sweepOpenings } from './opening-store.ts'
import { type Opening, reasonMinutes, weighOpening } from './weigh-opening.ts'

/** Thrown instead of opening. `ask`: a reason and a fresh proof first; `stop`: no more for now. */
export class OpeningStopped extends Error {
  override name = 'OpeningStopped'
  readonly why: 'ask' | 'stop'
  constructor(why: 'ask' | 'stop') {
    super('more openings than this person usually has')
    this.why = why
  }
}

const counter = task('task-limits')

/**
 * Counts the opening of one record; again within the hour is the same opening. `isThere` is asked first: what this person
 * cannot see is not there for them, and counts for nothing. Throws NotFound or OpeningStopped.
 */
export async function mayOpen(
  house: House,
  actor: Pick<StaffActor, 'personId' | 'organisationId'>,
  recordId: string,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { personId, organisationId } = actor
  const name = `opened ${personId} ${recordId}`
  const once = { free: 1, perHour: 1 }
  if ((await house.limits.fullness(name, once)) > 0) return
  if (!(await isThere())) throw new NotFound()
  const now = house.clock.now()
  const opening = await house.asActor(counter, (tx) =>
    changeOpened<Opening>(tx, actor, now, (before) => {
      const answer = weighOpening(before, now, house.config.limitsScale)
      return { opened: answer.opened, answer }
    }),
  )
  if (opening.verdict === 'opens') {
    await house.limits.count(name, once)
    if (opening.isUnusual) await raiseOnce(house, { kind: 'openings-many', organisationId, personId })
    return
  }
  if (opening.verdict === 'stop') await raiseOnce(house, { kind: 'openings-stopped', organisationId, personId })
  throw new OpeningStopped(opening.verdict)
}

/** Days after somebody's last opening for which their habit is remembered: holidays. */
export const habitDays = 30

export async function forgetOpenings(house: House): Promise<void> {
  const before = new Date(house.clock.now().getTime() - habitDays * 86_400_000)
  await house.asActor(counter, (tx) => sweepOpenings(tx, before))
}

/** The longest reason that is taken, in characters. */
export const reasonMax = 1000

/** For an hour more may be opened, up to the hard limit; colleagues are told, with the reason. */
export async function giveReason(house: House, actor: StaffActor, reason: string): Promise<void> {
  const now = house.clock.now()
  const sealedReason = house.keys.sealField(reason, 'alarm-reason')
  await house.asActor(counter, (tx) =>
    changeOpened(tx, actor, now, (before) => ({
      opened: { ...before, moreUntil: now.getTime() + reasonMinutes * 60_000 },
      answer: undefined,
    })),
  )
  await house.asActor(actor, async (tx) => {
    const { organisationId, personId } = actor
    await recordAudit(tx, { kind: 'openings.explained', recordId: personId })
    await raiseAlarm(tx, { kind: 'openings-many', organisationId, personId, sealedReason })
  })
}
