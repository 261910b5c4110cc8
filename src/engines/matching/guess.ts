/** Which kind of identifier a text is most likely meant to be, and every kind it could be. */

import { emailCandidates } from './email.ts'
import { nameForms } from './name.ts'
import { phoneCandidates, phonePartial } from './phone.ts'
import { plateCandidates } from './plate.ts'
import { platePartial } from './plate-partial.ts'
import type { IdentifierKind } from './shapes.ts'

const POSTCODE = /^\s*[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\s*$/i
/** Small letters around a _ are a profile name, not a plate with a hole. */
const PROFILE = /^\s*[\p{L}\d._]*\p{Ll}{2}[\p{L}\d._]*_|_[\p{L}\d._]*\p{Ll}{2}|^\s*\p{L}+\p{Ll}?\d*\p{Ll}\d*_/u

/** Kinds worth trying, the likeliest first; empty when nothing can be read at all. */
export function possibleKinds(text: string): IdentifierKind[] {
  if (emailCandidates(text).length > 0) return ['email']
  const isHandle = /^\s*@/.test(text)
  const kinds: IdentifierKind[] = []
  const phones = phoneCandidates(text)
  if (!isHandle && phones.some((one) => one.possible && one.penalty < 1.5)) return ['phone']
  const plates = plateCandidates(text)
  const isPlate = plates.some(
    (one) => !one.notes.includes('format-not-recognised') && one.penalty < (POSTCODE.test(text) ? 0.2 : 1),
  )
  const letters = text.replace(/[^\p{L}]/gu, '').length
  if (!isHandle) {
    if (isPlate && letters > 0) kinds.push('plate')
    if (phones.length > 0 || phonePartial(text) !== undefined) {
      if (letters === 0 || /\b(?:ends?|ending|last|starts?)\b/i.test(text)) kinds.push('phone')
    }
    if (!kinds.includes('plate') && (plates.length > 0 || platePartial(text) !== undefined)) {
      const looksPartial = platePartial(text) !== undefined && !kinds.includes('phone') && !PROFILE.test(text)
      if (
        looksPartial ||
        (letters > 0 && letters <= 6 && /\d/.test(text) && !/[_.]/.test(text.trim()) && !POSTCODE.test(text))
      )
        kinds.push('plate')
    }
  }
  if (nameForms(text) && (letters > 0 || isHandle)) {
    // A short word with figures at its end is as likely a profile name (dave98) as an unrecognised plate.
    if (kinds[0] === 'plate' && !isPlate && platePartial(text) === undefined) kinds.unshift('name')
    else kinds.push('name')
  }
  return kinds
}

export const guessKind = (text: string): IdentifierKind | undefined => possibleKinds(text)[0]
