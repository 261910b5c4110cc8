// A holder turns the team's key: a new pair, its private half wrapped to everybody who holds the present one and to the paper set.
import { generateKeyPair, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey, holdTeamAlone, insertTeamKey } from '#partnership/organisations/index.ts'
import {
  insertWrap,
  listColleagues,
  NoTeamKey,
  readsSealed,
  type StaffVisit,
  teamKeyBinding,
} from '#people/staff/index.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { recoveryBinding } from './recovery-set.ts'
import { insertRewrap } from './rewrap-store.ts'
import { insertRecoveryWrap, standingSets } from './store.ts'

/**
 * Begins a new epoch; whatever is sealed to the team from its commit on is sealed to it. Answers its number. Throws NotFound
 * without a team, NoTeamKey for who does not hold the present key, Conflict when somebody else turned it at the same moment.
 */
export async function turnEpoch(house: House, staff: StaffVisit): Promise<number> {
  const { actor } = staff
  const { organisationId } = actor
  demand(actor, 'team-key.turn')
  const before = await house.asActor(actor, (tx) => currentTeamKey(tx, organisationId))
  if (!before) throw new NotFound()
  // Opened, not only looked up: a row is not the key.
  await staff.teamPrivateKey(before.epoch)
  const { publicKey, privateKey } = await generateKeyPair()
  const epoch = before.epoch + 1
  try {
    await house.asActor(actor, async (tx) => {
      // Nobody seals to the team or is given its key while it turns: whoever comes after sees the new epoch.
      await holdTeamAlone(tx, organisationId)
      const now = await currentTeamKey(tx, organisationId)
      if (now?.epoch !== before.epoch) throw new Conflict('somebody else turned the key at the same moment')
      const people = await listColleagues(tx, organisationId)
      const holders = people.filter(
        (person) => readsSealed(person.roles) && person.keys.some((key) => key.epoch === before.epoch),
      )
      if (!holders.some((person) => person.id === actor.personId)) throw new NoTeamKey(before.epoch)
      await insertTeamKey(tx, { organisationId, epoch, publicKey })
      for (const holder of holders) {
        const wrapped = await wrapKey(privateKey, holder.publicKey, teamKeyBinding(organisationId, epoch, holder.id))
        await insertWrap(tx, { organisationId, epoch, personId: holder.id, wrapped, givenBy: actor.personId })
      }
      for (const set of await standingSets(tx, organisationId)) {
        const wrapped = await wrapKey(privateKey, set.publicKey, recoveryBinding(organisationId, epoch, set.id))
        await insertRecoveryWrap(tx, { setId: set.id, organisationId, epoch, wrapped })
      }
      await insertRewrap(tx, organisationId, epoch, actor.personId)
      await recordAudit(tx, { kind: 'team-key.turned', organisationId, detail: { epoch, holders: holders.length } })
    })
  } finally {
    privateKey.fill(0)
  }
  return epoch
}
