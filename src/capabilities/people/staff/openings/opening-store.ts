// SQL of openings: one row a person, changed under its lock so that many at once are many.
import type { Tx } from '#platform/db/database.ts'
import type { Opened } from './weigh-opening.ts'

/** Forgets the habits of those who have not opened anything since `before`. */
export async function sweepOpenings(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('staff.opening').where('at', '<', before).execute()
}

/** What `change` makes of somebody's row. */
export async function changeOpened<T>(
  tx: Tx,
  who: { personId: string; organisationId: string },
  now: Date,
  change: (opened: Opened) => { opened: Opened; answer: T },
): Promise<T> {
  await tx
    .insertInto('staff.opening')
    .values({
      person_id: who.personId,
      organisation_id: who.organisationId,
      at: now,
      day: now.toISOString().slice(0, 10),
    })
    .onConflict((on) => on.doNothing())
    .execute()
  const row = await tx
    .selectFrom('staff.opening')
    .select((eb) => ['level', 'at', 'peak', 'usual', 'more_until', eb.cast<string>('day', 'text').as('day')])
    .where('person_id', '=', who.personId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { opened, answer } = change({
    level: row.level,
    at: row.at.getTime(),
    day: row.day,
    peak: row.peak,
    usual: row.usual,
    moreUntil: row.more_until?.getTime(),
  })
  await tx
    .updateTable('staff.opening')
    .set({
      level: opened.level,
      at: new Date(opened.at),
      day: opened.day,
      peak: opened.peak,
      usual: opened.usual,
      more_until: opened.moreUntil === undefined ? null : new Date(opened.moreUntil),
    })
    .where('person_id', '=', who.personId)
    .execute()
  return answer
}
