// The plan in plain words for a terminal. Shows no name, number, address or initials: a terminal is a log too.

import type { Purpose } from '../report.ts'
import type { ImportPlan, PlanWarning } from './plan-import.ts'
import type { Field } from './record.ts'

const fieldWords: Readonly<Record<Field, string>> = {
  reference: 'their reference',
  incidentOn: 'when it happened',
  reportedOn: 'when it was reported',
  takenBy: 'who took it down',
  kind: 'what kind of harm',
  narrative: 'what happened',
  area: 'where',
  personDescription: 'what the person looked like',
  names: 'names and profiles',
  phones: 'phone numbers',
  emails: 'e-mail addresses',
  plates: 'registrations',
  vehicleLook: 'vehicle make and colour',
  consent: 'CONSENT',
  police: 'what was said about the police',
  clientInitials: 'confidential: kept sealed, shown in nothing',
  notes: 'notes, for staff only',
}

const surenessWords = {
  heading: '',
  likely: ' (likely)',
  content: ' (guessed from its cells)',
  told: ' (as you said)',
  none: '',
}

const purposeWords: Readonly<Record<Purpose, string>> = {
  count: 'count it',
  warn: 'warn others',
  'police-anonymous': 'police, anonymously',
  'police-questions': 'police may ask back',
  'police-report': 'police, with details',
  support: 'a worker may be in touch',
  match: 'hold until someone else names the same person',
}

/** Plain text, lines of at most about 110 characters, ending with a line break. */
export function describePlan(plan: ImportPlan): string {
  const lines: string[] = []
  const separators = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }
  lines.push(`${count(plan.rows, 'row')}, read as ${plan.encoding}, separated by ${separators[plan.delimiter]}.`)
  if (plan.headerLine > 0) lines.push(`The headings are on line ${plan.headerLine}.`)
  for (const title of plan.titleLines.slice(0, 5)) lines.push(`Above them: ${clip(title, 90)}`)
  if (plan.titleLines.length > 5) lines.push(`… and ${count(plan.titleLines.length - 5, 'more line')} above them.`)
  lines.push('', 'Columns')
  const listed = plan.columns.filter((column) => column.filled > 0 || column.field).slice(0, 100)
  const width = Math.min(32, Math.max(8, ...listed.map((column) => clip(column.heading, 32).length)))
  for (const column of listed) {
    const meaning = column.field
      ? `${fieldWords[column.field]}${surenessWords[column.sure]}`
      : 'not understood: kept beside each record'
    const examples = column.examples.length > 0 ? ` · e.g. ${column.examples.map((e) => clip(e, 20)).join(', ')}` : ''
    lines.push(`  ${clip(column.heading, 32).padEnd(width)} → ${meaning} · ${column.filled} filled${examples}`)
  }
  lines.push(
    '',
    'Consent: in doubt, nothing is granted. A refusal anywhere in a row beats what its consent column grants.',
  )
  for (const phrase of plan.consent) {
    const granted = phrase.granted.length > 0 ? phrase.granted.map((p) => purposeWords[p]).join(' + ') : 'NOTHING'
    const look = phrase.sure === 'doubtful' ? ' · a person must look' : ''
    lines.push(`  ${`${phrase.count} ×`.padStart(7)} ${phraseWords(phrase.words)} → ${granted} (${phrase.why})${look}`)
  }
  if (plan.consentUnlisted > 0) lines.push(`  … and ${count(plan.consentUnlisted, 'other phrase')}.`)
  if (plan.police.length > 0) {
    lines.push(
      '',
      'About the police: a refusal withholds every police purpose, and so do “not informed” and words not understood.',
    )
    for (const phrase of plan.police)
      lines.push(`  ${`${phrase.count} ×`.padStart(7)} ${phraseWords(phrase.words)} → ${phrase.reads}`)
  }
  if (plan.warnings.length > 0) lines.push('', 'Look at this before you say yes')
  for (const warning of plan.warnings.slice(0, 60)) lines.push(`  ! ${warningWords(warning)}`)
  lines.push('')
  lines.push('Every row that is not empty and not an exact repeat is kept, with its own words. What could not be read')
  lines.push('stays beside its record, and a person is asked to look. Nothing is merged and no formula is run.')
  return `${lines.map(printable).join('\n')}\n`
}

function warningWords(warning: PlanWarning): string {
  switch (warning.code) {
    case 'mixed-encoding':
      return 'The file mixes two encodings; each stretch was read by its own. Look for odd letters.'
    case 'damaged-characters':
      return `${count(warning.count, 'character')} could not be read and ${warning.count === 1 ? 'stands' : 'stand'} as \uFFFD.`
    case 'broken-quotes':
      return `${count(warning.count, 'row')} with quotes that do not pair up, the first on line ${warning.line ?? '?'}: no consent is read from them.`
    case 'no-heading':
      return 'No row of headings was found, so every row is kept unread for a person to look at.'
    case 'headings-repeat':
      return `${count(warning.count, 'heading')} stand more than once; the later ones carry a number.`
    case 'column-not-understood':
      return `“${clip(warning.column, 40)}” is not understood. Its cells are kept beside each record.`
    case 'column-guessed':
      return `“${clip(warning.column, 40)}” is a guess. Check it above.`
    case 'no-consent-column':
      return 'No column says what may be shared, so nothing may be: no row will be counted or warn anybody.'
    case 'no-narrative-column':
      return 'No column says what happened.'
    case 'nothing-understood':
      return 'No column is understood. Is this a log of reports?'
    case 'option-names-no-column':
      return `There is no column “${clip(warning.column ?? '', 40)}”.`
  }
}

function phraseWords(words: string): string {
  return words === '' ? '(empty)' : `“${clip(words, 40)}”`
}

function clip(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

function count(n: number, word: string): string {
  return `${n.toLocaleString('en-GB')} ${word}${n === 1 ? '' : 's'}`
}

// A cell may carry escape sequences; a terminal must not obey them, nor the marks that turn text round.
function printable(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD')
}
