/** Reading vehicle registrations. 0 and O, 1 and I share a glyph on a plate, so every writing is read under every UK
 * format it could belong to; nothing that looks like a registration at all is rejected. */

import { foldText, MAX_ONE } from './characters.ts'
import type { Reading, ReadingNote } from './shapes.ts'

/** Words that say a plate is only known in part. */
const PART_WORDS = /\b(?:start|begin|end|finish|contain|includ|first\s|last\s)/i

type Format = {
  /** L a letter, D a digit. */
  shape: string
  /** Extra penalty, or undefined when the format does not allow it. */
  judge: (plate: string) => number | undefined
  penalty: number
  /** Where the space goes when shown. */
  space: number
  /** Distinct enough to be noticed in running text. */
  distinct: boolean
}

const noLeadingZero = (digits: string) => !digits.startsWith('0')
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

function judgeCurrent(plate: string): number | undefined {
  if (/[IQZ]/.test(plate.slice(0, 2)) || /[IQ]/.test(plate.slice(4))) return 0.6
  return isIssuedAge(plate) ? 0 : 0.1
}
/** 02–49 for March, 51–99 for September (year + 50). Others are warned of, never refused. */
const isIssuedAge = (plate: string) => {
  const age = Number(plate.slice(2, 4))
  return age >= 2 && age !== 50
}

const FORMATS: Format[] = [
  { shape: 'LLDDLLL', judge: judgeCurrent, penalty: 0, space: 4, distinct: true },
  ...range(1, 3).map(
    (n): Format => ({
      shape: `L${'D'.repeat(n)}LLL`,
      judge: (plate) => (noLeadingZero(plate.slice(1)) ? (/^[IOUZ]/.test(plate) ? 0.4 : 0) : undefined),
      penalty: 0.02,
      space: 1 + n,
      distinct: true,
    }),
  ),
  ...range(1, 3).map(
    (n): Format => ({
      shape: `LLL${'D'.repeat(n)}L`,
      judge: (plate) => (noLeadingZero(plate.slice(3)) ? (/[IOQUZ]$/.test(plate) ? 0.4 : 0) : undefined),
      penalty: 0.02,
      space: 3,
      distinct: true,
    }),
  ),
  // Northern Ireland: I or Z in the second or third letter, up to four digits.
  ...range(1, 4).map(
    (n): Format => ({
      shape: `LLL${'D'.repeat(n)}`,
      judge: (plate) => {
        if (!noLeadingZero(plate.slice(3))) return undefined
        if (/[IZ]/.test(plate.slice(1, 3))) return 0
        return n === 4 ? 0.5 : 0.05
      },
      penalty: 0.05,
      space: 3,
      distinct: false,
    }),
  ),
  ...[1, 2].flatMap((letters) =>
    range(1, 4).map(
      (n): Format => ({
        shape: `${'L'.repeat(letters)}${'D'.repeat(n)}`,
        judge: (plate) => (noLeadingZero(plate.slice(letters)) ? 0 : undefined),
        penalty: 0.1,
        space: letters,
        distinct: false,
      }),
    ),
  ),
  ...[1, 2, 3].flatMap((letters) =>
    range(1, letters === 3 ? 3 : 4).map(
      (n): Format => ({
        shape: `${'D'.repeat(n)}${'L'.repeat(letters)}`,
        judge: (plate) => (noLeadingZero(plate) ? 0 : undefined),
        penalty: 0.1,
        space: n,
        distinct: false,
      }),
    ),
  ),
  {
    shape: 'DDDLDDD',
    judge: (plate) => (/[DX]/.test(plate[3] as string) ? 0 : undefined),
    penalty: 0.1,
    space: 3,
    distinct: true,
  },
  { shape: 'LLDDLL', judge: () => 0, penalty: 0.3, space: 4, distinct: false },
  { shape: 'DDLLDD', judge: () => 0, penalty: 0.3, space: 4, distinct: false },
  // Ireland: year, county, number.
  ...[2, 3].flatMap((year) =>
    [1, 2].flatMap((county) =>
      range(1, 6).map(
        (n): Format => ({
          shape: `${'D'.repeat(year)}${'L'.repeat(county)}${'D'.repeat(n)}`,
          judge: (plate) => (noLeadingZero(plate.slice(year + county)) ? 0 : undefined),
          penalty: 0.5,
          space: year,
          distinct: false,
        }),
      ),
    ),
  ),
]
const BY_LENGTH = new Map<number, Format[]>()
for (const format of FORMATS) {
  BY_LENGTH.set(format.shape.length, [...(BY_LENGTH.get(format.shape.length) ?? []), format])
}

const TO_LETTER: Record<string, string> = { '0': 'O', '1': 'I' }
const TO_DIGIT: Record<string, string> = { O: '0', I: '1' }

/** The key under which plates that share every glyph meet. */
export const glyphKey = (plate: string) => plate.replace(/O/g, '0').replace(/I/g, '1')
const MISREAD: Record<string, string> = { B: '8', S: '5', Z: '2', G: '6', Q: '0', D: '0', T: '7', A: '4' }
/** The key under which plates easily misread for one another meet. */
export const lookAlikeKey = (plate: string) => glyphKey(plate).replace(/[BSZGQDTA]/g, (ch) => MISREAD[ch] as string)

function fit(raw: string, shape: string): { plate: string; changes: number } | undefined {
  let plate = ''
  let changes = 0
  for (let i = 0; i < raw.length; i++) {
    const ch = raw[i] as string
    const isDigit = ch >= '0' && ch <= '9'
    const wanted = shape[i] === 'D'
    if (isDigit === wanted) plate += ch
    else {
      const turned = wanted ? TO_DIGIT[ch] : TO_LETTER[ch]
      if (turned === undefined) return undefined
      plate += turned
      changes++
    }
  }
  return { plate, changes }
}

export type PlateCandidate = {
  canonical: string
  penalty: number
  notes: ReadingNote[]
  space: number
  distinct: boolean
}

/** Readings of characters A–Z 0–9 already squeezed together. */
export function platesOf(raw: string): PlateCandidate[] {
  const best = new Map<string, PlateCandidate>()
  for (const { shape, judge, penalty, space, distinct } of BY_LENGTH.get(raw.length) ?? []) {
    const fitted = fit(raw, shape)
    if (!fitted) continue
    const judged = judge(fitted.plate)
    if (judged === undefined) continue
    const notes: ReadingNote[] = []
    if (fitted.changes > 0) notes.push('letters-for-digits')
    if (shape === 'LLDDLLL' && !isIssuedAge(fitted.plate)) notes.push('unusual-age')
    if (shape.startsWith('LD') && fitted.plate.startsWith('Q')) notes.push('age-unknown')
    // A word without any figure is hardly a plate, whatever its letters could stand for.
    const total = penalty + judged + 0.15 * fitted.changes + (/\d/.test(raw) ? 0 : 0.5)
    const known = best.get(fitted.plate)
    if (known && known.penalty <= total) continue
    const isNorthern =
      fitted.changes === 0 && /^[A-Z]{3}\d+$/.test(fitted.plate) && /[IZ]/.test(fitted.plate.slice(1, 3))
    best.set(fitted.plate, { canonical: fitted.plate, penalty: total, notes, space, distinct: distinct || isNorthern })
  }
  if (best.size > 0) return [...best.values()].sort((a, b) => a.penalty - b.penalty)
  if (raw.length < 2 || raw.length > 10 || !/\d/.test(raw)) return []
  return [{ canonical: raw, penalty: 2, notes: ['format-not-recognised'], space: 0, distinct: false }]
}

const LABEL =
  /\b(?:car\s+)?(?:reg(?:istration)?|number\s*plate|plate|vrm|vehicle)(?:\s*(?:no|number|mark|is))?\b[.:]?/gi
const WORD = /[A-Za-z0-9]+/g

/** Single words and neighbouring pairs of a text that could be a plate, with offsets into it. */
export function plateWords(plain: string): { raw: string; start: number; end: number; pair: boolean }[] {
  const words = [...plain.matchAll(WORD)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }))
  return words.slice(0, 800).flatMap((word, i) => {
    const next = words[i + 1]
    const options: { raw: string; start: number; end: number; pair: boolean }[] = []
    if (next && next.start - word.end <= 2 && word.text.length + next.text.length <= 8) {
      options.push({ raw: word.text + next.text, start: word.start, end: next.end, pair: true })
    }
    if (word.text.length <= 8) options.push({ raw: word.text, start: word.start, end: word.end, pair: false })
    return options
  })
}

/** Distinct plates among the words of a longer text. */
function platesWithin(plain: string): PlateCandidate[] {
  const found: PlateCandidate[] = []
  let covered = 0
  for (const { raw, start, end } of plateWords(plain)) {
    if (start < covered || !/\d/.test(raw) || !/[a-z]/i.test(raw)) continue
    const distinct = platesOf(raw.toUpperCase()).filter((one) => one.distinct && one.penalty < 0.45)
    if (distinct.length > 0) covered = end
    found.push(...distinct.map((one) => ({ ...one, penalty: one.penalty + 0.3 })))
  }
  return found
}

/** Candidates best first; falls back to the plates inside a longer text. */
export function plateCandidates(text: string): PlateCandidate[] {
  const folded = foldText(text.slice(0, MAX_ONE))
  const plain = folded.plain.replace(LABEL, ' ')
  const raw = plain.toUpperCase().replace(/[^A-Z0-9?_*]/g, '')
  if (/[?_*]/.test(raw) || raw.length === 0) return []
  const unlikeTyped: ReadingNote[] = [
    ...(folded.lookAlikes ? (['look-alike'] as const) : []),
    ...(folded.otherDigits ? (['other-digits'] as const) : []),
    ...(folded.invisible ? (['invisible-marks'] as const) : []),
  ]
  const extra = folded.lookAlikes ? 0.2 : 0
  const direct = raw.length <= 10 && !PART_WORDS.test(plain) ? platesOf(raw) : []
  const isRead = direct.length > 0 && !direct[0]?.notes.includes('format-not-recognised')
  const found = isRead ? direct : platesWithin(plain)
  if (found.length === 0 && !/\s\S+\s\S+\s/.test(plain.trim())) found.push(...direct)
  const best = new Map<string, PlateCandidate>()
  for (const one of found.sort((a, b) => a.penalty - b.penalty)) {
    if (!best.has(one.canonical))
      best.set(one.canonical, { ...one, penalty: one.penalty + extra, notes: [...one.notes, ...unlikeTyped] })
  }
  return [...best.values()].slice(0, 12)
}

export const displayPlate = (plate: string, space: number) =>
  space > 0 && space < plate.length ? `${plate.slice(0, space)} ${plate.slice(space)}` : plate

export function plateReadings(text: string): Reading[] {
  return plateCandidates(text).map(({ canonical, penalty, notes, space }) => ({
    canonical,
    display: displayPlate(canonical, space),
    penalty,
    notes,
  }))
}
