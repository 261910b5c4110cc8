// Checking a file after it was taken: scanned, cleaned in a process of its own, sealed anew to whoever may open it. Run as a task.
import { currentTeamKey } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { newBlobName } from '#platform/files/blob-store.ts'
import { cleanFile } from '#platform/files/clean-file.ts'
import type { Refusal } from '#platform/files/formats/sniff.ts'
import type { House } from '#src/capabilities/house.ts'
import { openUnchecked, sealFile, wrapToReceipt, wrapToTeam } from './attachment.ts'
import { blobsInUse, findAttachment, lockForCheck, settleReady, settleRefused } from './attachment-store.ts'

export const checkQueue = 'reporting.check-file'
export const dropQueue = 'reporting.drop-file'

/** What the key of an unchecked file is bound to, under the service key. */
export const keyContext = (id: string): string => `attachment being checked:${id}`

/** How long a file may stand without a row: much longer than any upload takes. */
const orphanAfterMs = 24 * 3_600_000

const files = task('task-files')

/** Checks one file. Again is the same: a file that was settled, or taken out meanwhile, is left alone. */
export async function checkFile(house: House, data: unknown): Promise<void> {
  const { id } = data as { id: string }
  const row = await house.asActor(files, (tx) => findAttachment(tx, id))
  if (row?.state !== 'checking' || !row.blob || !row.checkingKey) return
  const { reportId, blob } = row
  const refuse = async (why: Refusal) => {
    await house.asActor(files, async (tx) => {
      await settleRefused(tx, id, why)
      await house.jobs.send(tx, dropQueue, { blob })
    })
  }
  const sealed = await house.files.store.get(blob)
  // Gone without its row: it cannot come back, and the person is told.
  if (!sealed) return await refuse('broken')
  const bytes = openUnchecked(sealed, house.keys.openBytes(row.checkingKey, keyContext(id)), id, reportId)
  const scan = await house.files.scan(bytes)
  if (scan === 'found') return await refuse('virus')
  const clean = await cleanFile(bytes)
  if ('refused' in clean) return await refuse(clean.refused)
  const fresh = sealFile(clean, id, reportId)
  const name = newBlobName()
  await house.files.store.put(name, fresh.body)
  const isKept = await house.asActor(files, async (tx) => {
    const report = await lockForCheck(tx, reportId)
    if (!report || report.state === 'erased') return false
    // A draft's file opens with its receipt; of one that was sent meanwhile, with the key of the team that has it.
    const isDraft = report.state === 'draft'
    const team = isDraft ? undefined : await currentTeamKey(tx, report.organisationId)
    if (isDraft ? !report.receiptPublicKey : !team) return false
    const wrappedKey = team
      ? await wrapToTeam(fresh.headKey, team, id)
      : await wrapToReceipt(fresh.headKey, report.receiptPublicKey ?? new Uint8Array(), id)
    const ready = {
      id,
      blob: name,
      size: fresh.body.length,
      scan,
      head: fresh.head,
      wrappedKey,
      epoch: team?.epoch ?? null,
    }
    if (!(await settleReady(tx, ready))) return false
    await house.jobs.send(tx, dropQueue, { blob })
    return true
  })
  if (!isKept) await house.files.store.remove(name)
}

/** Removes the bytes of a file whose row and keys are gone. */
export async function dropFile(house: House, data: unknown): Promise<void> {
  const { blob } = data as { blob: string }
  const used = await house.asActor(files, (tx) => blobsInUse(tx, [blob]))
  if (!used.has(blob)) await house.files.store.remove(blob)
}

/** Removes what belongs to no row: of drafts that were swept, of a process that ended between the bytes and their row. */
export async function sweepFiles(house: House): Promise<void> {
  const names = await house.files.store.olderThan(orphanAfterMs, house.clock.now())
  let gone = 0
  for (let from = 0; from < names.length; from += 500) {
    const some = names.slice(from, from + 500)
    const used = await house.asActor(files, (tx) => blobsInUse(tx, some))
    for (const name of some) {
      if (used.has(name)) continue
      await house.files.store.remove(name)
      gone++
    }
  }
  if (gone > 0) house.log.info('files-removed', { count: gone })
}
