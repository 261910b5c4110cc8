// The member behind a private feed address: the token is a key of its own and opens no page.
import { type MemberActor, task } from '#permissions/actor.ts'
import type { House } from '../../house.ts'
import { restingAmong } from './joining/standing-store.ts'
import type { MemberPreferences } from './member.ts'
import { findByFeedToken } from './store.ts'

export type FeedMember = MemberActor & { preferences: MemberPreferences }

/** The member a feed's token belongs to; undefined for any other text, a renewed token or an account that is no more. */
export async function memberByFeedToken(house: House, token: string): Promise<FeedMember | undefined> {
  if (!/^[\w-]{32}$/.test(token)) return undefined
  const row = await house.asActor(task('task-sign-in'), async (tx) => {
    const found = await findByFeedToken(tx, house.keys, token)
    return found && (await restingAmong(tx, house.keys, [found.id])).size === 0 ? found : undefined
  })
  return row && { kind: 'member', memberId: row.id, memberKind: row.kind, preferences: row.profile.preferences }
}
