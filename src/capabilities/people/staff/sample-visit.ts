// A sample person at work without signing in, so that the demonstration can show reports that were already worked on.
import { checkPassphrase, openPrivateKey } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import { NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { passphrasePepper } from './create-staff-member.ts'
import { actorFor, type StaffVisit } from './person.ts'
import { samplePassphrase } from './sample-people.ts'
import { findAccount, findPerson } from './store.ts'
import { staffVisit } from './visit.ts'

/** Opens only the published passphrase, and only in a demonstration. Throws NotFound otherwise. */
export async function sampleVisit(house: House, username: string): Promise<StaffVisit> {
  if (!house.config.demonstration) throw new NotFound()
  const signIn = task('task-sign-in')
  const account = await house.asActor(signIn, (tx) => findAccount(tx, username))
  const key = account && (await checkPassphrase(samplePassphrase, account.passphrase, passphrasePepper(house)))
  if (!account || !key) throw new NotFound()
  const person = await house.asActor(signIn, (tx) => findPerson(tx, account.personId))
  if (!person) throw new NotFound()
  return staffVisit(house, actorFor(person), person, openPrivateKey(account.sealedPrivateKey, key))
}
