// Signing in with a pseudonym and a passphrase. The same work and the same words whether the account exists or not.
import { checkPassphrase, deriveDummy, TooBusy } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import type { House } from '../../house.ts'
import { restingAmong } from './joining/standing-store.ts'
import { passphrasePepper } from './passphrase.ts'
import { isPublishedPassphrase } from './sample-members.ts'
import { beginTry, forgetTries } from './store.ts'

export type SignInResult = { ok: true; memberId: string } | { ok: false; why: 'no-match' | 'busy' | 'rests' }

/** `rests` is said only to who knows the passphrase: a worker stopped the account. `no-match` also covers an account that rests after too many wrong tries: nothing tells which it was. */
export async function signIn(house: House, pseudonym: string, passphrase: string): Promise<SignInResult> {
  const pepper = passphrasePepper(house.keys)
  const finder = task('task-sign-in')
  // The demonstration's passphrases are public: they open nothing anywhere else, also where it once was.
  const isPublished = !house.config.demonstration && isPublishedPassphrase(passphrase)
  const typed = passphrase.length > 2000 || isPublished ? '' : passphrase
  try {
    const member = await house.asActor(finder, (tx) =>
      beginTry(tx, house.keys, pseudonym.slice(0, 200), house.clock.now()),
    )
    const key = member
      ? await checkPassphrase(typed.slice(0, 1024), member.stored, pepper)
      : await deriveDummy(typed.slice(0, 1024), pepper)
    if (!member || !key) return { ok: false, why: 'no-match' }
    const isResting = await house.asActor(finder, async (tx) => {
      await forgetTries(tx, member.id)
      return (await restingAmong(tx, house.keys, [member.id])).size > 0
    })
    return isResting ? { ok: false, why: 'rests' } : { ok: true, memberId: member.id }
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, why: 'busy' }
    throw error
  }
}
