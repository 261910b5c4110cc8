/** Finding telephone numbers: exactly, one digit away, and by their last digits. */

import { GATHER_LIMIT, type KindIndex, type Report, whySame } from './kind-index.ts'
import { DIGITS, type Edit, findOneEdit, highKey, lowKey } from './one-edit.ts'
import { PartialIndex } from './partial-index.ts'
import { phoneCandidates, phonePartial } from './phone.ts'
import { fitsPattern } from './plate-partial.ts'
import { PostingTable } from './posting-table.ts'
import type { DifferenceKind } from './shapes.ts'

const WHOLE = 1
const LAST_FOUR = 2
const EDITS: Record<Edit, [DifferenceKind, number]> = {
  swapped: ['digits-swapped', 0.6],
  missing: ['digit-missing', 0.5],
  extra: ['digit-extra', 0.5],
  differs: ['one-digit-differs', 0.45],
}
/** More registered numbers than this, and swapping two digits meets a stranger's number by chance too often to be called
 * likely: up to 9 swaps, 10⁹ UK mobile numbers, at most 0.1 % by chance. */
const MOST_FOR_LIKELY_SWAP = 100_000

type PartKind = 'last-digits' | 'part-of-number' | 'part-given'

export class PhoneIndex implements KindIndex {
  #table = new PostingTable(1024)
  #partials = new PartialIndex()
  #stored: string[]
  #count = 0

  constructor(stored: string[]) {
    this.#stored = stored
  }

  #numbersOf(value: string): string[] {
    if (/^\+[1-9]\d{7,14}$/.test(value) && !value.startsWith('+440')) return [value.slice(1)]
    const found = phoneCandidates(value).filter((one) => one.possible)
    return found
      .filter((one, i) => i === 0 || one.notes.includes('one-of-several'))
      .map((one) => one.canonical.slice(1))
  }

  add(slot: number, value: string): boolean {
    const numbers = this.#numbersOf(value)
    if (numbers.length === 0) {
      const partial = phonePartial(value)
      if (partial) this.#partials.add(slot, partial)
      return partial !== undefined
    }
    this.#stored[slot] = numbers.join(' ')
    this.#count++
    for (const digits of numbers) {
      this.#table.add(highKey(digits, WHOLE), lowKey(digits, WHOLE), slot)
      const last = digits.slice(-4)
      this.#table.add(highKey(last, LAST_FOUR), lowKey(last, LAST_FOUR), slot)
    }
    return true
  }

  remove(slot: number, value: string): void {
    if (this.#partials.remove(slot)) return
    const numbers = this.#numbersOf(value)
    if (numbers.length > 0) this.#count--
    for (const digits of numbers) {
      this.#table.remove(highKey(digits, WHOLE), lowKey(digits, WHOLE), slot)
      const last = digits.slice(-4)
      this.#table.remove(highKey(last, LAST_FOUR), lowKey(last, LAST_FOUR), slot)
    }
  }

  find(text: string, report: Report): void {
    const candidates = phoneCandidates(text)
    const table = this.#table
    candidates.forEach((candidate, rank) => {
      if (!candidate.possible) return
      const digits = candidate.canonical.slice(1)
      const assumed = candidate.notes.includes('look-alike') || candidate.notes.includes('other-country')
      const isOwn = rank === 0 || candidate.notes.includes('one-of-several')
      const band = isOwn && !assumed ? 'certain' : 'likely'
      const score = band === 'certain' ? 1 : 0.85
      let left = GATHER_LIMIT
      for (
        let p = table.first(highKey(digits, WHOLE), lowKey(digits, WHOLE));
        p >= 0 && left-- > 0;
        p = table.next(p)
      ) {
        const slot = table.slotOf(p)
        if ((this.#stored[slot] as string).split(' ').includes(digits))
          report(slot, band, score, whySame(candidate.notes))
      }
      this.#partials.findFull(digits, (found, known) => this.#reportPart(found, known, report, 'part-given'))
    })
    for (const candidate of candidates.slice(0, 3)) this.#findNear(candidate.canonical.slice(1), report)
    this.#findPart(text, report)
  }

  #findNear(digits: string, report: Report): void {
    const hits: { posting: number; edit: Edit }[] = []
    findOneEdit(this.#table, digits, DIGITS, (posting, edit) => hits.push({ posting, edit }), 2, WHOLE)
    const unique = hits.length === 1 && this.#count <= MOST_FOR_LIKELY_SWAP
    for (const { posting, edit } of hits) {
      const [kind, score] = EDITS[edit]
      let left = GATHER_LIMIT
      for (let p = posting; p >= 0 && left-- > 0; p = this.#table.next(p)) {
        report(this.#table.slotOf(p), unique && edit === 'swapped' ? 'likely' : 'possible', score, [{ kind }])
      }
    }
  }

  #reportPart(slot: number, known: number, report: Report, kind: PartKind = 'last-digits'): void {
    report(slot, 'possible', Math.min(0.44, 0.15 + 0.04 * known), [{ kind, count: known }])
  }

  #findPart(text: string, report: Report): void {
    const partial = phonePartial(text)
    if (!partial) return
    const { pattern, anchor } = partial
    this.#partials.findPartial(partial, 3, (slot, known) =>
      this.#reportPart(slot, known, report, anchor === 'end' ? 'last-digits' : 'part-of-number'),
    )
    const known = pattern.replaceAll('?', '').length
    const ends = pattern.slice(-4)
    if (anchor === 'end' && pattern.length === 3)
      for (const { first } of TEN) this.#scanLastFour(first + pattern, partial.pattern, anchor, known, report)
    else if (anchor === 'end' && ends.length === 4 && !ends.includes('?'))
      this.#scanLastFour(ends, pattern, anchor, known, report)
    else if (anchor === 'whole') this.#fillHoles(pattern, known, report)
  }

  #scanLastFour(last: string, pattern: string, anchor: 'end', known: number, report: Report): void {
    let left = GATHER_LIMIT * 10
    for (
      let p = this.#table.first(highKey(last, LAST_FOUR), lowKey(last, LAST_FOUR));
      p >= 0 && left-- > 0;
      p = this.#table.next(p)
    ) {
      const slot = this.#table.slotOf(p)
      if ((this.#stored[slot] as string).split(' ').some((digits) => fitsPattern(digits, pattern, anchor)))
        this.#reportPart(slot, known, report)
    }
  }

  /** Tries every digit in up to three holes. */
  #fillHoles(pattern: string, known: number, report: Report): void {
    const hole = pattern.indexOf('?')
    if (hole < 0) {
      for (
        let p = this.#table.first(highKey(pattern, WHOLE), lowKey(pattern, WHOLE));
        p >= 0;
        p = this.#table.next(p)
      ) {
        this.#reportPart(this.#table.slotOf(p), known, report, 'part-of-number')
      }
      return
    }
    if (pattern.replace(/[^?]/g, '').length > 3) return
    for (const { first } of TEN)
      this.#fillHoles(pattern.slice(0, hole) + first + pattern.slice(hole + 1), known, report)
  }
}

const TEN = Array.from({ length: 10 }, (_, i) => ({ first: String(i) }))
