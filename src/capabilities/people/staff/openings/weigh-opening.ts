// How many sealed records somebody may open: what they usually do, then a reason and a fresh proof, then no more. Pure.

/** What is known of somebody's openings; times in milliseconds since 1970, `day` as 2026-03-01. */
export type Opened = {
  level: number
  at: number
  day: string
  peak: number
  usual: number
  moreUntil: number | undefined
}

/** An opening drains in five minutes: twelve an hour go on for ever. */
export const drainPerHour = 12
/** Nobody is asked for fewer than this at once, and nobody's habit excuses more than this. */
export const leastSoft = 12
export const mostSoft = 40
/** No more than this at once, whatever reason was given. */
export const hard = 60
/** For how long a reason counts. */
export const reasonMinutes = 60

/** The days before count with a fifth each. */
const newDay = (opened: Opened, day: string): Opened =>
  opened.day === day ? opened : { ...opened, day, peak: 0, usual: opened.usual * 0.8 + opened.peak * 0.2 }

export const softOf = (usual: number): number => Math.min(mostSoft, Math.max(leastSoft, Math.ceil(2 * usual)))

export type Opening =
  | { verdict: 'opens'; opened: Opened; isUnusual: boolean }
  /** A reason is asked for, or there is no more now. What is refused is not counted. */
  | { verdict: 'ask' | 'stop'; opened: Opened }

/** One more record, different from those of the last hour. `scale` multiplies all limits. */
export function weighOpening(before: Opened, now: Date, scale = 1): Opening {
  const at = Math.max(before.at, now.getTime())
  const today = newDay(before, now.toISOString().slice(0, 10))
  const level = Math.max(0, today.level - ((at - before.at) / 3_600_000) * drainPerHour * scale)
  const here: Opened = { ...today, level, at }
  if (level + 1 > hard * scale) return { verdict: 'stop', opened: here }
  const isUnusual = level + 1 > Math.max(softOf(today.usual), leastSoft * scale)
  if (isUnusual && !((before.moreUntil ?? 0) > now.getTime())) return { verdict: 'ask', opened: here }
  return { verdict: 'opens', isUnusual, opened: { ...here, level: level + 1, peak: Math.max(today.peak, level + 1) } }
}
