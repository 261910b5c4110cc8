// Holding words for an adviser, and everything their holder may do: what reporting asks of this room (reporting/holding.ts).
import { HolderFailed, secretsOf } from '#engines/held/index.ts'
import { currentTeamKey, listOrganisations } from '#partnership/organisations/index.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { type HeldView, type Holding, HoldRefused, openReply, sealReply } from '#safety/reporting/index.ts'
import { keyHolders } from './key-holders.ts'
import { sealHeld } from './seal-held.ts'
import {
  answerStay,
  deleteHeld,
  findAsked,
  findHeld,
  insertLetter,
  listLetters,
  putHeld,
  replacePoints,
} from './store.ts'

/** The queue on which a newly held report is compared with the others. */
export const seekQueue = 'held-reports.seek'

async function adviserFor(tx: Tx, concerned: string | undefined) {
  for (const each of await listOrganisations(tx)) {
    if (each.kind !== 'adviser' || each.id === concerned) continue
    const team = await currentTeamKey(tx, each.id)
    if (team) return { id: each.id, name: each.name, team }
  }
  return undefined
}

export const keepHeld: Holding = {
  adviserFor,

  async hold(house, tx, held) {
    const adviser = await adviserFor(tx, held.concerned)
    if (!adviser) throw new HoldRefused('no adviser has a key')
    const secrets = await secretsOf(held.named, keyHolders(house)).catch((error) => {
      throw error instanceof HolderFailed ? new HoldRefused(error.message) : error
    })
    const sealed = await sealHeld({
      record: held.reportId,
      words: held.words,
      secrets,
      person: held.person,
      threshold: held.people,
      adviser: adviser.team,
      newId,
    })
    const row = { reportId: held.reportId, organisationId: adviser.id, epoch: adviser.team.epoch }
    await putHeld(tx, { ...row, people: held.people, body: sealed.body, receiptPublicKey: held.receiptPublicKey })
    await replacePoints(tx, row, sealed.points)
    // Compared later and elsewhere: whoever holds waits equally long whether or not somebody is there.
    await house.jobs.send(tx, seekQueue, { reportId: held.reportId })
  },

  letGo: deleteHeld,

  async view(tx, reportId, receiptKey): Promise<HeldView> {
    const held = await findHeld(tx, reportId)
    if (!held) throw new NotFound()
    const letters = await listLetters(tx, reportId)
    const amount = letters.filter((each) => each.receiptKeyWrap).length
    if (amount > 0) await recordAudit(tx, { kind: 'replies.opened', recordId: reportId, detail: { amount } })
    const replies: HeldView['replies'] = []
    for (const { id, body, receiptKeyWrap, createdAt } of letters)
      if (receiptKeyWrap)
        replies.push({ text: await openReply({ body, receiptWrap: receiptKeyWrap }, id, receiptKey), at: createdAt })
    const names = await listOrganisations(tx)
    return {
      adviser: names.find((each) => each.id === held.organisationId)?.name ?? '',
      people: held.people,
      heldAt: held.heldAt,
      replies: replies.reverse(),
      written: letters.filter((each) => each.direction === 'from-reporter').length,
      asked: await findAsked(tx, reportId),
    }
  },

  stay: answerStay,

  async writeToAdviser(tx, reportId, text) {
    const held = await findHeld(tx, reportId)
    const team = held && (await currentTeamKey(tx, held.organisationId))
    if (!team) throw new NotFound()
    const id = newId()
    const sealed = await sealReply(text, id, team, null)
    await insertLetter(tx, {
      id,
      reportId,
      organisationId: held.organisationId,
      direction: 'from-reporter',
      body: sealed.body,
      teamEpoch: team.epoch,
      teamKeyWrap: sealed.wrapped,
      receiptKeyWrap: null,
    })
  },
}
