/** Folding of characters that all kinds of identifier share: digits of any script, invisible marks, letters that
 * only look Latin. Per-field choices (is this O a zero?) stay with each field. */

/** Longer texts are read up to here, so that no input can cost more than a few milliseconds. UTF-16 units. */
export const MAX_TEXT = 4096
/** A field meant for one identifier is read up to here. */
export const MAX_ONE = 1024

// The zero of each run of ten decimal digits (Unicode category Nd) that NFKD leaves as it is.
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x11066, 0x1e140, 0x1e950,
]
const CJK_DIGITS = '〇一二三四五六七八九'

const LOOK_ALIKES = new Map<string, string>()
function alike(from: string, to: string): void {
  const target = [...to]
  ;[...from].forEach((ch, i) => {
    LOOK_ALIKES.set(ch, target[i] as string)
  })
}
// Letters of other scripts that a reader takes for Latin ones; capitals stand apart because Η is H and η is n.
alike('АВЕЅІЈКМНОРСТУХԚԜҺӀ', 'ABESIJKMHOPCTYXQWHI')
alike('аеѕіјкмнорстухԁԛԝһӏвгёъь', 'aesijkmhopctyxdqwhlbrebb')
alike('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX')
alike('αβεηικνορτυχγω', 'abenikvoptuxyw')
alike('ıłøđðħŧɡɑɩʟɪʀɴɢʙʜᴀᴄᴅᴇꜰᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡʏᴢȷ', 'iloddhtgailirngbhacdefjkmopstuvwyzj')
alike('ŁØĐÐĦŦ', 'LODDHT')
const SPELT_OUT = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['þ', 'th'],
  ['Þ', 'TH'],
])

const PLAIN = /^[\x20-\x7e\n\r\t]*$/
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cs}\p{Cc}\p{Co}\p{Cn}]$/u
const LETTER_BOXES: [number, number][] = [
  [0x1f150, 0x1f169],
  [0x1f170, 0x1f189],
  [0x1f1e6, 0x1f1ff],
]

const DIGIT_OF = new Map<number, string>([
  ...ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, i): [number, string] => [zero + i, String(i)])),
  ...[...CJK_DIGITS].map((ch, i): [number, string] => [ch.charCodeAt(0), String(i)]),
])

export type FoldedText = {
  plain: string
  /** For each unit of `plain`, its offset in the text as given; absent when they are the same. */
  offsets?: number[]
  otherDigits: boolean
  lookAlikes: boolean
  invisible: boolean
}

/** Cuts to MAX_TEXT, decomposes, turns every decimal digit into 0–9 and every Latin look-alike into its Latin
 * letter, drops marks and invisible characters. Case is kept. Never throws, lone surrogates included. */
export function foldText(given: string): FoldedText {
  const text = given.length > MAX_TEXT ? given.slice(0, MAX_TEXT) : given
  if (PLAIN.test(text)) return { plain: text, otherDigits: false, lookAlikes: false, invisible: false }
  let plain = ''
  const offsets: number[] = []
  let otherDigits = false
  let lookAlikes = false
  let invisible = false
  let at = 0
  for (const ch of text) {
    if (plain.length >= MAX_TEXT) break
    const code = ch.codePointAt(0) as number
    let out = ''
    if (code < 0x7f && (code >= 0x20 || code === 10 || code === 13 || code === 9)) out = ch
    else if (code === 0) out = ' '
    else {
      const apart = ch.normalize('NFKD')
      // A few signs stand for whole phrases; no identifier is written with them.
      for (const part of apart.length > 6 ? '' : apart) {
        const partCode = part.codePointAt(0) as number
        if (partCode < 0x80) {
          out += part
          if (partCode >= 0x30 && partCode <= 0x39) otherDigits = true
          continue
        }
        if (INVISIBLE.test(part)) {
          if (partCode !== 0xfe0f && partCode !== 0x20e3) invisible = true
          else otherDigits = true
          continue
        }
        const digit = DIGIT_OF.get(partCode)
        if (digit !== undefined) {
          out += digit
          otherDigits = true
          continue
        }
        const latin = LOOK_ALIKES.get(part)
        if (latin !== undefined) {
          out += latin
          lookAlikes = true
          continue
        }
        const box = LETTER_BOXES.find(([from, to]) => partCode >= from && partCode <= to)
        out += box ? String.fromCharCode(65 + partCode - box[0]) : (SPELT_OUT.get(part) ?? part)
      }
    }
    for (let i = 0; i < out.length; i++) offsets.push(at)
    plain += out
    at += ch.length
  }
  offsets.push(at)
  return { plain, offsets, otherDigits, lookAlikes, invisible }
}

/** A letter that only looks Latin, as its Latin letter; otherwise the character itself. */
export const latinOf = (ch: string): string => LOOK_ALIKES.get(ch) ?? SPELT_OUT.get(ch) ?? ch

// Simple romanisation; enough for a name typed in Cyrillic or Greek to meet the same name typed in Latin letters.
const ROMAN = new Map<string, string>(
  (
    'а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ' +
    'ъ a ы y ь _ э e ю yu я ya і i ї i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ' +
    'ξ x ο o π p ρ r σ s ς s τ t υ i φ f χ h ψ ps ω o'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, item, i, all) => {
      if (i % 2 === 0) pairs.push([item, (all[i + 1] as string).replace('_', '')])
      return pairs
    }, []),
)
export const romanOf = (ch: string): string => ROMAN.get(ch) ?? ch

/** 0 with o, 1 and l with i, 5 with s, rn with m, vv with w. Lower-case text. */
export const lookFold = (text: string) => {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] as string
    const next = text[i + 1]
    if (ch === 'r' && next === 'n') {
      out += 'm'
      i++
    } else if (ch === 'v' && next === 'v') {
      out += 'w'
      i++
    } else out += ch === '0' ? 'o' : ch === '1' || ch === 'l' || ch === '|' ? 'i' : ch === '5' ? 's' : ch
  }
  return out
}
