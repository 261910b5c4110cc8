// What an imported row is kept as: the reading of a log's row → the words of a report. Pure; nothing of the row is dropped.
import type { ImportPlan, LegacyRecord, RowReading } from './import/index.ts'
import type { PersonDescribed, ReportContent, Vehicle } from './report.ts'

/** Does the row perhaps concern an officer or a worker, so that the log's own organisation must not see it yet? */
export const mayConcernInsider = (reading: RowReading): boolean =>
  reading.reasons.some((each) => each.code === 'may-concern-officer-or-worker')

/** `file` is the log's name without its folder. Client initials stand in `imported.clientInitials` and nowhere else. */
export function contentOf(reading: RowReading, plan: ImportPlan, file: string): ReportContent {
  const { record, leftover } = reading
  const { incidentOn, area } = record
  const people = personOf(record)
  const vehicles = record.vehicles.map(vehicleOf)
  const month =
    incidentOn?.precision === 'day' || incidentOn?.precision === 'month' ? incidentOn.from?.slice(0, 7) : undefined
  const doubts = reading.reasons.map(doubtOf)
  const beside = besideOf(record, plan)
  return {
    ...(record.narrative ? { story: record.narrative } : {}),
    ...(record.kinds.length ? { harms: record.kinds } : {}),
    ...(incidentOn ? { when: { words: incidentOn.written, ...(month ? { month } : {}) } } : {}),
    ...(area ? { where: { words: area.written, ...(area.borough ? { area: area.borough } : {}) } } : {}),
    ...(people ? { people: [people] } : {}),
    ...(vehicles.length ? { vehicles } : {}),
    ...(Object.keys(leftover).length ? { leftover: { ...leftover } } : {}),
    imported: {
      reference: record.reference ?? '',
      takenBy: record.takenBy ?? '',
      file,
      line: reading.line,
      clientInitials: record.beside.clientInitials ?? '',
      ...(Object.keys(beside).length ? { beside } : {}),
      ...(doubts.length ? { doubts } : {}),
    },
  }
}

const lines = (parts: readonly { written: string }[]) => parts.map((part) => part.written).join('\n')

function personOf(record: LegacyRecord): PersonDescribed | undefined {
  const person = {
    names: lines(record.names),
    phones: lines(record.phones),
    emails: lines(record.emails),
    looks: record.personDescription ?? '',
    marks: '',
  }
  return Object.values(person).some(Boolean) ? person : undefined
}

const vehicleOf = ({ plate, look, colour, make }: LegacyRecord['vehicles'][number]): Vehicle => ({
  registration: plate?.written ?? '',
  description: look ?? [colour, make].filter(Boolean).join(' '),
})

/** Cells that were taken apart, and those about which a report asks nothing, each as the log wrote it. */
function besideOf(record: LegacyRecord, plan: ImportPlan): Record<string, string> {
  const heading = (field: string) => plan.columns.find((column) => column.field === field)?.heading ?? field
  // Without a prototype, since any heading at all may be a key.
  const beside: Record<string, string> = Object.create(null)
  const keep = (field: string, words: string | undefined) => {
    if (words) beside[heading(field)] = words
  }
  keep('reportedOn', record.reportedOn?.written)
  keep('consent', record.consent.written)
  keep('police', record.consent.police)
  keep('notes', record.notes)
  for (const [field, words] of Object.entries(record.written)) keep(field, words)
  return beside
}

const doubtOf = ({ code, column, otherLine }: RowReading['reasons'][number]): string =>
  [code, column && `“${column}”`, otherLine && `line ${otherLine}`].filter(Boolean).join(' ')
