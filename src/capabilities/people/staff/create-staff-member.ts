// Enters somebody who works here. Their passphrase makes their key and is kept nowhere.
import { generateKeyPair, newVerifier, passphraseProblem, sealPrivateKey } from '#engines/sealing/index.ts'
import { listOrganisations, type Organisation } from '#partnership/organisations/index.ts'
import { type Actor, task } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import { demand } from '#permissions/may.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { isUsername, rolesFit, type StaffMember, StaffRefused, tidyUsername } from './person.ts'
import { type Credential, insertPerson, isUsernameTaken } from './store.ts'
import { newTotpSecret, otpauthUrl } from './totp.ts'

export type NewStaffMember = {
  organisationId: string
  username: string
  displayName: string
  roles: readonly StaffRole[]
  passphrase: string
  /** Base32; only the demonstration gives one. */
  totpSecret?: string
}
export type CreatedStaffMember = {
  person: StaffMember
  publicKey: Uint8Array
  /** To be shown to the person once, and to nobody else. */
  totpSecret: string
  otpauthUrl: string
}

/** What a person's passphrase is peppered with, and what their second factor's secret is sealed for. */
export const passphrasePepper = (house: House): Uint8Array => house.keys.secret('passphrase')
export const totpContext = (personId: string): string => `staff.totp:${personId}`

export type Particulars = Omit<NewStaffMember, 'passphrase' | 'totpSecret'>

/** The organisation such a person would belong to. Throws StaffRefused with what is at fault. */
export async function checkNewPerson(house: House, actor: Actor, wanted: Particulars): Promise<Organisation> {
  demand(actor, 'staff.create')
  return await checkParticulars(house, wanted)
}

/**
 * The same for whoever may propose somebody. A username is looked for among everybody's, as whoever signs in is.
 * Throws StaffRefused.
 */
export async function checkParticulars(house: House, wanted: Particulars): Promise<Organisation> {
  const username = tidyUsername(wanted.username)
  if (!isUsername(username)) throw new StaffRefused('username')
  const nameLength = wanted.displayName.trim().length
  if (nameLength < 1 || nameLength > 80) throw new StaffRefused('display-name')
  const organisation = await house.asActor(task('task-sign-in'), async (tx) => {
    if (await isUsernameTaken(tx, username)) throw new StaffRefused('username-taken')
    return (await listOrganisations(tx)).find((each) => each.id === wanted.organisationId)
  })
  if (!organisation) throw new StaffRefused('organisation')
  if (!rolesFit(organisation.kind, wanted.roles)) throw new StaffRefused('roles')
  return organisation
}

/**
 * Enters a person with a key pair of their own; the private key is sealed under their passphrase.
 * They hold no team's key yet: see `createTeam` and `giveTeamKey`.
 * Throws StaffRefused with what is at fault; `passphraseProblem` says what is wrong with a passphrase beforehand.
 */
export async function createStaffMember(
  house: House,
  actor: Actor,
  wanted: NewStaffMember,
): Promise<CreatedStaffMember> {
  const organisation = await checkNewPerson(house, actor, wanted)
  const made = await makePerson(house, organisation, wanted)
  await house.asActor(actor, (tx) => insertPerson(tx, { ...made.person, publicKey: made.publicKey }, made.credential))
  const { person, publicKey, totpSecret } = made
  return { person, publicKey, totpSecret, otpauthUrl: otpauthUrl(totpSecret, person.username) }
}

/** A person with their key pair and what they sign in with, entered nowhere yet. Throws StaffRefused for the passphrase. */
export async function makePerson(
  house: House,
  organisation: Pick<Organisation, 'id' | 'name'>,
  wanted: NewStaffMember,
): Promise<{
  person: StaffMember
  publicKey: Uint8Array
  privateKey: Uint8Array
  credential: Credential
  totpSecret: string
}> {
  if (passphraseProblem(wanted.passphrase)) throw new StaffRefused('passphrase')
  const person: StaffMember = {
    id: newId(),
    displayName: wanted.displayName.trim(),
    username: tidyUsername(wanted.username),
    organisationId: organisation.id,
    organisationName: organisation.name,
    roles: [...wanted.roles],
  }
  const pair = await generateKeyPair()
  const { stored, key } = await newVerifier(wanted.passphrase, passphrasePepper(house))
  const totpSecret = wanted.totpSecret ?? newTotpSecret()
  const credential = {
    passphrase: stored,
    sealedPrivateKey: sealPrivateKey(pair.privateKey, key),
    sealedTotp: house.keys.sealField(totpSecret, totpContext(person.id)),
  }
  return { person, publicKey: pair.publicKey, privateKey: pair.privateKey, credential, totpSecret }
}
