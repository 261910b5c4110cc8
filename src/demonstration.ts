// The fictional demonstration: the strategy's real organisations, invented people and reports, told through the real use cases.
// Loaded once, into an empty database, and never where `demonstration` is off.

import {
  insertOrganisation,
  listOrganisations,
  type Organisation,
  type OrganisationKind,
} from '#partnership/organisations/index.ts'
import { createMember, sampleMembers, takeApplications } from '#people/members/index.ts'
import {
  createStaffMember,
  createTeam,
  type StaffVisit,
  samplePassphrase,
  samplePeople,
  sampleTotpSecret,
  sampleVisit,
} from '#people/staff/index.ts'
import { task, visitor } from '#permissions/actor.ts'
import { newId } from '#platform/ids.ts'
import { approveAlert, askSecondCheck, findFlags, readAlert, saveDraft } from '#safety/alerts/index.ts'
import { firstBody, offerClues, offerFacts } from '#safety/desk/offer-picks.ts'
import { claimReport, openReport } from '#safety/reporting/index.ts'
import { type SampleReport, tellSample } from '#safety/reporting/tell-sample.ts'
import type { House } from './capabilities/house.ts'
import { sampleReports } from './sample-reports.ts'

type Named = { slug: string; name: string; kind: OrganisationKind; receivesReports?: boolean; offersSupport?: boolean }

/** The Forum and its subgroup as the strategy lists them, and an independent adviser's office that it calls for. */
const organisations: readonly Named[] = [
  {
    slug: 'national-ugly-mugs',
    name: 'National Ugly Mugs',
    kind: 'support',
    receivesReports: true,
    offersSupport: true,
  },
  { slug: 'mash', name: 'Manchester Action on Street Health', kind: 'support', offersSupport: true },
  { slug: 'our-room', name: 'Our Room', kind: 'support' },
  { slug: 'sues-space', name: 'Sue’s Space', kind: 'support' },
  { slug: 'lgbt-foundation', name: 'LGBT Foundation', kind: 'support' },
  { slug: 'lifeshare', name: 'Lifeshare', kind: 'support' },
  { slug: 'student-project', name: 'Support for Student Sex Workers Project', kind: 'support' },
  { slug: 'womens-support-alliance', name: 'Greater Manchester Women’s Support Alliance', kind: 'support' },
  { slug: 'change-grow-live', name: 'Change Grow Live', kind: 'health' },
  { slug: 'mental-health-trust', name: 'Greater Manchester Mental Health NHS Foundation Trust', kind: 'health' },
  { slug: 'probation', name: 'Greater Manchester Probation Service', kind: 'other' },
  { slug: 'manchester-city-council', name: 'Manchester City Council', kind: 'council' },
  { slug: 'greater-manchester-police', name: 'Greater Manchester Police', kind: 'police' },
  { slug: 'british-transport-police', name: 'British Transport Police', kind: 'police' },
  { slug: 'independent-advisers', name: 'Independent advisers', kind: 'adviser', receivesReports: true },
]

/** Loads everything into an empty database; does nothing when there is an organisation already. */
export async function loadDemonstration(house: House, say: (words: string) => void): Promise<void> {
  const standing = await house.asActor(visitor, (tx) => listOrganisations(tx))
  if (standing.length > 0) return
  say('Loading the demonstration: organisations and people')
  const byId = await enterOrganisations(house)
  await enterStaff(house, byId)
  await enterMembers(house)
  say('Loading the demonstration: reports and warnings')
  const [desk, second] = [await sampleVisit(house, 'ines'), await sampleVisit(house, 'joan')]
  await takeApplications(house, desk, true)
  for (const sample of sampleReports) {
    const reportId = await tellSample(house, named(sample, byId))
    if (sample.becomes !== 'waiting') await workOn(house, desk, second, reportId, sample.becomes)
  }
}

const named = (sample: SampleReport, byId: ReadonlyMap<string, Organisation>): SampleReport => {
  const idOf = (slug: string) => byId.get(slug)?.id ?? slug
  const { about } = sample.content
  return {
    ...sample,
    content: {
      ...sample.content,
      ...(about?.organisationId ? { about: { ...about, organisationId: idOf(about.organisationId) } } : {}),
    },
    ...(sample.support ? { support: { ...sample.support, organisationId: idOf(sample.support.organisationId) } } : {}),
  }
}

async function enterOrganisations(house: House): Promise<Map<string, Organisation>> {
  const all = new Map<string, Organisation>()
  await house.asActor(task('task-demonstration'), async (tx) => {
    for (const each of organisations) {
      const organisation = { id: newId(), receivesReports: false, offersSupport: false, ...each }
      await insertOrganisation(tx, organisation)
      all.set(each.slug, organisation)
    }
  })
  return all
}

async function enterStaff(house: House, byId: ReadonlyMap<string, Organisation>): Promise<void> {
  const made = await Promise.all(
    samplePeople.map(async (sample) => {
      const organisation = byId.get(sample.organisation)
      if (!organisation) throw new Error(`no organisation for ${sample.username}`)
      const { person } = await createStaffMember(house, task('task-demonstration'), {
        organisationId: organisation.id,
        username: sample.username,
        displayName: sample.displayName,
        roles: sample.roles,
        passphrase: samplePassphrase,
        totpSecret: sampleTotpSecret(sample.username),
      })
      return person
    }),
  )
  const holders = made.filter((person) => person.roles.some((role) => ['desk', 'adviser', 'caseworker'].includes(role)))
  for (const organisationId of new Set(holders.map((person) => person.organisationId)))
    await createTeam(
      house,
      organisationId,
      holders.filter((person) => person.organisationId === organisationId).map((person) => person.id),
    )
}

async function enterMembers(house: House): Promise<void> {
  for (const { does: _does, ...member } of sampleMembers) {
    const isRomanian = member.pseudonym === 'Marigold'
    const made = await createMember(house, task('task-demonstration'), {
      ...member,
      preferences: {
        locale: isRomanian ? 'ro' : 'en',
        areas: member.pseudonym === 'Juniper' ? ['manchester', 'salford'] : [],
        work: [],
        emailAlerts: true,
        email: `${member.pseudonym.toLowerCase().replace(' ', '.')}@example.org`,
      },
    })
    if (!made.ok) throw new Error('a sample member was refused')
  }
}

/** The desk's work on one sample: claimed, drafted, and for some a second person's yes. */
async function workOn(
  house: House,
  desk: StaffVisit,
  second: StaffVisit,
  reportId: string,
  until: SampleReport['becomes'],
) {
  await claimReport(house, desk.actor, reportId)
  if (until === 'claimed') return
  const opened = await openReport(house, desk, reportId)
  const withheld = opened.consents.find((each) => each.purpose === 'warn')?.withheld ?? []
  const body = {
    ...firstBody(opened.content, withheld),
    severity: 'severe' as const,
    facts: offerFacts(opened.content, withheld)
      .filter((fact) => !fact.isHeldBack)
      .map(({ key, kind, text }) => ({ key, kind, text })),
    identifiers: offerClues(opened.identifiers, withheld)
      .filter((clue) => !clue.isHeldBack)
      .map(({ kind, value, isPartial }) => ({ kind, value, isPartial })),
  }
  const draft = await saveDraft(house, desk.actor, { reportId, body })
  if (!draft.ok || until === 'drafted') return
  const { alertId } = draft.value
  await askSecondCheck(house, desk.actor, alertId)
  if (until === 'awaiting-second') return
  const read = await openReport(house, second, reportId)
  const waiting = await readAlert(house, second.actor, alertId)
  if (!waiting?.making) return
  await approveAlert(house, second, alertId, {
    content: read.content,
    withheld,
    identifiers: read.identifiers,
    others: read.identifiers.flatMap((each) => each.earlier.map((other) => other.reportId)),
    confirmsAnother: true,
    seal: waiting.making.seal,
    answered: findFlags(waiting.making.body, read.content, withheld).map((flag) => flag.id),
  })
}
