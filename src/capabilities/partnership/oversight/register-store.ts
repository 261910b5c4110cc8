// SQL of the register. Its words are sealed to the service key, each bound to its own row.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import type { Tx } from '#platform/db/database.ts'
import type {
  AskedFor,
  Asker,
  Basis,
  By,
  Decision,
  Disclosure,
  LegalRequest,
  Part,
  Power,
  Proposal,
} from './legal-request.ts'

type Who = { personId: string; organisationId: string; role: StaffRole }
const whoColumns = (who: Who) => ({ person_id: who.personId, organisation_id: who.organisationId, role: who.role })
/** Words that had their time are empty (0186). */
const opened = (keys: ServiceKeys, words: Uint8Array, context: string) =>
  words.length === 0 ? '' : keys.openField(words, context)
const sealed = (keys: ServiceKeys, words: string, context: string) => Buffer.from(keys.sealField(words, context))

export async function insertRequest(
  tx: Tx,
  keys: ServiceKeys,
  request: {
    id: string
    who: Who
    asker: Asker
    power: Power
    askedOn: string
    asked: readonly AskedFor[]
    words: string
  },
): Promise<void> {
  await tx
    .insertInto('oversight.request')
    .values({
      id: request.id,
      ...whoColumns(request.who),
      asker: request.asker,
      power: request.power,
      asked_on: request.askedOn,
      asked: [...request.asked],
      sealed_words: sealed(keys, request.words, `legal-request:${request.id}`),
    })
    .execute()
}

const requests = (tx: Tx) =>
  tx
    .selectFrom('oversight.request as r')
    .innerJoin('organisations.organisation as o', 'o.id', 'r.organisation_id')
    // A name is seen within one's own organisation; elsewhere the organisation and the role stand for it.
    .leftJoin('staff.person as p', 'p.id', 'r.person_id')
    .select(['r.id', 'r.asker', 'r.power', 'r.asked_on', 'r.asked', 'r.at', 'r.sealed_words'])
    .select(['r.person_id', 'r.organisation_id', 'r.role', 'o.name as organisation', 'p.display_name as name'])
    .select(
      sql<Decision | null>`(select q.decision from oversight.proposal q join oversight.verdict v on v.proposal_id = q.id
        where q.request_id = r.id and v.verdict = 'confirmed')`.as('decision'),
    )
    .select(
      sql<boolean>`exists (select from oversight.proposal q where q.request_id = r.id
        and not exists (select from oversight.verdict v where v.proposal_id = q.id))`.as('isProposed'),
    )
type RequestRow = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const byOf = (row: {
  person_id: string
  organisation_id: string
  role: string
  organisation: string
  name: string | null
}): By => ({
  personId: row.person_id,
  organisationId: row.organisation_id,
  role: row.role as StaffRole,
  organisation: row.organisation,
  name: row.name ?? undefined,
})

const asRequest = (row: RequestRow): LegalRequest => ({
  id: row.id,
  by: byOf(row),
  asker: row.asker as Asker,
  power: row.power as Power,
  // A date without time stays text (platform/db/database.ts).
  askedOn: String(row.asked_on),
  asked: row.asked as AskedFor[],
  at: row.at,
  standing: row.decision ? 'decided' : row.isProposed ? 'proposed' : 'entered',
  decision: row.decision ?? undefined,
})

/** Newest first. */
export async function listRequests(tx: Tx, page: { limit: number; offset: number }): Promise<LegalRequest[]> {
  const rows = await requests(tx).orderBy('r.at', 'desc').limit(page.limit).offset(page.offset).execute()
  return rows.map(asRequest)
}

export async function findRequest(
  tx: Tx,
  keys: ServiceKeys,
  id: string,
): Promise<(LegalRequest & { words: string }) | undefined> {
  const row = await requests(tx).where('r.id', '=', id).executeTakeFirst()
  return row && { ...asRequest(row), words: opened(keys, row.sealed_words, `legal-request:${id}`) }
}

export async function insertProposal(
  tx: Tx,
  keys: ServiceKeys,
  proposal: {
    id: string
    requestId: string
    who: Who
    decision: Decision
    basis: Basis | undefined
    parts: readonly Part[]
    reason: string
    tellOn: string | undefined
  },
): Promise<void> {
  await tx
    .insertInto('oversight.proposal')
    .values({
      id: proposal.id,
      request_id: proposal.requestId,
      ...whoColumns(proposal.who),
      decision: proposal.decision,
      basis: proposal.basis ?? null,
      parts: [...proposal.parts],
      sealed_reason: sealed(keys, proposal.reason, `legal-proposal:${proposal.id}`),
      tell_on: proposal.tellOn ?? null,
    })
    .execute()
}

/** Oldest first, each with what the second person said. */
export async function listProposals(tx: Tx, keys: ServiceKeys, requestId: string): Promise<Proposal[]> {
  const rows = await tx
    .selectFrom('oversight.proposal as q')
    .innerJoin('organisations.organisation as o', 'o.id', 'q.organisation_id')
    .leftJoin('staff.person as p', 'p.id', 'q.person_id')
    .select(['q.id', 'q.decision', 'q.basis', 'q.parts', 'q.sealed_reason', 'q.tell_on', 'q.at'])
    .select(['q.person_id', 'q.organisation_id', 'q.role', 'o.name as organisation', 'p.display_name as name'])
    .where('q.request_id', '=', requestId)
    .orderBy('q.at')
    .execute()
  const verdicts = await tx
    .selectFrom('oversight.verdict as v')
    .innerJoin('organisations.organisation as o', 'o.id', 'v.organisation_id')
    .leftJoin('staff.person as p', 'p.id', 'v.person_id')
    .select(['v.proposal_id', 'v.verdict', 'v.sealed_reason', 'v.at'])
    .select(['v.person_id', 'v.organisation_id', 'v.role', 'o.name as organisation', 'p.display_name as name'])
    .where('v.request_id', '=', requestId)
    .execute()
  return rows.map((row) => {
    const said = verdicts.find((each) => each.proposal_id === row.id)
    return {
      id: row.id,
      by: byOf(row),
      decision: row.decision as Decision,
      basis: (row.basis as Basis | null) ?? undefined,
      parts: row.parts as Part[],
      reason: opened(keys, row.sealed_reason, `legal-proposal:${row.id}`),
      tellOn: row.tell_on === null ? undefined : String(row.tell_on),
      at: row.at,
      verdict: said && {
        by: byOf(said),
        said: said.verdict as 'confirmed' | 'rejected',
        reason: said.sealed_reason ? keys.openField(said.sealed_reason, `legal-verdict:${row.id}`) : undefined,
        at: said.at,
      },
    }
  })
}

/** False when somebody was quicker: a proposal is judged once, and a request is decided once. */
export async function insertVerdict(
  tx: Tx,
  keys: ServiceKeys,
  verdict: {
    proposalId: string
    requestId: string
    who: Who
    said: 'confirmed' | 'rejected'
    reason: string | undefined
  },
): Promise<boolean> {
  const { proposalId, reason } = verdict
  const result = await tx
    .insertInto('oversight.verdict')
    .values({
      proposal_id: proposalId,
      request_id: verdict.requestId,
      ...whoColumns(verdict.who),
      verdict: verdict.said,
      sealed_reason: reason ? sealed(keys, reason, `legal-verdict:${proposalId}`) : null,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** False when this report stands under this request already. */
export async function insertDisclosure(
  tx: Tx,
  disclosure: {
    id: string
    requestId: string
    proposalId: string
    reportId: string
    who: Who
    byWhom: string
    parts: readonly Part[]
    at: Date
    tellOn: string | undefined
  },
): Promise<boolean> {
  const result = await tx
    .insertInto('oversight.disclosure')
    .values({
      id: disclosure.id,
      request_id: disclosure.requestId,
      proposal_id: disclosure.proposalId,
      report_id: disclosure.reportId,
      organisation_id: disclosure.who.organisationId,
      person_id: disclosure.who.personId,
      by_whom: disclosure.byWhom,
      parts: [...disclosure.parts],
      at: disclosure.at,
      tell_on: disclosure.tellOn ?? null,
      told_at: disclosure.tellOn ? null : disclosure.at,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function listDisclosures(tx: Tx, requestId: string): Promise<Disclosure[]> {
  const rows = await tx
    .selectFrom('oversight.disclosure as d')
    .innerJoin('organisations.organisation as o', 'o.id', 'd.organisation_id')
    .leftJoin('staff.person as p', 'p.id', 'd.person_id')
    .select(['d.id', 'd.report_id', 'd.parts', 'd.at', 'd.tell_on', 'd.told_at'])
    .select(['d.person_id', 'd.organisation_id', 'o.name as organisation', 'p.display_name as name'])
    .where('d.request_id', '=', requestId)
    .orderBy('d.at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    parts: row.parts as Part[],
    by: byOf({ ...row, role: 'desk' }),
    at: row.at,
    tellOn: row.tell_on === null ? undefined : String(row.tell_on),
    toldAt: row.told_at ?? undefined,
  }))
}

/** Removes words and reasons older than `months`, a batch at a time; answers of how many requests. */
export async function blurOldWords(tx: Tx, months: number, atMost: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select oversight.blur_words(${months}, ${atMost}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Marks as told what a ban kept back that ended before `day`, and answers it; whoever asks second finds nothing left. */
export async function takeDueToTell(tx: Tx, day: string, now: Date) {
  const rows = await tx
    .updateTable('oversight.disclosure')
    .set({ told_at: now })
    .where('told_at', 'is', null)
    .where('tell_on', '<', sql<never>`${day}::date`)
    .returning(['report_id as reportId', 'organisation_id as organisationId', 'by_whom as byWhom', 'at'])
    .execute()
  return rows
}
