// A copy of a report for who told it: one prepares, a second reads it for what concerns others, and it is sealed to the receipt.
import { createHash } from 'node:crypto'
import { currentTeamKey } from '#partnership/organisations/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import {
  type Copies,
  deskName,
  type OpenedReport,
  openForTeam,
  openReply,
  openReport,
  receiptKeyOf,
  recordUse,
  sealReply,
} from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { copyOfReport, findCopy, insertCopy, putBack, putPrepared, putReady, takeBackCopies } from './copy-store.ts'
import type { CopyRow, KnownBy } from './kinds.ts'

export const copyLimit = 15_000

/** What the return page does with a copy. */
export const copies: Copies = {
  async view(tx, reportId) {
    const copy = await copyOfReport(tx, reportId)
    const isOver = copy?.endsAt && copy.endsAt.getTime() < Date.now()
    if (!copy || isOver || copy.state === 'taken-back' || copy.state === 'over')
      return { state: 'none', endsAt: undefined }
    return { state: copy.state === 'prepared' ? 'asked' : copy.state, endsAt: copy.endsAt ?? undefined }
  },
  async ask(tx, reportId, organisationId) {
    await insertCopy(tx, newId(), reportId, organisationId)
    await recordAudit(tx, { kind: 'copy.asked', recordId: reportId })
  },
  async takeBack(tx, reportId) {
    await takeBackCopies(tx, reportId)
    await recordAudit(tx, { kind: 'copy.taken-back', recordId: reportId })
  },
  async read(house, reportId, receiptKey) {
    const copy = await house.asActor({ kind: 'reporter', reportId }, async (tx) => {
      const found = await copyOfReport(tx, reportId)
      if (found?.state !== 'ready' || !found.endsAt || found.endsAt < house.clock.now()) return undefined
      await recordAudit(tx, { kind: 'copy.opened', recordId: reportId })
      return found
    })
    if (!copy?.body || !copy.receiptWrap) return undefined
    // Sealed to a receipt that was replaced since: whoever holds the new one asks again.
    const sealed = { body: copy.body, receiptWrap: copy.receiptWrap }
    return await openReply(sealed, copy.id, receiptKey).catch(() => undefined)
  },
}

export type CopyAtWork = {
  copy: CopyRow
  /** What stands prepared, or what a preparation begins from. */
  text: string
  /** Whether something stands prepared that this person may judge. */
  isSecond: boolean
  /** Names exactly what stands prepared, so that what is given is what was read. */
  seal: string
}

const sealOf = (copy: CopyRow): string =>
  createHash('sha256')
    .update(copy.wrappedKey ?? '')
    .digest('hex')
    .slice(0, 32)

/** Opens a request to work on it; recorded before a word is opened. Throws NotFound for another organisation's. */
export async function openCopy(house: House, staff: StaffVisit, id: string): Promise<CopyAtWork> {
  const { actor } = staff
  demand(actor, 'record.copy')
  const copy = await house.asActor(actor, async (tx) => {
    const found = await findCopy(tx, id)
    if (!found || (found.state !== 'asked' && found.state !== 'prepared')) throw new NotFound()
    await recordAudit(tx, { kind: 'copy.worked-on', recordId: id })
    return found
  })
  const prepared = await openPrepared(staff, copy)
  if (prepared !== undefined)
    return { copy, text: prepared, isSecond: copy.preparedBy !== actor.personId, seal: sealOf(copy) }
  return { copy, text: copyText(await openReport(house, staff, copy.reportId)), isSecond: false, seal: '' }
}

async function openPrepared(staff: StaffVisit, copy: CopyRow): Promise<string | undefined> {
  if (copy.state !== 'prepared' || !copy.body || !copy.wrappedKey || copy.epoch === null) return undefined
  const { organisationId } = copy
  try {
    const team = { organisationId, epoch: copy.epoch, privateKey: await staff.teamPrivateKey(copy.epoch) }
    return (await openForTeam({ body: copy.body, wrapped: copy.wrappedKey }, 'message', copy.id, team)) as string
  } catch {
    // The team's key turned and the old one is gone: a preparation is short-lived and made again.
    return undefined
  }
}

/** Puts down what one person prepared. False when it is decided by now. */
export async function prepareCopy(
  house: House,
  staff: StaffVisit,
  id: string,
  made: { text: string; knownBy: KnownBy },
): Promise<boolean> {
  const { actor } = staff
  demand(actor, 'record.copy')
  const { organisationId, personId } = actor
  return await house.asActor(actor, async (tx) => {
    const copy = await findCopy(tx, id)
    const team = await currentTeamKey(tx, organisationId)
    if (!copy || !team) throw new NotFound()
    const { body, wrapped } = await sealReply(made.text.slice(0, copyLimit), id, team, null)
    if (!(await putPrepared(tx, id, { personId, knownBy: made.knownBy, epoch: team.epoch, body, wrapped })))
      return false
    await recordUse(tx, copy.reportId, { kind: 'copy-prepared', by: deskName(actor), organisationId })
    await recordAudit(tx, { kind: 'copy.prepared', recordId: id, detail: { knownBy: made.knownBy } })
    return true
  })
}

/** The second person's word: to the receipt, back to whoever prepares, or refused. False when it is not theirs to say. */
export async function judgeCopy(
  house: House,
  staff: StaffVisit,
  id: string,
  said: 'ready' | 'asked' | 'refused',
  /** Of what was read, for `ready`. */
  seal = '',
): Promise<boolean> {
  const { actor } = staff
  demand(actor, 'record.copy')
  const copy = await house.asActor(actor, (tx) => findCopy(tx, id))
  if (!copy) throw new NotFound()
  if (said !== 'ready')
    return await house.asActor(actor, async (tx) => {
      const isDone = await putBack(tx, id, said)
      if (isDone) await recordAudit(tx, { kind: said === 'asked' ? 'copy.sent-back' : 'copy.refused', recordId: id })
      return isDone
    })
  if (copy.preparedBy === actor.personId || seal !== sealOf(copy)) return false
  const text = await openPrepared(staff, copy)
  if (text === undefined) return false
  const { organisationId, personId } = actor
  return await house.asActor(actor, async (tx) => {
    const receipt = await receiptKeyOf(tx, copy.reportId)
    const team = await currentTeamKey(tx, organisationId)
    if (!receipt || !team) return false
    const { body, receiptWrap } = await sealReply(text, id, team, receipt)
    if (!receiptWrap || !(await putReady(tx, copy, { personId, body, receiptWrap }))) return false
    await recordUse(tx, copy.reportId, { kind: 'copy-given', by: deskName(actor), organisationId })
    await recordAudit(tx, { kind: 'copy.given', recordId: id })
    return true
  })
}

/** What a preparation begins from: everything of the report that who told it gave or was told, in plain lines. */
export function copyText(opened: OpenedReport): string {
  const lines: string[] = []
  const put = (name: string, value: unknown): void => {
    if (value === undefined || value === null || value === '') return
    if (Array.isArray(value))
      for (const [i, each] of value.entries()) put(value.length > 1 ? `${name} ${i + 1}` : name, each)
    else if (typeof value === 'object') for (const [key, each] of Object.entries(value)) put(`${name}, ${key}`, each)
    else lines.push(`${name}: ${String(value)}`)
  }
  for (const [name, value] of Object.entries(opened.content)) put(name, value)
  for (const { at, direction, text } of opened.messages)
    lines.push(`${at.toISOString().slice(0, 10)} ${direction === 'to-reporter' ? 'we wrote' : 'you wrote'}: ${text}`)
  for (const { purpose, isGiven, givenAt } of opened.consents)
    put(`allowed: ${purpose}`, isGiven ? (givenAt?.toISOString().slice(0, 10) ?? 'yes') : 'no')
  return lines.join('\n').slice(0, copyLimit)
}
