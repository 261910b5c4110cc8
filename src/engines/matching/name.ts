/** Reading names, nicknames and profile handles. The canonical form keeps separators and accents, because two handles
 * that differ in them are two accounts; weaker keys fold them away. */

import { latinOf, lookFold, MAX_ONE, romanOf } from './characters.ts'
import { isFirstName, nameRoot } from './nicknames.ts'
import type { Reading, ReadingNote } from './shapes.ts'

const NOTHING = new Set([
  '',
  'n/k',
  'nk',
  'n/a',
  'na',
  'none',
  'unknown',
  'not known',
  'dont know',
  "don't know",
  'withheld',
  '?',
  '-',
  'no name',
  'not given',
  'anon',
  'anonymous',
  'tbc',
])
const LONGEST_NAME = 120

export type NameForms = {
  canonical: string
  /** Lower case a–z and digits (letters of other scripts stay), words apart, no accents, no leetspeak. */
  words: string[]
  /** The words run together with look-alikes made one: what one-edit search varies. */
  look: string
  /** The words' nickname roots in order of the alphabet: equal when only order or short forms differ. */
  roots: string
  /** One string of the kind people choose for a profile, not a plain first name. */
  isHandle: boolean
  /** At least two words of three letters or more. */
  isFullName: boolean
  notes: ReadingNote[]
}

const SEPARATOR = /[\s._\-/\\,;:'"()[\]{}<>|~*+=!?@#&^`]+/

function leet(word: string): string {
  // Only signs and figures with letters after them: the 50 of gentle_giant50 is a number.
  const digits = /\d*$/.exec(word)?.[0] ?? ''
  // A lone last figure is a letter too when others in the word were (d4v3).
  const tail = digits.length === 1 && /[a-z][0134578$]+[a-z]/.test(word) ? '' : digits
  const head = word.slice(0, word.length - tail.length)
  if (!/[a-z]/.test(head) || !/[\d$]/.test(head)) return word
  const leading = /^\d+/.exec(head)?.[0] ?? ''
  const keep = leading.length > 1 ? leading : ''
  return (
    keep +
    head
      .slice(keep.length)
      .replace(
        /[013457$]/g,
        (ch) => ({ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', $: 's' })[ch] as string,
      ) +
    tail
  )
}

export function nameForms(given: string): NameForms | undefined {
  const cut = given.length > MAX_ONE ? given.slice(0, MAX_ONE) : given
  const notes: ReadingNote[] = []
  const isAscii = /^[\x20-\x7e]*$/.test(cut)
  let text = isAscii
    ? cut
    : cut.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\p{Cs}\p{Co}]+/gu, (ch) => (/\s|\0/.test(ch) ? ' ' : ''))
  if (!isAscii && text.length !== cut.length) notes.push('invisible-marks')
  text = text
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_NAME)
    .replace(/^@+\s?/, '')
    .trim()
  const canonical = text.toLowerCase()
  if (NOTHING.has(canonical)) return undefined

  // A capital after a small letter starts a word: DaveNorthMCR.
  let plain = text
  if (!isAscii) {
    plain = plain.normalize('NFKD').replace(/\p{M}+/gu, '')
    if (plain !== text.normalize('NFKD')) notes.push('accents')
    plain = plain
      .split(/(\s+)/)
      .map((word) => {
        if (/^[\x00-\x7f]*$/.test(word)) return word
        const mixed = /[a-z]/i.test(word)
        if (!mixed && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) {
          notes.push('other-script')
          return [...word.toLowerCase()].map(romanOf).join('')
        }
        const latin = [...word].map(latinOf).join('')
        if (latin !== word) notes.push('look-alike')
        return latin
      })
      .join('')
      .replace(/\p{Extended_Pictographic}+/gu, ' ')
  }
  const words: string[] = []
  for (const chunk of plain
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/(?<=[a-zA-Z0-9])@(?=[a-zA-Z0-9])/)
    .join('a')
    .replace(/!(?=[a-z])/gi, 'i')
    .toLowerCase()
    .split(SEPARATOR)) {
    const word = chunk.replace(/[^\p{L}\p{N}$]+/gu, '')
    if (word === '') continue
    const read = leet(word).replaceAll('$', 's')
    if (read !== word && !notes.includes('leetspeak')) notes.push('leetspeak')
    words.push(read)
  }
  if (words.length === 0) return undefined
  const from = words.indexOf('from')
  const own = from > 0 ? words.slice(0, from) : words
  const joined = words.join('')
  return {
    canonical,
    words,
    look: lookFold(joined),
    roots: own.map(nameRoot).sort().join(' '),
    isHandle:
      !/\s/.test(text) &&
      joined.length >= 5 &&
      !isFirstName(joined) &&
      (/[\d_.]/.test(text) || words.length > 1 || joined.length >= 9),
    isFullName: own.filter((word) => word.length >= 3 && /\p{L}/u.test(word)).length >= 2,
    notes,
  }
}

export function nameReadings(text: string): Reading[] {
  const forms = nameForms(text)
  if (!forms) return []
  const display = text.trim().slice(0, LONGEST_NAME)
  const readings: Reading[] = [{ canonical: forms.canonical, display, penalty: 0, notes: [] }]
  const folded = forms.words.join('')
  if (folded !== forms.canonical) {
    const notes: ReadingNote[] = [...new Set(forms.notes)]
    if (/[^\p{L}\p{N}]/u.test(forms.canonical)) notes.push('separators')
    readings.push({ canonical: folded, display: forms.words.join(' '), penalty: 0.5, notes })
  }
  return readings
}
