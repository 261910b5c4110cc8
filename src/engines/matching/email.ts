/** Reading e-mail addresses. The canonical form changes case, spacing and spelt-out signs only; what a provider ignores
 * (dots, what follows a plus) and what merely looks alike are weaker keys. */

import { foldText, lookFold, MAX_ONE } from './characters.ts'
import { editDistance } from './likeness.ts'
import type { Reading, ReadingNote } from './shapes.ts'

const AT = /\s*(?:\(\s*at\s*\)|\[\s*at\s*\]|\{\s*at\s*\}|<\s*at\s*>|\s+at\s+)\s*/gi
const DOT = /\s*(?:\(\s*dot\s*\)|\[\s*dot\s*\]|\{\s*dot\s*\}|\s+dot\s+|\s+punct\s+|\s+punto\s+)\s*/gi
const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/u

/** Domains people mistype most; used only to offer a second reading. */
const KNOWN_DOMAINS = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'live.co.uk',
  'live.com',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'aol.com',
  'btinternet.com',
  'sky.com',
  'proton.me',
  'protonmail.com',
  'msn.com',
  'mail.com',
  'me.com',
]
const GOOGLE = new Set(['gmail.com', 'googlemail.com'])

export type EmailCandidate = { canonical: string; penalty: number; notes: ReadingNote[] }

export function emailCandidates(text: string): EmailCandidate[] {
  const folded = foldText(text.slice(0, MAX_ONE))
  const plain = folded.plain.trim()
  const notes: ReadingNote[] = []
  const spelled = plain.replace(AT, '@').replace(DOT, '.')
  if (spelled !== plain) notes.push('at-and-dot-words')
  let found = ADDRESS.exec(spelled)
  if (!found) {
    const squeezed = spelled.replace(/\s+/g, '')
    found = ADDRESS.exec(squeezed)
    if (found) notes.push('separators')
  }
  if (!found) return []
  const canonical = found[0].toLowerCase().replace(/^['.]+|['.]+$/g, '')
  if (!/^[^@]+@[^@]+\.[^@]+$/.test(canonical)) return []
  if (folded.lookAlikes) notes.push('look-alike')
  if (folded.invisible) notes.push('invisible-marks')
  const penalty = notes.length * 0.2
  const readings: EmailCandidate[] = [{ canonical, penalty, notes }]
  const mailbox = mailboxOf(canonical)
  if (mailbox !== canonical)
    readings.push({ canonical: mailbox, penalty: penalty + 0.5, notes: [...notes, 'mailbox-alias'] })
  return readings
}

/** The address as its provider files it: nothing after +, and for Google no dots and one domain. */
export function mailboxOf(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  let local = canonical.slice(0, at)
  let domain = canonical.slice(at + 1)
  const plus = local.indexOf('+')
  if (plus > 0) local = local.slice(0, plus)
  if (GOOGLE.has(domain)) {
    local = local.replaceAll('.', '') || local
    domain = 'gmail.com'
  }
  return `${local}@${domain}`
}

/** The mailbox with letters and digits that look alike made one; the domain's spelling of a known provider mended. */
export function emailLookKey(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  return lookFold(mailboxOf(`${canonical.slice(0, at)}@${mendDomain(canonical.slice(at + 1))}`))
}

function mendDomain(domain: string): string {
  if (KNOWN_DOMAINS.includes(domain)) return domain
  const near = KNOWN_DOMAINS.filter(
    (known) => known.length > 6 && Math.abs(known.length - domain.length) <= 1 && editDistance(known, domain, 1) <= 1,
  )
  return near.length === 1 ? (near[0] as string) : domain
}

export function emailReadings(text: string): Reading[] {
  return emailCandidates(text).map((one) => ({ ...one, display: one.canonical }))
}
