// The frame a report page stands in: the public shell, or the staff shell when a worker types for somebody.
import type { Child } from 'hono/jsx'
import type { Locale } from '#platform/i18n/locales.ts'
import type { Challenge } from '#platform/limits/proof.ts'
import type { Assets } from '#ui/assets.ts'
import type { Progress } from '#ui/page.tsx'
import type { Keeps } from '#ui/shell.tsx'
import { type ReportingWords, reportingWords } from '../messages/words.ts'

export type FrameProps = { title?: string; hasErrors?: boolean; keeps?: Keeps; progress?: Progress; children?: Child }

export type Desk = {
  locale: Locale
  words: ReportingWords
  /** Where the forms post to, and the token they carry. */
  action: string
  token: string
  Frame: (props: FrameProps) => Child
  now: Date
  assets: Assets
  /** Work for the browser while somebody writes, when very many are here. */
  proof?: Challenge | undefined
}

export const wordsOf = (locale: Locale): ReportingWords => reportingWords[locale]
