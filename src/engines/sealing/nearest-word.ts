// Which word of a list a slightly misspelt one must be. Apart from receipts so that its law can be tested alone: it answers
// only when a single word is meant.

/** Whether one dropped, added or changed letter, or two neighbours swapped, is all that stands between two words. */
export function isOneSlip(typed: string, word: string): boolean {
  if (typed === word || Math.abs(typed.length - word.length) > 1) return false
  let start = 0
  while (start < typed.length && typed[start] === word[start]) start++
  let end = 0
  const shorter = Math.min(typed.length, word.length)
  while (end < shorter - start && typed.at(-1 - end) === word.at(-1 - end)) end++
  const restTyped = typed.slice(start, typed.length - end)
  const restWord = word.slice(start, word.length - end)
  if (restTyped.length <= 1 && restWord.length <= 1) return true
  return restTyped.length === 2 && restWord.length === 2 && restTyped === `${restWord[1]}${restWord[0]}`
}

const PREFIX = 4

/**
 * The only word one slip away from `typed`; else the only word that begins with it, when four letters or more were typed;
 * else null. Nothing is guessed where two words could be meant.
 */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const slips = words.filter((word) => isOneSlip(typed, word))
  if (slips.length > 0) return slips.length === 1 ? (slips[0] ?? null) : null
  if (typed.length < PREFIX) return null
  const begun = words.filter((word) => word.startsWith(typed))
  return begun.length === 1 ? (begun[0] ?? null) : null
}
