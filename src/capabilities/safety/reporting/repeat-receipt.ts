// Noting that somebody has their receipt right: half of those who report elsewhere never come back with theirs.
import type { House } from '#src/capabilities/house.ts'
import { markRepeated } from './mark-store.ts'
import { holderOf, type ReportSession } from './report-session.ts'

export async function markReceiptRepeated(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, (tx) => markRepeated(tx, reportId))
}
