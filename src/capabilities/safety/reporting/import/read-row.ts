// One row of a log → a record, what could not be read, and why. Looks at no other row.
import { readArea } from './areas.ts'
import { readConsent, refusalsIn } from './consent-words.ts'
import { readKinds } from './harm-kinds.ts'
import { type Found, readEmails, readLook, readNames, readPhones, readPlates } from './identifiers.ts'
import type { ImportPlan } from './plan-import.ts'
import { columnLabel, type RawRow, repeatsHeadings } from './read-log.ts'
import { type Field, type LegacyRecord, type LegacyVehicle, type Reason, reason } from './record.ts'
import { readDate } from './rough-dates.ts'

export type Fate = 'import' | 'attention' | 'duplicate' | 'blank'

export interface RowReading {
  line: number
  /** `import` read wholly · `attention` imported, a person must look · `duplicate` exact repeat · `blank` holds no report. */
  fate: Fate
  reasons: Reason[]
  record: LegacyRecord
  /** Heading → cell, for every cell that was not or not wholly read. As confidential as the record. */
  leftover: Record<string, string>
  /** The same for the same row in a later export, whatever the order of columns; '' for a blank row. */
  fingerprintSource: string
  /** For `duplicate`: the line of the row it repeats. */
  repeats?: number
}

interface Cell {
  column: string
  cell: string
}

/** Reads a row by itself. Never throws; `duplicate` is `readAll`'s to say, since it takes two rows. */
export function readRow(row: RawRow, plan: ImportPlan): RowReading {
  const leftover: Record<string, string> = Object.create(null)
  const empty = emptyRecord()
  const blankReason = holdsNoReport(row, plan)
  if (blankReason !== undefined) {
    if (blankReason) keepAll(row, plan, leftover)
    const reasons = blankReason ? [reason(blankReason)] : []
    return { line: row.line, fate: 'blank', reasons, record: empty, leftover, fingerprintSource: '' }
  }
  const reasons: Reason[] = []
  const cells = cellsByField(row, plan, leftover, reasons)
  const record = readRecord(cells, plan, row, leftover, reasons)
  const fate = reasons.some((r) => r.level === 'attention') ? 'attention' : 'import'
  return { line: row.line, fate, reasons, record, leftover, fingerprintSource: fingerprint(row, plan) }
}

function emptyRecord(): LegacyRecord {
  return {
    kinds: [],
    names: [],
    phones: [],
    emails: [],
    vehicles: [],
    consent: { granted: [], written: '', police: '', policeRefused: false },
    beside: {},
    written: {},
    absent: [],
  }
}

// '' an empty row; a code for a row of words that is no report; undefined for a report.
function holdsNoReport(row: RawRow, plan: ImportPlan): '' | 'divider' | 'heading-repeated' | 'total' | undefined {
  const filled = row.cells.filter((cell) => cell.trim() !== '').map((cell) => cell.trim())
  if (filled.length === 0) return ''
  const first = filled[0] ?? ''
  const short = first.length <= 60
  const rule = /^[-–—=*_#~]{2,}\s*[\p{L}\p{N} ]{0,30}\s*[-–—=*_#~]{2,}$|^[-–—=*_#~]{3,}$/u
  if (filled.length === 1 && short && rule.test(first)) return 'divider'
  const totals = short && /^(?:grand |sub ?)?total(?:s| reports| rows)?\s*[:=]?\s*\d*$/i.test(first)
  if (totals && filled.length <= 4 && filled.slice(1).every((cell) => /^\d{1,7}$/.test(cell))) return 'total'
  return plan.headerLine > 0 && repeatsHeadings(row, plan.header) ? 'heading-repeated' : undefined
}

function keepAll(row: RawRow, plan: ImportPlan, leftover: Record<string, string>): void {
  for (const [i, cell] of row.cells.entries()) if (cell.trim() !== '') leftover[plan.header[i] ?? columnLabel(i)] = cell
}

function cellsByField(
  row: RawRow,
  plan: ImportPlan,
  leftover: Record<string, string>,
  reasons: Reason[],
): Map<Field, Cell[]> {
  const cells = new Map<Field, Cell[]>()
  let damaged = row.brokenQuotes
  if (row.brokenQuotes) reasons.push(reason('broken-quotes'))
  for (const [i, cell] of row.cells.entries()) {
    if (cell.trim() === '') continue
    const column = plan.columns[i]
    const heading = column?.heading ?? columnLabel(i)
    if (!damaged && cell.includes('\uFFFD')) {
      damaged = true
      reasons.push(reason('damaged-characters', { column: heading }))
    }
    const handle = cell.trimStart().startsWith('@') && (column?.field === 'names' || column?.field === 'emails')
    if (!handle && /^\s*[=@]|^\s*[+-](?![\d\s().-]+$)/.test(cell.slice(0, 200))) {
      reasons.push(reason('formula-kept-as-text', { column: heading }))
    }
    if (column?.field) {
      const same = cells.get(column.field)
      if (same) same.push({ column: heading, cell })
      else cells.set(column.field, [{ column: heading, cell }])
      continue
    }
    leftover[heading] = cell
    if (column) reasons.push(reason('column-not-understood', { column: heading }))
  }
  const beyond = row.cells.slice(plan.header.length).some((cell) => cell.trim() !== '')
  if (beyond) reasons.push(reason('too-many-cells'))
  if (row.cells.length < lastHeaded(plan)) reasons.push(reason('too-few-cells'))
  return cells
}

function lastHeaded(plan: ImportPlan): number {
  for (let i = plan.header.length; i > 0; i--) if (plan.header[i - 1] !== columnLabel(i - 1)) return i
  return 0
}

function readRecord(
  cells: ReadonlyMap<Field, readonly Cell[]>,
  plan: ImportPlan,
  row: RawRow,
  leftover: Record<string, string>,
  reasons: Reason[],
): LegacyRecord {
  const record = emptyRecord()
  const text = (field: Field) => cells.get(field)?.[0]?.cell.trim()
  const unread = (field: Field, code: Reason['code']) => {
    for (const { column, cell } of cells.get(field) ?? []) leftover[column] = cell
    reasons.push(reason(code, { column: cells.get(field)?.[0]?.column }))
  }
  for (const field of ['reference', 'takenBy', 'narrative', 'personDescription', 'notes'] as const) {
    const value = text(field)
    if (value) record[field] = value
  }
  const initials = cells.get('clientInitials')?.map(({ cell }) => cell.trim())
  if (initials) record.beside.clientInitials = initials.join(' | ')
  readDates(record, text, unread, reasons, plan, cells)

  const kind = text('kind')
  if (kind) {
    const { kinds, unread: unknown } = readKinds(kind)
    record.kinds = kinds
    record.written.kind = kind
    if (unknown) unread('kind', 'kind-unknown')
  }
  const where = text('area')
  if (where) {
    const { area, unread: unknown } = readArea(where)
    if (area) record.area = area
    if (unknown) unread('area', 'area-unknown')
  }
  const take = <T>(
    field: 'phones' | 'emails' | 'plates',
    read: (cell: string) => Found<T>,
    code: Reason['code'],
  ): T[] =>
    (cells.get(field) ?? []).flatMap(({ column, cell }) => {
      const { found, absent, unread: pieces } = read(cell)
      record.written[field] = joined(record.written[field], cell)
      if (absent !== undefined) record.absent.push(field)
      if (pieces.length > 0) {
        leftover[column] = cell
        reasons.push(reason(code, { column }))
      }
      return found
    })
  record.phones = take('phones', readPhones, 'phone-unreadable')
  record.emails = take('emails', readEmails, 'email-unreadable')
  const plates = take('plates', readPlates, 'plate-unreadable')
  for (const { cell } of cells.get('names') ?? []) {
    const names = readNames(cell)
    record.names.push(...names)
    record.written.names = joined(record.written.names, cell)
    if (names.length === 0) record.absent.push('names')
  }
  const lookCell = text('vehicleLook')
  if (lookCell) record.written.vehicleLook = lookCell
  record.vehicles = vehicles(plates, lookCell)
  readSharing(record, cells, plan, row, leftover, reasons)
  noticeInWords(record, reasons)
  return record
}

function joined(before: string | undefined, cell: string): string {
  return before === undefined ? cell.trim() : `${before} | ${cell.trim()}`
}

function readDates(
  record: LegacyRecord,
  text: (field: Field) => string | undefined,
  unread: (field: Field, code: Reason['code']) => void,
  reasons: Reason[],
  plan: ImportPlan,
  cells: ReadonlyMap<Field, readonly Cell[]>,
): void {
  const doubts = { unreadable: 'date-unreadable', relative: 'date-relative', partly: 'date-partly-read' } as const
  for (const field of ['incidentOn', 'reportedOn'] as const) {
    const reading = readDate(text(field) ?? '')
    if (!reading) continue
    record[field] = reading.date
    if (reading.doubt) unread(field, doubts[reading.doubt])
    if (reading.serial) reasons.push(reason('date-from-serial', { column: cells.get(field)?.[0]?.column }))
  }
  const { incidentOn, reportedOn } = record
  if (incidentOn?.from && reportedOn?.to && incidentOn.from > reportedOn.to)
    reasons.push(reason('reported-before-incident'))
  if (plan.today && incidentOn?.from && incidentOn.from > plan.today) reasons.push(reason('date-in-the-future'))
}

// A make and colour belong to the only registration, or stand by themselves.
function vehicles(
  plates: readonly NonNullable<LegacyVehicle['plate']>[],
  lookCell: string | undefined,
): LegacyVehicle[] {
  const look = readLook(lookCell ?? '')
  if (plates.length === 1 && plates[0]) return [{ plate: plates[0], ...look }]
  return [...plates.map((plate) => ({ plate })), ...(look ? [look] : [])]
}

function readSharing(
  record: LegacyRecord,
  cells: ReadonlyMap<Field, readonly Cell[]>,
  plan: ImportPlan,
  row: RawRow,
  leftover: Record<string, string>,
  reasons: Reason[],
): void {
  const consent = cells.get('consent') ?? []
  const police = cells.get('police') ?? []
  const spoken = new Set([...consent, ...police].map(({ cell }) => cell))
  const elsewhere = { police: false, all: false }
  for (const cell of row.cells) {
    if (cell.length < 5 || spoken.has(cell)) continue
    const found = refusalsIn(cell)
    elsewhere.police ||= found.police
    elsewhere.all ||= found.all
  }
  const misplaced = ['too-many-cells', 'too-few-cells', 'broken-quotes', 'damaged-characters']
  const shifted = reasons.some((r) => misplaced.includes(r.code))
  const read = readConsent({ consent, police, elsewhere, shifted }, plan.told)
  record.consent = read.consent
  reasons.push(...read.reasons)
  for (const r of read.reasons) {
    if (r.code !== 'police-words-unread') continue
    for (const { column, cell } of police) if (column === r.column) leftover[column] = cell
  }
}

const officerOrWorker =
  /\b(?:police ?(?:man|woman|officer)|officers?|pcso|pc \d+|constable|sergeant|detective|copper|off[ -]duty|(?:support|outreach|social|case|key|youth|project) ?workers?|member of staff|staff member|volunteer)\b/i
const help =
  /\b(?:isva|idva|counsell(?:ing|or)|voucher|wants? (?:to talk|support|help|someone)|needs? (?:support|help|housing|someone))\b/i

function noticeInWords(record: LegacyRecord, reasons: Reason[]): void {
  const words = [record.written.kind, record.narrative, record.personDescription, record.notes, record.written.names]
  // Reports about officers and partners' workers go to an independent adviser; a person decides whether this is one.
  if (words.some((text) => text && officerOrWorker.test(text))) reasons.push(reason('may-concern-officer-or-worker'))
  if ([record.narrative, record.notes].some((text) => text && help.test(text))) reasons.push(reason('asks-for-help'))
  const repeated =
    /\b(?:dup(?:licate)?|repeat|copy|same)(?: (?:of|as))?:? (?:row |ref |report )?([a-z]{0,5}[-/]?\d{1,9})\b/i.exec(
      record.notes ?? '',
    )
  if (repeated?.[1]) {
    record.saidToRepeat = repeated[1].toUpperCase()
    reasons.push(reason('said-to-repeat'))
  }
  const says =
    record.narrative || record.kinds.length > 0 || record.personDescription || record.notes || record.names.length > 0
  const identified = record.phones.length + record.emails.length + record.vehicles.length > 0
  if (!says && !identified) reasons.push(reason('says-nothing'))
}

// Sorted by heading, so that a moved column changes nothing; spacing and Unicode form do not count.
function fingerprint(row: RawRow, plan: ImportPlan): string {
  const parts: string[] = []
  for (const [i, cell] of row.cells.entries()) {
    const value = cell.normalize('NFC').replace(/\s+/g, ' ').trim()
    if (value !== '') parts.push(`${(plan.header[i] ?? columnLabel(i)).toLowerCase()}\u001e${value}`)
  }
  return parts.sort().join('\u001f')
}
