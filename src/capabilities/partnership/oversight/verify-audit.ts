// Walking the whole audit, beside the service's own checkpoints and those that partners brought.
import { type ChainFault, chainWalk, isSigned, type SignedCheckpoint } from '#engines/audit/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { allCheckpoints, countUnlinked, findHead, readLinks } from './audit-store.ts'
import { auditor, signerOf } from './sign-checkpoint.ts'

export type AuditFault =
  | ChainFault
  /** Entries that are in no chain. */
  | { what: 'unlinked'; amount: number }
  /** A checkpoint in the database that this service never signed. */
  | { what: 'forged'; sequence: number }

export type AuditVerdict = { entries: number; checkpoints: number; fault: AuditFault | undefined }

const linksATime = 5000

/**
 * Reads every entry in order and answers the first fault, or none. `kept` are checkpoints from outside the database whose
 * signatures were judged (`isOurs`); the database's own and its head are compared as well.
 */
export async function verifyAudit(house: House, kept: readonly SignedCheckpoint[]): Promise<AuditVerdict> {
  const { own, head } = await house.asActor(auditor, async (tx) => ({
    own: await allCheckpoints(tx),
    head: await findHead(tx),
  }))
  const promised = [...kept, ...own.filter((each) => isOurs(house, each)), ...(head.sequence > 0 ? [head] : [])]
  const chain = chainWalk(promised)
  const verdict = (fault: AuditFault | undefined): AuditVerdict => ({
    entries: chain.verified().entries,
    checkpoints: kept.length + own.length,
    fault,
  })
  while (true) {
    const { entries } = chain.verified()
    const links = await house.asActor(auditor, (tx) => readLinks(tx, entries, linksATime))
    for (const link of links) {
      const fault = chain.take(link)
      if (fault) return verdict(fault)
    }
    if (links.length < linksATime) break
  }
  const cut = chain.end()
  if (cut) return verdict(cut)
  const unlinked = await house.asActor(auditor, countUnlinked)
  if (unlinked > 0) return verdict({ what: 'unlinked', amount: unlinked })
  const forged = own.find((each) => !isOurs(house, each))
  return verdict(forged && { what: 'forged', sequence: forged.sequence })
}

/** Whether this service signed it. */
export const isOurs = (house: Pick<House, 'keys'>, checkpoint: SignedCheckpoint): boolean =>
  isSigned(checkpoint, signerOf(house).publicKey)
