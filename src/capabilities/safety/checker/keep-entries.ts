// Making and ending entries, in the transaction of whoever publishes, withdraws or retracts.
import type { Tx } from '#platform/db/database.ts'
import { recordUse, type UseActor } from '#safety/reporting/index.ts'
import type { House } from '../../house.ts'
import type { NewEntries } from './entry.ts'
import { endLiveEntries, insertEntries } from './store.ts'

type Keeping = Pick<House, 'keys' | 'clock'>

/**
 * Makes an entry of each identifier, in the transaction that approves the alert and as the member of staff who approves.
 * Answers how many there are (the same identifier twice is one) and writes `entry-made` into the trace. The caller holds
 * the consent to warn (lockLiveConsent) in the same transaction, and leaves out identifiers the reporter held back.
 */
export async function makeEntries(tx: Tx, house: Keeping, wish: NewEntries): Promise<number> {
  const amount = await insertEntries(tx, house.keys, wish, house.clock.now())
  if (amount > 0)
    await recordUse(tx, wish.reportId, {
      kind: 'entry-made',
      by: 'alert-desk',
      organisationId: wish.organisationId,
      amount,
    })
  return amount
}

/**
 * Ends the live entries of a report, or of one of its alerts, and writes `entry-ended` into the trace. Answers how many
 * ended: 0 the second time. Runs as the reporter (only `withdrawn`), the desk of the entries, task-checker or task-retention.
 */
export async function endEntries(
  tx: Tx,
  house: Keeping,
  which: { reportId: string; alertId?: string | undefined; state: 'withdrawn' | 'expired'; by?: UseActor },
): Promise<number> {
  const amount = await endLiveEntries(tx, which, which.state, house.clock.now())
  if (amount > 0) await recordUse(tx, which.reportId, { kind: 'entry-ended', by: which.by ?? 'rowan', amount })
  return amount
}
