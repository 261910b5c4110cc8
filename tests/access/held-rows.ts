// Rows of held reports for the world of access tests: one of each organisation, in a match.
import { randomUUID } from 'node:crypto'
import type { Row } from './access-world.ts'

export function heldReportRows(
  heldBy: readonly (readonly [reportId: string, organisationId: string])[],
  bytes: (length: number) => Buffer,
  message: (reportId: string, direction: string) => Row,
): [table: string, rows: Row[]][] {
  const sealed = Buffer.from('sealed')
  const matches = heldBy.map(() => randomUUID())
  return [
    [
      'held_reports.held',
      heldBy.map(([report_id, organisation_id]) => ({
        report_id,
        organisation_id,
        people: 2,
        body: sealed,
        receipt_public_key: bytes(32),
      })),
    ],
    [
      'held_reports.point',
      heldBy.map(([report_id, organisation_id]) => ({
        id: randomUUID(),
        report_id,
        organisation_id,
        people: 2,
        tag: bytes(32),
        person: bytes(32),
        share: sealed,
        share_epoch: 1,
        key: sealed,
        key_epoch: 1,
      })),
    ],
    [
      'held_reports.match',
      heldBy.map(([, organisation_id], i) => ({ id: matches[i], organisation_id, people: 2, tag: bytes(32) })),
    ],
    [
      'held_reports.party',
      heldBy.map(([report_id, organisation_id], i) => ({ match_id: matches[i], report_id, organisation_id })),
    ],
    ['held_reports.asked', heldBy.map(([report_id, organisation_id]) => ({ report_id, organisation_id }))],
    [
      'held_reports.message',
      heldBy.flatMap(([report_id, organisation_id]) =>
        ['to-reporter', 'from-reporter'].map((direction) => ({ ...message(report_id, direction), organisation_id })),
      ),
    ],
  ]
}
