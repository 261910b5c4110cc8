// SQL of requests by people who may be named. Words and reasons are sealed to the service key, each bound to its row.
import { sql } from 'kysely'
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Answer, SubjectRequest } from './kinds.ts'

const wordsContext = (id: string) => `subject-request:${id}`
const reasonContext = (id: string) => `subject-answer:${id}`

export async function insertSubjectRequest(
  tx: Tx,
  keys: ServiceKeys,
  request: { id: string; organisationId: string; personId: string; askedOn: string; dueOn: string; words: string },
): Promise<void> {
  await tx
    .insertInto('records.subject_request')
    .values({
      id: request.id,
      organisation_id: request.organisationId,
      asked_on: request.askedOn,
      due_on: request.dueOn,
      sealed_words: Buffer.from(keys.sealField(request.words, wordsContext(request.id))),
      entered_by: request.personId,
    })
    .execute()
}

/** Newest first. Words that had their time are empty. */
export async function listSubjectRequests(tx: Tx, keys: ServiceKeys): Promise<SubjectRequest[]> {
  const rows = await tx
    .selectFrom('records.subject_request')
    .selectAll()
    .orderBy('entered_at', 'desc')
    .limit(200)
    .execute()
  const opened = (words: Uint8Array | null, context: string) => (words?.length ? keys.openField(words, context) : '')
  return rows.map((row) => ({
    id: row.id,
    askedOn: String(row.asked_on),
    dueOn: String(row.due_on),
    words: opened(row.sealed_words, wordsContext(row.id)),
    answer: (row.answer as Answer | null) ?? undefined,
    reason: opened(row.sealed_reason, reasonContext(row.id)),
    proposedBy: row.proposed_by ?? undefined,
    isConfirmed: row.confirmed_by !== null,
  }))
}

export async function setAnswer(
  tx: Tx,
  keys: ServiceKeys,
  id: string,
  personId: string,
  proposal: { answer: Answer; reason: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('records.subject_request')
    .set({
      answer: proposal.answer,
      sealed_reason: Buffer.from(keys.sealField(proposal.reason, reasonContext(id))),
      proposed_by: personId,
      proposed_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('confirmed_by', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function confirmAnswer(tx: Tx, id: string, personId: string): Promise<boolean> {
  const done = await tx
    .updateTable('records.subject_request')
    .set({ confirmed_by: personId, confirmed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('confirmed_by', 'is', null)
    .where('proposed_by', 'is not', null)
    .where('proposed_by', '<>', personId)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
