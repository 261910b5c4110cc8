// A file of bytes → its headings and rows, with every oddity of the file itself named. Knows nothing of what cells mean.
import { plainHeading, readHeading } from './columns.ts'
import { decodeText, type Encoding, UnreadableLog } from './decode-text.ts'
import { type Delimiter, findDelimiter, type SplitRecord, splitCells } from './split-cells.ts'

export interface RawRow {
  /** Line of the file, from 1, where the row begins. */
  line: number
  cells: string[]
  raw: string
  brokenQuotes: boolean
}

export interface Problem {
  code: 'mixed-encoding' | 'damaged-characters' | 'broken-quotes' | 'no-heading' | 'headings-repeat'
  /** How often; for `broken-quotes` the number of rows. */
  count: number
  /** First line concerned, where one can be named. */
  line?: number
}

export interface Log {
  encoding: Encoding
  delimiter: Delimiter
  /** Whatever stood above the headings, kept as written. */
  titleLines: string[]
  /** One label a column, each different: "Notes", "Notes (2)", "(column 4)" for an empty heading. */
  header: string[]
  /** Line of the headings; 0 when there are none. */
  headerLine: number
  rows: RawRow[]
  problems: Problem[]
}

/**
 * Every record under the headings becomes one row, empty ones included; nothing is left out.
 * @throws UnreadableLog when the bytes are not a log in text; nothing else is thrown, whatever the bytes.
 */
export function readLog(bytes: Uint8Array): Log {
  const decoded = decodeText(bytes)
  if (decoded.text.trim() === '') throw new UnreadableLog('empty')
  const delimiter = findDelimiter(decoded.text)
  const records = splitCells(decoded.text, delimiter)
  const problems: Problem[] = []
  if (decoded.mixed) problems.push({ code: 'mixed-encoding', count: 1 })
  if (decoded.damaged > 0) problems.push({ code: 'damaged-characters', count: decoded.damaged })
  const at = findHeadings(records)
  if (at === -1) problems.push({ code: 'no-heading', count: 1 })
  const first = at === -1 ? firstWithText(records) : at + 1
  const above = at === -1 ? [] : records.slice(0, at)
  // A line above the headings as full as a row is one, so that headings pasted in the middle lose nothing.
  const enough = Math.max(3, filledCells(records[at]) / 2)
  const rows: RawRow[] = [...above.filter((record) => filledCells(record) >= enough), ...records.slice(first)]
  if (rows.length === 0) throw new UnreadableLog('no-rows')
  const broken = rows.filter((row) => row.brokenQuotes)
  if (broken.length > 0) problems.push({ code: 'broken-quotes', count: broken.length, line: broken[0]?.line })
  const titleLines = above
    .filter((record) => filledCells(record) < enough && filledCells(record) > 0)
    .map((record) => record.raw)
  const headings = at === -1 ? [] : (records[at]?.cells ?? [])
  const width = at === -1 ? Math.min(commonWidth(rows), 200) : headings.length
  const header = labels(headings, width)
  const repeated = headings.filter((heading, i) => header[i] !== heading.trim() && heading.trim() !== '').length
  if (repeated > 0) problems.push({ code: 'headings-repeat', count: repeated, line: records[at]?.line })
  const headerLine = at === -1 ? 0 : (records[at]?.line ?? 0)
  return { encoding: decoded.encoding, delimiter, titleLines, header, headerLine, rows, problems }
}

/** True for a row that says the headings again in the middle of the file. */
export function repeatsHeadings(row: RawRow, header: readonly string[]): boolean {
  let same = 0
  for (const [i, cell] of row.cells.entries()) {
    if (cell.trim() === '') continue
    if (cell.length > 200 || plainHeading(cell) !== plainHeading(header[i] ?? '')) return false
    if (plainHeading(cell) !== '') same++
  }
  return same >= 2
}

// The heading row is the one, among the first thirty, in which most cells are known headings; a sentence with a known
// word in it is not enough, so at least two columns and two fifths of what is filled must be.
function findHeadings(records: readonly SplitRecord[]): number {
  let best = -1
  let bestScore = 0
  for (const [at, record] of records.slice(0, 30).entries()) {
    const filled = record.cells.slice(0, 200).filter((cell) => cell.trim() !== '')
    const read = filled.map((cell) => readHeading(cell)).filter((heading) => heading !== undefined)
    const whole = read.filter((heading) => heading.sure === 'heading')
    const fieldsNamed = new Set(read.map((heading) => heading.field)).size
    if (fieldsNamed < 2 || whole.length === 0 || read.length < filled.length * 0.4) continue
    const score = fieldsNamed + whole.length
    if (score > bestScore) {
      best = at
      bestScore = score
    }
  }
  return best
}

function filledCells(record: SplitRecord | undefined): number {
  return record?.cells.filter((cell) => cell.trim() !== '').length ?? 0
}

function firstWithText(records: readonly SplitRecord[]): number {
  return Math.max(
    0,
    records.findIndex((record) => record.raw.trim() !== ''),
  )
}

function commonWidth(rows: readonly RawRow[]): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.cells.length, (widths.get(row.cells.length) ?? 0) + 1)
  let best = 1
  for (const [width, count] of widths) if (count > (widths.get(best) ?? 0)) best = width
  return best
}

function labels(headings: readonly string[], width: number): string[] {
  const times = new Map<string, number>()
  const used = new Set<string>()
  return Array.from({ length: width }, (_, i) => {
    const said = headings[i]?.trim() ?? ''
    // A heading that says what we say of a column without one must not be taken for it.
    const wanted = said === '' ? columnLabel(i) : /^\(column \d+\)$/.test(said) ? `“${said}”` : said
    let n = times.get(wanted) ?? 0
    let label = wanted
    do label = ++n === 1 ? wanted : `${wanted} (${n})`
    while (used.has(label))
    times.set(wanted, n)
    used.add(label)
    return label
  })
}

/** The label of a column without a heading, `i` from 0. */
export function columnLabel(i: number): string {
  return `(column ${i + 1})`
}
