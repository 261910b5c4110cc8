// What reporting asks of whoever gives copies: the room of records stands above this one and is introduced when the house is built.
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { holderOf, type ReportSession } from './report-session.ts'
import { findReport } from './report-store.ts'
import { recordUse } from './trace-store.ts'

/** `none`: nobody asked, or it is over. The words only while it is ready. */
export type CopyView = { state: 'none' | 'asked' | 'ready' | 'refused'; endsAt: Date | undefined }

export type Copies = {
  view(tx: Tx, reportId: string): Promise<CopyView>
  /** Does nothing when one is on its way. */
  ask(tx: Tx, reportId: string, organisationId: string): Promise<void>
  takeBack(tx: Tx, reportId: string): Promise<void>
  /** Recorded before it is opened; undefined when there is none, or it was sealed to a receipt that was replaced since. */
  read(house: House, reportId: string, receiptKey: Uint8Array): Promise<string | undefined>
}

let known: Copies | undefined

/** Said once by whoever gives copies. */
export function provideCopies(copies: Copies): void {
  known = copies
}

/** In a house without copies nobody has asked for one. */
export const copyView = async (tx: Tx, reportId: string): Promise<CopyView> =>
  (await known?.view(tx, reportId)) ?? { state: 'none', endsAt: undefined }

export async function askForCopy(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => {
    const report = await findReport(tx, reportId)
    const { state: now } = await copyView(tx, reportId)
    if (!report || report.state === 'draft' || report.state === 'erased') throw new NotFound()
    if (now === 'asked' || now === 'ready') return
    await known?.ask(tx, reportId, report.organisationId)
    await recordUse(tx, reportId, { kind: 'copy-asked', by: 'reporter' })
  })
}

export async function takeCopyBack(house: House, state: ReportSession): Promise<void> {
  const { actor, reportId } = holderOf(state)
  await house.asActor(actor, async (tx) => known?.takeBack(tx, reportId))
}

export async function readCopy(house: House, state: ReportSession): Promise<string | undefined> {
  const { reportId, privateKey } = holderOf(state)
  return await known?.read(house, reportId, privateKey)
}
