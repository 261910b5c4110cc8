// Tells one sample report through the same use cases as a person would: a draft, its receipt, its sending.
import type { House } from '#src/capabilities/house.ts'
import { beginDraft } from './keep-draft.ts'
import type { OfferedPurpose, ReportContent, SupportWish, Withholdable } from './report.ts'
import { holderOf, newReportSession } from './report-session.ts'
import { submitReport } from './submit-report.ts'

export type SampleReport = {
  content: ReportContent
  consents: { purpose: OfferedPurpose; withheld?: Withholdable[] }[]
  timing?: { kind: 'now' | 'another-report' | 'until'; weeks?: number }
  support?: SupportWish
  /** Held until so many different people name the same person, instead of being sent. */
  holdFor?: 2 | 3
  /** How far the desk has come with it. */
  becomes: 'waiting' | 'claimed' | 'drafted' | 'awaiting-second' | 'published'
}

/** Answers the report's id. Its receipt is thrown away: nobody real needs it. */
export async function tellSample(house: House, sample: SampleReport): Promise<string> {
  const state = newReportSession('web')
  await beginDraft(house, state, (words) => {
    words.content = sample.content
    words.consents = sample.consents.map(({ purpose, withheld = [] }) => ({ purpose, withheld }))
    if (sample.timing) words.timing = sample.timing
    if (sample.holdFor) {
      words.holdFor = sample.holdFor
      words.consents = [{ purpose: 'match', withheld: [] }]
    }
    if (sample.support) words.support = sample.support
  })
  await submitReport(house, state)
  return holderOf(state).reportId
}
