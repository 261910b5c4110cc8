// The receipt: the one thing a reporter holds. Making it, reading back what was typed, and deriving from it what finds the
// report and opens the replies. Apart from passphrases because it is random: it needs no salt of its own and no rules.
import { hkdfSync, randomInt } from 'node:crypto'
import { ARGON2_COST, argon2id } from './argon2.ts'
import { SealError } from './failure.ts'
import { encodeFields, textBytes } from './layout.ts'
import { nearestWord } from './nearest-word.ts'
import { receiptWords } from './words.ts'
import { type KeyPair, publicKeyOf } from './x25519.ts'

export type ReceiptKind = 'words' | 'digits'

export const RECEIPT_WORDS = 6
export const RECEIPT_DIGITS = 20
/** Longer input than this is not looked at. */
export const RECEIPT_MAX_INPUT = 300

/** `canonical` is what is derived from; `shown` is how it is printed for a person (words as they are, digits in fives). */
export type Receipt = { kind: ReceiptKind; canonical: string; shown: string }

/** What was wrong with a typed receipt. It never repeats what was typed; word numbers count from 1. */
export type ReceiptProblem =
  | { ok: false; why: 'empty' | 'too-long' }
  | { ok: false; why: 'word-count' | 'digit-count'; found: number; needed: number }
  | { ok: false; why: 'unknown-words'; wordNumbers: number[] }

/** `corrected` lists the numbers of words that were read as a neighbour of what was typed. */
export type ParsedReceipt = ({ ok: true; corrected: number[] } & Receipt) | ReceiptProblem

const known = new Set(receiptWords)

/** A new receipt: six words of 7,776 (77.5 bits), or 20 digits (66.4 bits, all random, so without a check digit). */
export function newReceipt(kind: ReceiptKind): Receipt {
  if (kind === 'words') {
    return receiptOf(
      kind,
      Array.from({ length: RECEIPT_WORDS }, () => receiptWords[randomInt(receiptWords.length)]).join(' '),
    )
  }
  return receiptOf(kind, Array.from({ length: RECEIPT_DIGITS }, () => randomInt(10)).join(''))
}

function receiptOf(kind: ReceiptKind, canonical: string): Receipt {
  return { kind, canonical, shown: kind === 'digits' ? canonical.replace(/(\d{5})(?=\d)/g, '$1 ') : canonical }
}

// The zero of every set of ten decimal digits someone here may type; full-width ones are folded by NFKC before.
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0,
]

function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const zero = zeros.find((start) => code >= start && code < start + 10)
  return zero === undefined ? character : String(code - zero)
}

// Letters that a keyboard or a copy may give in place of a plain one and that Unicode does not take apart.
const plainLetters: Record<string, string> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' }

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ıłøđßæœ]/g, (letter) => plainLetters[letter] ?? letter)
}

// Someone who copies digits by hand may write O for 0 and I or l for 1.
function digitsOf(text: string): string {
  return text.replace(/o/g, '0').replace(/[il]/g, '1').replace(/\D/g, '')
}

/**
 * Reads what a person typed: any case, spacing, punctuation, grouping, accents and decimal digits of other scripts; list
 * numbers before words; one slip in a word when only one word is meant. Never throws.
 */
export function parseReceipt(typed: string): ParsedReceipt {
  if (typed.length > RECEIPT_MAX_INPUT) return { ok: false, why: 'too-long' }
  const text = plain(typed)
  const words = text.match(/[a-z]+/g) ?? []
  const hasOnlyDigitLike = words.join('').replace(/[oil]/g, '') === ''
  if (words.length === 0 || (hasOnlyDigitLike && /\d/.test(text))) return parseDigits(text)
  return parseWords(words)
}

function parseDigits(text: string): ParsedReceipt {
  const digits = digitsOf(text)
  if (digits === '') return { ok: false, why: 'empty' }
  if (digits.length !== RECEIPT_DIGITS) {
    return { ok: false, why: 'digit-count', found: digits.length, needed: RECEIPT_DIGITS }
  }
  return { ok: true, corrected: [], ...receiptOf('digits', digits) }
}

function parseWords(words: string[]): ParsedReceipt {
  if (words.length !== RECEIPT_WORDS) {
    return { ok: false, why: 'word-count', found: words.length, needed: RECEIPT_WORDS }
  }
  const meant = words.map((word) => (known.has(word) ? word : nearestWord(word, receiptWords)))
  const numbersWhere = (is: (word: string, number: number) => boolean) =>
    words.flatMap((word, at) => (is(word, at) ? [at + 1] : []))
  const wordNumbers = numbersWhere((_, at) => meant[at] === null)
  if (wordNumbers.length > 0) return { ok: false, why: 'unknown-words', wordNumbers }
  const corrected = numbersWhere((word, at) => meant[at] !== word)
  return { ok: true, corrected, ...receiptOf('words', meant.join(' ')) }
}

/** Whether text is exactly what `newReceipt` and `parseReceipt` call canonical. */
export function isCanonicalReceipt(text: string): boolean {
  const parsed = parseReceipt(text)
  return parsed.ok && parsed.canonical === text
}

// The same salt for every receipt: there is no account to look a salt up by. It is the pepper, kept outside the database,
// that makes a stolen database useless for guessing, and the receipt's own randomness that makes guessing hopeless.
const applicationSalt = textBytes('rowan receipt salt 1')

/** `lookupId`, 32 bytes, finds the report and opens nothing; the key pair opens what is sealed to the receipt. */
export type ReceiptKeys = KeyPair & { lookupId: Uint8Array }

/**
 * Argon2id (64 MiB, three passes) over a canonical receipt, then HKDF. `pepper` is 32 bytes from the service key
 * (`secret('receipt')`) and must never change while receipts are out. Throws SealError `bad-input`; rejects with TooBusy.
 */
export async function deriveReceipt(canonical: string, pepper: Uint8Array): Promise<ReceiptKeys> {
  if (!isCanonicalReceipt(canonical) || pepper.length < 32) throw new SealError('bad-input')
  const secret = await argon2id(textBytes(canonical), applicationSalt, ARGON2_COST, pepper)
  const draw = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, applicationSalt, encodeFields('rowan receipt', purpose), 32))
  const privateKey = draw('private key')
  return { lookupId: draw('lookup'), privateKey, publicKey: publicKeyOf(privateKey) }
}
