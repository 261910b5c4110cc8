// Time-critical help near Greater Manchester. Facts that change: each carries the day it was checked and by what.

export type UrgentHelp = {
  centre: { name: string; phone: string; phoneLink: string; examinationDays: string }
  hivHours: number
  contraceptionDays: number
  /** The day these facts were last checked, ISO 8601. */
  checkedOn: string
}

/** Newest first; the first whose day has come is shown. */
export const urgentHelp: readonly UrgentHelp[] = [
  {
    centre: {
      name: 'St Mary’s Centre, Manchester',
      phone: '0161 276 6515',
      phoneLink: 'tel:+441612766515',
      examinationDays: '7–10',
    },
    hivHours: 72,
    contraceptionDays: 5,
    checkedOn: '2026-11-01',
  },
]
