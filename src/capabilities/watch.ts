// What is noticed and told to staff: names tried at the door, receipts guessed, an account that reaches for what is not its own.
// Counted under digests that nobody can join later; the alarm says what kind of thing happens, never to whom.
import { type StaffActor, task } from '#permissions/actor.ts'
import { type NewAlarm, raiseAlarm } from '#platform/alarms/raise-alarm.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { AppName } from '#platform/http/session.ts'
import type { Allowance } from '#platform/limits/acts.ts'
import type { House } from './house.ts'

/** Different names that failed to sign in: from one network, and altogether. People mistype their own, not many others'. */
export const failedNames: Readonly<Record<'network' | 'system', Allowance>> = {
  network: { free: 12, perHour: 12 },
  system: { free: 120, perHour: 240 },
}
/** Receipts that fit nothing, from one network and altogether. */
export const wrongReceipts: Readonly<Record<'network' | 'system', Allowance>> = {
  network: { free: 20, perHour: 20 },
  system: { free: 200, perHour: 400 },
}
/** Pages that are not there, asked for by somebody signed in: an old bookmark now and then; police accounts see fewer links. */
export const reaching: Readonly<Record<'police' | 'others', Allowance>> = {
  police: { free: 5, perHour: 5 },
  others: { free: 40, perHour: 40 },
}

type Asked = Pick<Visit<unknown>, 'c' | 'session'>

/** At most once a minute for the same thing: a flood makes one alarm that counts, not a flood of writes. */
async function raise(house: House, alarm: NewAlarm): Promise<void> {
  const same = [alarm.kind, alarm.organisationId, alarm.personId].join(' ')
  if (!(await house.limits.isFirst(`raised ${same}`, 60))) return
  await house.asActor(task('task-limits'), (tx) => raiseAlarm(tx, alarm))
}

async function countTiers(
  house: House,
  visit: Asked,
  what: string,
  allowed: Readonly<Record<'network' | 'system', Allowance>>,
): Promise<'one-network' | 'many-networks' | undefined> {
  const network = house.limits.networkHere(visit)
  const here = network === undefined ? 0 : await house.limits.count(`${what} ${network}`, allowed.network)
  const everywhere = await house.limits.count(what, allowed.system)
  return here > 1 ? 'one-network' : everywhere > 1 ? 'many-networks' : undefined
}

/** Somebody could not sign in under `name`, whether or not there is such an account. One name tried often counts once. */
export async function noticeFailedSignIn(house: House, app: AppName, visit: Asked, name: string): Promise<void> {
  const network = house.limits.networkHere(visit) ?? ''
  if (!(await house.limits.isFirst(`failed ${app} ${network} ${name.slice(0, 200)}`, 3600))) return
  const from = await countTiers(house, visit, `failed names ${app}`, failedNames)
  if (from) await raise(house, { kind: 'sign-ins-guessed', detail: { app, from } })
}

/** Somebody typed a receipt that is well formed and fits nothing. */
export async function noticeWrongReceipt(house: House, visit: Asked): Promise<void> {
  const from = await countTiers(house, visit, 'wrong receipts', wrongReceipts)
  if (from) await raise(house, { kind: 'receipts-guessed', detail: { from } })
}

/** Somebody of staff asked for a page that is not there for them (abuse 10). */
export async function noticeReaching(house: House, actor: StaffActor): Promise<void> {
  const isPolice = actor.roles.includes('police')
  const full = await house.limits.count(`reaching ${actor.personId}`, isPolice ? reaching.police : reaching.others)
  if (full <= 1) return
  const detail = { account: isPolice ? 'police' : 'staff' }
  // Whose account it is, is told to their own house; the Forum's coordinators see it as well.
  await raise(house, {
    kind: 'account-reaching',
    organisationId: actor.organisationId,
    personId: actor.personId,
    detail,
  })
}

export { raise as raiseOnce }
