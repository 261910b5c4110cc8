// From a web session to a person at work. Asked of the database at every request, so a leaver is out at once.

import { type Actor, type StaffActor, task, visitor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { NotFound } from '#platform/errors.ts'
import type { Visit } from '#platform/http/routes.ts'
import type { Session } from '#platform/http/session.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { mayOpen } from './openings/may-open.ts'
import { actorFor, type StaffMember, type StaffVisit } from './person.ts'
import { findPerson, listPeople } from './store.ts'
import { openTeamKey } from './team-key.ts'

/** What a signed-in session remembers; sealed in the database under the cookie's secret, so the key is nowhere else. */
export type StaffState = {
  personId: string
  /** Base64, 32 bytes. */
  privateKey: string
  /** When they signed in, ISO 8601: work ends with the day even where nobody pauses. */
  since: string
  /** When they last proved who they are, ISO 8601; see proving/step-up.ts. */
  provedAt: string
}

/** Hours after which somebody signs in again, however busy they were. */
export const longestHours = 12

export function stateOf(session: Session | undefined): StaffState | undefined {
  const state = session?.state.staff as Partial<StaffState> | undefined
  if (!session || !state || !isId(state.personId) || session.subject !== state.personId) return undefined
  if (typeof state.privateKey !== 'string' || typeof state.since !== 'string') return undefined
  if (typeof state.provedAt !== 'string') return undefined
  return state as StaffState
}

/** Who acts in a session: staff with the roles they hold now, or nobody in particular. */
export async function staffActorOf(house: House, session: Session | undefined): Promise<Actor> {
  const state = stateOf(session)
  if (!state) return visitor
  const age = house.clock.now().getTime() - Date.parse(state.since)
  if (!(age < longestHours * 3_600_000)) return visitor
  const person = await house.asActor(task('task-sign-in'), (tx) => findPerson(tx, state.personId))
  return person ? actorFor(person) : visitor
}

/** Throws NotFound when nobody of the staff is visiting. */
export async function staffOf(house: House, visit: Pick<Visit<Actor>, 'actor' | 'session'>): Promise<StaffVisit> {
  const { actor } = visit
  const state = stateOf(visit.session)
  if (actor.kind !== 'staff' || state?.personId !== actor.personId) throw new NotFound()
  const person = await house.asActor(actor, (tx) => findPerson(tx, actor.personId))
  if (!person) throw new NotFound()
  return staffVisit(house, actor, person, Buffer.from(state.privateKey, 'base64'))
}

/** A visit of somebody whose private key is at hand. */
export function staffVisit(house: House, actor: StaffActor, person: StaffMember, privateKey: Uint8Array): StaffVisit {
  const opened = new Map<number, Promise<Uint8Array>>()
  return {
    actor,
    person,
    mayOpen: (recordId, isThere) => mayOpen(house, actor, recordId, isThere),
    teamPrivateKey(epoch) {
      const known = opened.get(epoch) ?? openTeamKey(house, actor, privateKey, epoch)
      opened.set(epoch, known)
      return known
    },
  }
}

/** Everybody who works in the actor's organisation now, by name. */
export async function colleagues(house: House, actor: Actor): Promise<StaffMember[]> {
  demand(actor, 'staff.list')
  if (actor.kind !== 'staff') throw new NotFound()
  return await house.asActor(actor, (tx) => listPeople(tx, actor.organisationId))
}
