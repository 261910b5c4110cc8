// The words the shell and the components say themselves, in each language, and the way components reach them.
import { createContext, useContext } from 'hono/jsx'
import type { AllLocales, Messages } from '#platform/i18n/messages.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { ro } from './ro.ts'

export type ShellWords = Messages<typeof en>

export const shellWords: AllLocales<typeof en> = { en, ro, ar }

/** Set by the page shells; components outside a shell speak English. */
export const WordsContext = createContext<ShellWords>(en)

/** The shell's words in the language of the page being rendered. */
export function useWords(): ShellWords {
  return useContext(WordsContext)
}
