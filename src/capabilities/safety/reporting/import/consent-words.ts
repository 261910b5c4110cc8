// What a log's words about sharing allow. Apart because it is where a wrong guess hurts somebody: in doubt nothing is
// granted, words that refuse are heard in any column, words that grant only in the columns meant for it.
import { type Purpose, purposes } from '../report.ts'
import { type LegacyConsent, type Reason, reason } from './record.ts'

/** `plain`: the words say it. `narrowed`: they may allow more than is granted. `doubtful`: nothing granted, ask somebody. */
export type ConsentSureness = 'plain' | 'narrowed' | 'ask' | 'doubtful'

export interface ConsentReading {
  granted: Purpose[]
  sure: ConsentSureness
  /** Why so, in words for the plan. */
  why: string
  refusesPolice: boolean
  refusesAll: boolean
  reference?: string
}

interface Rule {
  words: RegExp
  granted: Purpose[]
  sure: ConsentSureness
  why: string
  refuses?: true
}

const warned: Purpose[] = ['count', 'warn']
// Tried in order on plain words; the whole cell must match, so anything added to a phrase makes it unknown.
const rules: readonly Rule[] = [
  {
    words:
      /^(?:n|no|nope|none|never|refused|declined|withdrawn|no consent|not given|no thanks)(?: (?:scared|thanks|afraid|worried|too scared|frightened))?$/,
    granted: [],
    sure: 'plain',
    why: 'refused',
    refuses: true,
  },
  {
    words:
      /^(?:ask first|ask|to ask|need to ask|tbc|not asked|didnt ask|to be confirmed|check first|ask again|ring first|check with (?:her|him|them))$/,
    granted: [],
    sure: 'ask',
    why: 'they want to be asked first',
  },
  {
    words: /^(?:|n k|n a|nk|na|not known|unknown|unsure|not sure|didnt get it|dont know|not recorded)$/,
    granted: [],
    sure: 'plain',
    why: 'no answer is recorded',
  },
  {
    words: /^(?:stats?|statistics|count|counting|record|recording|log|monitoring|figures)(?: only)?$/,
    granted: ['count'],
    sure: 'plain',
    why: 'may be counted, no more',
  },
  {
    words: /^(?:yes )?(?:ok )?(?:(?:num )?alerts?|warning|warn|warn others|alert others)(?: only)?$/,
    granted: warned,
    sure: 'plain',
    why: 'may be counted and may warn others',
  },
  {
    words: /^(?:num|ugly mugs|national ugly mugs)(?: only)?$/,
    granted: warned,
    sure: 'narrowed',
    why: 'an alert, and not the police',
  },
  {
    words:
      /^(?:y|yes|ok|yeah) (?:but )?(?:anon|anonymous|anonymously|anon only|anonymous only|anonymously only|only anon|only anonymous|only anonymously)$/,
    granted: warned,
    sure: 'narrowed',
    why: 'an alert names nobody; the police are not mentioned, so they are left out',
  },
  {
    words: /^(?:yes )?(?:num|alert|alerts|warn) (?:and )?police$/,
    granted: ['count', 'warn', 'police-anonymous'],
    sure: 'narrowed',
    why: 'an alert, and the police in the most careful way only: anonymously',
  },
  {
    words:
      /^(?:yes )?(?:anon|anonymous|anonymously) (?:to |with )?police(?: only)?$|^police (?:anon|anonymous|anonymously)(?: only)?$/,
    granted: ['police-anonymous'],
    sure: 'plain',
    why: 'the police, anonymously; nothing else is mentioned',
  },
  {
    words:
      /^(?:y|yes|ok|okay|yeah|yep|fine|yes fine|ok to share|happy to share|true|1|x|all|full|yes to all|given|consented)$/,
    granted: [],
    sure: 'doubtful',
    why: 'it agrees, but not to what: an alert, other services, the police?',
  },
  {
    words: /^(?:anon|anonymous|anonymously|anon only|anonymous only)$/,
    granted: [],
    sure: 'doubtful',
    why: 'the person may be anonymous, or the sharing may be',
  },
  {
    words: /^(?:full )?(?:police )?report (?:done|made)\b.*$|^reported to police\b.*$|^crime (?:ref|number|no)\b.*$/,
    granted: [],
    sure: 'doubtful',
    why: 'it says what was done then, not what may be done now',
  },
]

const refusal = String.raw`\b(?:dont|do not|didnt want|does not want|doesnt want|not|never|no|wont|without|refuse[sd]?|against)`
const refusesPoliceWords = new RegExp(
  String.raw`${refusal}(?: \w{1,12}){0,4} (?:police|gmp|cops|coppers|feds)\b|\b(?:police|gmp|cops) (?:must |should |are |is |may )?(?:not|never|no)\b`,
)
const refusesAllWords =
  /\b(?:dont|do not|not|never|no)(?: to)?(?: be)? (?:share|shared|sharing|pass on|passed on|forward|alert|publish|consent)\b|\b(?:withdrew|withdrawn|withdraws)(?: \w{1,12}){0,2} consent\b|\bconsent withdrawn\b/

/** Lower case, no apostrophes, letters and digits, single spaces; at most the first 4,000 characters. */
export function plainWords(cell: string): string {
  return plain(cell.slice(0, 4000))
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What one cell of a consent column allows. `told` holds an organisation's own reading of a phrase, by plain words. */
export function readConsentWords(cell: string, told?: ReadonlyMap<string, readonly Purpose[]>): ConsentReading {
  const words = plainWords(cell)
  const refusesPolice = refusesPoliceWords.test(words)
  const refusesAll = refusesAllWords.test(words)
  const reference = /\b(?:ref|log|crime no|number)\.?:? *([a-z]{0,4}[/ -]?\d[\w/-]*)/i.exec(cell.slice(0, 400))?.[1]
  const also = { refusesPolice, refusesAll, ...(reference ? { reference } : {}) }
  const own = told?.get(words)
  if (own) return { granted: purposes.filter((p) => own.includes(p)), sure: 'plain', why: 'as you said', ...also }
  const rule = rules.find((r) => r.words.test(words))
  // A long cell was cut before it was read: whatever follows could take it back.
  if (!rule || cell.length > 400) {
    return { granted: [], sure: 'doubtful', why: 'these words are not known', ...also }
  }
  return {
    granted: [...rule.granted],
    sure: rule.sure,
    why: rule.why,
    ...also,
    refusesAll: refusesAll || rule.refuses === true,
  }
}

/** Reads "Police informed": a mixture of facts and wishes. `unread` when the words are not known. */
export function readPoliceWords(cell: string): {
  informed?: boolean
  refused: boolean
  reference?: string
  unread: boolean
} {
  const words = plainWords(cell)
  const refused = refusesPoliceWords.test(words) || /^(?:dont|do not|never|refused|no way|not yet ask)\b/.test(words)
  if (refused) return { refused, unread: false }
  if (words === '') return { refused: false, unread: cell.trim() !== '' && cell.trim() !== '-' }
  if (/^(?:y|yes|informed|told|done|reported)$/.test(words)) return { informed: true, refused: false, unread: false }
  if (/^(?:n|no|not informed|not told|none|not yet)$/.test(words))
    return { informed: false, refused: false, unread: false }
  if (/^(?:n a|na|n k|nk|not known|unknown|unsure)$/.test(words)) return { refused: false, unread: false }
  const reference = /^(?:yes )?(?:log|ref|crime ref|crime no|incident) (?:no )?([a-z]{0,4} ?\d[\d a-z]{0,20})$/.exec(
    words,
  )?.[1]
  return reference ? { informed: true, refused: false, reference, unread: false } : { refused: false, unread: true }
}

const mayRefuse = /polic|gmp|cop|feds|shar|pass|forward|alert|publish|consent|[^\x00-\x7f]/i

/** True when words anywhere in a row ask that the police, or anybody, not be told. Reads all of a cell, however long. */
export function refusalsIn(cell: string): { police: boolean; all: boolean } {
  if (!mayRefuse.test(cell)) return { police: false, all: false }
  const words = plain(cell)
  return { police: refusesPoliceWords.test(words), all: refusesAllWords.test(words) }
}

const policePurposes: ReadonlySet<Purpose> = new Set<Purpose>(['police-anonymous', 'police-questions', 'police-report'])

export interface ConsentCells {
  consent: readonly { column: string; cell: string }[]
  police: readonly { column: string; cell: string }[]
  /** Refusing words found in other columns of the row. */
  elsewhere: { police: boolean; all: boolean }
  /** The row's cells may stand in the wrong columns, so no word can be relied on. */
  shifted: boolean
}

/**
 * All that a row says about sharing → what may be relied on. Two consent columns grant only what both do; a refusal
 * beats any grant; "N" under "Police informed" may be a wish, so it withholds the police too.
 */
export function readConsent(
  cells: ConsentCells,
  told?: ReadonlyMap<string, readonly Purpose[]>,
): { consent: LegacyConsent; reasons: Reason[] } {
  const reasons: Reason[] = []
  const spoken = cells.consent.filter(({ cell }) => cell.trim() !== '')
  const readings = spoken.map(({ column, cell }) => ({ column, ...readConsentWords(cell, told) }))
  const police = cells.police.map(({ column, cell }) => ({ column, ...readPoliceWords(cell) }))
  for (const r of readings) {
    if (r.sure === 'doubtful') reasons.push(reason('consent-in-doubt', { column: r.column }))
    if (r.sure === 'narrowed') reasons.push(reason('consent-narrowed', { column: r.column }))
    if (r.sure === 'ask') reasons.push(reason('consent-to-be-asked', { column: r.column }))
  }
  for (const p of police) if (p.unread) reasons.push(reason('police-words-unread', { column: p.column }))
  const heard = purposes.filter((purpose) => readings.length > 0 && readings.every((r) => r.granted.includes(purpose)))
  if (readings.some((r) => r.granted.length !== heard.length)) reasons.push(reason('consent-columns-disagree'))
  const refusedInColumns = readings.some((r) => r.refusesPolice) || police.some((p) => p.refused)
  const policeRefused = refusedInColumns || cells.elsewhere.police
  const allRefused = readings.some((r) => r.refusesAll) || cells.elsewhere.all
  if (cells.elsewhere.police || cells.elsewhere.all) reasons.push(reason('refusal-found-elsewhere'))
  const notInformed = police.some((p) => p.informed === false || p.unread)
  const wantsPolice = heard.some((purpose) => policePurposes.has(purpose)) || readings.some((r) => r.reference)
  if ((wantsPolice && (policeRefused || notInformed)) || (allRefused && heard.length > 0)) {
    reasons.push(reason('consent-contradicted', { column: cells.police[0]?.column }))
  }
  const granted = heard.filter(
    (purpose) => !cells.shifted && !allRefused && !(policePurposes.has(purpose) && (policeRefused || notInformed)),
  )
  const policeInformed = police.some((p) => p.informed)
    ? true
    : police.some((p) => p.informed === false)
      ? false
      : undefined
  if (policeInformed && readings.some((r) => r.refusesAll)) {
    reasons.push(reason('police-told-without-consent', { column: cells.police[0]?.column }))
  }
  const policeReference = police.find((p) => p.reference)?.reference ?? readings.find((r) => r.reference)?.reference
  const consent: LegacyConsent = {
    granted,
    written: cells.consent
      .map(({ cell }) => cell.trim())
      .filter(Boolean)
      .join(' | '),
    police: cells.police
      .map(({ cell }) => cell.trim())
      .filter(Boolean)
      .join(' | '),
    policeRefused,
    ...(policeInformed === undefined ? {} : { policeInformed }),
    ...(policeReference ? { policeReference } : {}),
  }
  return { consent, reasons }
}
