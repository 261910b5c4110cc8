// Members' words by language, and staff's, which are English so far.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { ro } from './ro.ts'

export type MemberWords = Messages<Words>
export const memberWords: AllLocales<Words> = { en, ro, ar }
