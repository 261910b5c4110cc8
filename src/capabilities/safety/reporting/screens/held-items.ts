// The choice of how many people a held report waits for, as two pages show it.
import type { ReportingWords } from '../messages/words.ts'

export const peopleItems = (words: ReportingWords) => [
  { value: '2', label: words.held.step.two },
  { value: '3', label: words.held.step.three },
]
