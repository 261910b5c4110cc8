// Joining by evidence of work, as the newcomer sees it: sealed to a team, answered under a code, never shown back.
import {
  deriveReceipt,
  jsonBytes,
  newReceipt,
  parseReceipt,
  sealBody,
  TooBusy,
  wrapKey,
} from '#engines/sealing/index.ts'
import { currentTeamKey, listOrganisations, type Organisation } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '../../../house.ts'
import {
  type ApplicationState,
  countWaiting,
  findByLookup,
  insertApplication,
  listIntakes,
} from './application-store.ts'
import { dateOf, dayOf } from './standing.ts'

const joining = task('task-joining')

/** After so many days evidence that nobody opened is destroyed. */
export const EVIDENCE_DAYS = 14
/** More than this waiting for one team is a flood, not people. */
export const MOST_WAITING = 200
export const EVIDENCE_MAX = 4000

/** What somebody shows. Files come with attachments: they will stand here beside the words, sealed in the same body. */
export type Evidence = { words: string }

export const evidencePart = 'evidence'
export const codePepper = (house: House): Uint8Array => house.keys.secret('application-code')

/** A keyed digest of sealed evidence: shows that what was destroyed is what came in, and nothing of what it said. */
export const evidenceDigest = (house: House, body: Uint8Array): string =>
  Buffer.from(house.keys.blindIndex('evidence-digest', Buffer.from(body).toString('base64'))).toString('hex')

/** The teams one may apply to now: those that take applications and have a key. */
export async function teamsThatLook(house: House): Promise<Organisation[]> {
  return await house.asActor(joining, async (tx) => {
    const ids = await listIntakes(tx)
    return (await listOrganisations(tx)).filter((each) => ids.includes(each.id))
  })
}

export type Applied = { ok: true; code: string } | { ok: false; why: 'no-team' | 'full' | 'busy' }

/** Seals the evidence to a team and answers the code to come back with: six words, shown this once. */
export async function apply(house: House, organisationId: string, evidence: Evidence): Promise<Applied> {
  const code = newReceipt('words')
  const id = newId()
  try {
    const { lookupId } = await deriveReceipt(code.canonical, codePepper(house))
    return await house.asActor(joining, async (tx) => {
      const isTaking = (await listIntakes(tx)).includes(organisationId)
      const team = isTaking ? await currentTeamKey(tx, organisationId) : undefined
      if (!team) return { ok: false, why: 'no-team' }
      if ((await countWaiting(tx, organisationId)) >= MOST_WAITING) return { ok: false, why: 'full' }
      const { dataKey, body } = sealBody(jsonBytes(evidence), { record: id, part: evidencePart })
      const wrappedKey = await wrapKey(dataKey, team.publicKey, {
        organisation: organisationId,
        epoch: team.epoch,
        record: id,
        part: evidencePart,
      })
      const today = dayOf(house.clock.now())
      await insertApplication(tx, {
        id,
        lookup: lookupId,
        organisationId,
        epoch: team.epoch,
        body,
        wrappedKey,
        receivedOn: dateOf(today),
        endsOn: dateOf(today + EVIDENCE_DAYS),
      })
      const detail = { digest: evidenceDigest(house, body) }
      await recordAudit(tx, { kind: 'application.received', organisationId, recordId: id, detail })
      return { ok: true, code: code.shown }
    })
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, why: 'busy' }
    throw error
  }
}

export type Answer =
  | { ok: true; id: string; state: ApplicationState }
  | { ok: false; why: 'unreadable' | 'unknown' | 'busy' }

/** What became of an application, for whoever holds its code. */
export async function readAnswer(house: House, typed: string): Promise<Answer> {
  const parsed = parseReceipt(typed)
  if (!parsed.ok) return { ok: false, why: 'unreadable' }
  try {
    const { lookupId } = await deriveReceipt(parsed.canonical, codePepper(house))
    const found = await house.asActor(joining, (tx) => findByLookup(tx, lookupId))
    return found ? { ok: true, ...found } : { ok: false, why: 'unknown' }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, why: 'busy' }
    throw error
  }
}
