/** How alike two short strings or two lists of words are. Apart because it is arithmetic, without any kind in it. */

const rows = [new Uint8Array(66), new Uint8Array(66), new Uint8Array(66)] as [Uint8Array, Uint8Array, Uint8Array]

/** Insertions, deletions, substitutions and swaps of neighbours between two strings of at most 64 units, counted up to
 * `limit`; one more than the limit when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit || a.length > 64 || b.length > 64) return limit + 1
  let [before, last, now] = rows
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    now[0] = i
    let least = i
    const unit = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = (last[j - 1] as number) + (unit === other ? 0 : 1)
      const gone = (last[j] as number) + 1
      if (gone < cost) cost = gone
      const added = (now[j - 1] as number) + 1
      if (added < cost) cost = added
      if (i > 1 && j > 1 && unit === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        const swapped = (before[j - 2] as number) + 1
        if (swapped < cost) cost = swapped
      }
      now[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    ;[before, last, now] = [last, now, before]
  }
  return Math.min(last[b.length] as number, limit + 1)
}

/** 0 to 1: 1 the same, 0 nothing alike within two edits. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  const longer = Math.max(a.length, b.length)
  const limit = longer >= 7 ? 2 : longer >= 4 ? 1 : 0
  if (limit > 0) {
    const distance = editDistance(a, b, limit)
    if (distance <= limit) return 1 - distance / (longer * 0.8)
  }
  const shorter = a.length < b.length ? a : b
  const other = shorter === a ? b : a
  // An initial, or a cut-off word.
  if (other.startsWith(shorter)) return shorter.length === 1 ? 0.4 : 0.4 + (0.5 * shorter.length) / other.length
  return 0
}
