// Signing in: a passphrase, which opens the person's key, and a code from their phone. One answer for everything that does not fit.
import { checkPassphrase, deriveDummy, openPrivateKey, PASSPHRASE_MAX } from '#engines/sealing/index.ts'
import { task } from '#permissions/actor.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'
import { passphrasePepper, totpContext } from './create-staff-member.ts'
import { tidyUsername } from './person.ts'
import { isPublishedSecret } from './sample-people.ts'
import { triedFrom } from './sessions/known-device.ts'
import { type Account, countTry, findAccount, forgetTries, useStep } from './store.ts'
import { stepOf, tidyCode } from './totp.ts'
import { forgottenAfterSeconds, waits } from './waits.ts'

export type Typed = { username: string; passphrase: string; code: string }
export type SignedIn = { personId: string; username: string; privateKey: Uint8Array } | { problem: 'together' | 'wait' }

const signInTask = task('task-sign-in')

/**
 * Who it is, with their private key (32 bytes), when all three fit; `enter` begins their session. `together`: they do not, without saying which, and with the same work for
 * a username nobody has. `wait`: too many failures in a row under this name, whether or not somebody has it; those of
 * strangers do not count against a browser the person is known by.
 * Rejects with TooBusy when too many passphrases are being checked at once.
 */
export async function signIn(house: House, typed: Typed, visit: Pick<Visit<unknown>, 'c'>): Promise<SignedIn> {
  const now = house.clock.now()
  const username = tidyUsername(typed.username).slice(0, 200)
  const digest = house.keys.blindIndex('staff sign-in', triedFrom(house, visit, username))
  const failures = await house.asActor(signInTask, (tx) => countTry(tx, digest, now, waits, forgottenAfterSeconds))
  if (failures === undefined) return { problem: 'wait' }

  const account = await house.asActor(signInTask, (tx) => findAccount(tx, username))
  const key = await checkOrPretend(house, typed.passphrase.slice(0, PASSPHRASE_MAX * 4), account)
  if (!account || !key) return { problem: 'together' }
  if (!(await isCodeRight(house, account, typed.code, now))) return { problem: 'together' }

  await house.asActor(signInTask, (tx) => forgetTries(tx, digest))
  const privateKey = openPrivateKey(account.sealedPrivateKey, key)
  return { personId: account.personId, username, privateKey }
}

export function checkOrPretend(
  house: House,
  passphrase: string,
  account: Account | undefined,
): Promise<Uint8Array | null> {
  const pepper = passphrasePepper(house)
  return account ? checkPassphrase(passphrase, account.passphrase, pepper) : deriveDummy(passphrase, pepper)
}

/** Asked only once the passphrase is right, so that it adds no time to tell an account by. A code works once. */
export async function isCodeRight(house: House, account: Account, typed: string, now: Date): Promise<boolean> {
  const secret = house.keys.openField(account.sealedTotp, totpContext(account.personId))
  // The demonstration's secrets are public: they open nothing anywhere else.
  if (!house.config.demonstration && isPublishedSecret(secret)) return false
  const step = stepOf(secret, tidyCode(typed), now)
  if (step === undefined) return false
  return await house.asActor(signInTask, (tx) => useStep(tx, account.personId, step))
}
