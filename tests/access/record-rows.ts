// Rows of holds, copies and requests of people who are named, for the world in which every role tries every table.
import { randomUUID } from 'node:crypto'

type Row = Readonly<Record<string, unknown>>
type Ids = { ours: string; theirs: string; person: string; elsewhere: string; report: string }

/** One of each for both organisations; in ours they wait for `ids.person` to go on. */
export function recordRows(ids: Ids, otherReport: string, sealed: Buffer): [table: string, rows: Row[]][] {
  const both = [
    { organisation_id: ids.ours, report_id: ids.report, by: ids.person },
    { organisation_id: ids.theirs, report_id: otherReport, by: ids.elsewhere },
  ]
  return [
    [
      'records.hold',
      both.map(({ by, ...of }) => ({
        id: randomUUID(),
        ...of,
        reason: 'court',
        sealed_words: sealed,
        ends_on: '2026-06-01',
        proposed_by: by,
        proposed_at: '2026-01-01',
      })),
    ],
    ['records.copy_request', both.map(({ by: _, ...of }) => ({ id: randomUUID(), ...of, state: 'asked' }))],
    [
      'records.subject_request',
      both.map(({ organisation_id, by }) => ({
        id: randomUUID(),
        organisation_id,
        asked_on: '2026-01-01',
        due_on: '2026-02-01',
        sealed_words: sealed,
        entered_by: by,
      })),
    ],
  ]
}
