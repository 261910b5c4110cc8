// Phones, e-mail addresses, registrations and names as a log writes them → what could be matched later. A number that
// cannot be read whole or as its first or last digits stays words: a guessed digit would accuse somebody else.
import { readings } from '#engines/matching/index.ts'
import type { LegacyEmail, LegacyName, LegacyPhone, LegacyPlate, LegacyVehicle } from './record.ts'

/** `absent`: the cell says there is none. `unread`: pieces of the cell that gave nothing. */
export interface Found<T> {
  found: T[]
  absent?: string
  unread: string[]
}

const absentWords =
  /^(?:n\/?k|n\/?a|none|nil|not known|unknown|unsure|withheld|with held|private|private number|hidden|no caller id|no number|blocked|didn?'?t get (?:it|one)|did not get it|not seen|no|-+|\?+|no reg|no plate|no plates|no email|not given|see file)$/i

const digitWords: Readonly<Record<string, string>> = {
  oh: '0',
  o: '0',
  zero: '0',
  nought: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
}
const appWords = /\b(whats ?app|wa|signal|telegram|viber|snap(?:chat)?|text(?:s)? only|facetime)\b/gi

function pieces(cell: string): string[] {
  return cell
    .slice(0, 20_000)
    .split(/\s*(?:[/;|\n\r]|,|\bor\b|\band\b|&)\s*/i)
    .map((piece) => piece.trim())
    .filter(Boolean)
}

function split<T>(cell: string, read: (piece: string) => T | undefined): Found<T> {
  const text = unquoted(cell)
  if (text === '') return { found: [], unread: [] }
  if (absentWords.test(text)) return { found: [], absent: text, unread: [] }
  const whole = read(text)
  if (whole !== undefined) return { found: [whole], unread: [] }
  const found: T[] = []
  const unread: string[] = []
  for (const piece of pieces(text)) {
    const one = read(unquoted(piece))
    if (one === undefined) {
      if (!absentWords.test(piece)) unread.push(piece)
    } else found.push(one)
  }
  if (text.length > 20_000) unread.push(text)
  return { found, unread }
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^["'“”‘’]+|["'“”‘’]+$/g, '')
    .trim()
}

export function readPhones(cell: string): Found<LegacyPhone> {
  return split(cell, readPhone)
}

function readPhone(written: string): LegacyPhone | undefined {
  if (written.length > 80) return undefined
  const apps = [...written.matchAll(appWords)].map((match) => match[0].toLowerCase().replace(' ', ''))
  const bare = written
    .normalize('NFKC')
    .replace(appWords, ' ')
    .replace(/[()[\]"']/g, ' ')
    .trim()
  const part =
    /^(ends?|ending|last(?: (?:\w+ )?digits)?|starts?|starting|begins?|beginning)(?: in| with)?[: ]*([\d oO?-]+)$/i.exec(
      bare,
    )
  if (part) {
    const digits = spelledDigits(part[2] ?? '')
    if (!digits || digits.length < 2 || digits.length > 11) return undefined
    return { written, kind: /^(?:s|b)/i.test(part[1] ?? '') ? 'starts' : 'ends', digits, apps }
  }
  const shown = /^[.…*x?]{2,}\s?(\d{2,8})$/i.exec(bare)
  if (shown?.[1]) return { written, kind: 'ends', digits: shown[1], apps }
  const e164 = wholeNumber(bare)
  return e164 ? { written, kind: 'whole', e164, apps } : undefined
}

// The engine reads it; here only what leaves nothing over. A word beside the number ("not this one"), two readings or
// much to assume, and a person must look.
function wholeNumber(bare: string): string | undefined {
  if (!spelledDigits(bare.replace('+', ' '))) return undefined
  const [read, another] = readings('phone', bare)
  return read && !another && read.penalty <= 0.5 && !read.notes.includes('joined') ? read.canonical : undefined
}

// "0 7 7 oh 0", "O77OO9", "07700-900-544" → digits; anything else in it and it is not a number.
function spelledDigits(text: string): string | undefined {
  let digits = ''
  for (const token of text
    .toLowerCase()
    .replace(/[-.–\s()]+/g, ' ')
    .trim()
    .split(' ')) {
    const word = digitWords[token]
    if (word) digits += word
    else if (/^[\do]+$/.test(token)) digits += token.replaceAll('o', '0')
    else return undefined
  }
  return digits === '' ? undefined : digits
}

export function readEmails(cell: string): Found<LegacyEmail> {
  return split(cell, readEmail)
}

function readEmail(written: string): LegacyEmail | undefined {
  if (written.length > 320) return undefined
  const text = written
    .normalize('NFKC')
    .replace(/^(?:mailto|e-?mail):\s*/i, '')
    .replace(/\s*[([]\s*at\s*[)\]]\s*|\s+at\s+/i, '@')
    .replace(/\s*[([]\s*dot\s*[)\]]\s*|\s+dot\s+/gi, '.')
    .replace(/^<|>$/g, '')
    .trim()
  const match =
    /^([^\s@"<>(),;]{1,64})@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24})$/u.exec(text)
  return match ? { written, address: `${match[1]}@${match[2]?.toLowerCase()}` } : undefined
}

export function readPlates(cell: string): Found<LegacyPlate> {
  return split(cell, readPlate)
}

function readPlate(written: string): LegacyPlate | undefined {
  if (written.length > 40) return undefined
  const text = written.normalize('NFKC').toUpperCase()
  const part =
    /^(ENDS?|ENDING|STARTS?|STARTING|BEGINS?|LAST|FIRST)(?: IN| WITH| BITS?| PART)?[: ]+([A-Z0-9 ]{1,8})$/.exec(text)
  if (part) {
    const known = (part[2] ?? '').replace(/ /g, '')
    return known.length > 0
      ? { written, kind: /^[SBF]/.test(part[1] ?? '') ? 'starts' : 'ends', text: known }
      : undefined
  }
  const body = text
    .replace(/^REG(?:ISTRATION)?[: ]+/, '')
    .replace(/[ .-]+/g, '')
    .replace(/[*_]/g, '?')
  // DOMAIN 3: as short as R8; at most seven here, eight abroad; a letter, and a figure or a gap where one could be.
  const shaped = /^[A-Z0-9?]{2,8}$/.test(body) && /[A-Z]/.test(body) && /[\d?]/.test(body)
  if (!shaped || body.replaceAll('?', '').length < 2) return undefined
  return { written, kind: body.includes('?') ? 'pattern' : 'whole', text: body }
}

const colours =
  /\b(?:(?:dark|light|metallic|bright) (?=(?:white|black|silver|gr[ea]y|blue|red|green|yellow|orange|brown|gold|purple|beige|maroon|cream|bronze)\b))?(?:white|black|silver|gr[ea]y|blue|red|green|yellow|orange|brown|gold|purple|beige|maroon|cream|bronze|dark|light)\b/gi

/** "VW Golf / black" → make and colour; the words themselves are kept as `look`. */
export function readLook(cell: string): Pick<LegacyVehicle, 'look' | 'colour' | 'make'> | undefined {
  const look = cell.trim()
  if (look === '') return undefined
  if (look.length > 200) return { look }
  const found = [...new Set([...look.matchAll(colours)].map((match) => match[0].toLowerCase()))]
  const make = look
    .replace(colours, ' ')
    .replace(/\s*[/,;]\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { look, ...(found.length > 0 ? { colour: found.join(', ') } : {}), ...(make ? { make } : {}) }
}

/** Names are kept as written; one that looks typed rather than spoken is a handle. */
export function readNames(cell: string): LegacyName[] {
  const text = unquoted(cell)
  if (text === '' || absentWords.test(text)) return []
  return text
    .slice(0, 20_000)
    .split(/\s*(?:\s\/\s|[;|\n\r]|\baka\b|\ba\.k\.a\.?)\s*/i)
    .map((name) => name.trim())
    .filter(Boolean)
    .map((written) => ({ written, kind: isHandle(written) ? 'handle' : 'name' }))
}

function isHandle(name: string): boolean {
  return (
    /^@/.test(name) ||
    (!/\s/.test(name) && (/[\d_]/.test(name) || /[a-z][A-Z]{2}|[A-Z][a-z]+[A-Z][a-z]+[A-Z]/.test(name)))
  )
}
