// Small logs for the tests: headings of the sample, cells by name.
import { type ImportPlan, type PlanOptions, planImport, readAll, readLog } from '../index.ts'

export const headings = {
  reference: 'Ref',
  incidentOn: 'Date of incident',
  reportedOn: 'Date reported',
  takenBy: 'Taken by',
  kind: 'Type',
  narrative: 'What happened',
  area: 'Where',
  personDescription: 'Description of person',
  names: 'Name / nickname / profile',
  phones: 'Phone no(s)',
  emails: 'Email',
  plates: 'Car reg',
  vehicleLook: 'Car make/colour',
  consent: 'OK to share?',
  police: 'Police informed',
  clientInitials: 'Client initials (CONFIDENTIAL)',
  notes: 'Notes',
} as const
export type Cells = Partial<Record<keyof typeof headings, string>>

const quote = (cell: string) => (/[",\n\r]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell)

export function csv(...rows: readonly Cells[]): string {
  const keys = Object.keys(headings) as (keyof typeof headings)[]
  const lines = rows.map((row) => keys.map((key) => quote(row[key] ?? '')).join(','))
  return `${[Object.values(headings).map(quote).join(','), ...lines].join('\r\n')}\r\n`
}

export function readText(text: string, options?: PlanOptions) {
  return readBytes(new TextEncoder().encode(text), options)
}

export function readBytes(bytes: Uint8Array, options?: PlanOptions) {
  const log = readLog(bytes)
  const plan: ImportPlan = planImport(log, options)
  return { log, plan, ...readAll(log, plan) }
}

/** The reading of a log of one row. */
export function readOne(cells: Cells, options?: PlanOptions) {
  const { readings } = readText(csv(cells), options)
  const reading = readings[0]
  if (!reading) throw new Error('no row')
  return { ...reading, codes: reading.reasons.map((reason) => reason.code) }
}
