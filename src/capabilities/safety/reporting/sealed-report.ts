// How the words of a report are sealed: to the receipt while a draft, to the receiving team once sent. Nobody else opens them.
import { bytesJson, jsonBytes, openBody, sealBody, unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import type { TeamKey } from '#partnership/organisations/index.ts'
import type { Purpose, ReportContent, SupportWish, Withholdable } from './report.ts'

/** A draft is bound to no team: its reader is whoever holds the receipt. */
export const draftReader = { organisation: 'receipt', epoch: 0 }

/** What a reply's key is bound to when it is wrapped to the receipt. */
export const replyBinding = (messageId: string) => ({ ...draftReader, record: messageId, part: 'message' })

export type DraftWords = {
  content: ReportContent
  /** Kept with the draft until it is sent; then sealed to the team that will make contact. */
  support?: SupportWish
  /** Questions that were passed over on purpose. */
  skipped: string[]
  /** Choices about consent, before they are given. */
  consents: { purpose: Purpose; withheld: Withholdable[] }[]
  /** To be held until so many different people name the same person. */
  holdFor?: 2 | 3
  timing?: { kind: 'now' | 'another-report' | 'until'; weeks?: number }
}

export async function sealDraft(words: DraftWords, reportId: string, receiptPublicKey: Uint8Array) {
  const { dataKey, body } = sealBody(jsonBytes(words), { record: reportId, part: 'draft' })
  const wrapped = await wrapKey(dataKey, receiptPublicKey, { ...draftReader, record: reportId, part: 'draft' })
  return { body, wrapped }
}

export async function openDraft(
  sealed: { body: Uint8Array; wrapped: Uint8Array },
  reportId: string,
  receiptPrivateKey: Uint8Array,
): Promise<DraftWords> {
  const dataKey = await unwrapKey(sealed.wrapped, receiptPrivateKey, {
    ...draftReader,
    record: reportId,
    part: 'draft',
  })
  return bytesJson(openBody(sealed.body, dataKey, { record: reportId, part: 'draft' })) as DraftWords
}

/** Seals something of a report to a team, bound to organisation, epoch and report, so that a swapped envelope fails. */
export async function sealToTeam(value: unknown, part: string, reportId: string, team: TeamKey) {
  const { dataKey, body } = sealBody(jsonBytes(value), { record: reportId, part })
  const wrapped = await wrapKey(dataKey, team.publicKey, {
    organisation: team.organisationId,
    epoch: team.epoch,
    record: reportId,
    part,
  })
  return { body, wrapped, dataKey }
}

export async function openForTeam(
  sealed: { body: Uint8Array; wrapped: Uint8Array },
  part: string,
  reportId: string,
  team: { organisationId: string; epoch: number; privateKey: Uint8Array },
): Promise<unknown> {
  const binding = { organisation: team.organisationId, epoch: team.epoch, record: reportId, part }
  const dataKey = await unwrapKey(sealed.wrapped, team.privateKey, binding)
  return bytesJson(openBody(sealed.body, dataKey, { record: reportId, part }))
}

/** A reply is read by two: the person with the receipt and the team that wrote it. */
export async function sealReply(text: string, messageId: string, team: TeamKey, receiptPublicKey: Uint8Array | null) {
  const sealed = await sealToTeam(text, 'message', messageId, team)
  const receiptWrap = receiptPublicKey && (await wrapKey(sealed.dataKey, receiptPublicKey, replyBinding(messageId)))
  return { body: sealed.body, wrapped: sealed.wrapped, receiptWrap }
}

export async function openReply(
  sealed: { body: Uint8Array; receiptWrap: Uint8Array },
  messageId: string,
  receiptPrivateKey: Uint8Array,
): Promise<string> {
  const dataKey = await unwrapKey(sealed.receiptWrap, receiptPrivateKey, replyBinding(messageId))
  return bytesJson(openBody(sealed.body, dataKey, { record: messageId, part: 'message' })) as string
}
