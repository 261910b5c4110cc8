// Signing checkpoints: the service vouches for the chain so far, and never for one that contradicts what it vouched for before.
import { type CheckpointSigner, checkpointSigner, type SignedCheckpoint } from '#engines/audit/index.ts'
import { task } from '#permissions/actor.ts'
import type { House } from '#src/capabilities/house.ts'
import { findHead, hashAt, keepCheckpoint, listCheckpoints } from './audit-store.ts'

export const auditor = task('task-audit')

/** A checkpoint is due after so many entries, or an hour after the one before if anything happened. */
export const entriesACheckpoint = 1000
const longestMinutes = 60

/** The chain no longer holds what the newest checkpoint vouches for: `rowan audit verify` says where. */
export class ChainBroken extends Error {
  override name = 'ChainBroken'
}

/** The service's signer: its Ed25519 seed is drawn from the service key, so a restored service signs as the same one. */
export const signerOf = (house: Pick<House, 'keys'>): CheckpointSigner =>
  checkpointSigner(house.keys.secret('audit checkpoint'))

/**
 * Signs the end of the chain and keeps the checkpoint; answers the newest there is, undefined before the first entry. `always`
 * signs even where none is due yet. Throws ChainBroken rather than sign over a chain that was changed.
 */
export async function signCheckpoint(house: House, always = false): Promise<SignedCheckpoint | undefined> {
  return await house.asActor(auditor, async (tx) => {
    const [newest] = await listCheckpoints(tx, { limit: 1, offset: 0 })
    const head = await findHead(tx)
    if (newest) {
      const stands = await hashAt(tx, newest.sequence)
      if (head.sequence < newest.sequence || !stands || Buffer.compare(stands, newest.hash) !== 0)
        throw new ChainBroken('the audit contradicts its own newest checkpoint')
    }
    const now = house.clock.now()
    const fresh = head.sequence - (newest?.sequence ?? 0)
    const minutes = newest ? (now.getTime() - newest.at.getTime()) / 60_000 : longestMinutes
    const isDue = fresh >= entriesACheckpoint || (fresh > 0 && (always || minutes >= longestMinutes))
    if (!isDue) return newest
    const signed = signerOf(house).sign({ sequence: head.sequence, count: head.sequence, hash: head.hash, at: now })
    await keepCheckpoint(tx, signed)
    return signed
  })
}
