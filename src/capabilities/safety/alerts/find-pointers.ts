// What in a text could point to one person: addresses, days, times, named places, names they use. A first, plain reading;
// it finds words to look at, it never decides. Pure.

export const pointerKinds = ['address', 'place', 'day', 'time', 'date', 'name', 'contact'] as const
export type PointerKind = (typeof pointerKinds)[number]
export type Pointer = { kind: PointerKind; start: number; end: number; text: string }

const wordsOfStreets =
  'street|st|road|rd|lane|ln|avenue|ave|close|drive|grove|terrace|crescent|court|place|row|way|walk|square|mews|gardens|parade|yard|wharf|brow'
const wordsOfPlaces =
  'canal|park|station|hotel|hostel|inn|pub|bar|club|church|school|college|university|hospital|clinic|market|bridge|car park|retail park|petrol station|supermarket|shop|sauna|parlour|motel|travelodge|premier inn'
const days = 'mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|bank holidays?'
const months = 'january|february|march|april|may|june|july|august|september|october|november|december'

// The first that matches a stretch of text names it; so the narrow ones stand first.
const patterns: readonly [PointerKind, RegExp][] = [
  ['contact', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu],
  ['contact', /(?:https?:\/\/|www\.)\S+/giu],
  ['contact', /(?<!\w)@[\w.]{3,}/gu],
  // A postcode of the United Kingdom, whole or its outward half with a space or an end after it.
  ['address', /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/giu],
  ['address', /\b(?:M|SK|OL|BL|WN|WA)\d{1,2}\b/gu],
  ['address', new RegExp(`\\b\\d+[a-z]?\\s+(?:[\\p{L}'’]+\\s+){1,3}(?:${wordsOfStreets})\\b`, 'giu')],
  ['address', /\b(?:flat|apartment|apt|room|unit|door|house|number|no\.?)\s*#?\s*\d+[a-z]?\b/giu],
  ['address', /\b\d{1,3}(?:st|nd|rd|th)\s+floor\b/giu],
  ['place', new RegExp(`\\b(?:\\p{Lu}[\\p{L}'’]+\\s+){1,3}(?:${wordsOfStreets})\\b`, 'gu')],
  [
    'place',
    new RegExp(`\\b\\p{Lu}[\\p{L}'’]+\\s+(?:${wordsOfStreets.replaceAll(/\b\w/g, (c) => c.toUpperCase())})\\b`, 'gu'),
  ],
  ['place', new RegExp(`\\b(?:${wordsOfPlaces})\\b(?:\\s+(?:of|off|on|in|near|by)\\s+\\p{Lu}[\\p{L}'’]+)?`, 'giu')],
  ['date', new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:${months})\\b`, 'giu')],
  ['date', /\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b/gu],
  ['day', new RegExp(`\\b(?:${days})\\b`, 'giu')],
  ['day', /\b(?:every|each)\s+(?:day|week|night|morning|evening|month)\b/giu],
  ['time', /\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)\b/giu],
  ['time', /\b(?:[01]?\d|2[0-3]):[0-5]\d\b/gu],
  [
    'name',
    /\b(?:work as|working as|known as|go by|goes by|call(?:ed|s)? me|my name is|name’s|i am called|i'm called|i’m called)\s+\p{Lu}[\p{L}'’-]+/giu,
  ],
  ['name', /\b(?:my (?:friend|mate|flatmate|boss|manager|sister|cousin|partner|daughter|son))\s+\p{Lu}[\p{L}'’-]+/gu],
]

/** Stretches of `text` that could point to somebody, in order, none overlapping. */
export function findPointers(text: string): Pointer[] {
  const found: Pointer[] = []
  for (const [kind, pattern] of patterns)
    for (const match of text.slice(0, 20_000).matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (!found.some((other) => start < other.end && other.start < end))
        found.push({ kind, start, end, text: match[0] })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** The words a text holds, folded so that spelling of case and accents does not hide a repetition. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
