// The words of passkeys by language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { ro } from './ro.ts'

export type PasskeyWords = Messages<Words>
export const passkeyWords: AllLocales<Words> = { en, ro, ar }
