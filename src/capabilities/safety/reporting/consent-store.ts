// SQL of consent. At the moment of disclosure it is locked in the transaction that discloses, so that a withdrawal waits for it or wins.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { sendAhead } from '#platform/db/pipelined.ts'
import type { ConsentChoice, Purpose, Withholdable } from './report.ts'

export type LiveConsent = {
  withheld: readonly Withholdable[]
  timing: 'now' | 'another-report' | 'until'
  notBefore: Date | undefined
}

/**
 * Takes a share lock on the consent until `tx` ends and answers it if it is live: given, not withdrawn, report sent and
 * not erased. Undefined means: disclose nothing. A withdrawal locks the same row for update (lockConsentForChange).
 */
export async function lockLiveConsent(tx: Tx, reportId: string, purpose: Purpose): Promise<LiveConsent | undefined> {
  const { rows } = await sql<{ withheld: Withholdable[]; timing: LiveConsent['timing']; not_before: Date | null }>`
    select withheld, timing, not_before from reporting.lock_live_consent(${reportId}, ${purpose})`.execute(tx)
  const row = rows[0]
  return row && { withheld: row.withheld, timing: row.timing, notBefore: row.not_before ?? undefined }
}

/**
 * The live consents of many reports at this moment, without a lock: for showing what is already published. A report that is
 * not in the answer is not shown.
 */
export async function liveConsents(
  tx: Tx,
  reportIds: readonly string[],
  purpose: Purpose,
): Promise<ReadonlyMap<string, LiveConsent>> {
  if (reportIds.length === 0) return new Map()
  type Row = { report_id: string; withheld: Withholdable[]; timing: LiveConsent['timing']; not_before: Date | null }
  const { rows } = await sql<Row>`
    select report_id, withheld, timing, not_before
      from reporting.live_consents(${[...reportIds]}::uuid[], ${purpose})`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.report_id,
      { withheld: row.withheld, timing: row.timing, notBefore: row.not_before ?? undefined },
    ]),
  )
}

export type ConsentRow = {
  purpose: Purpose
  isGiven: boolean
  withheld: Withholdable[]
  timing: 'now' | 'another-report' | 'until'
  notBefore: Date | null
  givenAt: Date | null
  withdrawnAt: Date | null
}

const columns = [
  'purpose',
  'is_given as isGiven',
  'withheld',
  'timing',
  'not_before as notBefore',
  'given_at as givenAt',
  'withdrawn_at as withdrawnAt',
] as const

export async function listConsents(tx: Tx, reportId: string): Promise<ConsentRow[]> {
  const rows = await tx
    .selectFrom('reporting.consent')
    .select(columns)
    .where('report_id', '=', reportId)
    .orderBy('purpose')
    .execute()
  return rows as ConsentRow[]
}

/** Waits for every disclosure in flight, then holds the row against new ones until the transaction ends. */
export async function lockConsentForChange(
  tx: Tx,
  reportId: string,
  purpose: Purpose,
): Promise<ConsentRow | undefined> {
  const row = await tx
    .selectFrom('reporting.consent')
    .select(columns)
    .where('report_id', '=', reportId)
    .where('purpose', '=', purpose)
    .forUpdate()
    .executeTakeFirst()
  return row as ConsentRow | undefined
}

/** Locks all of a report's consents, for erasure. */
export async function lockAllConsents(tx: Tx, reportId: string): Promise<void> {
  // In one order, as the sweep of old reports takes them: two who erase would wait for each other in a circle.
  await tx
    .selectFrom('reporting.consent')
    .select('purpose')
    .where('report_id', '=', reportId)
    .orderBy('purpose')
    .forUpdate()
    .execute()
}

export async function giveConsent(tx: Tx, reportId: string, choice: ConsentChoice, now: Date): Promise<void> {
  await giveConsents(tx, reportId, [choice], now)
}

/** Gives several purposes in one statement; of a purpose named twice the last stands. Sent ahead: should it fail, nothing of the transaction stands. */
export async function giveConsents(
  tx: Tx,
  reportId: string,
  choices: readonly ConsentChoice[],
  now: Date,
): Promise<void> {
  if (choices.length === 0) return
  const each = new Map(choices.map((choice) => [choice.purpose, choice]))
  const rows = [...each.values()].map(({ purpose, withheld, timing }) => ({
    report_id: reportId,
    purpose,
    is_given: true,
    withheld,
    timing: timing.kind,
    not_before: timing.kind === 'until' ? new Date(now.getTime() + timing.weeks * 7 * 24 * 3600 * 1000) : null,
    given_at: now,
    withdrawn_at: null,
  }))
  const changed = ['is_given', 'withheld', 'timing', 'not_before', 'given_at', 'withdrawn_at'] as const
  const query = tx
    .insertInto('reporting.consent')
    .values(rows)
    .onConflict((on) =>
      on
        .columns(['report_id', 'purpose'])
        .doUpdateSet((eb) => Object.fromEntries(changed.map((name) => [name, eb.ref(`excluded.${name}`)]))),
    )
  await sendAhead(tx, query.compile())
}

/** What was held back and what was waited for tell of the words: an erased report keeps only which purposes there were. */
export async function forgetChoices(tx: Tx, reportId: string): Promise<void> {
  await tx
    .updateTable('reporting.consent')
    .set({ withheld: [], timing: 'now', not_before: null })
    .where('report_id', '=', reportId)
    .execute()
}

export async function withdraw(tx: Tx, reportId: string, purpose: Purpose, now: Date): Promise<void> {
  await tx
    .updateTable('reporting.consent')
    .set({ is_given: false, withdrawn_at: now })
    .where('report_id', '=', reportId)
    .where('purpose', '=', purpose)
    .execute()
}
