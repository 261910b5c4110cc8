// Making a paper set: a recovery key pair, every epoch's private key wrapped to it, its private half split into shares for paper.
import {
  type Binding,
  generateKeyPair,
  printShare,
  readShareLabel,
  splitSecret,
  wrapKey,
} from '#engines/sealing/index.ts'
import { holdTeamAlone, listEpochs } from '#partnership/organisations/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { insertRecoveryWrap, insertSet, putInForce, replaceUnfinishedSets } from './store.ts'

/** Five sheets, any three of which open the team's key. */
export const sheets = { shares: 5, threshold: 3 }

export const recoveryBinding = (organisation: string, epoch: number, setId: string): Binding => ({
  organisation,
  epoch,
  record: setId,
  part: 'recovery',
})

export type MadeSet = {
  setId: string
  /** Eight characters, the same on every sheet. */
  shareSet: string
  /** Five sheets of groups, to be shown once and kept nowhere. */
  shares: string[][]
}

/**
 * Makes a set; the one in force stays in force until this one is handed out (`handOutRecoverySet`). Throws NotFound without a
 * team, NoTeamKey when this person lacks an epoch that is still in use.
 */
export async function makeRecoverySet(house: House, staff: StaffVisit): Promise<MadeSet> {
  const { actor } = staff
  const { organisationId } = actor
  demand(actor, 'team-key.turn')
  const { publicKey, privateKey } = await generateKeyPair()
  const setId = newId()
  const shares = await splitSecret(privateKey, sheets)
  privateKey.fill(0)
  const { set: shareSet } = readShareLabel(shares[0] ?? new Uint8Array())
  const live = (await house.asActor(actor, (tx) => listEpochs(tx, organisationId))).filter((each) => !each.retiredAt)
  if (live.length === 0) throw new NotFound()
  const keys = new Map<number, Uint8Array>()
  for (const { epoch } of live) keys.set(epoch, await staff.teamPrivateKey(epoch))
  await house.asActor(actor, async (tx) => {
    // The key must not turn meanwhile, or the newest epoch would be missing from the paper.
    await holdTeamAlone(tx, organisationId)
    const now = (await listEpochs(tx, organisationId)).filter((each) => !each.retiredAt)
    await replaceUnfinishedSets(tx, organisationId)
    await insertSet(tx, { id: setId, organisationId, shareSet, publicKey, ...sheets, madeById: actor.personId })
    for (const { epoch } of now) {
      const key = keys.get(epoch)
      if (!key) throw new NotFound('the key turned meanwhile')
      const wrapped = await wrapKey(key, publicKey, recoveryBinding(organisationId, epoch, setId))
      await insertRecoveryWrap(tx, { setId, organisationId, epoch, wrapped })
    }
    await recordAudit(tx, { kind: 'recovery-set.made', organisationId, recordId: setId })
  })
  return { setId, shareSet, shares: shares.map(printShare) }
}

/** The sheets are with their keepers: this set is in force, the one before opens nothing any more. */
export async function handOutRecoverySet(house: House, staff: StaffVisit, setId: string): Promise<boolean> {
  const { actor } = staff
  demand(actor, 'team-key.turn')
  return await house.asActor(actor, async (tx) => {
    if (!(await putInForce(tx, actor.organisationId, setId))) return false
    await recordAudit(tx, { kind: 'recovery-set.handed-out', organisationId: actor.organisationId, recordId: setId })
    return true
  })
}
