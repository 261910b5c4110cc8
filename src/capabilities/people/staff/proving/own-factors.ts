// Changing one's own passphrase and one's own phone. Both end every other session, and neither is done for anybody else.
import { newVerifier, passphraseProblem, sealPrivateKey } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { House } from '#src/capabilities/house.ts'
import { passphrasePepper, totpContext } from '../create-staff-member.ts'
import { StaffRefused, type StaffVisit } from '../person.ts'
import { stepOf, tidyCode } from '../totp.ts'
import { stateOf } from '../visit.ts'
import { changeOwnCodes, changeOwnPassphrase } from './own-factor-store.ts'
import { markProved } from './step-up.ts'

/**
 * The same key of the person, sealed under a new passphrase; nothing has to be wrapped anew. Throws StaffRefused for one that
 * cannot be used; rejects with TooBusy.
 */
export async function changePassphrase(
  house: House,
  { actor }: StaffVisit,
  visit: Visit<Actor>,
  passphrase: string,
): Promise<void> {
  const state = stateOf(visit.session)
  if (!state) throw new NotFound()
  if (passphraseProblem(passphrase)) throw new StaffRefused('passphrase')
  const { stored, key } = await newVerifier(passphrase, passphrasePepper(house))
  const sealed = sealPrivateKey(Buffer.from(state.privateKey, 'base64'), key)
  await house.asActor(actor, async (tx) => {
    if (!(await changeOwnPassphrase(tx, stored, sealed))) throw new NotFound()
    await recordAudit(tx, { kind: 'passphrase.changed', recordId: actor.personId })
  })
  await endOthers(house, visit, actor.personId)
}

/** Takes a new secret into use once a code of it was typed. False when the code is not of that secret. */
export async function changeCodes(
  house: House,
  { actor }: StaffVisit,
  visit: Visit<Actor>,
  secret: string,
  code: string,
): Promise<boolean> {
  const step = stepOf(secret, tidyCode(code), house.clock.now())
  if (step === undefined) return false
  const sealed = house.keys.sealField(secret, totpContext(actor.personId))
  await house.asActor(actor, async (tx) => {
    if (!(await changeOwnCodes(tx, sealed, step))) throw new NotFound()
    await recordAudit(tx, { kind: 'codes.changed', recordId: actor.personId })
  })
  await endOthers(house, visit, actor.personId)
  return true
}

/** Whoever came in with what is no longer right is out, and this session gets a new id and secret. */
async function endOthers(house: House, visit: Visit<Actor>, personId: string): Promise<void> {
  await markProved(house, visit)
  if (visit.session) await house.sessions.endOthersOf(personId, visit.session.id)
}
