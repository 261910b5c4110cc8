// The catalogue of the public page in every language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { ro } from './ro.ts'

export type HeldReportsWords = Messages<typeof en>
export const heldReportsWords: AllLocales<typeof en> = { en, ro, ar }
