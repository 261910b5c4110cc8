// The front door's catalogue in every language.
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { ro } from './ro.ts'

export type FrontDoorWords = Messages<typeof en>
export const frontDoorWords: AllLocales<typeof en> = { en, ro, ar }
