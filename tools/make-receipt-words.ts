// Makes src/engines/sealing/words.ts, the 7,776 words a receipt is drawn from. Apart from the engine because it reads files
// and is run once: the output is committed, and a receipt already given depends on it, so it must not be made anew.
//
// node --import tsx tools/make-receipt-words.ts FOLDER    (FOLDER holds SCOWL's english-words.10 … .50: Debian's "scowl")
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const COUNT = 7776
const LEVELS = [10, 20, 35, 40, 50]
const folder = process.argv[2]
if (!folder) throw new Error('Give the folder that holds english-words.10')

// Only words spelt alike in Britain and America stand in SCOWL's "english-words"; the level is how rare a word is.
const levelOf = new Map<string, number>()
for (const level of LEVELS) {
  for (const word of readFileSync(join(folder, `english-words.${level}`), 'latin1').split('\n')) {
    if (/^[a-z]{3,9}$/.test(word) && !levelOf.has(word)) levelOf.set(word, level)
  }
}

// A line of the refused list is a word, or the start of words followed by *.
const refusedLines = readFileSync(new URL('./receipt-words-refused.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .flatMap((line) => line.split(/\s+/))
  .filter(Boolean)
const refused = new Set(refusedLines.filter((line) => !line.endsWith('*')))
const refusedStarts = refusedLines.filter((line) => line.endsWith('*')).map((line) => line.slice(0, -1))

function stemsOf(word: string): string[] {
  const stems: string[] = []
  if (word.endsWith('s') && !word.endsWith('ss')) stems.push(word.slice(0, -1))
  if (word.endsWith('es')) stems.push(word.slice(0, -2))
  if (word.endsWith('ies')) stems.push(`${word.slice(0, -3)}y`)
  for (const ending of ['ed', 'er', 'est', 'ing', 'ers', 'ings']) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, -ending.length)
    stems.push(stem, `${stem}e`)
    if (stem.at(-1) === stem.at(-2)) stems.push(stem.slice(0, -1))
    if (stem.endsWith('i')) stems.push(`${stem.slice(0, -1)}y`)
  }
  if (word.endsWith('ly')) stems.push(word.slice(0, -2), `${word.slice(0, -1)}e`, `${word.slice(0, -3)}y`)
  if (word.endsWith('ness')) stems.push(word.slice(0, -4), `${word.slice(0, -5)}y`)
  return stems
}

function isRefused(word: string): boolean {
  return refused.has(word) || refusedStarts.some((start) => word.startsWith(start))
}

const isForm = (word: string) => stemsOf(word).some((stem) => stem.length > 2 && levelOf.has(stem))
const isAllowed = (word: string) => ![word, ...stemsOf(word)].some(isRefused)

// Two words one slip apart (a letter dropped, added, changed, or two swapped) share one of these marks.
function marksOf(word: string): string[] {
  const marks = [word]
  for (let at = 0; at < word.length; at++) {
    marks.push(word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}?${word.slice(at + 1)}`)
    if (at > 0) marks.push(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1))
  }
  return marks
}

const LAST = 99

// Plain words first, then forms of common ones that are long enough not to be one slip from their stem, then rarer words.
function rank(word: string): number {
  const level = levelOf.get(word) ?? LAST
  if (/(ier|iest|iness|cked|cking|sses)$/.test(word)) return LAST
  if (!isForm(word)) return level
  if (word.endsWith('est') || level > 35) return LAST
  const stem = Math.min(...stemsOf(word).map((known) => levelOf.get(known) ?? LAST))
  if (stem > 20) return LAST
  if (/(ing|ly|ness)$/.test(word)) return level <= 20 ? 41 : 43
  if (/(er|ers)$/.test(word)) return level <= 20 ? 42 : LAST
  return LAST
}

const candidates = [...levelOf.keys()]
  .filter((word) => isAllowed(word) && rank(word) < LAST)
  .sort((a, b) => rank(a) - rank(b) || Math.min(b.length, 6) - Math.min(a.length, 6) || (a < b ? -1 : 1))

const chosen: string[] = []
const taken = new Set<string>()
for (const word of candidates) {
  if (chosen.length === COUNT) break
  const marks = marksOf(word)
  if (marks.some((mark) => taken.has(mark))) continue
  for (const mark of marks) taken.add(mark)
  chosen.push(word)
}
if (chosen.length < COUNT) throw new Error(`Only ${chosen.length} words pass the rules`)
chosen.sort()

const lines: string[] = []
for (const word of chosen) {
  const last = lines.at(-1)
  if (last === undefined || last.length + 1 + word.length > 118) lines.push(word)
  else lines[lines.length - 1] = `${last} ${word}`
}

writeFileSync(
  new URL('../src/engines/sealing/words.ts', import.meta.url),
  `// The 7,776 words a receipt is drawn from, made by tools/make-receipt-words.ts out of SCOWL (notice: words-licence.txt).
// Never reorder, add or take away: parsing tolerates slips only because any two words are at least two apart.

/** Lower-case, three to nine letters, in alphabetical order. */
export const receiptWords: readonly string[] = \`
${lines.join('\n')}
\`
  .trim()
  .split(/\\s+/)
`,
)
const ranks = [10, 20, 35, 40, 41, 42, 43, 50].map(
  (at) => `${at}: ${chosen.filter((word) => rank(word) === at).length}`,
)
process.stdout.write(`${chosen.length} words out of ${candidates.length} candidates; by rank ${ranks.join(', ')}\n`)
