// What an alarm is to those who look at it.
import type { AlarmKind } from '#platform/alarms/raise-alarm.ts'

export type Alarm = {
  id: string
  kind: AlarmKind
  organisationId: string | null
  personId: string | null
  amount: number
  firstAt: Date
  lastAt: Date
  detail: Readonly<Record<string, string | number | boolean>>
  reason: string | undefined
  looked: { at: Date; by: string; note: string } | undefined
}

/** How long an alarm stays after somebody looked at it, and how long at all. */
export const keptDays = 90
/** The longest note, in characters. */
export const noteMax = 2000
