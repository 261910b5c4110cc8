// What a session remembers of a check, in both apps: the question as typed, never the answer. It stands sealed under the
// asker's own cookie; the answer is found afresh each time it is shown, so that a withdrawal holds from then on.
import type { Actor } from '#permissions/actor.ts'
import type { Session } from '#platform/http/session.ts'
import type { House } from '../../house.ts'
import { check, showAgain } from './check.ts'
import { type CheckAnswer, QUESTION_MAX } from './entry.ts'
import type { Problem } from './messages/words.ts'

export type Asking =
  /** Typed and not asked yet: the page was only wanted in another language. */
  | { typed: string }
  | { typed: string; problem: Problem }
  | { typed: string; told: string[] }
  | { typed: string; limit: 'hour' | 'day' }

export const askingOf = (session: Session | undefined): Asking | undefined => session?.state.check as Asking | undefined

/** Asks, and says what to remember: the reports told about, a limit, or what was wrong with the question or its form. */
export async function askFor(house: House, actor: Actor, typed: string, isFormOurs: boolean): Promise<Asking> {
  if (!isFormOurs) return { typed: typed.slice(0, QUESTION_MAX * 5), problem: 'expired' }
  const answer = await check(house, actor, { text: typed })
  // A text far too long is cut for the session; the page says how much may be typed.
  const kept = typed.slice(0, QUESTION_MAX * 5)
  switch (answer.kind) {
    case 'answer':
      return { typed: kept.trim(), told: answer.toldReports }
    case 'limit':
      return { typed: kept, limit: answer.span }
    case 'unreadable':
      return { typed: kept, problem: problems[answer.why] }
  }
}

const problems = { empty: 'empty', 'too-long': 'tooLong', 'not-recognised': 'notRecognised' } as const

/** The answer to show for what a session remembers; undefined when there is only a mistake to mend. */
export async function answerFor(house: House, actor: Actor, asking: Asking): Promise<CheckAnswer | undefined> {
  if ('told' in asking) return showAgain(house, actor, { text: asking.typed }, asking.told)
  return 'limit' in asking ? { kind: 'limit', span: asking.limit } : undefined
}
