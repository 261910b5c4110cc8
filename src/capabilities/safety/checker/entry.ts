// What an entry of the checker is, and what an answer may say. Pure; the walls around it stand in the store and the answer.
import type { Band, DifferenceKind, IdentifierKind } from '#engines/matching/index.ts'
import type { Area } from '#partnership/organisations/index.ts'
import type { HarmKind } from '#safety/reporting/index.ts'

/** Sealed to the service key. `month` is YYYY-MM of the incident, or of the report when that is all we know. */
export type EntryDetail = {
  month: string
  area?: Area | undefined
  harms: HarmKind[]
  lookOutFor: string
  /** About a manager or a venue: a venue that asks is told nothing of it, so that it cannot find out who spoke. */
  notForVenues?: boolean
}

/** An identifier as it was read in the report. */
export type EntryIdentifier = { kind: IdentifierKind; value: string }

export type NewEntries = {
  organisationId: string
  reportId: string
  alertId: string
  identifiers: readonly EntryIdentifier[]
  detail: EntryDetail
  expiresAt: Date
  /** The organisation whose staff the report is about; its people never see the entries. */
  withheldFrom?: string | undefined
}

/** What is asked. It is never stored and never logged. */
export type Question = { text: string; kind?: IdentifierKind | undefined; hints?: QuestionHints | undefined }
export type QuestionHints = { make?: string | undefined; colour?: string | undefined; area?: string | undefined }

/** One registered value that the question met. `how` decides how much of it is told. */
export type AnswerGroup = {
  band: Band
  kind: IdentifierKind
  /** 'identical': the same identifier, however it was written. 'alike': only the kind of difference is told. */
  how: 'identical' | 'alike'
  /** The question as Rowan reads it. Never the registered value. */
  asked: string
  why: DifferenceKind[]
  /** Reports received whose reporter agrees to warn, now. */
  reports: number
  /** Only what a worker has confirmed, and only from two upwards. */
  differentPeople?: number
  /** Of the latest report. A month only where two different people are confirmed, else the year alone. */
  last: { year: number; month?: number } | undefined
  area?: Area
  harms: HarmKind[]
  lookOutFor: string[]
}

export type CheckAnswer =
  | {
      kind: 'answer'
      /** Best first; empty means nothing found, which is never an all-clear. */
      groups: AnswerGroup[]
      /** The reports that were told about, for showing the answer again; never for a screen. */
      toldReports: string[]
    }
  | { kind: 'limit'; span: 'hour' | 'day' }
  | { kind: 'unreadable'; why: 'empty' | 'too-long' | 'not-recognised' }

export const QUESTION_MAX = 200
