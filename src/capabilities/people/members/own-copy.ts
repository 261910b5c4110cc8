// What is held about a member, for that member: at once, as JSON. Keys, verifiers and who stands behind whom are not in it.
import type { MemberActor } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { House } from '../../house.ts'
import { readAccount } from './change-account.ts'
import { listPasskeys } from './passkeys/passkey-store.ts'

/** The text of the file. Recorded before it is made. */
export async function ownCopy(house: House, actor: MemberActor): Promise<string> {
  const { memberId } = actor
  const passkeys = await house.asActor(actor, async (tx) => {
    await recordAudit(tx, { kind: 'member-copy.taken', recordId: memberId })
    return await listPasskeys(tx, house.keys, memberId)
  })
  const { pseudonym, preferences } = await readAccount(house, actor)
  const held = {
    pseudonym,
    kind: actor.memberKind,
    language: preferences.locale,
    areas: preferences.areas,
    kindsOfWork: preferences.work,
    email: preferences.email ?? null,
    alertsByEmail: preferences.emailAlerts,
    passkeys: passkeys.map(({ name }) => name),
    alsoHeld: [
      'which alerts were sent to you, when, and whether you saw them: on the page of alerts',
      'how often you checked somebody, as a number an hour, for two days; never what',
      'a keyed trace of how you joined, for a year',
    ],
  }
  return `${JSON.stringify(held, null, 2)}\n`
}
