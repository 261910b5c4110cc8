// The checker's words by language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { ro } from './ro.ts'

export type CheckWords = Messages<Words>
export const checkWords: AllLocales<Words> = { en, ro, ar }

/** Why a question was not taken. */
export type Problem = keyof CheckWords['problem']
