// Whether somebody has only just come in by themselves: other capabilities let them do less at first.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { NEWCOMER_DAYS } from './standing.ts'
import { findStanding } from './standing-store.ts'

/** True for two weeks after joining by codes or evidence; whom a worker let in is known. `tx` must be of that member. */
export async function isNewcomer(tx: Tx, keys: ServiceKeys, memberId: string, now: Date): Promise<boolean> {
  const member = await findStanding(tx, keys, memberId)
  if (!member || member.standing.by === 'worker') return false
  return now.getTime() - member.createdAt.getTime() < NEWCOMER_DAYS * 86_400_000
}
