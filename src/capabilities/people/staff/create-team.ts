// Begins a team: its key pair, the private half wrapped at once to the first people and kept nowhere else.
import { generateKeyPair, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey, insertTeamKey } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { Conflict } from '#platform/errors.ts'
import type { House } from '#src/capabilities/house.ts'
import { isStaffRole, readsSealed, StaffRefused } from './person.ts'
import { insertWrap, publicKeysOf } from './store.ts'
import { teamKeyBinding } from './team-key.ts'

/**
 * Creates an organisation's team key of epoch 1 and gives it to `firstPersonIds`.
 * Throws StaffRefused for nobody, or for somebody of another organisation or in a role that reads nothing sealed;
 * Conflict when the team stands already: then a holder gives the key.
 */
export async function createTeam(
  house: House,
  organisationId: string,
  firstPersonIds: readonly string[],
): Promise<void> {
  const epoch = 1
  await house.asActor(task('task-enrolment'), async (tx) => {
    if (await currentTeamKey(tx, organisationId)) throw new Conflict('this team has its key already')
    const people = await publicKeysOf(tx, organisationId, firstPersonIds)
    if (people.length === 0 || people.length !== new Set(firstPersonIds).size) throw new StaffRefused('organisation')
    if (!people.every((person) => readsSealed(person.roles.filter(isStaffRole)))) throw new StaffRefused('roles')
    const { publicKey, privateKey } = await generateKeyPair()
    await insertTeamKey(tx, { organisationId, epoch, publicKey })
    for (const person of people) {
      const wrapped = await wrapKey(privateKey, person.publicKey, teamKeyBinding(organisationId, epoch, person.id))
      await insertWrap(tx, { organisationId, epoch, personId: person.id, wrapped, givenBy: null })
    }
    privateKey.fill(0)
  })
}
