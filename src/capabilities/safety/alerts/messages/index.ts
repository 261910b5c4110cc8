// The words of alerts in every language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { ro } from './ro.ts'

export type AlertWords = Messages<typeof en>
export const alertWords: AllLocales<typeof en> = { en, ro, ar }
