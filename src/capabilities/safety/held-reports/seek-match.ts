// Looking whether a held report makes a group large enough. Reads tags, opens nothing, tells nobody but the adviser's list.
import { task } from '#permissions/actor.ts'
import { lockLiveConsent } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { groupOf, lockTag, type Member, putMatch, tagsOf } from './match-store.ts'

const different = (members: readonly Member[]) => new Set(members.map((each) => each.person)).size
const isEnough = (members: readonly Member[]) =>
  members.length > 0 && different(members) >= (members[0] as Member).people

/** Compares one report with all others. Doing it again changes nothing. */
export async function seekMatch(house: House, data: unknown): Promise<void> {
  const { reportId } = data as { reportId: string }
  await house.asActor(task('task-matching'), async (tx) => {
    const tags = await tagsOf(tx, reportId)
    for (const tag of tags) await lockTag(tx, tag)
    const groups = new Map<Uint8Array, Member[]>()
    for (const tag of tags) {
      const members = await groupOf(tx, tag)
      if (isEnough(members)) groups.set(tag, members)
    }
    // Consents of everybody in order of ids, held against a withdrawal until the match stands or does not.
    const ids = [...new Set([...groups.values()].flat().map((each) => each.reportId))].sort()
    const live = new Set<string>()
    for (const id of ids) if (await lockLiveConsent(tx, id, 'match')) live.add(id)
    for (const tag of groups.keys()) {
      const standing = (await groupOf(tx, tag)).filter((each) => live.has(each.reportId))
      if (isEnough(standing)) await putMatch(tx, tag, standing)
    }
  })
}
