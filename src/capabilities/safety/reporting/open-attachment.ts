// Opening what was added to a report, as the team that received it: recorded in trace and audit first, and only then opened.
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { FileKind, Refusal } from '#platform/files/formats/sniff.ts'
import type { House } from '#src/capabilities/house.ts'
import { openFile, openHead, unwrapForTeam } from './attachment.ts'
import { type AttachmentRow, findAttachment, listAttachments } from './attachment-store.ts'
import { findReport } from './report-store.ts'
import { recordUse } from './trace-store.ts'
import { deskName } from './work-queue.ts'

/** A file as the desk lists it: what it is, not what is in it. */
export type ReceivedFile = {
  id: string
  state: AttachmentRow['state']
  refused: Refusal | undefined
  scan: AttachmentRow['scan']
  /** Which photo, recording or paper it is, from 1; undefined while it is checked or when it was refused. */
  what: { kind: FileKind; number: number; pieces: number } | undefined
}

const sealedHead = async (staff: StaffVisit, organisationId: string, reportId: string, row: AttachmentRow) => {
  if (!row.head || !row.wrappedKey || row.epoch === null) return undefined
  const team = { organisationId, epoch: row.epoch, privateKey: await staff.teamPrivateKey(row.epoch) }
  return openHead(row.head, await unwrapForTeam(row.wrappedKey, team, row.id), row.id, reportId)
}

/** Everything added to a report, for its page. Called after `openReport`, which records that the report was opened. */
export async function receivedFiles(house: House, staff: StaffVisit, reportId: string): Promise<ReceivedFile[]> {
  demand(staff.actor, 'report.read')
  const { report, rows } = await house.asActor(staff.actor, async (tx) => ({
    report: await findReport(tx, reportId),
    rows: await listAttachments(tx, reportId),
  }))
  if (!report) throw new NotFound()
  const counts: Partial<Record<FileKind, number>> = {}
  const files: ReceivedFile[] = []
  for (const row of rows) {
    const head = await sealedHead(staff, report.organisationId, reportId, row)
    const number = head && (counts[head.kind] ?? 0) + 1
    if (head && number) counts[head.kind] = number
    files.push({
      id: row.id,
      state: row.state,
      refused: row.refused ?? undefined,
      scan: row.scan,
      what: head && number ? { kind: head.kind, number, pieces: head.pieces } : undefined,
    })
  }
  return files
}

/**
 * The bytes of one piece of a file: the picture, the recording, a page. Throws NotFound for what is not there, not checked, or
 * not of this report.
 */
export async function openAttachment(
  house: House,
  staff: StaffVisit,
  reportId: string,
  id: string,
  piece: number,
): Promise<{ mediaType: string; bytes: Uint8Array }> {
  const { actor } = staff
  demand(actor, 'report.read')
  await staff.mayOpen(reportId, async () => {
    const report = await house.asActor(actor, (tx) => findReport(tx, reportId))
    return report?.body != null
  })
  const { report, row, blob } = await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    const row = await findAttachment(tx, id)
    if (!report?.body || !row?.blob || row.reportId !== reportId || row.state !== 'ready') throw new NotFound()
    if (piece === 0)
      await recordUse(tx, reportId, { kind: 'opened', by: deskName(actor), organisationId: actor.organisationId })
    await recordAudit(tx, { kind: 'attachment.opened', recordId: reportId, detail: { piece } })
    return { report, row, blob: row.blob }
  })
  const head = await sealedHead(staff, report.organisationId, reportId, row)
  const sealed = await house.files.store.get(blob)
  if (!head || !sealed) throw new NotFound()
  const bytes = openFile(sealed, head, id, reportId).parts[piece]
  if (!bytes) throw new NotFound()
  return { mediaType: head.mediaType, bytes }
}
