// Word of alarms by e-mail, to one address: that there is something, never what. And the forgetting of old ones.
import { forgetOpenings } from '#people/staff/index.ts'
import { task } from '#permissions/actor.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { keptDays } from './alarm.ts'
import { deleteAlarms, lockUntold, markTold } from './alarm-store.ts'
import { en } from './messages/en.ts'

/** One letter for all that is new, marked in the transaction in which the mail server took it. */
export async function tellOfAlarms(house: House): Promise<void> {
  const to = house.config.alarmMail
  if (!to) return
  await house.asActor(task('task-alarms'), async (tx) => {
    const ids = await lockUntold(tx)
    if (ids.length === 0) return
    const { subject, text } = en.letter
    await house.mail.send({ to, subject, text: text({ address: house.config.staffUrl }), language: 'en' }, newId())
    await markTold(tx, ids, house.clock.now())
  })
}

export async function forgetAlarms(house: House): Promise<void> {
  const before = new Date(house.clock.now().getTime() - keptDays * 86_400_000)
  await house.asActor(task('task-alarms'), (tx) => deleteAlarms(tx, before))
  await forgetOpenings(house)
}
