// The words of joining, vouching and recovery by language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { ro } from './ro.ts'

export type WaysInWords = Messages<Words>
export const waysInWords: AllLocales<Words> = { en, ro, ar }
