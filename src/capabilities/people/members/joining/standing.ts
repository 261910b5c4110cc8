// Who stands behind an account, and which two members may bring somebody in together. Pure: the laws of vouching.
import type { ServiceKeys } from '#engines/sealing/index.ts'

export type JoinedBy = 'worker' | 'vouch' | 'evidence'

/** `handle` is a member under a keyed hash; `until` the day, counted from 1970, after which it is forgotten. */
export type Behind = { handle: string; until: number }
/** Sealed beside the account. `behind`: vouchers, and theirs in turn, nearest first. */
export type Standing = { by: JoinedBy; behind: Behind[] }
export type Voucher = { handle: string; behind: readonly Behind[] }

/** A new member vouches for nobody yet: an account bought with a lie cannot buy the next one within two months. */
export const DAYS_BEFORE_VOUCHING = 60
/** How long it is known, sealed, who stands behind whom, and how long two who vouched together may not do so again. */
export const DAYS_BEHIND = 365
/** Codes a member may give in a calendar year: enough for a shared flat, too few for a trade. */
export const CODES_A_YEAR = 4
export const CODE_DAYS = 14
/** Who joined without a worker asks less of the checker for so long. */
export const NEWCOMER_DAYS = 14
/** Beyond this many only the nearest are kept: three generations and more. */
export const BEHIND_MAX = 24

export const dayOf = (now: Date): number => Math.floor(now.getTime() / 86_400_000)
/** YYYY-MM-DD, for columns that know days and no hours. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

export const alone = (by: JoinedBy): Standing => ({ by, behind: [] })

const alive = (behind: readonly Behind[], today: number) => behind.filter((each) => each.until >= today)

/**
 * Whether two members may bring somebody in together: neither brought the other in, and nobody brought in both, near or far,
 * within the time that is remembered. So a person with one account, whatever they do, never holds two that fit together.
 */
export function mayVouchTogether(one: Voucher, other: Voucher, today: number): boolean {
  const line = (voucher: Voucher) => [voucher.handle, ...alive(voucher.behind, today).map((each) => each.handle)]
  const first = new Set(line(one))
  return !line(other).some((handle) => first.has(handle))
}

/** The standing of somebody whom these two bring in: they, and who stands behind them, nearest first. */
export function standingFrom(one: Voucher, other: Voucher, today: number): Standing {
  const until = today + DAYS_BEHIND
  const near = [one, other].map(({ handle }) => ({ handle, until }))
  const far: Behind[] = []
  const [left, right] = [alive(one.behind, today), alive(other.behind, today)]
  // By turns, so that a long line on one side does not push the other's out.
  for (let at = 0; at < Math.max(left.length, right.length); at++)
    far.push(...[left[at], right[at]].filter((each) => each !== undefined))
  return { by: 'vouch', behind: [...near, ...far].slice(0, BEHIND_MAX) }
}

/** What is left of a standing today. Somebody whose branch rests is not forgotten by it, or waiting would end the rest. */
export const forgetOld = (standing: Standing, today: number, rests: (handle: string) => boolean): Standing => ({
  ...standing,
  behind: standing.behind.filter((each) => each.until >= today || rests(each.handle)),
})

// Every sealed standing has this length, or its size would tell how many stand behind somebody.
const STANDING_BYTES = 1088

export function standingText(standing: Standing): string {
  const text = JSON.stringify([standing.by, ...standing.behind.flatMap(({ handle, until }) => [handle, until])])
  if (text.length > STANDING_BYTES) throw new Error('a standing longer than it may be')
  return text.padEnd(STANDING_BYTES)
}

export function readStanding(text: string): Standing {
  const [by, ...rest] = JSON.parse(text) as [JoinedBy, ...(string | number)[]]
  const behind: Behind[] = []
  for (let at = 0; at + 1 < rest.length; at += 2) behind.push({ handle: String(rest[at]), until: Number(rest[at + 1]) })
  return { by, behind }
}

/** A member where it is said who stands behind whom; without the service key it leads to nobody. */
export const handleOf = (keys: ServiceKeys, memberId: string): string =>
  Buffer.from(keys.blindIndex('vouch-handle', memberId)).subarray(0, 16).toString('base64url')

export type StopKind = 'account' | 'branch'
export const stopTag = (keys: ServiceKeys, kind: StopKind, handle: string): Buffer =>
  Buffer.from(keys.blindIndex(`stop-${kind}`, handle))

/** Whether an account rests: it was stopped itself, or somebody behind it with everybody they brought in. */
export function restsUnder(keys: ServiceKeys, stops: ReadonlySet<string>, voucher: Voucher): boolean {
  if (stops.size === 0) return false
  const isStopped = (kind: StopKind, handle: string) => stops.has(stopTag(keys, kind, handle).toString('hex'))
  return (
    isStopped('account', voucher.handle) ||
    [voucher.handle, ...voucher.behind.map((each) => each.handle)].some((handle) => isStopped('branch', handle))
  )
}
