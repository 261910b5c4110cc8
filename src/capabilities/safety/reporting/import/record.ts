// What a row of an organisation's log is read as. Types only, so that the readers of single cells and of whole rows
// agree on shapes without importing one another.
import type { Area } from '#partnership/organisations/index.ts'
import type { HarmKind, Purpose } from '../report.ts'

/** What a column of a log can be about. */
export const fields = [
  'reference',
  'incidentOn',
  'reportedOn',
  'takenBy',
  'kind',
  'narrative',
  'area',
  'personDescription',
  'names',
  'phones',
  'emails',
  'plates',
  'vehicleLook',
  'consent',
  'police',
  'clientInitials',
  'notes',
] as const
export type Field = (typeof fields)[number]

/**
 * A day known as well as the log knew it. `from` and `to` are the first and last possible day (ISO, inclusive) and are
 * absent when nothing is known; `time` keeps words like "approx 2am". `written` is the cell as it stood.
 */
export interface RoughDate {
  written: string
  precision: 'day' | 'month' | 'year' | 'range' | 'unknown'
  from?: string
  to?: string
  about?: boolean
  time?: string
}

/** `e164` is set when the number could be read whole; `digits` when only its first or last digits are known. */
export interface LegacyPhone {
  written: string
  kind: 'whole' | 'ends' | 'starts'
  e164?: string
  digits?: string
  apps: string[]
}

export interface LegacyEmail {
  written: string
  address: string
}

export interface LegacyName {
  written: string
  kind: 'name' | 'handle'
}

/** `text` is the registration in capitals without spaces; an unknown character is `?`. */
export interface LegacyPlate {
  written: string
  kind: 'whole' | 'pattern' | 'starts' | 'ends'
  text: string
}

export interface LegacyVehicle {
  plate?: LegacyPlate
  look?: string
  colour?: string
  make?: string
}

/** `borough` only where the words leave no doubt; `elsewhere` for a known place outside Greater Manchester. */
export interface LegacyArea {
  written: string
  borough?: Area
  place?: string
  online?: boolean
}

/**
 * What the log says about sharing. `granted` is all that may be relied on; `written` and `police` are the words.
 * `policeRefused` stands even when `granted` is later widened by a person: the log said not to tell police.
 */
export interface LegacyConsent {
  granted: Purpose[]
  written: string
  police: string
  policeRefused: boolean
  policeInformed?: boolean
  policeReference?: string
}

/** Never shown in an alert, never matched on, never exported: kept sealed beside the record for the organisation itself. */
export interface Confidential {
  clientInitials?: string
}

export interface LegacyRecord {
  reference?: string
  incidentOn?: RoughDate
  reportedOn?: RoughDate
  takenBy?: string
  kinds: HarmKind[]
  narrative?: string
  area?: LegacyArea
  personDescription?: string
  names: LegacyName[]
  phones: LegacyPhone[]
  emails: LegacyEmail[]
  vehicles: LegacyVehicle[]
  consent: LegacyConsent
  beside: Confidential
  notes?: string
  /** The cells behind `kinds`, `names`, `phones`, `emails` and `vehicles`, word for word. */
  written: Partial<Record<'kind' | 'names' | 'phones' | 'emails' | 'plates' | 'vehicleLook', string>>
  /** Of those, the ones in which the log itself says that there is nothing: "withheld", "n/k", "didnt get it". */
  absent: Field[]
  /** The reference this row says it repeats ("dup of R0126"). A person decides; nothing is merged. */
  saidToRepeat?: string
}

/** `attention`: a person must look. `note`: worth knowing, nothing in doubt. */
export type ReasonLevel = 'attention' | 'note'

export const attentionCodes = [
  'date-unreadable',
  'date-relative',
  'date-partly-read',
  'reported-before-incident',
  'date-in-the-future',
  'kind-unknown',
  'area-unknown',
  'phone-unreadable',
  'email-unreadable',
  'plate-unreadable',
  'consent-in-doubt',
  'consent-contradicted',
  'consent-columns-disagree',
  'police-words-unread',
  'too-many-cells',
  'too-few-cells',
  'broken-quotes',
  'damaged-characters',
  'reference-used-before',
  'may-repeat-another-row',
  'said-to-repeat',
  'may-concern-officer-or-worker',
  'says-nothing',
] as const
export const noteCodes = [
  'date-from-serial',
  'consent-narrowed',
  'consent-to-be-asked',
  'refusal-found-elsewhere',
  'police-told-without-consent',
  'asks-for-help',
  'formula-kept-as-text',
  'column-not-understood',
  'column-without-heading',
  'divider',
  'heading-repeated',
  'total',
] as const
export type ReasonCode = (typeof attentionCodes)[number] | (typeof noteCodes)[number]

export interface Reason {
  code: ReasonCode
  level: ReasonLevel
  /** The heading of the column concerned, where there is one. Never a cell's content: reasons may be printed. */
  column?: string
  /** Line of another row of the same file that this is about. */
  otherLine?: number
}

const noted: ReadonlySet<string> = new Set(noteCodes)

/** @returns a reason with the level its code has. */
export function reason(code: ReasonCode, about: { column?: string; otherLine?: number } = {}): Reason {
  return { code, level: noted.has(code) ? 'note' : 'attention', ...about }
}
