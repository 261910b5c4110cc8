/** Cutting a text into runs of digits, whatever stands for a digit: figures, words, letters that look like figures.
 * Apart from reading because running text needs the same cutting. */

import type { FoldedText } from './characters.ts'
import { DIGIT_WORDS, FILLERS, PARTERS, REPEATS, TEN_WORDS, ZERO_RUNS } from './number-words.ts'
import type { ReadingNote } from './shapes.ts'

/** `digits` holds 0–9 and `?` for a digit the writer marked as unknown. Offsets are into the text as given. */
export type PhonePiece = {
  digits: string
  plus: boolean
  start: number
  end: number
  penalty: number
  notes: ReadingNote[]
  /** Where in `digits` a space stood: the text before it ends at `before`, the next run starts at `at`. */
  breaks: { digit: number; before: number; at: number }[]
}

type Token = { kind: 'digits' | 'word' | 'plus' | 'unknown' | 'parting'; text: string; start: number; end: number }

const TOKEN = /(\d+)|([A-Za-z]+)|(\+)|([?*_•]+)|([/,;&|\n\r:]|\.\s)|[^\dA-Za-z+?*_•/,;&|\n\r:.]+|\./g

function tokensOf(plain: string): Token[] {
  const tokens: Token[] = []
  for (const found of plain.matchAll(TOKEN)) {
    const start = found.index
    const end = start + found[0].length
    const kind = found[1]
      ? 'digits'
      : found[2]
        ? 'word'
        : found[3]
          ? 'plus'
          : found[4]
            ? 'unknown'
            : found[5]
              ? 'parting'
              : undefined
    if (kind) tokens.push({ kind, text: found[0], start, end })
  }
  return tokens
}

const SAME_GLYPH: Record<string, string> = { o: '0', i: '1', l: '1' }
const LOOKS_LIKE: Record<string, string> = {
  ...SAME_GLYPH,
  S: '5',
  s: '5',
  B: '8',
  b: '6',
  G: '6',
  Z: '2',
  z: '2',
  q: '9',
  g: '9',
  T: '7',
  A: '4',
}

/** What a word says in digits, given its neighbours; undefined when it is only a label. */
type Said =
  | { digits: string; note?: ReadingNote; penalty: number }
  | { repeat: number }
  | { zeros: string }
  | { ten: string }
  | 'filler'
  | 'parting'
  | 'plus'

function sayWord(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  followsDigits: boolean,
): Said | undefined {
  const word = token.text
  const lower = word.toLowerCase()
  const digitLike = (one: Token | undefined) =>
    one !== undefined &&
    (one.kind === 'digits' ||
      one.kind === 'unknown' ||
      DIGIT_WORDS.has(one.text.toLowerCase()) ||
      /^o+$/i.test(one.text))
  const isLong = (one: Token | undefined) => one?.kind === 'digits' && one.text.length > 4
  const glued =
    (before?.kind === 'digits' && before.end === token.start) || (after?.kind === 'digits' && after.start === token.end)
  const sameGlyph = /^[oil]+$/i.test(word) && word.length <= 8
  if (glued) {
    if (sameGlyph)
      return { digits: [...lower].map((ch) => SAME_GLYPH[ch]).join(''), note: 'letters-for-digits', penalty: 0.2 }
    if (/^x+$/i.test(word)) return { digits: '?'.repeat(Math.min(word.length, 9)), penalty: 0 }
    const looks = [...word].map((ch) => LOOKS_LIKE[ch] ?? LOOKS_LIKE[ch.toLowerCase()])
    if (word.length <= 2 && followsDigits && looks.every((digit) => digit !== undefined)) {
      return { digits: looks.join(''), note: 'look-alike', penalty: 0.6 * word.length }
    }
  }
  const digit = DIGIT_WORDS.get(lower)
  if (digit !== undefined) return { digits: digit, note: 'spelled-out', penalty: 0.2 }
  if (sameGlyph) {
    const near =
      word.length > 1 || /^[ol]$/i.test(word)
        ? followsDigits || digitLike(after)
        : followsDigits && (digitLike(after) || after === undefined)
    if (near && !(PARTERS.has(word) && isLong(before) && isLong(after))) {
      return { digits: [...lower].map((ch) => SAME_GLYPH[ch]).join(''), note: 'letters-for-digits', penalty: 0.2 }
    }
  }
  if (/^x{2,9}$/i.test(word) && followsDigits) return { digits: '?'.repeat(word.length), penalty: 0 }
  const ten = TEN_WORDS.get(lower)
  if (ten !== undefined) return { ten }
  const repeat = REPEATS.get(lower)
  if (repeat !== undefined) return { repeat }
  const zeros = ZERO_RUNS.get(lower)
  if (zeros !== undefined) return { zeros }
  if (lower === 'plus' && (digitLike(after) || after?.kind === 'word')) return 'plus'
  if (PARTERS.has(lower)) return 'parting'
  if (FILLERS.has(lower)) return 'filler'
  return undefined
}

/** Runs of digits in order. Commas, slashes, labels and line ends part them; spaces, dots and dashes do not. */
export function phonePieces(folded: FoldedText): PhonePiece[] {
  const tokens = tokensOf(folded.plain)
  const at = (offset: number) => folded.offsets?.[offset] ?? offset
  const pieces: PhonePiece[] = []
  let piece: PhonePiece | undefined
  let repeat = 1
  let openTen = false
  const close = () => {
    if (piece && piece.digits.length > 0) {
      if (folded.otherDigits) note('other-digits')
      if (folded.invisible) note('invisible-marks')
      pieces.push(piece)
    }
    piece = undefined
    repeat = 1
    openTen = false
  }
  const note = (what: ReadingNote) => {
    if (piece && !piece.notes.includes(what)) piece.notes.push(what)
  }
  let lastDigits = -2
  let current = 0
  const put = (digits: string, token: Token, what?: ReadingNote, penalty = 0) => {
    piece ??= { digits: '', plus: false, start: at(token.start), end: at(token.end), penalty: 0, notes: [], breaks: [] }
    const said = repeat > 1 && digits.length > 0 ? (digits[0] as string).repeat(repeat) + digits.slice(1) : digits
    // "twenty one": the unit takes the place of the ten's zero.
    if (openTen && digits.length === 1 && digits !== '0' && what === 'spelled-out')
      piece.digits = piece.digits.slice(0, -1)
    if (repeat > 1) note('spelled-out')
    if (piece.digits && at(token.start) > piece.end)
      piece.breaks.push({ digit: piece.digits.length, before: piece.end, at: at(token.start) })
    repeat = 1
    openTen = false
    piece.digits += said
    if (said.length > 0) lastDigits = current
    piece.end = at(token.end)
    piece.penalty = Math.min(3, Math.max(piece.penalty, penalty))
    if (what) note(what)
  }
  for (let i = 0; i < tokens.length; i++) {
    current = i
    const token = tokens[i] as Token
    const before = tokens[i - 1]
    const after = tokens[i + 1]
    if (token.kind === 'digits') put(token.text, token)
    else if (token.kind === 'unknown') put('?'.repeat(Math.min(token.text.length, 9)), token)
    else if (token.kind === 'plus') {
      close()
      put('', token)
      if (piece) (piece as PhonePiece).plus = true
    } else if (token.kind === 'parting') {
      const tight = token.text === '|' && before?.end === token.start && after?.start === token.end
      if (tight) put('1', token, 'letters-for-digits', 0.2)
      else close()
    } else {
      const said = sayWord(token, before, after, lastDigits === i - 1)
      if (said === undefined || said === 'parting') close()
      else if (said === 'plus') {
        close()
        put('', token)
        if (piece) (piece as PhonePiece).plus = true
      } else if (said === 'filler') continue
      else if ('repeat' in said) repeat = said.repeat
      else if ('zeros' in said) put(said.zeros, token, 'spelled-out', 0.2)
      else if ('ten' in said) {
        put(said.ten, token, 'spelled-out', 0.2)
        openTen = said.ten.endsWith('0') && said.ten !== '10'
      } else put(said.digits, token, said.note, said.penalty)
    }
  }
  close()
  return pieces
}
