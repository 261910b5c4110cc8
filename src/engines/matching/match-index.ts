/** The registry held in memory: entries of every kind, added and removed in place, and the one question it answers. */

import { EmailIndex } from './email-index.ts'
import { possibleKinds } from './guess.ts'
import type { KindIndex } from './kind-index.ts'
import { NameIndex } from './name-index.ts'
import { PhoneIndex } from './phone-index.ts'
import { PlateIndex } from './plate-index.ts'
import type { Band, Entry, Hints, IdentifierKind, Match, MatchIndex, Query } from './shapes.ts'

export const MOST_MATCHES = 20
const BAND_ORDER: Record<Band, number> = { certain: 2, likely: 1, possible: 0 }
/** What an agreeing clue adds to the score; a differing one takes half. It orders answers within a band, never across. */
const HINT_WORTH: [keyof Hints, number][] = [
  ['make', 0.05],
  ['colour', 0.04],
  ['area', 0.04],
]

type Kept = { id: string; kind: IdentifierKind; value: string; attributes?: Hints }

function hintScore(asked: Hints | undefined, kept: Hints | undefined): number {
  if (!asked || !kept) return 0
  let score = 0
  for (const [hint, worth] of HINT_WORTH) {
    const a = asked[hint]?.trim().toLowerCase()
    const b = kept[hint]?.trim().toLowerCase()
    if (!a || !b) continue
    score += a.includes(b) || b.includes(a) ? worth : -worth / 2
  }
  return score
}

export function createMatchIndex(): MatchIndex {
  const slots = new Map<string, number>()
  const kept: (Kept | undefined)[] = []
  const stored: string[] = []
  const free: number[] = []
  const kinds: Record<IdentifierKind, KindIndex> = {
    phone: new PhoneIndex(stored),
    plate: new PlateIndex(stored),
    email: new EmailIndex(stored),
    name: new NameIndex(stored),
  }

  function remove(id: string): void {
    const slot = slots.get(id)
    if (slot === undefined) return
    const entry = kept[slot] as Kept
    kinds[entry.kind].remove(slot, entry.value)
    slots.delete(id)
    kept[slot] = undefined
    stored[slot] = ''
    free.push(slot)
  }

  return {
    add({ id, kind, value, attributes }: Entry): void {
      remove(id)
      const slot = free.pop() ?? kept.length
      slots.set(id, slot)
      kept[slot] = attributes ? { id, kind, value, attributes } : { id, kind, value }
      stored[slot] = ''
      kinds[kind].add(slot, value)
    },

    remove,

    find({ kind, text, hints }: Query): Match[] {
      const best = new Map<number, Match>()
      for (const asked of kind ? [kind] : possibleKinds(text)) {
        kinds[asked].find(text, (slot, band, score, why) => {
          const entry = kept[slot]
          if (!entry) return
          const known = best.get(slot)
          if (known && (BAND_ORDER[known.band] > BAND_ORDER[band] || (known.band === band && known.score >= score)))
            return
          best.set(slot, { id: entry.id, kind: entry.kind, band, score, why })
        })
      }
      const matches: Match[] = []
      for (const [slot, match] of best) {
        if (hints && match.band !== 'certain') {
          match.score = Math.min(0.99, Math.max(0.01, match.score + hintScore(hints, kept[slot]?.attributes)))
        }
        matches.push(match)
      }
      matches.sort((a, b) => BAND_ORDER[b.band] - BAND_ORDER[a.band] || b.score - a.score || (a.id < b.id ? -1 : 1))
      return matches.length > MOST_MATCHES ? matches.slice(0, MOST_MATCHES) : matches
    },

    get size() {
      return slots.size
    },
  }
}
