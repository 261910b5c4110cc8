// Vouching: a member gives a code, two codes of two members who have nothing to do with each other bring somebody in.
import { newReceipt, parseReceipt } from '#engines/sealing/index.ts'
import { type MemberActor, task } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '../../../house.ts'
import {
  CODE_DAYS,
  CODES_A_YEAR,
  DAYS_BEFORE_VOUCHING,
  DAYS_BEHIND,
  dateOf,
  dayOf,
  handleOf,
  mayVouchTogether,
  type Standing,
  standingFrom,
} from './standing.ts'
import { findStanding, type MemberStanding } from './standing-store.ts'
import {
  codeLookup,
  countCodesOf,
  countMark,
  deleteCodes,
  deleteCodesOf,
  insertCode,
  lockCodes,
  ownerTag,
  pairTag,
  readMark,
  tallyTag,
} from './vouch-store.ts'

const joining = task('task-joining')

export type VouchProblem = 'not-a-person' | 'too-new' | 'used-up'
export type Vouching = { left: number; waiting: number; problem: VouchProblem | undefined; readyOn: Date | undefined }

const readyAt = (member: MemberStanding) => new Date(member.createdAt.getTime() + DAYS_BEFORE_VOUCHING * 86_400_000)
const isReady = (member: MemberStanding, now: Date) =>
  member.kind === 'individual' && !member.isResting && readyAt(member) <= now

const yearOf = (now: Date) => now.toISOString().slice(0, 4)

/** How many codes this member may still give this year, how many wait to be used, and what stands in the way. */
export async function readVouching(house: House, actor: MemberActor): Promise<Vouching> {
  demand(actor, 'member.vouch')
  const now = house.clock.now()
  return await house.asActor(joining, async (tx) => {
    const member = await findStanding(tx, house.keys, actor.memberId)
    if (!member) throw new NotFound()
    const today = dateOf(dayOf(now))
    const given = await readMark(tx, tallyTag(house.keys, member.handle, yearOf(now)), today)
    const left = Math.max(0, CODES_A_YEAR - given)
    const isNew = readyAt(member) > now
    return {
      left,
      waiting: await countCodesOf(tx, ownerTag(house.keys, member.handle), today),
      problem: member.kind !== 'individual' ? 'not-a-person' : isNew ? 'too-new' : left === 0 ? 'used-up' : undefined,
      readyOn: isNew ? readyAt(member) : undefined,
    }
  })
}

/** A new code to hand over, as it is shown, this once; undefined when this member may give none now. */
export async function giveCode(house: House, actor: MemberActor): Promise<string | undefined> {
  demand(actor, 'member.vouch')
  const now = house.clock.now()
  const code = newReceipt('digits')
  const isGiven = await house.asActor(joining, async (tx) => {
    const member = await findStanding(tx, house.keys, actor.memberId)
    if (!member || !isReady(member, now)) return false
    const mark = {
      tag: tallyTag(house.keys, member.handle, yearOf(now)),
      most: CODES_A_YEAR,
      endsOn: `${yearOf(now)}-12-31`,
      today: dateOf(dayOf(now)),
    }
    if (!(await countMark(tx, mark))) return false
    await insertCode(tx, house.keys, {
      lookup: codeLookup(house.keys, code.canonical),
      owner: ownerTag(house.keys, member.handle),
      memberId: actor.memberId,
      expiresOn: dateOf(dayOf(now) + CODE_DAYS),
    })
    return true
  })
  return isGiven ? code.shown : undefined
}

/** Codes of this member that nobody has used open nothing any more. They still count for the year. */
export async function takeCodesBack(house: House, actor: MemberActor): Promise<void> {
  demand(actor, 'member.vouch')
  const owner = ownerTag(house.keys, handleOf(house.keys, actor.memberId))
  await house.asActor(joining, (tx) => deleteCodesOf(tx, owner))
}

/** Two codes as they find their rows, in hex; kept in the newcomer's session between the two pages. */
export type CodePair = readonly [string, string]
export type CodesRead = { ok: true; codes: CodePair } | { ok: false; why: 'unreadable' | 'not-together' }

/**
 * Reads two codes as typed and says whether they bring somebody in now. One answer for codes that are unknown, used, too
 * old, of one member, or of two who may not vouch together: nothing tells a stranger which.
 */
export async function readCodes(house: House, typed: readonly [string, string]): Promise<CodesRead> {
  const parsed = typed.map((text) => parseReceipt(text))
  const canonical = parsed.flatMap((each) => (each.ok && each.kind === 'digits' ? [each.canonical] : []))
  if (canonical.length !== 2) return { ok: false, why: 'unreadable' }
  const [one = '', other = ''] = canonical.map((each) => codeLookup(house.keys, each).toString('hex'))
  const codes: CodePair = [one, other]
  const found = await house.asActor(joining, (tx) => vouchersOf(tx, house, codes))
  return found ? { ok: true, codes } : { ok: false, why: 'not-together' }
}

const bytesOf = (codes: CodePair) => codes.map((each) => Buffer.from(each, 'hex'))

async function vouchersOf(
  tx: Tx,
  house: House,
  codes: CodePair,
): Promise<[MemberStanding, MemberStanding] | undefined> {
  const now = house.clock.now()
  const today = dayOf(now)
  const givers = await lockCodes(tx, house.keys, bytesOf(codes), dateOf(today))
  if (givers.length !== 2) return undefined
  const one = await findStanding(tx, house.keys, givers[0] as string)
  const other = await findStanding(tx, house.keys, givers[1] as string)
  if (!one || !other || !isReady(one, now) || !isReady(other, now)) return undefined
  if (!mayVouchTogether(one, other, today)) return undefined
  const before = await readMark(tx, pairTag(house.keys, one.handle, other.handle), dateOf(today))
  return before === 0 ? [one, other] : undefined
}

/** Uses two codes up in `tx`, which must make the account they pay for. Undefined: they bring nobody in, and stay. */
export async function useCodes(tx: Tx, house: House, codes: CodePair): Promise<Standing | undefined> {
  const found = await vouchersOf(tx, house, codes)
  if (!found) return undefined
  const [one, other] = found
  const today = dayOf(house.clock.now())
  const tag = pairTag(house.keys, one.handle, other.handle)
  const mark = { tag, most: 1, endsOn: dateOf(today + DAYS_BEHIND), today: dateOf(today) }
  // Two newcomers at once with four codes of the same two members: the mark lets one in.
  if (!(await countMark(tx, mark))) return undefined
  await deleteCodes(tx, bytesOf(codes))
  return standingFrom(one, other, today)
}
