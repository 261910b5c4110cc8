// Consent at the moment of disclosure: locked in the transaction that discloses, so that a withdrawal waits for it or wins.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Purpose, Withholdable } from './report.ts'

export type LiveConsent = {
  withheld: readonly Withholdable[]
  timing: 'now' | 'another-report' | 'until'
  notBefore: Date | undefined
}

/**
 * Takes a share lock on the consent until `tx` ends and answers it if it is live: given, not withdrawn, report sent and
 * not erased. Undefined means: disclose nothing. A withdrawal locks the same row for update (see withdraw-consent.ts).
 */
export async function lockLiveConsent(tx: Tx, reportId: string, purpose: Purpose): Promise<LiveConsent | undefined> {
  const { rows } = await sql<{ withheld: Withholdable[]; timing: LiveConsent['timing']; not_before: Date | null }>`
    select withheld, timing, not_before from reporting.lock_live_consent(${reportId}, ${purpose})`.execute(tx)
  const row = rows[0]
  return row && { withheld: row.withheld, timing: row.timing, notBefore: row.not_before ?? undefined }
}
