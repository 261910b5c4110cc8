// The challenge of a ceremony: waits in the sealed session of whoever asked for it, for one purpose, for some minutes, for one answer.
import { randomBytes } from 'node:crypto'
import { remember, take } from '../http/remember.ts'
import type { AppName, Session, SessionStore } from '../http/session.ts'

type Asker = Parameters<typeof remember>[2] & { session: Session | undefined }

/** How long the browser may take, in milliseconds, and how much longer an answer is then taken. */
export const ceremonyMilliseconds = 300_000
const slackMilliseconds = 60_000

const key = 'passkey'

/** A fresh challenge (32 random bytes, base64url) for `purpose`. One waits at a time: an earlier one is void from now on. */
export async function issueChallenge(
  sessions: SessionStore,
  app: AppName,
  visit: Asker,
  purpose: string,
  now: Date,
): Promise<string> {
  const challenge = randomBytes(32).toString('base64url')
  const until = now.getTime() + ceremonyMilliseconds + slackMilliseconds
  await remember(sessions, app, visit, key, { challenge, purpose, until })
  return challenge
}

/** The challenge that waits for `purpose`, if it still holds. Whatever waited is used up, also by a wrong answer. */
export async function takeChallenge(
  sessions: SessionStore,
  app: AppName,
  visit: Asker,
  purpose: string,
  now: Date,
): Promise<string | undefined> {
  const kept = (await take(sessions, app, visit, key)) as Record<string, unknown> | undefined
  if (typeof kept?.challenge !== 'string' || kept.purpose !== purpose) return undefined
  return typeof kept.until === 'number' && now.getTime() <= kept.until ? kept.challenge : undefined
}
