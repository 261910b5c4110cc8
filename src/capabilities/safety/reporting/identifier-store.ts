// SQL of identifiers found in reports: sealed values, found again by keyed hash.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import { newId } from '#platform/ids.ts'
import type { FoundIdentifier } from './identifiers.ts'
import type { ReportOutcome } from './report.ts'

const context = (id: string) => `identifier:${id}`

export async function insertIdentifiers(
  tx: Tx,
  keys: ServiceKeys,
  reportId: string,
  organisationId: string,
  found: readonly FoundIdentifier[],
): Promise<void> {
  if (found.length === 0) return
  const rows = identifierRows(keys, reportId, organisationId, found)
  // One that is known already is not added again: it may be found a second time when a team opens the words.
  const query = tx
    .insertInto('reporting.identifier')
    .values(rows)
    .onConflict((known) => known.doNothing())
  await sendAhead(tx, query.compile())
}

/** The rows of a report's identifiers, ready to be inserted with those of others. */
export function identifierRows(
  keys: ServiceKeys,
  reportId: string,
  organisationId: string,
  found: readonly FoundIdentifier[],
) {
  return found.map((each) => {
    const id = newId()
    return {
      id,
      report_id: reportId,
      organisation_id: organisationId,
      kind: each.kind,
      lookup: Buffer.from(keys.blindIndex(`identifier ${each.kind}`, each.value)),
      sealed: Buffer.from(keys.sealField(JSON.stringify({ value: each.value, display: each.display }), context(id))),
      is_partial: each.isPartial,
    }
  })
}

export type EarlierReport = { reportId: string; sentAt: Date; outcome: ReportOutcome | undefined }
export type SharedIdentifier = FoundIdentifier & { earlier: EarlierReport[] }

/** The report's identifiers with the other reports of the same team that hold the same one. */
export async function listIdentifiers(tx: Tx, keys: ServiceKeys, reportId: string): Promise<SharedIdentifier[]> {
  const mine = await tx
    .selectFrom('reporting.identifier')
    .select(['id', 'kind', 'lookup', 'sealed', 'is_partial'])
    .where('report_id', '=', reportId)
    .orderBy('kind')
    .execute()
  if (mine.length === 0) return []
  const others = await tx
    .selectFrom('reporting.identifier as i')
    .innerJoin('reporting.report as r', 'r.id', 'i.report_id')
    .select(['i.lookup', 'r.id as reportId', 'r.sent_at as sentAt', 'r.outcome'])
    .where(
      'i.lookup',
      'in',
      mine.map((row) => row.lookup),
    )
    .where('i.report_id', '!=', reportId)
    .where('r.state', 'not in', ['draft', 'erased'])
    .orderBy('r.sent_at', 'desc')
    .limit(200)
    .execute()
  return mine.map((row) => {
    const { value, display } = JSON.parse(keys.openField(row.sealed, context(row.id))) as {
      value: string
      display: string
    }
    return {
      kind: row.kind as FoundIdentifier['kind'],
      value,
      display,
      isPartial: row.is_partial,
      earlier: others
        .filter((other) => row.lookup.equals(other.lookup))
        .map((other) => ({
          reportId: other.reportId,
          sentAt: other.sentAt ?? new Date(0),
          outcome: (other.outcome as ReportOutcome | null) ?? undefined,
        })),
    }
  })
}
