/** Which kind of identifier a text is most likely meant to be, and every kind it could be. */

import { MAX_ONE } from './characters.ts'
import { emailCandidates } from './email.ts'
import { nameForms } from './name.ts'
import { phoneCandidates, phonePartial } from './phone.ts'
import { plateCandidates } from './plate.ts'
import { platePartial } from './plate-partial.ts'
import type { IdentifierKind } from './shapes.ts'

const POSTCODE = /^\s*[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\s*$/i
/** Small letters around a _ are a profile name, not a plate with a hole. */
const JOINED = /[\p{L}\d]_[\p{L}\d]/u
const isProfile = (text: string) => JOINED.test(text) && /\p{Ll}/u.test(text) && !/\s/.test(text.trim())

/** Kinds worth trying, the likeliest first; empty when nothing can be read at all. */
export function possibleKinds(given: string): IdentifierKind[] {
  const text = given.slice(0, MAX_ONE)
  if (emailCandidates(text).length > 0) return ['email']
  const isHandle = /^\s*@/.test(text)
  const kinds: IdentifierKind[] = []
  const phones = phoneCandidates(text)
  if (!isHandle && phones.some((one) => one.possible && one.penalty < 1.5)) return ['phone']
  const letters = text.replace(/[^\p{L}]/gu, '').length
  const part = isProfile(text) ? undefined : platePartial(text)
  const plates = plateCandidates(text)
  const limit = POSTCODE.test(text) ? 0.2 : 0.5
  const isPlate = plates.some((one) => !one.notes.includes('format-not-recognised') && one.penalty < limit)
  if (!isHandle) {
    if ((isPlate && letters > 0) || (part && /[A-Z]/.test(part.pattern))) kinds.push('plate')
    else if (phones.length > 0 || phonePartial(text) !== undefined) {
      if (letters === 0 || /\b(?:ends?|ending|last|starts?)\b/i.test(text)) kinds.push('phone')
    }
    const isShort = letters > 0 && letters <= 6 && /\d/.test(text) && !/[_.]/.test(text.trim()) && !POSTCODE.test(text)
    if (!kinds.includes('plate') && (part || (plates.length > 0 && isShort))) kinds.push('plate')
  }
  if (nameForms(text) && (letters > 0 || isHandle)) {
    // A short word with figures at its end is as likely a profile name (dave98) as an unrecognised plate.
    if (kinds[0] === 'plate' && !isPlate && !part) kinds.unshift('name')
    else kinds.push('name')
  }
  return kinds
}

export const guessKind = (text: string): IdentifierKind | undefined => possibleKinds(text)[0]
