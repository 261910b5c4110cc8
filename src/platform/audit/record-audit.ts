// Adding to the audit, in the transaction of the act itself: what is not recorded did not happen.
import type { Tx } from '#platform/db/database.ts'

/** Codes and whole numbers by name, never words: a value with a blank is refused here and by the table. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | undefined>>

export type AuditEntry = {
  /** `noun.past-verb`: `report.opened`. */
  kind: string
  /** The organisation concerned; the actor's own when absent. */
  organisationId?: string | undefined
  /** The one record the act was done to. */
  recordId?: string | undefined
  detail?: AuditDetail | undefined
}

/**
 * Adds one entry; it is linked into the chain when the transaction commits. Who acts and in which roles is taken from the
 * transaction's own context. Throws TypeError for a kind that is not `noun.past-verb` or a detail that is not codes.
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await recordAudits(tx, [entry])
}

const entriesAStatement = 1000

/** As `recordAudit`, for many acts of one transaction; they keep their order. */
export async function recordAudits(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += entriesAStatement)
    await tx
      .insertInto('audit.entry')
      .values(entries.slice(from, from + entriesAStatement).map(rowOf))
      .execute()
}

// A column that is absent takes the table's default; with several rows Kysely writes `default` for those without it.
const rowOf = ({ kind, organisationId, recordId, detail }: AuditEntry) => {
  if (!kindShape.test(kind)) throw new TypeError('the kind of an audit entry is noun.past-verb')
  return {
    kind,
    detail: detailText(detail ?? {}),
    ...(organisationId === undefined ? {} : { organisation_id: organisationId }),
    ...(recordId === undefined ? {} : { record_id: recordId }),
  }
}

const kindShape = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/
const nameShape = /^[a-z][A-Za-z0-9]*$/
const codeShape = /^[A-Za-z0-9._:-]{0,64}$/

/** The canonical text of a detail: names in order, no blanks. */
function detailText(detail: AuditDetail): string {
  const known = Object.entries(detail).filter(([, value]) => value !== undefined)
  for (const [name, value] of known) {
    const isCode =
      typeof value === 'string' ? codeShape.test(value) : typeof value === 'boolean' || Number.isSafeInteger(value)
    if (!nameShape.test(name) || !isCode) throw new TypeError('the detail of an audit entry is codes and whole numbers')
  }
  return JSON.stringify(Object.fromEntries(known.sort(([one], [other]) => (one < other ? -1 : 1))))
}
