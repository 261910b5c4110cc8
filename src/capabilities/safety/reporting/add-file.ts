// Adding to a draft what shows what happened, seeing how it stands, taking it out again; and sealing it on with the report.
import { TooBusy } from '#engines/sealing/index.ts'
import type { TeamKey } from '#partnership/organisations/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { newBlobName } from '#platform/files/blob-store.ts'
import { type FileKind, kindOf, type Refusal, sniff } from '#platform/files/formats/sniff.ts'
import type { Upload } from '#platform/http/upload.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { mostFileBytes, mostFiles, sealUnchecked, unwrapWithReceipt, wrapToReceipt, wrapToTeam } from './attachment.ts'
import { type AttachmentRow, deleteAttachments, insertChecking, listAttachments, setWrap } from './attachment-store.ts'
import { checkQueue, dropQueue, keyContext } from './check-file.ts'
import { beginDraft } from './keep-draft.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { lockReport } from './report-store.ts'

export type NotAdded = Refusal | 'tooMany' | 'busy' | 'noFile'

/** A file as its sender sees it. Of one added before this session nothing but that it is there. */
export type AddedFile = {
  id: string
  /** Which photo, recording or paper of this session it is, from 1; undefined for one added before. */
  shown: { kind: FileKind; number: number } | undefined
  state: 'checking' | 'ready' | 'refused'
  refused: Refusal | undefined
}

const here = (id: string, kind: FileKind) => `file:${id}:${kind}`

/** Takes what was uploaded into the session's draft and says on the page that follows what came of it. */
export async function pressUpload(house: House, state: ReportSession, upload: Upload): Promise<void> {
  delete state.flash
  state.place = { step: 'files', index: 0 }
  try {
    const why = upload.problem ?? (upload.file ? await addFile(house, state, upload.file) : 'noFile')
    if (why) state.flash = { at: 'files:0', values: {}, errors: { file: `file=${why}` } }
  } catch (error) {
    if (error instanceof TooBusy) state.flash = { at: 'files:0', values: {}, errors: { file: 'file=busy' } }
    // Sent from another window meanwhile: the page shows where it stands.
    else if (error instanceof Conflict) state.phase = 'sent'
    else throw error
  }
}

/**
 * Seals a file and leaves it to be checked; begins the draft when there is none. Answers why it was not taken, undefined when it
 * was. What has been answered for stands: the sealed bytes first, then the row that knows of them and the job, in one transaction.
 */
export async function addFile(house: House, state: ReportSession, bytes: Uint8Array): Promise<NotAdded | undefined> {
  const seen = sniff(bytes)
  if ('refused' in seen) return seen.refused
  if (!state.reportId) {
    await beginDraft(house, state, () => {})
    state.phase = 'receipt'
  }
  const { actor, reportId } = holderOf(state)
  const id = newId()
  const blob = newBlobName()
  const { body, key } = sealUnchecked(bytes, id, reportId)
  await house.files.store.put(blob, body)
  let isKept = false
  try {
    const why = await house.asActor(actor, async (tx) => {
      const report = await lockReport(tx, reportId)
      if (!report) throw new NotFound()
      if (report.state !== 'draft' || report.heldAt) throw new Conflict('already sent')
      const before = await listAttachments(tx, reportId)
      const all = before.reduce((sum, each) => sum + each.size, body.length)
      if (before.length >= mostFiles || all > mostFileBytes) return 'tooMany' as const
      const checkingKey = house.keys.sealField(key, keyContext(id))
      await insertChecking(tx, { id, reportId, blob, size: body.length, checkingKey })
      await house.jobs.send(tx, checkQueue, { id })
      return undefined
    })
    isKept = why === undefined
    if (isKept) state.here.push(here(id, kindOf(seen.type)))
    return why
  } finally {
    // Best effort: what this leaves behind belongs to no row, and the sweep finds it.
    if (!isKept) await house.files.store.remove(blob).catch(() => {})
  }
}

/** The files of the session's draft, in the order they were added. */
export async function filesOf(house: House, state: ReportSession): Promise<AddedFile[]> {
  if (!state.reportId) return []
  const { actor, reportId } = holderOf(state)
  const rows = await house.asActor(actor, (tx) => listAttachments(tx, reportId))
  const counts: Partial<Record<FileKind, number>> = {}
  return rows.map(({ id, state: stands, refused }) => {
    const kind = (['image', 'audio', 'pdf'] as const).find((each) => state.here.includes(here(id, each)))
    const number = kind && (counts[kind] ?? 0) + 1
    if (kind && number) counts[kind] = number
    return {
      id,
      shown: kind && number ? { kind, number } : undefined,
      state: stands,
      refused: refused ?? undefined,
    }
  })
}

/** Takes a file out of a draft. One that is not there, or not of this report, is no failure. */
export async function removeFile(house: House, state: ReportSession, id: string): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const report = await lockReport(tx, reportId)
    if (!report) throw new NotFound()
    if (report.state !== 'draft' || report.heldAt) throw new Conflict('already sent')
    await dropFiles(house, tx, reportId, id)
  })
}

/** Removes rows and keys at once; the bytes that nothing opens any more go with a job of the same transaction. */
export async function dropFiles(house: House, tx: Tx, reportId: string, id?: string): Promise<void> {
  const blobs = await deleteAttachments(tx, reportId, id)
  await house.jobs.sendMany(
    tx,
    dropQueue,
    blobs.map((blob) => ({ blob })),
  )
}

/** Wraps the keys of a draft's files to the team it is sent to. Those still being checked are sealed to it when that ends. */
export async function sendFiles(
  tx: Tx,
  files: readonly AttachmentRow[],
  privateKey: Uint8Array,
  team: TeamKey,
): Promise<void> {
  for (const { id, wrappedKey } of files) {
    if (!wrappedKey) continue
    const headKey = await unwrapWithReceipt(wrappedKey, privateKey, id)
    await setWrap(tx, id, await wrapToTeam(headKey, team, id), team.epoch)
  }
}

/** Wraps the keys of a draft's files to its new receipt. */
export async function changeFilesReceipt(
  tx: Tx,
  reportId: string,
  privateKey: Uint8Array,
  publicKey: Uint8Array,
): Promise<void> {
  for (const { id, wrappedKey } of await listAttachments(tx, reportId)) {
    if (!wrappedKey) continue
    const headKey = await unwrapWithReceipt(wrappedKey, privateKey, id)
    await setWrap(tx, id, await wrapToReceipt(headKey, publicKey, id), null)
  }
}
