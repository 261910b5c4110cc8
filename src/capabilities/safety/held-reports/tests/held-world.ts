// People who hold reports, an adviser's team, and everybody who must see nothing; on the world of warnings' tests.
import { randomBytes } from 'node:crypto'
import { generateKeyPair } from '#engines/sealing/index.ts'
import type { Config } from '#platform/config.ts'
import { newId } from '#platform/ids.ts'
import {
  addStaff,
  addTeam,
  openWorld,
  runJobs,
  type Team,
  type Worker,
  type World,
} from '#safety/alerts/tests/alerts-world.ts'
import { eraseReport } from '#safety/reporting/change-consent.ts'
import { readHeld } from '#safety/reporting/hold-report.ts'
import type { ReportContent } from '#safety/reporting/report.ts'
import { newReportSession, type ReportSession } from '#safety/reporting/report-session.ts'
import { insertReport } from '#safety/reporting/report-store.ts'
import { type DraftWords, sealDraft } from '#safety/reporting/sealed-report.ts'
import { submitReport } from '#safety/reporting/submit-report.ts'

export type HeldWorld = World & { desk: Team; advisers: Team; adviser: Worker; reader: Worker; elsewhere: Worker }

export async function openHeldWorld(changes: Partial<Config> = {}): Promise<HeldWorld> {
  const world = await openWorld(changes)
  const desk = await addTeam(world)
  const advisers = await addTeam(world, 'adviser')
  return Object.assign(world, {
    desk,
    advisers,
    adviser: await addStaff(world, advisers, ['adviser']),
    reader: await addStaff(world, desk),
    elsewhere: await addStaff(world, await addTeam(world), ['desk']),
  })
}

export const contentAbout = (phone: string, changes: Partial<ReportContent> = {}): ReportContent => ({
  story: 'He would not let me out of the car.',
  people: [{ names: 'Dave', phones: phone, emails: '', looks: '', marks: '' }],
  ...changes,
})

let next = 0
/** One of Ofcom's drama numbers, a new one each time while they last. */
export const newPhone = (): string => `0161496${String(next++ % 1000).padStart(4, '0')}`

/** A draft whose receipt nobody had to derive, ready to be held. */
export async function addDraft(
  world: HeldWorld,
  content: ReportContent,
  options: { people?: 2 | 3; person?: string } = {},
): Promise<ReportSession> {
  const reportId = newId()
  const receipt = await generateKeyPair()
  const words: DraftWords = {
    content,
    skipped: [],
    consents: [{ purpose: 'match', withheld: [] }],
    holdFor: options.people ?? 2,
  }
  const sealed = await sealDraft(words, reportId, receipt.publicKey)
  await world.house.asActor({ kind: 'reporter', reportId }, (tx) =>
    insertReport(tx, {
      id: reportId,
      state: 'draft',
      organisationId: world.desk.id,
      epoch: 1,
      origin: 'web',
      isThirdParty: false,
      receiptLookup: randomBytes(32),
      receiptPublicKey: receipt.publicKey,
      body: sealed.body,
      wrappedKey: sealed.wrapped,
    }),
  )
  return {
    ...newReportSession('web'),
    phase: 'return',
    reportId,
    receiptKey: Buffer.from(receipt.privateKey).toString('base64'),
    person: options.person ?? `visit:${newId()}`,
  }
}

export async function holdOne(
  world: HeldWorld,
  content: ReportContent,
  options: { people?: 2 | 3; person?: string } = {},
): Promise<ReportSession> {
  const state = await addDraft(world, content, options)
  await submitReport(world.house, state)
  return state
}

export const seek = (world: HeldWorld) => runJobs(world, { queues: (name) => name.startsWith('held-reports.') })
export const takeBack = (world: HeldWorld, state: ReportSession) => eraseReport(world.house, state)
export const viewOf = (world: HeldWorld, state: ReportSession) => readHeld(world.house, state)
