/** Identifiers inside running text: what the desk shows beside a report. Cautious about plates, which ordinary words and
 * postcodes resemble. */

import { foldText } from './characters.ts'
import { emailReadings } from './email.ts'
import { nameReadings } from './name.ts'
import { displayPhone, phonePartial, wholePieces } from './phone.ts'
import { phonePieces } from './phone-pieces.ts'
import { displayPlate, platesOf, plateWords } from './plate.ts'
import { platePartial } from './plate-partial.ts'
import type { FoundIdentifier } from './shapes.ts'

const EMAIL =
  /[\w.%+'-]{1,64}(?:@|\s?[([]\s?at\s?[)\]]\s?)[\w-]{1,63}(?:(?:\.|\s?[([]\s?dot\s?[)\]]\s?|\sdot\s)[\w-]{1,63}){1,4}/gi
const HANDLE = /(?<![\w@.])@[A-Za-z0-9_][\w.]{1,39}(?!\S*@)/g
const PART_PLATE =
  /(?<![\w?])(?:[A-Z]{1,2}[0-9]{1,3}|[A-Z]{3})\s?\?{2,4}(?!\w)|(?<!\w)[A-Z]{1,2}\?{1,2}[0-9A-Z]{0,2}\s?[A-Z]{3}(?!\w)/g
const PART_WORDS =
  /\b(?:reg|plate|phone|number|no|mobile)?\.?\s?(?:starts?|starting|begins?|beginning|ends?|ending)(?:\s(?:with|in))?\s([A-Z]{0,3}\d{1,6}[A-Z]{0,3}|[A-Z]{3})(?!\w)/g
const MAY_BE_NAMED_PLATE = /\b(?:reg(?:istration)?|number\s?plate|plate)\b\W{0,3}(?:is|was|no|number)?\W{0,3}$/i

/** In order of place, never overlapping. Offsets are into `text` as given. */
export function findIdentifiers(text: string): FoundIdentifier[] {
  const folded = foldText(text)
  const { plain, offsets } = folded
  const at = (offset: number) => offsets?.[offset] ?? offset
  const found: FoundIdentifier[] = []
  const take = (one: Omit<FoundIdentifier, 'text'>) => {
    if (one.end <= one.start || found.some((other) => one.start < other.end && other.start < one.end)) return
    found.push({ ...one, text: text.slice(one.start, one.end) })
  }
  for (const hit of plain.matchAll(EMAIL)) {
    const readings = emailReadings(hit[0])
    if (readings.length > 0) take({ kind: 'email', start: at(hit.index), end: at(hit.index + hit[0].length), readings })
  }
  for (const hit of plain.matchAll(HANDLE)) {
    const handle = hit[0].replace(/\.+$/, '')
    const readings = nameReadings(handle)
    if (readings.length > 0) take({ kind: 'name', start: at(hit.index), end: at(hit.index + handle.length), readings })
  }
  for (const { piece, found: candidates } of wholePieces(phonePieces(folded).slice(0, 200))) {
    // In running text a number must look dialled: long enough, and begun as numbers are.
    if (!piece.plus && !/^(?:0[1-9]\d{8,9}|00[1-9]\d{8,13}|440?[1-9]\d{8,9}|7\d{9})$/.test(piece.digits)) continue
    const readings = candidates
      .filter((one) => one.possible)
      .map(({ canonical, penalty, notes }) => ({ canonical, display: displayPhone(canonical), penalty, notes }))
    take({ kind: 'phone', start: piece.start, end: piece.end, readings })
  }
  for (const hit of plain.matchAll(PART_WORDS)) {
    const kind = /[A-Z]/.test(hit[1] as string) ? 'plate' : 'phone'
    const partial = kind === 'plate' ? platePartial(hit[0]) : phonePartial(hit[0])
    if (partial)
      take({
        kind,
        start: at(hit.index + hit[0].length - hit[0].trimStart().length),
        end: at(hit.index + hit[0].length),
        readings: [],
        partial,
      })
  }
  for (const hit of plain.matchAll(PART_PLATE)) {
    const partial = platePartial(hit[0])
    if (partial)
      take({ kind: 'plate', start: at(hit.index), end: at(hit.index + hit[0].length), readings: [], partial })
  }
  for (const { raw, start, end, pair } of plateWords(plain)) {
    if (!/\d/.test(raw) || !/[a-z]/i.test(raw) || raw.length < 5) continue
    const isCapital = raw === raw.toUpperCase()
    if (!isCapital && raw !== raw.toLowerCase()) continue
    const candidates = platesOf(raw.toUpperCase()).filter(
      (one) => !one.notes.includes('format-not-recognised') && one.penalty < 0.5,
    )
    const named = MAY_BE_NAMED_PLATE.test(plain.slice(Math.max(0, start - 24), start))
    const distinct = candidates.filter(
      (one) => one.distinct && (isCapital || !pair || /^[A-Z]{2}\d\d/.test(one.canonical)),
    )
    const kept = named ? candidates : distinct
    if (kept.length === 0) continue
    const readings = kept.map(({ canonical, space, penalty, notes }) => ({
      canonical,
      display: displayPlate(canonical, space),
      penalty,
      notes,
    }))
    take({ kind: 'plate', start: at(start), end: at(end), readings })
  }
  return found.sort((a, b) => a.start - b.start)
}
