// Whom an alert concerns and how each is reached. Run as task('task-delivery'), in batches: there may be a million.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Area } from '#partnership/organisations/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { WorkKind } from '#safety/reporting/index.ts'
import { restingAmong } from './joining/standing-store.ts'
import type { MemberContact } from './member.ts'
import { idsByTags, listProfiles, memberTag } from './store.ts'

const batchSize = 2000

/**
 * Ids of the members an alert for these areas and kinds of work concerns, in batches of at most 2,000, each id once.
 * Empty `areas` or `work` means it concerns everybody in that respect. `tx` must be of task-delivery.
 */
export async function* membersConcerned(
  tx: Tx,
  keys: ServiceKeys,
  about: { areas: readonly Area[]; work: readonly WorkKind[] },
): AsyncGenerator<string[]> {
  const either = (name: string, chosen: readonly string[]) =>
    chosen.length === 0 ? [] : [[...chosen, 'all'].map((each) => memberTag(keys, `${name}:${each}`))]
  const sets = [...either('area', about.areas), ...either('work', about.work)]
  let after: string | undefined
  while (true) {
    const ids = await idsByTags(tx, sets, after, batchSize)
    if (ids.length === 0) return
    yield ids
    if (ids.length < batchSize) return
    after = ids.at(-1)
  }
}

/** How each of `ids` is reached now; who has left or whose account rests is simply not in the answer. `tx` must be of task-delivery. */
export async function contactsOf(tx: Tx, keys: ServiceKeys, ids: readonly string[]): Promise<MemberContact[]> {
  const profiles = await listProfiles(tx, keys, ids)
  const resting = await restingAmong(tx, keys, ids)
  return profiles
    .filter(({ id }) => !resting.has(id))
    .map(({ id, kind, profile: { preferences } }) => {
      const { email, emailAlerts, locale } = preferences
      const wantsMail = emailAlerts && email !== undefined && email !== ''
      return wantsMail
        ? { id, kind, locale, email, channels: ['in-app', 'email'] }
        : { id, kind, locale, channels: ['in-app'] }
    })
}
