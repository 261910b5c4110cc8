// The proof of submission: issued when a report is sent, read by anybody who is given it, matched to the words by who holds them.
import {
  commitmentSecret,
  commitTo,
  isCommitmentTo,
  jsonBytes,
  openBody,
  type Proof,
  proofSigner,
  readProof,
  unwrapKey,
} from '#engines/sealing/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { findProof } from './receipt-store.ts'
import type { ReportContent } from './report.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { findReport } from './report-store.ts'

const signerOf = (house: House) => proofSigner(house.keys.secret('proof of submission'))

/** The proof for words sealed under this data key, at this moment. */
export const issueProof = (house: House, content: ReportContent, dataKey: Uint8Array, receivedAt: Date): string =>
  signerOf(house).issue({ receivedAt, commitment: commitTo(jsonBytes(content), commitmentSecret(dataKey)) })

/** What a proof says, if this service issued it. It asks no database: it holds after the report is erased. */
export const checkProof = (house: House, typed: string): Proof | undefined =>
  readProof(typed, signerOf(house).publicKey)

/** The key with which anybody can check a proof without asking this service: Ed25519, 64 hexadecimal digits. */
export const proofKey = (house: House): string => Buffer.from(signerOf(house).publicKey).toString('hex')

/** The proof that was issued to whoever holds this receipt; undefined for a report that came in without one. */
export async function ownProof(house: House, state: ReportSession): Promise<string | undefined> {
  const { actor, reportId } = holderOf(state)
  return await house.asActor(actor, async (tx) => findProof(tx, reportId))
}

/** Whether a proof was issued for this very report, words unchanged. Recorded as an opening. Throws NotFound as openReport does. */
export async function provesReport(house: House, staff: StaffVisit, reportId: string, typed: string): Promise<boolean> {
  const { actor } = staff
  demand(actor, 'report.read')
  const report = await house.asActor(actor, async (tx) => {
    const found = await findReport(tx, reportId)
    if (!found?.body || !found.wrappedKey) throw new NotFound()
    await recordAudit(tx, { kind: 'proof.matched', recordId: reportId })
    return { ...found, body: found.body, wrappedKey: found.wrappedKey }
  })
  const proof = checkProof(house, typed)
  if (!proof) return false
  const binding = { organisation: report.organisationId, epoch: report.epoch, record: reportId, part: 'report' }
  const dataKey = await unwrapKey(report.wrappedKey, await staff.teamPrivateKey(report.epoch), binding)
  const words = openBody(report.body, dataKey, { record: reportId, part: 'report' })
  return isCommitmentTo(proof, words, commitmentSecret(dataKey))
}
