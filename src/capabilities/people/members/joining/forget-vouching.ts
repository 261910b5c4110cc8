// What a leaver had to do with vouching: codes that wait and this year's tally. Apart, as leaving needs nothing else of it.
import { task } from '#permissions/actor.ts'
import type { House } from '../../../house.ts'
import { handleOf } from './standing.ts'
import { deleteCodesOf, deleteMarks, ownerTag, tallyTag } from './vouch-store.ts'

/** Codes that somebody gave and nobody used bring nobody in after they have left. */
export async function forgetVouching(house: House, memberId: string): Promise<void> {
  const handle = handleOf(house.keys, memberId)
  const year = house.clock.now().getUTCFullYear()
  await house.asActor(task('task-joining'), async (tx) => {
    await deleteCodesOf(tx, ownerTag(house.keys, handle))
    await deleteMarks(
      tx,
      [year - 1, year].map((each) => tallyTag(house.keys, handle, String(each))),
    )
  })
}
