/** Plates only seen in part: unknown characters marked ?, _ or *, and "starts", "ends", "contains". */

import { foldText } from './characters.ts'
import { platesOf } from './plate.ts'
import type { Partial } from './shapes.ts'

const ANCHORS: [RegExp, Partial['anchor'], string][] = [
  [
    /\b(?:starts?|starting|begins?|beginning|first)\b(?:\s+(?:with|in|as|is|part|bit|letters?|digits?|numbers?|characters?|half|[2-5](?=\s+(?:letters?|digits?|numbers?|characters?))))*/i,
    'start',
    'starts',
  ],
  [
    /\b(?:ends?|ending|finish(?:es|ing)?|last|final)\b(?:\s+(?:with|in|as|is|part|bit|letters?|digits?|numbers?|characters?|half|[2-5](?=\s+(?:letters?|digits?|numbers?|characters?))))*/i,
    'end',
    'ends',
  ],
  [/\b(?:contains?|containing|includes?|has|with|part(?:ial)?(?:ly)?|something\s+like)\b/i, 'inside', 'contains'],
]

/** 'starts YD1', 'ends WDB', 'MV19 ???', 'M?19', 'MV19*'. The pattern keeps what was typed, in capitals. */
export function platePartial(text: string): Partial | undefined {
  const plain = foldText(text.slice(0, 80)).plain
  for (const [words, anchor, label] of ANCHORS) {
    const found = words.exec(plain)
    if (!found) continue
    const rest = plain.slice(0, found.index) + plain.slice(found.index + found[0].length)
    const pattern = rest
      .replace(/\b(?:reg|plate|car)\b/gi, '')
      .toUpperCase()
      .replace(/[^A-Z0-9?_*]/g, '')
    return build(pattern.replace(/[_*]/g, '?'), anchor, label)
  }
  const raw = plain
    .toUpperCase()
    .replace(/…|\.{2,}/g, '*')
    .replace(/[^A-Z0-9?_*]/g, '')
  if (!/[?_*]/.test(raw)) return undefined
  const pattern = raw.replace(/[_*]/g, '?')
  const opens = pattern.startsWith('?')
  const closes = pattern.endsWith('?')
  const middle = pattern.replace(/^\?+|\?+$/g, '')
  const shown = plain.trim().toUpperCase().replace(/\s+/g, ' ')
  if (opens && closes) return build(middle, 'inside', '', shown)
  if (closes) return build(middle, 'start', '', shown)
  if (opens) return build(middle, 'end', '', shown)
  // A hole in the middle: a whole plate when long enough to be one, else its beginning (M?19 …).
  return build(pattern, pattern.length >= 6 || wouldBePlate(pattern) ? 'whole' : 'start', '', shown)
}

/** Short masks that some dateless plate could fill, but not the first half of a current one. */
const wouldBePlate = (pattern: string) =>
  !/^[A-Z?]{2}[0-9OI?]{2}$/.test(pattern) && platesOf(pattern.replace(/\?/g, '1')).some((one) => one.penalty < 1)

function build(pattern: string, anchor: Partial['anchor'], label: string, shown?: string): Partial | undefined {
  const known = pattern.replace(/\?/g, '').length
  if (known < 2 || pattern.length > 10 || (!/\d/.test(pattern) && known > 4)) return undefined
  return { kind: 'plate', anchor, pattern, display: shown ?? `${label} ${pattern}` }
}

/** Whether a full text (already under the same folding as the pattern) has the pattern where it is anchored. */
export function fitsPattern(text: string, pattern: string, anchor: Partial['anchor']): boolean {
  const n = pattern.length
  if (n > text.length || (anchor === 'whole' && n !== text.length)) return false
  const fitsAt = (start: number) => {
    for (let i = 0; i < n; i++) {
      const unit = pattern.charCodeAt(i)
      if (unit !== 63 && unit !== text.charCodeAt(start + i)) return false
    }
    return true
  }
  if (anchor === 'end') return fitsAt(text.length - n)
  if (anchor !== 'inside') return fitsAt(0)
  for (let start = 0; start + n <= text.length; start++) if (fitsAt(start)) return true
  return false
}
