/** Finding registrations: by shared glyphs, by characters easily misread, one character away, and in part. */

import { GATHER_LIMIT, type KindIndex, type Report, whySame } from './kind-index.ts'
import { CAPITALS_AND_DIGITS, type Edit, findOneEdit, highKey, lowKey } from './one-edit.ts'
import { PartialIndex } from './partial-index.ts'
import { glyphKey, lookAlikeKey, plateCandidates } from './plate.ts'
import { fitsPattern, platePartial } from './plate-partial.ts'
import { PostingTable } from './posting-table.ts'
import type { DifferenceKind, Partial } from './shapes.ts'

const GLYPHS = 1
const LOOKS = 2
/** Places of a plate kept under keys of their own, most telling first: [tag, from the end?, start, length]. */
const PLACES = [
  { tag: 3, fromEnd: false, skip: 0, length: 4 },
  { tag: 4, fromEnd: true, skip: 0, length: 3 },
  { tag: 5, fromEnd: false, skip: 2, length: 2 },
  { tag: 6, fromEnd: true, skip: 0, length: 2 },
  { tag: 7, fromEnd: false, skip: 0, length: 2 },
] as const
/** Entries compared one by one when a question gives too little to look up. */
const SCAN_LIMIT = 20_000
const BUCKET_LIMIT = 8_000

const EDITS: Record<Edit, [DifferenceKind, number]> = {
  swapped: ['characters-swapped', 0.5],
  missing: ['character-missing', 0.42],
  extra: ['character-extra', 0.42],
  differs: ['one-character-differs', 0.4],
}

function placeOf(text: string, { fromEnd, skip, length }: (typeof PLACES)[number]): string | undefined {
  if (text.length < skip + length) return undefined
  const start = fromEnd ? text.length - skip - length : skip
  return text.slice(start, start + length)
}

export class PlateIndex implements KindIndex {
  #table = new PostingTable(1024)
  #partials = new PartialIndex()
  #stored: string[]
  #slots = new Set<number>()

  constructor(stored: string[]) {
    this.#stored = stored
  }

  #eachKey(plate: string, visit: (high: number, low: number) => void): void {
    const glyphs = glyphKey(plate)
    const looks = lookAlikeKey(plate)
    visit(highKey(glyphs, GLYPHS), lowKey(glyphs, GLYPHS))
    visit(highKey(looks, LOOKS), lowKey(looks, LOOKS))
    for (const place of PLACES) {
      const part = placeOf(glyphs, place)
      if (part !== undefined) visit(highKey(part, place.tag), lowKey(part, place.tag))
    }
  }

  add(slot: number, value: string): boolean {
    const plate = plateCandidates(value)[0]?.canonical
    if (plate === undefined) {
      const partial = platePartial(value)
      if (partial) this.#partials.add(slot, { ...partial, pattern: glyphKey(partial.pattern) })
      return partial !== undefined
    }
    this.#stored[slot] = plate
    this.#slots.add(slot)
    this.#eachKey(plate, (high, low) => this.#table.add(high, low, slot))
    return true
  }

  remove(slot: number): void {
    if (this.#partials.remove(slot) || !this.#slots.delete(slot)) return
    this.#eachKey(this.#stored[slot] as string, (high, low) => this.#table.remove(high, low, slot))
  }

  find(text: string, report: Report): void {
    const candidates = plateCandidates(text)
    const table = this.#table
    const each = (key: string, tag: number, visit: (slot: number, plate: string) => void) => {
      let left = GATHER_LIMIT
      for (let p = table.first(highKey(key, tag), lowKey(key, tag)); p >= 0 && left-- > 0; p = table.next(p)) {
        const slot = table.slotOf(p)
        visit(slot, this.#stored[slot] as string)
      }
    }
    const best = candidates[0]
    for (const glyphs of new Set(candidates.map((one) => glyphKey(one.canonical)))) {
      each(glyphs, GLYPHS, (slot, plate) => {
        if (glyphKey(plate) !== glyphs) return
        const reading = candidates.find((one) => one.canonical === plate)
        if (!reading) report(slot, 'likely', 0.8, [{ kind: 'letters-for-digits' }])
        else if (reading === best && !reading.notes.includes('look-alike'))
          report(slot, 'certain', 1, whySame(reading.notes))
        else
          report(
            slot,
            'likely',
            0.85,
            whySame(reading === best ? reading.notes : [...reading.notes, 'letters-for-digits']),
          )
      })
      this.#findNear(glyphs, report)
      this.#partials.findFull(glyphs, (slot, known) => reportPart(slot, known, report, 'part-given'))
    }
    for (const looks of new Set(candidates.map((one) => lookAlikeKey(one.canonical)))) {
      each(looks, LOOKS, (slot, plate) => {
        if (lookAlikeKey(plate) !== looks) return
        const asked = glyphKey(best?.canonical ?? '')
        const kept = glyphKey(plate)
        if (asked === kept || asked.length !== kept.length) return
        let count = 0
        for (let i = 0; i < kept.length; i++) if (kept[i] !== asked[i]) count++
        report(slot, 'possible', Math.max(0.45, 0.66 - 0.05 * count), [{ kind: 'look-alike', count }])
      })
    }
    const partial = platePartial(text)
    if (partial) this.#findPart(partial, report)
  }

  #findNear(glyphs: string, report: Report): void {
    if (glyphs.length < 5) return
    const hits: [number, Edit][] = []
    findOneEdit(this.#table, glyphs, CAPITALS_AND_DIGITS, (posting, edit) => hits.push([posting, edit]), 0, GLYPHS)
    for (const [posting, edit] of hits) {
      const [kind, score] = EDITS[edit]
      let left = GATHER_LIMIT
      for (let p = posting; p >= 0 && left-- > 0; p = this.#table.next(p))
        report(this.#table.slotOf(p), 'possible', score, [{ kind }])
    }
  }

  #findPart(partial: Partial, report: Report): void {
    const pattern = glyphKey(partial.pattern)
    const { anchor } = partial
    const known = pattern.replaceAll('?', '').length
    this.#partials.findPartial({ anchor, pattern }, 2, (slot, agreed) => reportPart(slot, agreed, report))
    const consider = (slot: number) => {
      if (fitsPattern(glyphKey(this.#stored[slot] as string), pattern, anchor)) reportPart(slot, known, report)
    }
    for (const place of PLACES) {
      if (anchor === 'inside' || (anchor === 'start' && place.fromEnd) || (anchor === 'end' && !place.fromEnd)) continue
      const part = placeOf(pattern, place)
      if (part === undefined || part.includes('?')) continue
      let left = BUCKET_LIMIT
      for (
        let p = this.#table.first(highKey(part, place.tag), lowKey(part, place.tag));
        p >= 0 && left-- > 0;
        p = this.#table.next(p)
      ) {
        consider(this.#table.slotOf(p))
      }
      return
    }
    let left = SCAN_LIMIT
    for (const slot of this.#slots) {
      if (left-- === 0) return
      consider(slot)
    }
  }
}

function reportPart(
  slot: number,
  known: number,
  report: Report,
  kind: 'part-of-plate' | 'part-given' = 'part-of-plate',
): void {
  report(slot, 'possible', Math.min(0.44, 0.12 + 0.05 * known), [{ kind, count: known }])
}
