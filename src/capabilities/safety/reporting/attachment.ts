// What is added to a report: photos, recordings, papers. How they are sealed, and to whom, from the upload to the desk.
import { bytesJson, jsonBytes, openBody, sealBody, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import type { TeamKey } from '#partnership/organisations/index.ts'
import { type CleanFile, packFile, unpackFile } from '#platform/files/formats/packed.ts'
import type { FileKind } from '#platform/files/formats/sniff.ts'
import { draftReader } from './sealed-report.ts'

/** Files of one report, and their sealed bytes together. */
export const mostFiles = 10
export const mostFileBytes = 150 * 1024 * 1024

/** What a file is, sealed beside it. `key` opens its bytes, so that a newer key of a team is wrapped around this alone. */
export type AttachmentHead = { report: string; kind: FileKind; mediaType: string; pieces: number; key: string }

const part = 'attachment'
const checkingPart = (reportId: string) => `file being checked of ${reportId}`
const filePart = (reportId: string) => `file of ${reportId}`
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** As it came, for the check alone; the caller seals `key` to the service. */
export function sealUnchecked(bytes: Uint8Array, id: string, reportId: string) {
  const { dataKey, body } = sealBody(bytes, { record: id, part: checkingPart(reportId) })
  return { body, key: dataKey }
}

export const openUnchecked = (body: Uint8Array, key: Uint8Array, id: string, reportId: string): Uint8Array =>
  openBody(body, key, { record: id, part: checkingPart(reportId) })

/** The clean file, its head and the head's own key, which is wrapped to one reader and then forgotten. */
export function sealFile(file: CleanFile, id: string, reportId: string) {
  const bytes = sealBody(packFile(file), { record: id, part: filePart(reportId) })
  const head: AttachmentHead = {
    report: reportId,
    kind: file.kind,
    mediaType: file.mediaType,
    pieces: file.parts.length,
    key: base64(bytes.dataKey),
  }
  const sealed = sealBody(jsonBytes(head), { record: id, part })
  return { body: bytes.body, head: sealed.body, headKey: sealed.dataKey }
}

/** Throws SealError, or RangeError for a head that was made for another report. */
export function openHead(head: Uint8Array, headKey: Uint8Array, id: string, reportId: string): AttachmentHead {
  const opened = bytesJson(openBody(head, headKey, { record: id, part })) as AttachmentHead
  if (opened.report !== reportId) throw new RangeError('made for another report')
  return opened
}

export const openFile = (body: Uint8Array, head: AttachmentHead, id: string, reportId: string): CleanFile =>
  unpackFile(openBody(body, new Uint8Array(Buffer.from(head.key, 'base64')), { record: id, part: filePart(reportId) }))

const receiptBinding = (id: string) => ({ ...draftReader, record: id, part })
const teamBinding = (id: string, team: { organisationId: string; epoch: number }) => ({
  organisation: team.organisationId,
  epoch: team.epoch,
  record: id,
  part,
})

export const wrapToReceipt = (headKey: Uint8Array, publicKey: Uint8Array, id: string) =>
  wrapKey(headKey, publicKey, receiptBinding(id))
export const unwrapWithReceipt = (wrapped: Uint8Array, privateKey: Uint8Array, id: string) =>
  unwrapKey(wrapped, privateKey, receiptBinding(id))
export const wrapToTeam = (headKey: Uint8Array, team: TeamKey, id: string) =>
  wrapKey(headKey, team.publicKey, teamBinding(id, team))
export const unwrapForTeam = (
  wrapped: Uint8Array,
  team: { organisationId: string; epoch: number; privateKey: Uint8Array },
  id: string,
) => unwrapKey(wrapped, team.privateKey, teamBinding(id, team))
