// Text → records of cells. Ours rather than csv-parse's because a log typed by hand has quotes that never close: one
// must spoil its own row only, never swallow the rest of the file, and never cost more than one pass.

export interface SplitRecord {
  /** Line of the file, from 1, where the record begins. */
  line: number
  cells: string[]
  raw: string
  brokenQuotes: boolean
}

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/**
 * RFC 4180, and beyond it: any of LF, CRLF, CR ends a record; a quote inside an unquoted cell is a character; a quoted
 * cell with stray quotes keeps them; an opening quote that never closes is a character, and its record is marked.
 * @param limit stop after so many records
 */
export function splitCells(text: string, delimiter: Delimiter, limit = Number.POSITIVE_INFINITY): SplitRecord[] {
  const records: SplitRecord[] = []
  const end = text.length
  let at = 0
  let line = 1
  let noQuoteCloses = false
  let wasted = 0
  while (at < end && records.length < limit) {
    const from = at
    const firstLine = line
    const cells: string[] = []
    let brokenQuotes = false
    for (;;) {
      const quoted: Quoted | undefined =
        text[at] === '"' && !noQuoteCloses ? readQuoted(text, at, delimiter) : undefined
      if (quoted && quoted.next !== -1) {
        cells.push(quoted.value)
        brokenQuotes ||= quoted.stray
        line += lineBreaks(text, at, quoted.next)
        at = quoted.next
      } else {
        if (quoted) {
          brokenQuotes = true
          wasted += quoted.stoppedAt - at
          // To the end in vain, or too often in vain: quotes mean nothing any more, so the work stays linear.
          noQuoteCloses = quoted.stoppedAt >= end || wasted > 8 * end
        }
        const next = endOfPlain(text, at, delimiter)
        const value = text.slice(at, next)
        const closedHere = value.length > 1 && /^"(?:[^"]|"")*"$/.test(value)
        if (value.startsWith('"') && !closedHere) brokenQuotes = true
        cells.push(closedHere ? value.slice(1, -1).replaceAll('""', '"') : value)
        at = next
      }
      if (text[at] !== delimiter) break
      at++
    }
    records.push({ line: firstLine, cells, raw: text.slice(from, at), brokenQuotes })
    if (at < end) {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      line++
    }
  }
  return records
}

function endOfPlain(text: string, at: number, delimiter: string): number {
  let i = at
  for (; i < text.length; i++) {
    const c = text[i]
    if (c === delimiter || c === '\n' || c === '\r') break
  }
  return i
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const c = text[i]
    if (c === '\n' || (c === '\r' && text[i + 1] !== '\n')) count++
  }
  return count
}

interface Quoted {
  value: string
  /** Where the cell ends, or −1 when the opening quote is not one. */
  next: number
  stray: boolean
  stoppedAt: number
}

function readQuoted(text: string, at: number, delimiter: string): Quoted {
  let stray = false
  let crossedLine = false
  let scannedTo = at + 1
  for (let i = text.indexOf('"', at + 1); i !== -1; i = text.indexOf('"', i + 1)) {
    if (text[i + 1] === '"') {
      i++
      continue
    }
    const next = skipSpaces(text, i + 1, delimiter)
    const after = text[next]
    if (next >= text.length || after === delimiter || after === '\n' || after === '\r') {
      // Spaces between the closing quote and the delimiter belong to nobody.
      return { value: text.slice(at + 1, i).replaceAll('""', '"'), next, stray, stoppedAt: next }
    }
    crossedLine ||= hasLineBreak(text, scannedTo, i)
    scannedTo = i
    // A quote that opens another cell, on a later line: the first one was never closed.
    const before = text[i - 1]
    if (crossedLine && (before === delimiter || before === '\n' || before === '\r')) {
      return { value: '', next: -1, stray, stoppedAt: i }
    }
    stray = true
  }
  return { value: '', next: -1, stray, stoppedAt: text.length }
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text[i] === '\n' || text[i] === '\r') return true
  return false
}

function skipSpaces(text: string, at: number, delimiter: string): number {
  let i = at
  while (text[i] === ' ' || (text[i] === '\t' && delimiter !== '\t')) i++
  return i
}

/** The delimiter under which the first records have the steadiest and widest shape; a `sep=;` first line decides. */
export function findDelimiter(text: string): Delimiter {
  const told = /^"?sep=([,;|\t])"?\r?(?:\n|$)/i.exec(text.slice(0, 16))?.[1]
  if (told) return told as Delimiter
  const opening = text.slice(0, 65_536)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const widths = new Map<number, number>()
    for (const record of splitCells(opening, delimiter, 60)) {
      if (record.cells.length > 1) widths.set(record.cells.length, (widths.get(record.cells.length) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...widths].map(([width, count]) => count * Math.min(width, 40)))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}
