/** A hash table from a 64-bit key to many entry slots, in flat typed arrays: 8 bytes a posting and 12 a key, added and
 * removed in place without a rebuild. Apart because every index stands on it. */

const MIX = 0x9e3779b1

export class PostingTable {
  #mask: number
  #high: Int32Array
  #low: Int32Array
  /** First posting + 1; 0 never used, -1 used and now empty. */
  #heads: Int32Array
  #usedKeys = 0
  #slots: Int32Array
  #nexts: Int32Array
  #free = -1
  #postings = 0

  constructor(capacity = 1024) {
    let size = 16
    while (size < capacity) size *= 2
    this.#mask = size - 1
    this.#high = new Int32Array(size)
    this.#low = new Int32Array(size)
    this.#heads = new Int32Array(size)
    this.#slots = new Int32Array(size)
    this.#nexts = new Int32Array(size)
  }

  #bucket(high: number, low: number): number {
    const mask = this.#mask
    let i = Math.imul(high ^ (low >>> 15) ^ (low << 7), MIX)
    i = (i ^ (i >>> 15)) & mask
    while (this.#heads[i] !== 0 && (this.#high[i] !== high || this.#low[i] !== low)) i = (i + 1) & mask
    return i
  }

  /** The first posting of a key, or -1. Follow with `next`, read with `slotOf`. */
  first(high: number, low: number): number {
    const head = this.#heads[this.#bucket(high | 0, low | 0)] as number
    return head > 0 ? head - 1 : -1
  }

  next(posting: number): number {
    return this.#nexts[posting] as number
  }

  slotOf(posting: number): number {
    return this.#slots[posting] as number
  }

  add(highKey: number, lowKey: number, slot: number): void {
    const high = highKey | 0
    const low = lowKey | 0
    if (this.#usedKeys * 10 > this.#mask * 7) this.#growKeys()
    const i = this.#bucket(high, low)
    const head = this.#heads[i] as number
    if (head === 0) {
      this.#high[i] = high
      this.#low[i] = low
      this.#usedKeys++
    }
    const posting = this.#newPosting()
    this.#slots[posting] = slot
    this.#nexts[posting] = head > 0 ? head - 1 : -1
    this.#heads[i] = posting + 1
  }

  remove(highKey: number, lowKey: number, slot: number): void {
    const i = this.#bucket(highKey | 0, lowKey | 0)
    const head = this.#heads[i] as number
    if (head <= 0) return
    let before = -1
    for (let posting = head - 1; posting >= 0; posting = this.#nexts[posting] as number) {
      if (this.#slots[posting] !== slot) {
        before = posting
        continue
      }
      const after = this.#nexts[posting] as number
      if (before >= 0) this.#nexts[before] = after
      else this.#heads[i] = after >= 0 ? after + 1 : -1
      this.#nexts[posting] = this.#free
      this.#free = posting
      return
    }
  }

  #newPosting(): number {
    if (this.#free >= 0) {
      const posting = this.#free
      this.#free = this.#nexts[posting] as number
      return posting
    }
    if (this.#postings === this.#slots.length) {
      const size = this.#slots.length + (this.#slots.length >> 1)
      this.#slots = enlarge(this.#slots, size)
      this.#nexts = enlarge(this.#nexts, size)
    }
    return this.#postings++
  }

  /** Doubles the keys; those that became empty are left behind. */
  #growKeys(): void {
    const high = this.#high
    const low = this.#low
    const heads = this.#heads
    let live = 0
    for (const head of heads) if (head > 0) live++
    let size = heads.length
    while (live * 10 > size * 4) size *= 2
    this.#mask = size - 1
    this.#high = new Int32Array(size)
    this.#low = new Int32Array(size)
    this.#heads = new Int32Array(size)
    this.#usedKeys = live
    for (let i = 0; i < heads.length; i++) {
      const head = heads[i] as number
      if (head <= 0) continue
      const j = this.#bucket(high[i] as number, low[i] as number)
      this.#high[j] = high[i] as number
      this.#low[j] = low[i] as number
      this.#heads[j] = head
    }
  }
}

function enlarge(from: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(size)
  to.set(from)
  return to
}
