// All rows of a log, with what takes two rows to see: exact repeats, reused references, rows that look like one another.
import { plainWords } from './consent-words.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Log } from './read-log.ts'
import { type RowReading, readRow } from './read-row.ts'
import { reason } from './record.ts'

export interface Totals {
  rows: number
  /** Read wholly. */
  imported: number
  /** Imported too, but a person must look. */
  attention: number
  duplicates: number
  blank: number
}

/** imported + attention + duplicates + blank = rows, always. Readings stand in the order of the file. */
export function readAll(log: Log, plan: ImportPlan): { readings: RowReading[]; totals: Totals } {
  const readings = [...readEach(log, plan)]
  const totals: Totals = { rows: readings.length, imported: 0, attention: 0, duplicates: 0, blank: 0 }
  const counted = { import: 'imported', attention: 'attention', duplicate: 'duplicates', blank: 'blank' } as const
  for (const { fate } of readings) totals[counted[fate]]++
  return { readings, totals }
}

/** The same, a row at a time, for a caller that stores as it goes. Only an exact repeat is a `duplicate`. */
export function* readEach(log: Log, plan: ImportPlan): Generator<RowReading> {
  const rows = new Map<string, { line: number; times: number }>()
  const references = new Map<string, number>()
  const alike = new Map<string, number>()
  for (const row of log.rows) {
    const reading = readRow(row, plan)
    if (reading.fate === 'blank') {
      yield reading
      continue
    }
    const same = rows.get(reading.fingerprintSource)
    if (same && tellsApart(reading)) {
      yield { ...reading, fate: 'duplicate', repeats: same.line }
      continue
    }
    if (same) {
      // Two bare rows may be two events: both stay, and the second has a fingerprint of its own.
      same.times++
      reading.fingerprintSource += `\u001f#${same.times}`
      look(reading, 'may-repeat-another-row', same.line)
    } else rows.set(reading.fingerprintSource, { line: reading.line, times: 1 })
    compare(reading, references, alike)
    yield reading
  }
}

// A repeat is certain only if the row holds something that two events would hardly share.
function tellsApart({ record }: RowReading): boolean {
  const identified = record.phones.length + record.emails.length + record.vehicles.filter((v) => v.plate).length > 0
  return record.reference !== undefined || identified || record.incidentOn?.precision === 'day'
}

function compare(reading: RowReading, references: Map<string, number>, alike: Map<string, number>): void {
  const { record, line } = reading
  const reference = record.reference?.toLowerCase().replace(/\s+/g, '')
  if (reference) {
    const before = references.get(reference)
    if (before === undefined) references.set(reference, line)
    else look(reading, 'reference-used-before', before)
  }
  const identifier =
    record.phones[0]?.e164 ?? record.emails[0]?.address ?? record.vehicles.find((v) => v.plate)?.plate?.text
  if (!record.narrative || !identifier || !record.incidentOn) return
  const day = record.incidentOn.from ?? record.incidentOn.written
  const key = [plainWords(record.narrative), identifier.toLowerCase(), day].join('\u001f')
  const before = alike.get(key)
  if (before === undefined) alike.set(key, line)
  else look(reading, 'may-repeat-another-row', before)
}

function look(reading: RowReading, code: 'may-repeat-another-row' | 'reference-used-before', otherLine: number): void {
  reading.reasons.push(reason(code, { otherLine }))
  reading.fate = 'attention'
}
