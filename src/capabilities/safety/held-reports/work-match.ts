// The adviser's work on a match: see that there is one, open its words, write to each person, mark, and at last ask each.
import { currentTeamKey } from '#partnership/organisations/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import {
  listGivenParts,
  lockLiveConsent,
  openForTeam,
  openParts,
  type ReportContent,
  recordUse,
  sealReply,
} from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import {
  askParties,
  findMatchRow,
  listMatchRows,
  lockMatch,
  type MatchRow,
  markOpened,
  markSpoken,
  type PartyRow,
  partiesOf,
  pointsOfTag,
  setVerdict,
} from './match-store.ts'
import { openHeld } from './seal-held.ts'
import { findHeld, insertLetter, listLetters } from './store.ts'

export type Match = MatchRow & { parties: PartyRow[] }

/** Whether a match still wants something of the adviser. */
const wantsWork = (match: Match) =>
  match.parties.some((each) => each.asked === 'not-yet') &&
  (match.verdict !== 'same' || match.parties.some((each) => each.spokenAt === undefined))

export const mayAsk = (match: Match): boolean =>
  match.verdict === 'different' &&
  match.parties.every((each) => each.spokenAt !== undefined) &&
  new Set(match.parties.map((each) => each.person)).size >= 2 &&
  match.parties.some((each) => each.asked === 'not-yet')

export async function listMatches(house: House, actor: StaffActor): Promise<Match[]> {
  demand(actor, 'held.read')
  return await house.asActor(actor, async (tx) => {
    const matches: Match[] = []
    for (const row of await listMatchRows(tx)) matches.push({ ...row, parties: await partiesOf(tx, row) })
    return matches
  })
}

export const countMatches = async (house: House, actor: StaffActor): Promise<number> =>
  (await listMatches(house, actor)).filter(wantsWork).length

export async function readMatch(house: House, actor: StaffActor, id: string): Promise<Match> {
  demand(actor, 'held.read')
  return await house.asActor(actor, (tx) => matchOf(tx, id))
}

async function matchOf(tx: Tx, id: string, find: typeof findMatchRow = findMatchRow): Promise<Match> {
  const row = await find(tx, id)
  if (!row) throw new NotFound()
  return { ...row, parties: await partiesOf(tx, row) }
}

export type OpenedParty = {
  match: Match
  party: PartyRow
  content: ReportContent
  letters: { text: string; at: Date; direction: 'to-reporter' | 'from-reporter' }[]
}

/** Opens one person's words: recorded first, in a transaction of its own. Throws NotFound once it was taken back. */
export async function openParty(
  house: House,
  staff: StaffVisit,
  matchId: string,
  reportId: string,
): Promise<OpenedParty> {
  const { actor } = staff
  demand(actor, 'held.read')
  await staff.mayOpen(reportId, async () => {
    const match = await house.asActor(actor, (tx) => matchOf(tx, matchId))
    return match.parties.some((each) => each.reportId === reportId)
  })
  await house.asActor(actor, async (tx) => {
    if (!(await lockLiveConsent(tx, reportId, 'match'))) throw new NotFound()
    const match = await matchOf(tx, matchId)
    if (!match.parties.some((each) => each.reportId === reportId)) throw new NotFound()
    await markOpened(tx, matchId, reportId)
    await recordAudit(tx, { kind: 'held.opened', recordId: reportId, detail: { match: matchId } })
  })
  return await house.asActor(actor, async (tx) => {
    // Consents first, of all whose shares are used, in the order of their ids: nothing opens after a taking back was answered.
    const before = await matchOf(tx, matchId)
    for (const id of before.parties.map((each) => each.reportId).sort())
      if (!(await lockLiveConsent(tx, id, 'match')) && id === reportId) throw new NotFound()
    const match = await matchOf(tx, matchId)
    const held = await findHeld(tx, reportId)
    const party = match.parties.find((each) => each.reportId === reportId)
    if (!held || !party) throw new NotFound()
    const adviserKey = async (epoch: number) => ({
      organisationId: actor.organisationId,
      epoch,
      privateKey: await staff.teamPrivateKey(epoch),
    })
    const rows = await pointsOfTag(tx, match.tag)
    const points = await Promise.all(
      rows.map(async (row) => ({
        ...row,
        shareReader: await adviserKey(row.shareEpoch),
        keyReader: await adviserKey(row.keyEpoch),
      })),
    )
    const mine = points.find((point) => point.reportId === reportId)
    const words = mine && (await openHeld({ record: reportId, body: held.body, mine }, points))
    if (!words) throw new NotFound()
    const parts = await listGivenParts(tx, reportId)
    const content = await openParts(words as ReportContent, parts, (epoch) => staff.teamPrivateKey(epoch))
    const letters: OpenedParty['letters'] = []
    for (const row of await listLetters(tx, reportId)) {
      const sealed = { body: row.body, wrapped: row.teamKeyWrap }
      const text = (await openForTeam(sealed, 'message', row.id, await adviserKey(row.teamEpoch))) as string
      letters.push({ text, at: row.createdAt, direction: row.direction })
    }
    return { match, party, content, letters }
  })
}

/** Writes to one holder, who reads it with their receipt. */
export async function writeToHolder(
  house: House,
  staff: StaffVisit,
  matchId: string,
  reportId: string,
  text: string,
): Promise<void> {
  const { actor } = staff
  demand(actor, 'held.work')
  await house.asActor(actor, async (tx) => {
    if (!(await lockLiveConsent(tx, reportId, 'match'))) throw new NotFound()
    const held = await findHeld(tx, reportId)
    const match = await matchOf(tx, matchId)
    if (!match.parties.some((each) => each.reportId === reportId)) throw new NotFound()
    const team = await currentTeamKey(tx, actor.organisationId)
    if (!team || !held) throw new NotFound()
    const id = newId()
    const sealed = await sealReply(text, id, team, held.receiptPublicKey)
    await insertLetter(tx, {
      id,
      reportId,
      organisationId: actor.organisationId,
      direction: 'to-reporter',
      body: sealed.body,
      teamEpoch: team.epoch,
      teamKeyWrap: sealed.wrapped,
      receiptKeyWrap: sealed.receiptWrap,
    })
    await recordAudit(tx, { kind: 'held.written', recordId: reportId, detail: { match: matchId } })
  })
}

/** Marks that the adviser has spoken with this holder. */
export async function markSpokenWith(house: House, actor: StaffActor, matchId: string, reportId: string) {
  demand(actor, 'held.work')
  await house.asActor(actor, async (tx) => {
    const match = await matchOf(tx, matchId, lockMatch)
    if (!match.parties.some((each) => each.reportId === reportId)) throw new NotFound()
    await markSpoken(tx, matchId, reportId, actor.personId)
    await recordAudit(tx, { kind: 'held.spoken', recordId: reportId, detail: { match: matchId } })
  })
}

/** What the adviser found. Throws Conflict before everybody was spoken with. */
export async function judgeMatch(house: House, actor: StaffActor, matchId: string, verdict: 'different' | 'same') {
  demand(actor, 'held.work')
  await house.asActor(actor, async (tx) => {
    const match = await matchOf(tx, matchId, lockMatch)
    if (match.parties.some((each) => each.spokenAt === undefined)) throw new Conflict('not everybody was spoken with')
    if (match.toldAt) return
    await setVerdict(tx, matchId, verdict)
    await recordAudit(tx, { kind: 'held.judged', recordId: matchId, detail: { verdict } })
  })
}

/** Tells each holder that there are others and asks what they want. Throws Conflict before it may be. */
export async function askHolders(house: House, actor: StaffActor, matchId: string): Promise<void> {
  demand(actor, 'held.work')
  await house.asActor(actor, async (tx) => {
    const before = await matchOf(tx, matchId)
    const live = new Set<string>()
    for (const id of before.parties.map((each) => each.reportId).sort())
      if (await lockLiveConsent(tx, id, 'match')) live.add(id)
    const match = await matchOf(tx, matchId, lockMatch)
    if (!mayAsk(match) || !match.parties.every((each) => live.has(each.reportId))) throw new Conflict('not yet')
    const waiting = match.parties.filter((each) => each.asked === 'not-yet').map((each) => each.reportId)
    await askParties(tx, matchId, actor.organisationId, waiting)
    for (const id of waiting)
      await recordUse(tx, id, { kind: 'opened', by: 'independent-adviser', organisationId: actor.organisationId })
    await recordAudit(tx, { kind: 'held.asked', recordId: matchId, detail: { people: waiting.length } })
  })
}
