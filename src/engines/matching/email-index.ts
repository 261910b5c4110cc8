/** Finding e-mail addresses: exactly, the same mailbox, by look-alikes, one character away, by the part before the @. */

import { lookFold } from './characters.ts'
import { emailCandidates, emailLookKey, mailboxOf } from './email.ts'
import { GATHER_LIMIT, type KindIndex, type Report, whySame } from './kind-index.ts'
import { type Edit, EMAIL_CHARACTERS, findOneEdit, highKey, lowKey } from './one-edit.ts'
import { PostingTable } from './posting-table.ts'
import type { DifferenceKind } from './shapes.ts'

const WHOLE = 1
const LOOKS = 2
const LOCAL = 3
const EDITS: Record<Edit, [DifferenceKind, number]> = {
  swapped: ['characters-swapped', 0.6],
  missing: ['character-missing', 0.55],
  extra: ['character-extra', 0.55],
  differs: ['one-character-differs', 0.5],
}

export class EmailIndex implements KindIndex {
  #table = new PostingTable(1024)
  #stored: string[]

  constructor(stored: string[]) {
    this.#stored = stored
  }

  #eachKey(canonical: string, visit: (high: number, low: number) => void): void {
    const looks = emailLookKey(canonical)
    const local = looks.slice(0, looks.lastIndexOf('@'))
    visit(highKey(canonical, WHOLE), lowKey(canonical, WHOLE))
    visit(highKey(looks, LOOKS), lowKey(looks, LOOKS))
    visit(highKey(local, LOCAL), lowKey(local, LOCAL))
  }

  add(slot: number, value: string): boolean {
    const canonical = emailCandidates(value)[0]?.canonical
    if (canonical === undefined) return false
    this.#stored[slot] = canonical
    this.#eachKey(canonical, (high, low) => this.#table.add(high, low, slot))
    return true
  }

  remove(slot: number, value: string): void {
    const canonical = emailCandidates(value)[0]?.canonical
    if (canonical !== undefined) this.#eachKey(canonical, (high, low) => this.#table.remove(high, low, slot))
  }

  find(text: string, report: Report): void {
    const best = emailCandidates(text)[0]
    if (!best) {
      this.#findLocal(text, report)
      return
    }
    const { canonical, notes } = best
    const assumed = notes.includes('look-alike') || notes.includes('invisible-marks')
    const mailbox = mailboxOf(canonical)
    const looks = emailLookKey(canonical)
    this.#each(canonical, WHOLE, (slot) => {
      if (this.#stored[slot] === canonical)
        report(slot, assumed ? 'likely' : 'certain', assumed ? 0.85 : 1, whySame(notes))
    })
    this.#each(looks, LOOKS, (slot) => {
      const kept = mailboxOf(this.#stored[slot] as string)
      if (kept === mailbox) report(slot, 'likely', 0.8, [{ kind: 'mailbox-alias' }])
      else if (lookFold(kept) === lookFold(mailbox)) report(slot, 'likely', 0.75, [{ kind: 'look-alike' }])
      else if (emailLookKey(kept) === looks) report(slot, 'likely', 0.7, [{ kind: 'spelling' }])
    })
    const hits: [number, Edit][] = []
    findOneEdit(this.#table, looks, EMAIL_CHARACTERS, (posting, edit) => hits.push([posting, edit]), 0, LOOKS)
    for (const [posting, edit] of hits) {
      const [kind, score] = EDITS[edit]
      let left = GATHER_LIMIT
      for (let p = posting; p >= 0 && left-- > 0; p = this.#table.next(p))
        report(this.#table.slotOf(p), 'possible', score, [{ kind }])
    }
    // The same person elsewhere often keeps the part before the @; only telling when it is long.
    const local = looks.slice(0, looks.lastIndexOf('@'))
    if (local.length >= 6)
      this.#each(local, LOCAL, (slot) => report(slot, 'possible', 0.3, [{ kind: 'part-of-address' }]))
  }

  #findLocal(text: string, report: Report): void {
    const local = text.slice(0, 200).trim().toLowerCase().replace(/@.*$/, '')
    if (local.length < 4 || /\s/.test(local)) return
    this.#each(lookFold(local), LOCAL, (slot) => report(slot, 'possible', 0.35, [{ kind: 'part-of-address' }]))
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
}
