// An invitation: what two people agree on, and the code in two halves that lets exactly one person in. Pure.
import { randomBytes } from 'node:crypto'
import type { StaffRole } from '#permissions/matrix.ts'

/** Hours for which a code is good, counted from the moment its second half was made. */
export const codeHours = 72
/** Days after which a proposal that nobody acted on is removed. */
export const proposalDays = 14

export type Invitation = {
  id: string
  organisationId: string
  organisationName: string
  username: string
  displayName: string
  roles: readonly StaffRole[]
  proposedBy: string
  /** Undefined for somebody of another organisation, whose name is not shown. */
  proposedByName: string | undefined
  proposedAt: Date
  /** Nobody else works there, so somebody who does the Forum's own work is the second person. */
  isAlone: boolean
  confirmedBy: string | undefined
  confirmedByName: string | undefined
  expiresAt: Date | undefined
}

/** 80 bits in sixteen characters that nobody takes for another one; in fours, as it is read out. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

export function newHalf(): string {
  const text = Array.from(randomBytes(16), (byte) => letters[byte & 31]).join('')
  return (text.match(/.{4}/g) ?? []).join(' ')
}

/** As it is compared: without blanks and hyphens, the letters that look like digits as those digits. */
export const tidyHalf = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')

export const isHalf = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{16}$/.test(text)
