// What an import would do, worked out before anything is done: which column is read as what, and how each phrase of
// consent will be read, so that somebody who knows the log can say yes, or say what a word meant.

import type { Purpose } from '../report.ts'
import { type Heading, readHeading, repeatable } from './columns.ts'
import { type ConsentSureness, plainWords, readConsentWords, readPoliceWords } from './consent-words.ts'
import type { Encoding } from './decode-text.ts'
import { readEmails, readPhones } from './identifiers.ts'
import { columnLabel, type Log, type Problem } from './read-log.ts'
import { type Field, fields } from './record.ts'
import type { Delimiter } from './split-cells.ts'

export interface PlanOptions {
  /** Heading → field, or `keep` to leave a column unread beside the record. Beats every guess. */
  columns?: Readonly<Record<string, Field | 'keep'>>
  /** What a phrase meant in this organisation, which only it can know ("Y" → count and warn). A refusal still beats it. */
  consentMeans?: Readonly<Record<string, readonly Purpose[]>>
  /** ISO day; an incident after it is put before a person. */
  today?: string
}

export interface ColumnPlan {
  index: number
  heading: string
  field?: Field
  /** `heading`, `likely` (a word of it), `content` (guessed from cells), `told` (by options), `none`. */
  sure: 'heading' | 'likely' | 'content' | 'told' | 'none'
  filled: number
  /** Only for columns that name nobody. */
  examples: string[]
}

export interface PhrasePlan {
  /** As first written. */
  words: string
  count: number
  granted: Purpose[]
  sure: ConsentSureness
  why: string
}

export interface PolicePhrasePlan {
  words: string
  count: number
  reads: 'refused' | 'informed' | 'not informed' | 'nothing said' | 'not understood'
}

export type PlanWarning =
  | { code: Problem['code']; count: number; line?: number }
  | { code: 'column-not-understood' | 'column-guessed'; column: string }
  | {
      code: 'no-consent-column' | 'no-narrative-column' | 'nothing-understood' | 'option-names-no-column'
      column?: string
    }

export interface ImportPlan {
  encoding: Encoding
  delimiter: Delimiter
  titleLines: string[]
  header: string[]
  headerLine: number
  rows: number
  columns: ColumnPlan[]
  consent: PhrasePlan[]
  /** How many consent phrases beyond those listed. */
  consentUnlisted: number
  police: PolicePhrasePlan[]
  warnings: PlanWarning[]
  today?: string
  told: ReadonlyMap<string, readonly Purpose[]>
}

const shownFields: ReadonlySet<Field> = new Set<Field>(['reference', 'incidentOn', 'reportedOn', 'kind', 'area'])
const phrasesListed = 60

/** Reads the whole log once. Throws nothing; changes nothing. */
export function planImport(log: Log, options: PlanOptions = {}): ImportPlan {
  const columns = mapColumns(log, options)
  const told = new Map(Object.entries(options.consentMeans ?? {}).map(([words, p]) => [plainWords(words), p] as const))
  const phrases = countPhrases(log, columns, 'consent')
  const consent = phrases.map(({ words, count }) => {
    const { granted, sure, why } = readConsentWords(words, told)
    return { words: words.slice(0, 80), count, granted, sure, why }
  })
  const police = countPhrases(log, columns, 'police').map(({ words, count }) => ({
    words: words.slice(0, 80),
    count,
    reads: policeReads(words),
  }))
  return {
    encoding: log.encoding,
    delimiter: log.delimiter,
    titleLines: log.titleLines,
    header: log.header,
    headerLine: log.headerLine,
    rows: log.rows.length,
    columns,
    consent: consent.slice(0, phrasesListed),
    consentUnlisted: Math.max(0, consent.length - phrasesListed),
    police: police.slice(0, phrasesListed),
    warnings: warningsOf(log, columns, options),
    told,
    ...(options.today ? { today: options.today } : {}),
  }
}

function mapColumns(log: Log, options: PlanOptions): ColumnPlan[] {
  const filled = log.header.map(() => 0)
  const samples: string[][] = log.header.map(() => [])
  for (const row of log.rows) {
    const width = Math.min(row.cells.length, log.header.length)
    for (let i = 0; i < width; i++) {
      const cell = row.cells[i]!
      if (cell.trim() === '') continue
      filled[i]!++
      if (samples[i]!.length < 200) samples[i]!.push(cell)
    }
  }
  const headed = log.header.map((heading, i) => wanted(heading, i, samples[i]!, log, options))
  const owner = new Map<Field, number>()
  for (const sure of ['told', 'heading', 'likely', 'content'] as const) {
    for (const [i, column] of headed.entries()) {
      if (column?.sure === sure && !owner.has(column.field)) owner.set(column.field, i)
    }
  }
  return log.header.map((heading, index) => {
    const column = headed[index]
    const takes = column && (repeatable.has(column.field) || owner.get(column.field) === index)
    const field = takes ? column.field : undefined
    const examples = field && shownFields.has(field) ? examplesOf(samples[index]!) : []
    return {
      index,
      heading,
      ...(field ? { field } : {}),
      sure: takes ? column.sure : 'none',
      filled: filled[index]!,
      examples,
    }
  })
}

function wanted(
  heading: string,
  index: number,
  sample: readonly string[],
  log: Log,
  options: PlanOptions,
): { field: Field; sure: Heading['sure'] | 'content' | 'told' } | undefined {
  const told = options.columns && Object.hasOwn(options.columns, heading) ? options.columns[heading] : undefined
  if (told === 'keep') return undefined
  if (told) return { field: told, sure: 'told' }
  const read =
    log.headerLine > 0 && heading !== columnLabel(index) ? readHeading(heading.replace(/ \(\d+\)$/, '')) : undefined
  return read ?? guessedField(sample)
}

// Only what cannot be mistaken is guessed from cells, and never consent.
function guessedField(sample: readonly string[]): { field: Field; sure: 'content' } | undefined {
  const cells = sample.slice(0, 50)
  if (cells.length < 3) return undefined
  const share = (count: number) => count / cells.length
  if (share(cells.filter((cell) => readEmails(cell).found.length > 0).length) > 0.6)
    return { field: 'emails', sure: 'content' }
  const numbers = cells.filter((cell) => readPhones(cell).found.some((phone) => phone.kind === 'whole')).length
  return share(numbers) > 0.6 ? { field: 'phones', sure: 'content' } : undefined
}

function examplesOf(sample: readonly string[]): string[] {
  return [...new Set(sample.map((cell) => cell.trim().slice(0, 28)))].slice(0, 3)
}

// Phrases that differ only in figures ("log 0190", "log 0609") are one.
function countPhrases(log: Log, columns: readonly ColumnPlan[], field: Field): { words: string; count: number }[] {
  const indexes = columns.filter((column) => column.field === field).map((column) => column.index)
  const counts = new Map<string, { words: string; count: number }>()
  for (const row of log.rows) {
    if (row.cells.every((cell) => cell.trim() === '')) continue
    for (const index of indexes) {
      const cell = (row.cells[index] ?? '').trim()
      const key = cell === '' ? '' : `${plainWords(cell).replace(/\d+/g, '0')}|${cell.length > 400}`
      const known = counts.get(key)
      if (known) known.count++
      else counts.set(key, { words: cell, count: 1 })
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

function policeReads(cell: string): PolicePhrasePlan['reads'] {
  const read = readPoliceWords(cell)
  if (read.refused) return 'refused'
  if (read.unread) return 'not understood'
  return read.informed === undefined ? 'nothing said' : read.informed ? 'informed' : 'not informed'
}

function warningsOf(log: Log, columns: readonly ColumnPlan[], options: PlanOptions): PlanWarning[] {
  const warnings: PlanWarning[] = log.problems.map(({ code, count, line }) => ({
    code,
    count,
    ...(line ? { line } : {}),
  }))
  const mapped = new Set(columns.map((column) => column.field))
  if (!fields.some((field) => mapped.has(field))) warnings.push({ code: 'nothing-understood' })
  else {
    if (!mapped.has('consent')) warnings.push({ code: 'no-consent-column' })
    if (!mapped.has('narrative')) warnings.push({ code: 'no-narrative-column' })
  }
  for (const column of columns) {
    if (!column.field && column.filled > 0) warnings.push({ code: 'column-not-understood', column: column.heading })
    if (column.sure === 'likely' || column.sure === 'content')
      warnings.push({ code: 'column-guessed', column: column.heading })
  }
  for (const heading of Object.keys(options.columns ?? {})) {
    if (!log.header.includes(heading)) warnings.push({ code: 'option-names-no-column', column: heading })
  }
  return warnings
}
