/** Finding names and handles: exactly, folded, reordered or by nickname, one edit away, and by shared trigrams. A name is
 * weak evidence: only an identical handle is certain, and a plain first name is never more than possible. */

import { lookFold } from './characters.ts'
import { GATHER_LIMIT, type KindIndex, type Report, whySame } from './kind-index.ts'
import { editDistance, wordLikeness } from './likeness.ts'
import { type NameForms, nameForms } from './name.ts'
import { nameRoot } from './nicknames.ts'
import { findOneEdit, highKey, LETTERS_AND_DIGITS, lowKey } from './one-edit.ts'
import { PostingTable } from './posting-table.ts'

const WHOLE = 1
const LOOKS = 2
const ROOTS = 3
const GRAM = 4
/** Postings read for one question, rarest trigrams first: bounds the time however common the name. */
const READ_LIMIT = 3000
const WEIGHED = 24
const ALIKE_ENOUGH = 0.62

export class NameIndex implements KindIndex {
  #table = new PostingTable(4096)
  #stored: string[]
  /** How many names hold a trigram, by 16-bit hash. */
  #counts = new Int32Array(65536)
  #weights = new Float32Array(1024)
  #size = 0

  constructor(stored: string[]) {
    this.#stored = stored
  }

  #eachKey(forms: NameForms, visit: (high: number, low: number) => void): void {
    visit(highKey(forms.canonical, WHOLE), lowKey(forms.canonical, WHOLE))
    visit(highKey(forms.look, LOOKS), lowKey(forms.look, LOOKS))
    visit(highKey(forms.roots, ROOTS), lowKey(forms.roots, ROOTS))
  }

  add(slot: number, value: string): boolean {
    const forms = nameForms(value)
    if (!forms) return false
    this.#stored[slot] = `${forms.canonical}\n${forms.words.join(' ')}`
    this.#size++
    this.#eachKey(forms, (high, low) => this.#table.add(high, low, slot))
    for (const gram of gramsOf(forms.words)) {
      this.#counts[gram] = (this.#counts[gram] as number) + 1
      this.#table.add(gram, GRAM, slot)
    }
    return true
  }

  remove(slot: number, value: string): void {
    const forms = nameForms(value)
    if (!forms) return
    this.#size--
    this.#eachKey(forms, (high, low) => this.#table.remove(high, low, slot))
    for (const gram of gramsOf(forms.words)) {
      this.#counts[gram] = (this.#counts[gram] as number) - 1
      this.#table.remove(gram, GRAM, slot)
    }
  }

  find(text: string, report: Report): void {
    const forms = nameForms(text)
    if (!forms) return
    const { canonical, words, look, roots, isHandle, isFullName } = forms
    const assumed = forms.notes.includes('look-alike') || forms.notes.includes('invisible-marks')
    const joined = words.join('')
    this.#each(canonical, WHOLE, (slot) => {
      if (!this.#stored[slot]?.startsWith(`${canonical}\n`)) return
      const same = whySame([])
      if (isHandle) report(slot, assumed ? 'likely' : 'certain', assumed ? 0.9 : 1, same)
      else report(slot, isFullName ? 'likely' : 'possible', isFullName ? 0.9 : 0.66, same)
    })
    this.#each(look, LOOKS, (slot) => {
      const keptWords = this.#wordsOf(slot)
      const kept = keptWords.join('')
      if (lookFold(kept) !== look) return
      const kind = kept === joined ? 'written-differently' : 'look-alike'
      const strong = (isHandle && joined.length >= 6) || isFullName
      report(slot, strong ? 'likely' : 'possible', strong ? 0.8 : 0.6, [{ kind }])
    })
    this.#each(roots, ROOTS, (slot) => {
      const kept = this.#wordsOf(slot)
      const own = kept.includes('from') ? kept.slice(0, kept.indexOf('from')) : kept
      if (own.map(nameRoot).sort().join(' ') !== roots) return
      const sameWords = [...kept].sort().join(' ') === [...words].sort().join(' ')
      if (sameWords) report(slot, isFullName ? 'likely' : 'possible', isFullName ? 0.75 : 0.6, [{ kind: 'word-order' }])
      else report(slot, 'possible', words.length > 1 ? 0.58 : 0.48, [{ kind: 'nickname' }])
    })
    if (look.length >= 4 && look.length <= 32) {
      const hits: number[] = []
      findOneEdit(this.#table, look, LETTERS_AND_DIGITS, (posting) => hits.push(posting), 0, LOOKS)
      for (const posting of hits) {
        let left = GATHER_LIMIT
        for (let p = posting; p >= 0 && left-- > 0; p = this.#table.next(p)) {
          const slot = this.#table.slotOf(p)
          report(slot, 'possible', sameFigures(this.#wordsOf(slot).join(''), joined) ? 0.5 : 0.3, [
            { kind: 'spelling' },
          ])
        }
      }
    }
    this.#findAlike(forms, report)
  }

  #wordsOf(slot: number): string[] {
    const stored = this.#stored[slot] ?? ''
    return stored.slice(stored.indexOf('\n') + 1).split(' ')
  }

  #each(key: string, tag: number, visit: (slot: number) => void): void {
    let left = GATHER_LIMIT
    for (
      let p = this.#table.first(highKey(key, tag), lowKey(key, tag));
      p >= 0 && left-- > 0;
      p = this.#table.next(p)
    ) {
      visit(this.#table.slotOf(p))
    }
  }

  #findAlike(forms: NameForms, report: Report): void {
    const grams = gramsOf(forms.words).filter((gram) => (this.#counts[gram] as number) > 0)
    grams.sort((a, b) => (this.#counts[a] as number) - (this.#counts[b] as number))
    if (this.#stored.length > this.#weights.length) this.#weights = new Float32Array(this.#stored.length * 2)
    const weights = this.#weights
    const touched: number[] = []
    let left = READ_LIMIT
    for (const gram of grams) {
      const worth = Math.log(1 + this.#size / (this.#counts[gram] as number))
      for (let p = this.#table.first(gram, GRAM); p >= 0 && left-- > 0; p = this.#table.next(p)) {
        const slot = this.#table.slotOf(p)
        if (weights[slot] === 0) touched.push(slot)
        weights[slot] = (weights[slot] as number) + worth
      }
      if (left <= 0) break
    }
    const best = heaviest(touched, weights)
    for (const slot of touched) weights[slot] = 0
    for (const slot of best) {
      const likeness = this.#likeness(forms.words, this.#wordsOf(slot))
      if (likeness < ALIKE_ENOUGH) continue
      report(slot, 'possible', 0.12 + 0.32 * likeness, [{ kind: likeness >= 0.85 ? 'spelling' : 'name-alike' }])
    }
  }

  /** Each word with its best partner, weighed by length; or the whole run together, whichever is more alike. */
  #likeness(asked: string[], kept: string[]): number {
    const a = asked.join('')
    const b = kept.join('')
    const longest = Math.max(a.length, b.length)
    const limit = longest >= 12 ? 3 : longest >= 7 ? 2 : 1
    const distance = longest <= 64 ? editDistance(a, b, limit) : limit + 1
    const whole = distance <= limit ? 1 - distance / longest : 0
    if (asked.length > 8 || kept.length > 8) return whole
    let sum = 0
    let weight = 0
    for (const word of asked) {
      let best = 0
      for (const other of kept)
        best = Math.max(best, nameRoot(word) === nameRoot(other) ? 0.95 : wordLikeness(word, other))
      sum += best * word.length
      weight += word.length
    }
    let spare = 0
    for (const other of kept)
      if (!asked.some((word) => nameRoot(word) === nameRoot(other) || wordLikeness(word, other) > 0))
        spare += other.length
    return Math.max(whole, sum / (weight + 0.5 * spare))
  }
}

const sameFigures = (a: string, b: string) => a.replace(/\D/g, '') === b.replace(/\D/g, '')

/** 16-bit hashes of the trigrams of each word with a space around it, each once. */
function gramsOf(words: string[]): number[] {
  const grams = new Set<number>()
  for (const word of words.slice(0, 12)) {
    const padded = ` ${lookFold(word.slice(0, 40))} `
    for (let i = 0; i + 3 <= padded.length; i++) {
      const mixed = Math.imul(
        padded.charCodeAt(i) * 31 * 31 + padded.charCodeAt(i + 1) * 31 + padded.charCodeAt(i + 2),
        0x9e3779b1,
      )
      grams.add(mixed >>> 16)
    }
  }
  return [...grams]
}

/** The few slots with most weight, without sorting all that were touched. */
function heaviest(touched: number[], weights: Float32Array): number[] {
  const best: number[] = []
  let least = 0
  for (const slot of touched) {
    const weight = weights[slot] as number
    if (best.length === WEIGHED && weight <= least) continue
    let at = best.length
    while (at > 0 && (weights[best[at - 1] as number] as number) < weight) at--
    best.splice(at, 0, slot)
    if (best.length > WEIGHED) best.pop()
    least = weights[best[best.length - 1] as number] as number
  }
  return best
}
