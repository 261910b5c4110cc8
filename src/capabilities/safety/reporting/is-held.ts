// Whether a report is somebody's to hand over, for capabilities that record what was; they never read it themselves.
import type { Tx } from '#platform/db/database.ts'
import { findReport } from './report-store.ts'

/** Whether the actor's organisation holds this report with its words. */
export async function isHeld(tx: Tx, id: string): Promise<boolean> {
  const report = await findReport(tx, id)
  return report !== undefined && report.state !== 'draft' && report.state !== 'erased'
}
