// SQL of imported rows: many reports in one statement each, so that a log of years takes seconds.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { identifierRows } from './identifier-store.ts'
import type { FoundIdentifier } from './identifiers.ts'
import type { Purpose } from './report.ts'

export type ImportedReport = {
  id: string
  organisationId: string
  epoch: number
  body: Uint8Array
  wrappedKey: Uint8Array
  fingerprint: Uint8Array
  needsAttention: boolean
  purposes: readonly Purpose[]
  identifiers: readonly FoundIdentifier[]
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Which of these fingerprints stand already, as hex. */
export async function findImported(tx: Tx, fingerprints: readonly Uint8Array[]): Promise<Set<string>> {
  if (fingerprints.length === 0) return new Set()
  const rows = await tx
    .selectFrom('reporting.report')
    .select('import_fingerprint')
    .where('import_fingerprint', 'in', fingerprints.map(Buffer.from))
    .execute()
  return new Set(rows.map((row) => hex(row.import_fingerprint ?? Buffer.alloc(0))))
}

/** Stores what is not there yet, whole: report, identifiers, consents, trace. Returns the ids it stored. */
export async function insertImported(
  tx: Tx,
  keys: ServiceKeys,
  reports: readonly ImportedReport[],
  now: Date,
): Promise<Set<string>> {
  if (reports.length === 0) return new Set()
  const rows = await tx
    .insertInto('reporting.report')
    .values(
      reports.map((report) => ({
        id: report.id,
        state: 'received',
        organisation_id: report.organisationId,
        epoch: report.epoch,
        origin: 'import',
        is_third_party: false,
        body: Buffer.from(report.body),
        wrapped_key: Buffer.from(report.wrappedKey),
        import_fingerprint: Buffer.from(report.fingerprint),
        needs_attention: report.needsAttention,
        sent_at: now,
      })),
    )
    .onConflict((on) => on.column('import_fingerprint').doNothing())
    .returning('id')
    .execute()
  const stored = new Set(rows.map((row) => row.id))
  const fresh = reports.filter((report) => stored.has(report.id))
  const identifiers = fresh.flatMap((r) => identifierRows(keys, r.id, r.organisationId, r.identifiers))
  // A statement may name 65,535 values; a row of identifiers takes seven.
  for (let from = 0; from < identifiers.length; from += 5000)
    await tx
      .insertInto('reporting.identifier')
      .values(identifiers.slice(from, from + 5000))
      .execute()
  const consents = fresh.flatMap((report) =>
    report.purposes.map((purpose) => ({ report_id: report.id, purpose, is_given: true, given_at: now })),
  )
  if (consents.length) await tx.insertInto('reporting.consent').values(consents).execute()
  const uses = fresh.map((report) => ({
    id: newId(),
    report_id: report.id,
    kind: 'imported',
    by_whom: 'rowan',
    organisation_id: report.organisationId,
  }))
  if (uses.length) await tx.insertInto('reporting.use').values(uses).execute()
  return stored
}
