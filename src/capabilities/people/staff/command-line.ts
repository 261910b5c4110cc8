// `rowan organisation add` and `rowan staff add`: the only way in for the first people. Each types their own passphrase.
import { parseArgs } from 'node:util'
import { type PassphraseProblem, passphraseProblem } from '#engines/sealing/index.ts'
import {
  currentTeamKey,
  insertOrganisation,
  listOrganisations,
  type Organisation,
  type OrganisationKind,
} from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { staffRoles } from '#permissions/matrix.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { checkNewPerson, createStaffMember } from './create-staff-member.ts'
import { createTeam } from './create-team.ts'
import { commandWords as words } from './messages/command-line.ts'
import { isStaffRole, readsSealed, StaffRefused } from './person.ts'
import { listPeople } from './store.ts'
import { NothingTyped, processTerminal, type Terminal } from './terminal.ts'

/** A command's work ends with an exit code: 0 done, 1 refused with a sentence that says what to do. */
export type Command = {
  summary: string
  usage: string
  run(house: House, args: readonly string[], terminal?: Terminal): Promise<number>
}

const kinds: readonly OrganisationKind[] = ['support', 'police', 'council', 'health', 'adviser', 'other']
const enrolment = task('task-enrolment')

/** Two can invite a third. From then on nobody comes in by the command line, whoever looks after the machine. */
const firstPeople = 2

/** A sentence for whoever typed the command; nothing was changed. */
class Refused extends Error {
  override name = 'Refused'
}

async function addOrganisation(house: House, args: readonly string[], terminal: Terminal): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      slug: { type: 'string' },
      name: { type: 'string' },
      kind: { type: 'string' },
      'receives-reports': { type: 'boolean' },
      'offers-support': { type: 'boolean' },
    },
  })
  const organisation: Organisation = {
    id: newId(),
    slug: values.slug ?? '',
    name: (values.name ?? '').trim(),
    kind: values.kind as OrganisationKind,
    receivesReports: values['receives-reports'] ?? false,
    offersSupport: values['offers-support'] ?? false,
  }
  if (!/^[a-z0-9-]{2,40}$/.test(organisation.slug)) throw new Refused(words.slug)
  if (organisation.name.length < 2 || organisation.name.length > 120) throw new Refused(words.organisationName)
  if (!kinds.includes(organisation.kind)) throw new Refused(words.kind({ kinds: kinds.join(', ') }))
  await house.asActor(enrolment, async (tx) => {
    const known = await listOrganisations(tx)
    if (known.some((each) => each.slug === organisation.slug)) throw new Refused(words.slugTaken(organisation))
    await insertOrganisation(tx, organisation)
  })
  terminal.say(words.organisationAdded(organisation))
}

async function addStaff(house: House, args: readonly string[], terminal: Terminal): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      organisation: { type: 'string' },
      username: { type: 'string' },
      name: { type: 'string' },
      roles: { type: 'string' },
    },
  })
  const roles = (values.roles ?? '').split(',').map((role) => role.trim())
  if (!roles.every(isStaffRole)) throw new Refused(words.roles({ roles: staffRoles.join(', ') }))
  const organisations = await house.asActor(enrolment, listOrganisations)
  const organisation = organisations.find((each) => each.slug === values.organisation)
  if (!organisation)
    throw new Refused(words.organisation({ organisations: organisations.map((each) => each.slug).join(', ') }))

  const there = await house.asActor(enrolment, (tx) => listPeople(tx, organisation.id))
  if (there.length >= firstPeople) throw new Refused(words.firstOnly({ name: organisation.name }))

  const wanted = {
    organisationId: organisation.id,
    username: values.username ?? '',
    displayName: values.name ?? '',
    roles,
  }
  // Asked before the person types anything, so that nobody chooses a passphrase in vain.
  await checkNewPerson(house, enrolment, wanted)
  terminal.say(words.ownPassphrase)
  const passphrase = await askPassphrase(terminal)
  const { person, totpSecret, otpauthUrl } = await createStaffMember(house, enrolment, { ...wanted, passphrase })
  terminal.say(words.staffAdded({ name: person.displayName, organisation: organisation.name }))
  terminal.say(words.secret({ secret: totpSecret.match(/.{1,4}/g)?.join(' ') ?? totpSecret, url: otpauthUrl }))

  if (!readsSealed(roles)) return terminal.say(words.readsNothing)
  const hasTeam = (await house.asActor(enrolment, (tx) => currentTeamKey(tx, organisation.id))) !== undefined
  if (hasTeam) return terminal.say(words.waitForKey)
  await createTeam(house, organisation.id, [person.id])
  terminal.say(words.teamBegun)
}

async function askPassphrase(terminal: Terminal): Promise<string> {
  for (;;) {
    const passphrase = await terminal.ask(words.passphrase, true)
    const problem: PassphraseProblem | null = passphraseProblem(passphrase)
    if (problem) terminal.say(words.passphraseProblems[problem])
    else if ((await terminal.ask(words.passphraseAgain, true)) === passphrase) return passphrase
    else terminal.say(words.passphrasesDiffer)
  }
}

type Work = (house: House, args: readonly string[], terminal: Terminal) => Promise<void>

const command = (summary: string, usage: string, work: Work): Command => ({
  summary,
  usage,
  async run(house, args, given) {
    const own = given ? undefined : processTerminal()
    const terminal = given ?? (own as Terminal)
    try {
      await work(house, args, terminal)
      return 0
    } catch (error) {
      const sentence = sentenceOf(error)
      if (sentence === undefined) throw error
      terminal.say(sentence)
      terminal.say(usage)
      return 1
    } finally {
      own?.close()
    }
  },
})

/** What to tell the person about an error they can mend; undefined for any other. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Refused) return error.message
  if (error instanceof StaffRefused) return words.staffProblems[error.problem]
  if (error instanceof NothingTyped) return words.nothingTyped
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS') ? (error as Error).message : undefined
}

export const commands: Readonly<Record<'organisation add' | 'staff add', Command>> = {
  'organisation add': command(words.organisationSummary, words.organisationUsage, addOrganisation),
  'staff add': command(words.staffSummary, words.staffUsage, addStaff),
}
