/** Entries that are themselves only known in part. Patterns with the same places known share one hash key, so that a
 * full question costs one look-up for each distinct set of places, however many entries there are. */

import { highKey, lowKey } from './one-edit.ts'
import { fitsPattern } from './plate-partial.ts'
import { PostingTable } from './posting-table.ts'
import type { Partial } from './shapes.ts'

type Pattern = Pick<Partial, 'anchor' | 'pattern'>
type Places = { anchor: Partial['anchor']; length: number; known: number[]; tag: number; entries: number }

/** Beyond this many entries in part, a question in part is compared with the first ones only. */
const SCAN_LIMIT = 5000

export class PartialIndex {
  #table = new PostingTable(64)
  #places = new Map<string, Places>()
  #patterns = new Map<number, Pattern>()

  add(slot: number, { anchor, pattern }: Pattern): void {
    const places = this.#placesOf(anchor, pattern)
    places.entries++
    const key = places.known.map((i) => pattern[i]).join('')
    this.#table.add(highKey(key, places.tag), lowKey(key, places.tag), slot)
    this.#patterns.set(slot, { anchor, pattern })
  }

  /** False when the slot holds no entry in part. */
  remove(slot: number): boolean {
    const kept = this.#patterns.get(slot)
    if (!kept) return false
    const places = this.#placesOf(kept.anchor, kept.pattern)
    places.entries--
    const key = places.known.map((i) => kept.pattern[i]).join('')
    this.#table.remove(highKey(key, places.tag), lowKey(key, places.tag), slot)
    this.#patterns.delete(slot)
    return true
  }

  #placesOf(anchor: Partial['anchor'], pattern: string): Places {
    const name = `${anchor} ${pattern.replace(/[^?]/g, 'x')}`
    let places = this.#places.get(name)
    if (!places) {
      const known = [...pattern].flatMap((ch, i) => (ch === '?' ? [] : [i]))
      places = { anchor, length: pattern.length, known, tag: 1000 + this.#places.size, entries: 0 }
      this.#places.set(name, places)
    }
    return places
  }

  /** Entries in part that a full text would fit; `known` is how many of its characters were given. */
  findFull(full: string, report: (slot: number, known: number) => void): void {
    if (this.#patterns.size === 0) return
    for (const { anchor, length, known, tag, entries } of this.#places.values()) {
      if (entries === 0 || length > full.length || (anchor === 'whole' && length !== full.length)) continue
      const last = anchor === 'inside' ? full.length - length : 0
      for (let shift = 0; shift <= last; shift++) {
        const start = anchor === 'end' ? full.length - length : shift
        let key = ''
        for (const i of known) key += full[start + i]
        for (let p = this.#table.first(highKey(key, tag), lowKey(key, tag)); p >= 0; p = this.#table.next(p)) {
          const slot = this.#table.slotOf(p)
          const pattern = this.#patterns.get(slot)
          if (pattern && fitsPattern(full, pattern.pattern, pattern.anchor)) report(slot, known.length)
        }
      }
    }
  }

  /** Entries in part that could be the same as a question in part: at least `least` characters agree, none differs. */
  findPartial(asked: Pattern, least: number, report: (slot: number, known: number) => void): void {
    let left = SCAN_LIMIT
    for (const [slot, kept] of this.#patterns) {
      if (left-- === 0) return
      const agreed = agreement(asked, kept)
      if (agreed >= least) report(slot, agreed)
    }
  }
}

/** How many characters agree when both are laid at their anchors; -1 when one differs or they cannot be laid together. */
function agreement(a: Pattern, b: Pattern): number {
  const fromEnd = a.anchor === 'end' || b.anchor === 'end'
  if (a.anchor === 'inside' || b.anchor === 'inside') {
    if (a.pattern.includes(b.pattern)) return b.pattern.length
    return b.pattern.includes(a.pattern) ? a.pattern.length : -1
  }
  if (fromEnd && (a.anchor === 'start' || b.anchor === 'start')) return -1
  if (a.anchor === 'whole' && b.anchor === 'whole' && a.pattern.length !== b.pattern.length) return -1
  const shared = Math.min(a.pattern.length, b.pattern.length)
  let agreed = 0
  for (let i = 0; i < shared; i++) {
    const one = a.pattern[fromEnd ? a.pattern.length - 1 - i : i]
    const other = b.pattern[fromEnd ? b.pattern.length - 1 - i : i]
    if (one === '?' || other === '?') continue
    if (one !== other) return -1
    agreed++
  }
  return agreed
}
