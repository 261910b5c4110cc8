/** Reading telephone numbers out of any writing: E.164 is the canonical form and "possible" the only test, because
 * numbers kept for drama, and many real ones, are not "valid" in any table. */

import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { foldText, MAX_ONE } from './characters.ts'
import { type PhonePiece, phonePieces } from './phone-pieces.ts'
import type { Partial, Reading, ReadingNote } from './shapes.ts'

export type PhoneCandidate = { canonical: string; penalty: number; notes: ReadingNote[]; possible: boolean }

const LIMIT = 12

function plainCandidate(canonical: string, penalty: number, note?: ReadingNote, possible = true): PhoneCandidate {
  return { canonical, penalty, notes: note ? [note] : [], possible }
}

function international(digits: string, note: ReadingNote, penalty: number): PhoneCandidate[] {
  const rest = digits.replace(/^0+/, '')
  if (rest.startsWith('44')) {
    const national = rest.slice(2).replace(/^0+/, '')
    if (national.length === 9 || national.length === 10) return [plainCandidate(`+44${national}`, penalty, note)]
    if (national.length === 8 || national.length === 11)
      return [plainCandidate(`+44${national}`, penalty + 2, note, false)]
  }
  if (rest.length < 7 || rest.length > 16) return []
  const parsed = parsePhoneNumberFromString(`+${rest}`)
  if (!parsed) return []
  return [plainCandidate(parsed.number, parsed.isPossible() ? penalty : penalty + 2, note, parsed.isPossible())]
}

/** All the ways to read a run of digits, default region GB. Those not `possible` serve only to look one digit away. */
function interpret(digits: string, plus: boolean): PhoneCandidate[] {
  if (plus) return international(digits, 'international-form', 0)
  if (digits.startsWith('00')) {
    const found = international(digits.slice(2), 'international-form', 0)
    // Or a UK number whose second digit was mistaken.
    if (digits.length >= 10 && digits.length <= 12)
      found.push(plainCandidate(`+44${digits.slice(1)}`, 2, undefined, false))
    return found
  }
  if (digits.startsWith('0')) {
    const national = digits.slice(1)
    const found: PhoneCandidate[] = []
    if (national.length === 10) found.push(plainCandidate(`+44${national}`, 0))
    else if (national.length === 9) {
      // UK mobiles always have ten digits after the 0; Romanian ones have nine.
      found.push(plainCandidate(`+44${national}`, national.startsWith('7') ? 0.5 : 0.1))
      if (national.startsWith('7')) found.push(plainCandidate(`+40${national}`, 1, 'other-country'))
    } else if (national.length === 8 || national.length === 11) {
      found.push(plainCandidate(`+44${national}`, 2, undefined, false))
    }
    if (digits.startsWith('01144')) found.push(...international(digits.slice(3), 'international-form', 0.5))
    return found
  }
  const found: PhoneCandidate[] = []
  if (/^44(?:0?[1-9]\d{8,9})$/.test(digits)) {
    found.push(...international(digits, 'international-form', digits.length >= 12 ? 0.1 : 0.8))
  }
  if (digits.length === 10) found.push(plainCandidate(`+44${digits}`, 0.5, 'no-leading-zero'))
  else if (digits.length === 9) found.push(plainCandidate(`+44${digits}`, 1, 'no-leading-zero'))
  else if (digits.length === 11 && digits.startsWith('7')) {
    found.push(plainCandidate(`+44${digits}`, 2.5, 'no-leading-zero', false))
  }
  if (found.length === 0 && digits.length >= 10) found.push(...international(digits, 'other-country', 1.5))
  return found
}

function ofPiece(piece: PhonePiece): PhoneCandidate[] {
  if (piece.digits.includes('?')) return []
  return interpret(piece.digits, piece.plus).map((found) => ({
    ...found,
    penalty: found.penalty + piece.penalty,
    notes: [...found.notes, ...piece.notes],
  }))
}

const isFull = (found: PhoneCandidate[]) => found.some((one) => one.possible)

/** A run that is not one number, parted at its spaces into those it holds, each begun with 0 or + ("07700 900414 07700
 * 900828", "2021 07700 900417"); without spaces, at the length of a UK number. */
function splitLong(piece: PhonePiece): PhonePiece[] {
  const { digits, breaks } = piece
  if (digits.length < 12 || digits.includes('?')) return []
  const isNumber = (part: string, plus: boolean) => (plus || part.startsWith('0')) && isFull(interpret(part, plus))
  const starts = [{ digit: 0, at: piece.start, before: piece.start }, ...breaks.slice(0, 60)]
  const parts: PhonePiece[] = []
  for (let i = 0; i < starts.length; i++) {
    const from = starts[i] as (typeof starts)[number]
    const plus = i === 0 && piece.plus
    for (let j = Math.min(starts.length, i + 16); j > i; j--) {
      const to = starts[j]
      const part = digits.slice(from.digit, to?.digit)
      if (part.length > 17 || !isNumber(part, plus)) continue
      parts.push({
        ...piece,
        digits: part,
        plus,
        start: from.at,
        end: to ? to.before : piece.end,
        breaks: [],
        penalty: piece.penalty + 0.2,
      })
      i = j - 1
      break
    }
  }
  const [left, right] = [digits.slice(0, 11), digits.slice(11)]
  if (parts.length > 0 || breaks.length > 0 || !isNumber(left, false) || !isNumber(right, false)) return parts
  return [left, right].map((part) => ({ ...piece, digits: part, penalty: piece.penalty + 0.2 }))
}

/** The pieces of a text that are whole numbers by themselves. */
export function wholePieces(pieces: PhonePiece[]): { piece: PhonePiece; found: PhoneCandidate[] }[] {
  return pieces
    .flatMap((piece) => {
      const found = ofPiece(piece)
      if (isFull(found)) return [{ piece, found }]
      return splitLong(piece).map((part) => ({ piece: part, found: ofPiece(part) }))
    })
    .filter(({ found }) => isFull(found))
}

/** Candidates best first: each piece that is a number by itself, else all pieces put together. */
export function phoneCandidates(text: string): PhoneCandidate[] {
  const folded = foldText(text.slice(0, MAX_ONE))
  const pieces = phonePieces(folded)
  const whole = wholePieces(pieces.slice(0, 40)).map(({ found }) => found)
  let found: PhoneCandidate[]
  if (whole.length > 0) {
    found = whole.flat()
    if (whole.length > 1) found = found.map((one) => ({ ...one, notes: [...one.notes, 'one-of-several' as const] }))
  } else {
    found = pieces.length > 0 ? pieces.slice(0, 40).flatMap(ofPiece) : []
    if (pieces.length > 1 && pieces.length <= 40) {
      const first = pieces[0] as PhonePiece
      const joined: PhonePiece = {
        ...first,
        digits: pieces.map((piece) => piece.digits).join(''),
        penalty: Math.max(...pieces.map((piece) => piece.penalty)) + 0.3,
        notes: [...new Set([...pieces.flatMap((piece) => piece.notes), 'joined' as const])],
      }
      found.push(...ofPiece(joined))
    }
  }
  const best = new Map<string, PhoneCandidate>()
  for (const one of found.sort((a, b) => a.penalty - b.penalty)) {
    if (!best.has(one.canonical)) best.set(one.canonical, { ...one, notes: [...new Set(one.notes)] })
  }
  return [...best.values()].slice(0, LIMIT)
}

/** A number as people in its own country write it: "07700 900417"; abroad "+40 712 345 678". */
export function displayPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164)
  if (!parsed) return e164
  return parsed.countryCallingCode === '44' ? parsed.formatNational() : parsed.formatInternational()
}

export function phoneReadings(text: string): Reading[] {
  return phoneCandidates(text)
    .filter((one) => one.possible)
    .map(({ canonical, penalty, notes }) => ({ canonical, display: displayPhone(canonical), penalty, notes }))
}

const COUNTED = /\b(?:last|final|first)\s+(?:\d{1,2}|two|three|four|five|six)\s+(?:digits?|numbers?|figures?|nos?)\b/i
const ENDS = /\b(?:ends?|ending|finish(?:es|ing)?|last|final|suffix)\b|^\s*(?:\.{2,}|-{2,}|\*+|[?x_]{2,})/i
const STARTS = /\b(?:starts?|starting|begins?|beginning|first|prefix)\b/i
const INSIDE = /\b(?:contains?|containing|includes?|middle|somewhere)\b/i

/** 'ends 4417', '4417' alone, '07700 9004??'. Undefined when the text holds a full number, or nothing. */
export function phonePartial(text: string): Partial | undefined {
  const plain = foldText(text.slice(0, MAX_ONE)).plain
  const counted = COUNTED.exec(plain)
  const bare = counted ? plain.replace(counted[0], /^first/i.test(counted[0]) ? 'first' : 'ends') : plain
  const pieces = phonePieces(foldText(bare)).filter((piece) => /\d/.test(piece.digits))
  if (pieces.some((piece) => isFull(ofPiece(piece)))) return undefined
  const digits = pieces.map((piece) => piece.digits).join('')
  const known = digits.replaceAll('?', '')
  if (known.length < 3 || digits.length > 20) return undefined
  const first = pieces[0] as PhonePiece
  const partial = (anchor: Partial['anchor'], pattern: string, display: string): Partial => ({
    kind: 'phone',
    anchor,
    pattern,
    display,
  })
  if (digits.includes('?')) {
    const trimmed = digits.replace(/^\?+/, '')
    if (digits.startsWith('?') && !trimmed.includes('?')) return partial('end', trimmed, `ends ${trimmed}`)
    const e164 = first.plus ? digits : digits.startsWith('00') ? digits.slice(2) : `44${digits.replace(/^0/, '')}`
    if (e164.length >= 11 && e164.length <= 15) return partial('whole', e164, digits)
    if (!digits.startsWith('?')) return partial('start', e164.replace(/\?+$/, ''), `starts ${digits}`)
    return partial('end', trimmed, `ends ${trimmed}`)
  }
  if (known.length > 9) return undefined
  if (STARTS.test(bare) && !ENDS.test(bare)) {
    return partial(
      'start',
      first.plus ? known : known.startsWith('0') ? `44${known.slice(1)}` : `44${known}`,
      `starts ${known}`,
    )
  }
  if (INSIDE.test(bare)) return partial('inside', known, `contains ${known}`)
  return partial('end', known, `ends ${known}`)
}
