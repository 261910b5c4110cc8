// A house over a database of its own with two teams, their people, members and reports; and a way to run queued work by hand.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { generateKeyPair, wrapKey } from '#engines/sealing/index.ts'
import { insertOrganisation, insertTeamKey, type OrganisationKind } from '#partnership/organisations/index.ts'
import { createMember, type MemberKind, type MemberPreferences } from '#people/members/index.ts'
import type { StaffVisit } from '#people/staff/index.ts'
import { mayOpen } from '#people/staff/openings/may-open.ts'
import { readsSealed } from '#people/staff/person.ts'
import { insertWrap } from '#people/staff/store.ts'
import { teamKeyBinding } from '#people/staff/team-key.ts'
import { type MemberActor, type ReporterActor, type StaffActor, task } from '#permissions/actor.ts'
import type { StaffRole } from '#permissions/matrix.ts'
import { type Config, readConfig } from '#platform/config.ts'
import type { Letter, Mail } from '#platform/delivery/mail.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { changeConsent, withdrawConsent } from '#safety/reporting/change-consent.ts'
import { giveConsent } from '#safety/reporting/consent-store.ts'
import { insertIdentifiers } from '#safety/reporting/identifier-store.ts'
import { identifiersIn } from '#safety/reporting/identifiers.ts'
import type { ReportContent, WarnTiming, Withholdable } from '#safety/reporting/report.ts'
import { newReportSession, type ReportSession } from '#safety/reporting/report-session.ts'
import { insertReport } from '#safety/reporting/report-store.ts'
import { sealToTeam } from '#safety/reporting/sealed-report.ts'
import { workQueues } from '#src/apps.ts'
import { type BuiltHouse, buildHouse } from '#src/build-house.ts'
import type { House } from '#src/capabilities/house.ts'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { type AlertBody, emptyBody } from '../alert.ts'
import { approveAlert, type Reading } from '../approve-alert.ts'
import { findFlags } from '../find-flags.ts'
import { readAlert } from '../read-alerts.ts'
import { saveDraft } from '../save-draft.ts'
import { askSecondCheck } from '../second-check.ts'

export type Team = { id: string; publicKey: Uint8Array; privateKey: Uint8Array }
export type SentLetter = { letter: Letter; id: string }

export type World = {
  house: House & { mail: Mail }
  database: TestDatabase
  owner: pg.Client
  letters: SentLetter[]
  /** Replaces what happens to a letter. */
  onLetter: (letter: Letter, id: string) => Promise<void>
  advance(milliseconds: number): void
  close(): Promise<void>
}

export async function openWorld(changes: Partial<Config> = {}, mail?: Mail): Promise<World> {
  const database = await createTestDatabase()
  let ahead = 0
  const built: BuiltHouse = await buildHouse({
    // Many tests do in a second what people do in a week; limits have tests of their own.
    config: { ...readConfig({}), limitsScale: 1000, ...changes },
    appUrl: database.appUrl,
    rootKey: randomBytes(32),
    working: false,
    clock: { now: () => new Date(Date.now() + ahead) },
    log: createLog(() => {}),
    poolSize: 12,
    assets: { href: (name) => `/assets/${name}`, files: new Map() },
  })
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const letters: SentLetter[] = []
  const world: World = {
    house: { ...built },
    database,
    owner,
    letters,
    onLetter: async (letter, id) => void letters.push({ letter, id }),
    advance: (milliseconds) => {
      ahead += milliseconds
    },
    async close() {
      await built.close()
      await owner.end()
      await database.drop()
    },
  }
  const recording: Mail = { kind: 'smtp', send: (letter, id) => world.onLetter(letter, id), close: () => {} }
  Object.assign(world.house, { mail: mail ?? recording })
  return world
}

let teamsMade = 0

export async function addTeam(world: World, kind: OrganisationKind = 'support'): Promise<Team> {
  const id = newId()
  const pair = await generateKeyPair()
  await world.house.asActor(task('task-enrolment'), async (tx) => {
    await insertOrganisation(tx, {
      id,
      slug: `team-${id.slice(0, 8)}`,
      // By name the first made stands first, and takes in the reports.
      name: `Lantern ${String(++teamsMade).padStart(3, '0')} ${id.slice(0, 4)}`,
      kind,
      receivesReports: true,
      offersSupport: true,
    })
    await insertTeamKey(tx, { organisationId: id, epoch: 1, publicKey: pair.publicKey })
  })
  return { id, ...pair }
}

export type Worker = StaffVisit & { privateKey: Uint8Array }

/** Somebody at work in a team, who holds its key when their role reads reports. */
export async function addStaff(world: World, team: Team, roles: readonly StaffRole[] = ['desk']): Promise<Worker> {
  const id = newId()
  const displayName = `Person ${id.slice(0, 4)}`
  const username = `p${id.slice(0, 8)}`
  const pair = await generateKeyPair()
  await asOwner(world, ['staff.person'], (client) =>
    client.query(
      `insert into staff.person (id, organisation_id, username, display_name, roles, public_key) values ($1, $2, $3, $4, $5, $6)`,
      [id, team.id, username, displayName, roles, Buffer.from(pair.publicKey)],
    ),
  )
  if (readsSealed(roles)) {
    const wrapped = await wrapKey(team.privateKey, pair.publicKey, teamKeyBinding(team.id, 1, id))
    await world.house.asActor(task('task-enrolment'), (tx) =>
      insertWrap(tx, { organisationId: team.id, epoch: 1, personId: id, wrapped, givenBy: null }),
    )
  }
  const actor: StaffActor = { kind: 'staff', personId: id, organisationId: team.id, roles }
  const person = { id, displayName, username, organisationId: team.id, organisationName: '', roles }
  return {
    actor,
    person,
    privateKey: pair.privateKey,
    teamPrivateKey: async () => team.privateKey,
    mayOpen: (recordId, isThere) => mayOpen(world.house, actor, recordId, isThere),
  }
}

/** The owner's view of tables whose row security binds the owner too. */
export async function asOwner<T>(
  world: World,
  tables: readonly string[],
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { owner } = world
  await owner.query('begin')
  try {
    for (const table of tables) await owner.query(`alter table ${table} no force row level security`)
    const answer = await work(owner)
    for (const table of tables) await owner.query(`alter table ${table} force row level security`)
    await owner.query('commit')
    return answer
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

export async function addMember(
  world: World,
  preferences: Partial<MemberPreferences> = {},
  memberKind: MemberKind = 'individual',
): Promise<MemberActor> {
  const made = await createMember(world.house, task('task-demonstration'), {
    pseudonym: `wren ${newId().slice(0, 12)}`,
    passphrase: `lamp kettle ${newId().slice(0, 8)}`,
    kind: memberKind,
    preferences: { locale: 'en', areas: [], work: [], emailAlerts: false, ...preferences },
  })
  if (!made.ok) throw new Error(JSON.stringify(made.mistakes))
  return { kind: 'member', memberId: made.memberId, memberKind }
}

/** Members without a passphrase to work out, many at once: rows like those `createMember` makes. */
export async function addManyMembers(world: World, amount: number, email: (n: number) => string): Promise<string[]> {
  const ids: string[] = []
  const { keys } = world.house
  const tag = (text: string) => Buffer.from(keys.blindIndex('member-tag', text))
  await world.house.asActor(task('task-demonstration'), async (tx) => {
    for (let n = 0; n < amount; n++) {
      const id = newId()
      ids.push(id)
      const profile = {
        pseudonym: `finch ${id}`,
        preferences: { email: email(n), locale: 'en', areas: [], work: [], emailAlerts: true },
        feedToken: randomBytes(24).toString('base64url'),
      }
      await tx
        .insertInto('members.member')
        .values({
          id,
          kind: 'individual',
          lookup: randomBytes(32),
          salt: randomBytes(16),
          verifier: randomBytes(32),
          parameters: '{}',
          sealed_profile: Buffer.from(keys.sealField(JSON.stringify(profile), `member:${id}`)),
          tags: [tag('area:all'), tag('work:all')],
          feed_lookup: randomBytes(32),
        })
        .execute()
    }
  })
  return ids
}

export type SentReport = {
  id: string
  session: ReportSession
  actor: ReporterActor
  content: ReportContent
  team: Team
}

export const story =
  'He booked by text and parked by the canal off Store Street. When I asked for the money first he grabbed my arm and took back the £80. I work as Lexi on Tuesdays so he may come again.'

export const sampleContent = (): ReportContent => ({
  story,
  harms: ['violence', 'robbery'],
  when: { words: 'around 2am on a Tuesday in March', month: '2026-03' },
  where: { area: 'manchester', words: 'by the canal off Store Street' },
  people: [
    {
      names: 'Dave',
      phones: '07700 900417',
      emails: '',
      looks: 'tall, shaved head, grey tracksuit',
      marks: 'swallow tattoo on the neck',
    },
  ],
  vehicles: [{ registration: 'MV19 TKX', description: 'silver Ford Focus' }],
})

export type Consent = { withheld?: Withholdable[]; timing?: WarnTiming } | 'none'

/** A report as sending leaves it: sealed to the team, its identifiers found, its consent given. */
export async function addReport(
  world: World,
  team: Team,
  content: ReportContent = sampleContent(),
  warn: Consent = {},
): Promise<SentReport> {
  const { house } = world
  const id = newId()
  const actor: ReporterActor = { kind: 'reporter', reportId: id }
  const receipt = await generateKeyPair()
  const sealed = await sealToTeam(content, 'report', id, {
    organisationId: team.id,
    epoch: 1,
    publicKey: team.publicKey,
  })
  await house.asActor(actor, async (tx) => {
    await insertReport(tx, {
      id,
      state: 'received',
      organisationId: team.id,
      epoch: 1,
      origin: 'web',
      isThirdParty: false,
      receiptLookup: randomBytes(32),
      receiptPublicKey: receipt.publicKey,
      body: sealed.body,
      wrappedKey: sealed.wrapped,
      sentAt: house.clock.now(),
    })
    await insertIdentifiers(tx, house.keys, id, team.id, identifiersIn(content))
    if (warn !== 'none') {
      const choice = {
        purpose: 'warn' as const,
        withheld: warn.withheld ?? [],
        timing: warn.timing ?? { kind: 'now' as const },
      }
      await giveConsent(tx, id, choice, house.clock.now())
    }
  })
  const session: ReportSession = {
    ...newReportSession('web'),
    reportId: id,
    receiptKey: Buffer.from(receipt.privateKey).toString('base64'),
  }
  return { id, session, actor, content, team }
}

export const withdrawWarn = (world: World, report: SentReport) =>
  withdrawConsent(world.house, report.session, 'warn', false)

export const changeWarn = (
  world: World,
  report: SentReport,
  withheld: Withholdable[],
  timing: WarnTiming = { kind: 'now' },
) => changeConsent(world.house, report.session, { purpose: 'warn', withheld, timing })

export const sampleBody = (): AlertBody => ({
  ...emptyBody(),
  harms: ['violence', 'robbery'],
  manner: ['books-by-text', 'takes-money-back'],
  areas: ['manchester'],
  severity: 'severe',
})

/** What a second person has before them, every flag answered. */
export async function readingOf(
  world: World,
  reader: StaffVisit,
  report: SentReport,
  alertId: string,
  change: Partial<Reading> = {},
): Promise<Reading> {
  const { making } = await readAlert(world.house, reader.actor, alertId)
  const withheld = change.withheld ?? []
  return {
    content: report.content,
    withheld,
    identifiers: identifiersIn(report.content),
    others: [],
    confirmsAnother: false,
    seal: making?.seal ?? '',
    answered: making ? findFlags(making.body, report.content, withheld).map((flag) => flag.id) : [],
    ...change,
  }
}

/** A draft that its author has handed to a second person. */
export async function addAsked(
  world: World,
  author: StaffVisit,
  report: SentReport,
  body: AlertBody = sampleBody(),
): Promise<string> {
  const saved = await saveDraft(world.house, author.actor, { reportId: report.id, body })
  if (!saved.ok) throw new Error(saved.problem)
  const asked = await askSecondCheck(world.house, author.actor, saved.value.alertId)
  if (!asked.ok) throw new Error(asked.problem)
  return saved.value.alertId
}

export async function publish(
  world: World,
  author: StaffVisit,
  second: StaffVisit,
  report: SentReport,
  body: AlertBody = sampleBody(),
): Promise<string> {
  const alertId = await addAsked(world, author, report, body)
  const done = await approveAlert(world.house, second, alertId, await readingOf(world, second, report, alertId))
  if (!done.ok) throw new Error(done.problem)
  return alertId
}

/** Runs everything queued, as the worker would, until nothing is left. Answers how many jobs failed; those are kept for later. */
export async function runJobs(
  world: World,
  options: { queues?: (name: string) => boolean; most?: number } = {},
): Promise<number> {
  const failed = new Set<string>()
  const wanted = options.queues ?? (() => true)
  for (let ran = 0; ran < (options.most ?? Number.POSITIVE_INFINITY); ran++) {
    const { rows } = await world.owner.query<{ id: string; name: string; data: unknown }>(
      `select id, name, data from pgboss.job where state in ('created', 'retry') and name not like '\\_\\_%' and not (id = any ($1)) order by created_on, id`,
      [[...failed]],
    )
    const job = rows.find((row) => wanted(row.name))
    if (!job) break
    const work = workQueues.find((each) => each.queue === job.name)
    if (!work) throw new Error(`nobody works on ${job.name}`)
    try {
      await work.run(world.house, job.data)
      await world.owner.query(`update pgboss.job set state = 'completed', completed_on = now() where id = $1`, [job.id])
    } catch {
      failed.add(job.id)
    }
  }
  return failed.size
}

// Read as those who may, without touching any lock: races look while others write.

export async function deliveries(world: World, alertId: string) {
  return await world.house.asActor(task('task-delivery'), (tx) =>
    tx
      .selectFrom('alerts.delivery')
      .select(['member_id', 'channel', 'kind', 'state', 'version', 'attempts'])
      .where('alert_id', '=', alertId)
      .execute(),
  )
}

export async function alertState(
  world: World,
  alertId: string,
): Promise<{ state: string; version: number; end_reason: string | null }> {
  return await world.house.asActor(task('task-delivery'), (tx) =>
    tx
      .selectFrom('alerts.alert')
      .select(['state', 'version', 'end_reason'])
      .where('id', '=', alertId)
      .executeTakeFirstOrThrow(),
  )
}

export async function uses(world: World, reportId: string) {
  return await world.house.asActor({ kind: 'reporter', reportId }, (tx) =>
    tx
      .selectFrom('reporting.use')
      .select(['kind', 'amount', 'by_whom'])
      .where('report_id', '=', reportId)
      .orderBy('at')
      .execute(),
  )
}
