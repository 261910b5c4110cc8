// Raising an alarm for staff, in the transaction of what was noticed, and in the audit. What is not committed was not raised.
import { sql } from 'kysely'
import { type AuditDetail, recordAudit } from '../audit/record-audit.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../ids.ts'

export const alarmKinds = [
  'checks-one-account',
  'checks-many-accounts',
  'openings-many',
  'openings-stopped',
  'sign-ins-guessed',
  'account-reaching',
  'receipts-guessed',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

export type NewAlarm = {
  kind: AlarmKind
  /** Whose house it concerns; absent: the service as a whole, for the Forum's coordinators and operators. */
  organisationId?: string | undefined
  /** Whose account it is about: they are never shown it. */
  personId?: string | undefined
  detail?: AuditDetail | undefined
  /** Sealed to the service key by the caller, in the context `alarm-reason`. */
  sealedReason?: Uint8Array | undefined
}

/** True when it is a new one; what nobody has looked at yet only counts on. Any actor may raise one. */
export async function raiseAlarm(tx: Tx, alarm: NewAlarm): Promise<boolean> {
  const { kind, organisationId, personId, detail = {}, sealedReason } = alarm
  const { rows } = await sql<{
    isNew: boolean
  }>`select alarms.raise(${newId()}::uuid, ${kind}, ${organisationId ?? null}::uuid,
    ${personId ?? null}::uuid, ${JSON.stringify(detail)}, ${sealedReason ? Buffer.from(sealedReason) : null}::bytea) as "isNew"`.execute(
    tx,
  )
  const isNew = rows[0]?.isNew ?? false
  if (isNew)
    await recordAudit(tx, {
      kind: 'alarm.raised',
      organisationId,
      recordId: personId,
      detail: { ...detail, about: kind },
    })
  return isNew
}
