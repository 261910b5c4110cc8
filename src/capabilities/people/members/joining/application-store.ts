// SQL of applications: evidence sealed to one team, opened once, gone with the decision.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

export const applicationStates = ['waiting', 'opened', 'accepted', 'declined', 'again', 'expired'] as const
export type ApplicationState = (typeof applicationStates)[number]

export type SealedApplication = { epoch: number; body: Uint8Array; wrappedKey: Uint8Array }

export async function insertApplication(
  tx: Tx,
  application: SealedApplication & {
    id: string
    lookup: Uint8Array
    organisationId: string
    receivedOn: string
    endsOn: string
  },
): Promise<void> {
  await tx
    .insertInto('members.application')
    .values({
      id: application.id,
      lookup: Buffer.from(application.lookup),
      organisation_id: application.organisationId,
      epoch: application.epoch,
      state: 'waiting',
      body: Buffer.from(application.body),
      wrapped_key: Buffer.from(application.wrappedKey),
      received_on: application.receivedOn,
      ends_on: application.endsOn,
    })
    .execute()
}

export async function listIntakes(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('members.intake').select('organisation_id').execute()
  return rows.map((row) => row.organisation_id)
}

export async function insertIntake(tx: Tx, organisationId: string): Promise<void> {
  await tx
    .insertInto('members.intake')
    .values({ organisation_id: organisationId })
    .onConflict((on) => on.doNothing())
    .execute()
}

export async function deleteIntake(tx: Tx, organisationId: string): Promise<void> {
  await tx.deleteFrom('members.intake').where('organisation_id', '=', organisationId).execute()
}

export async function countWaiting(tx: Tx, organisationId: string): Promise<number> {
  const row = await tx
    .selectFrom('members.application')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export type WaitingApplication = {
  id: string
  epoch: number
  state: ApplicationState
  receivedOn: string
  openedBy: string | null
}

const shown = ['id', 'epoch', 'state', 'opened_by as openedBy'] as const
const receivedOn = sql<string>`to_char(received_on, 'YYYY-MM-DD')`.as('receivedOn')

/** The longest waiting first; those the same person has opened stand before them. */
export async function listApplications(tx: Tx, organisationId: string, limit: number): Promise<WaitingApplication[]> {
  const rows = await tx
    .selectFrom('members.application')
    .select([...shown, receivedOn])
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['waiting', 'opened'])
    .orderBy('state')
    .orderBy('received_on')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as ApplicationState }))
}

export async function findApplication(tx: Tx, id: string): Promise<WaitingApplication | undefined> {
  const row = await tx
    .selectFrom('members.application')
    .select([...shown, receivedOn])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, state: row.state as ApplicationState }
}

/** Makes it this person's to open; false when somebody was first. */
export async function claimApplication(tx: Tx, id: string, personId: string): Promise<boolean> {
  const done = await tx
    .updateTable('members.application')
    .set({ state: 'opened', opened_by: personId })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/**
 * Takes the key out of the row and answers it with what it opens: whoever comes second, even at the same moment, finds none.
 */
export async function takeSealed(tx: Tx, id: string, personId: string): Promise<SealedApplication | undefined> {
  const { rows } = await sql<{ epoch: number; body: Buffer; wrapped_key: Buffer }>`
    update members.application set wrapped_key = null
    where id = ${id} and opened_by = ${personId} and state = 'opened' and wrapped_key is not null
    returning new.epoch, new.body, old.wrapped_key`.execute(tx)
  const row = rows[0]
  return row && { epoch: row.epoch, body: row.body, wrappedKey: row.wrapped_key }
}

/** Decides one that this person opened, and empties it. Answers the sealed bytes that were destroyed, for their digest. */
export async function decideApplication(
  tx: Tx,
  id: string,
  decision: { personId: string; state: ApplicationState; endsOn: string },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ body: Buffer }>`
    update members.application set state = ${decision.state}, body = null, wrapped_key = null, ends_on = ${decision.endsOn}::date
    where id = ${id} and opened_by = ${decision.personId} and state = 'opened'
    returning old.body`.execute(tx)
  return rows[0]?.body
}

/** Those whose time is over, a few at a time, held until `tx` ends. */
export async function lockOverdue(
  tx: Tx,
  today: string,
): Promise<{ id: string; organisationId: string; state: string }[]> {
  return await tx
    .selectFrom('members.application')
    .select(['id', 'organisation_id as organisationId', 'state'])
    .where(sql<boolean>`ends_on < ${today}::date`)
    .orderBy('id')
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function expireApplication(tx: Tx, id: string, endsOn: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ body: Buffer }>`
    update members.application set state = 'expired', body = null, wrapped_key = null, ends_on = ${endsOn}::date
    where id = ${id} and state in ('waiting', 'opened')
    returning old.body`.execute(tx)
  return rows[0]?.body
}

export async function deleteApplication(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('members.application').where('id', '=', id).execute()
}

export async function findByLookup(
  tx: Tx,
  lookup: Uint8Array,
): Promise<{ id: string; state: ApplicationState } | undefined> {
  const row = await tx
    .selectFrom('members.application')
    .select(['id', 'state'])
    .where('lookup', '=', Buffer.from(lookup))
    .executeTakeFirst()
  return row && { id: row.id, state: row.state as ApplicationState }
}

/** Removes an accepted application, which is used up by the account made in the same transaction. */
export async function claimAccepted(tx: Tx, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('members.application')
    .where('id', '=', id)
    .where('state', '=', 'accepted')
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

export async function countApplicationTry(tx: Tx, id: string, most: number): Promise<void> {
  await tx.updateTable('members.application').set({ tries: sql<number>`tries + 1` }).where('id', '=', id).execute()
  await tx.deleteFrom('members.application').where('id', '=', id).where('tries', '>=', most).execute()
}
