// Taking in an organisation's log: every row sealed to the team that may read it, each exactly once however often it is run.
import { setTimeout as pause } from 'node:timers/promises'
import { currentTeamKey, listOrganisations, type Organisation, type TeamKey } from '#partnership/organisations/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#src/capabilities/house.ts'
import { identifiersIn } from './identifiers.ts'
import { type Fate, type ImportPlan, type Log, type RowReading, readEach, type Totals } from './import/index.ts'
import { findImported, type ImportedReport, insertImported } from './import-store.ts'
import { contentOf, mayConcernInsider } from './imported-content.ts'
import type { Purpose } from './report.ts'
import { independentRoutes, usualDesk } from './route-report.ts'
import { sealToTeam } from './sealed-report.ts'

const importer = task('task-import')
const batchSize = 100

/** Purposes whose path works for a report without a receipt; `support` needs somebody to call, which no log says. */
const offered: readonly Purpose[] = ['count', 'warn']

export type ImportProblem =
  | { code: 'no-receiver' }
  | { code: 'choose-organisation' | 'unknown-organisation'; slugs: string[] }
  | { code: 'no-team'; name: string }
  | { code: 'no-adviser'; rows: number }

/** Nothing was stored, and somebody can put it right. */
export class ImportRefused extends Error {
  override name = 'ImportRefused'
  readonly problem: ImportProblem
  constructor(problem: ImportProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Told to stop between two batches: what was stored stays, the rest is for the next run. */
export class ImportStopped extends Error {
  override name = 'ImportStopped'
}

/** `stored`: in this run. `already`: an earlier run stored this row. */
export type RowFate = { reading: RowReading; fate: Fate; already: boolean }

export type Receivers = { organisation: Organisation; team: TeamKey; insiders: TeamKey | undefined }

/**
 * The team whose log this is, and the advisers' for rows that may concern an officer or a worker. Without `slug`: the only
 * support organisation that receives reports, else the usual desk if it is among them. Throws ImportRefused.
 */
export async function findReceivers(house: House, slug: string | undefined): Promise<Receivers> {
  return await house.asActor(importer, async (tx) => {
    const all = await listOrganisations(tx)
    const open = all.filter((each) => each.receivesReports && each.kind === 'support')
    const slugs = open.map((each) => each.slug)
    const named = open.find((each) => each.slug === slug)
    if (slug !== undefined && !named) throw new ImportRefused({ code: 'unknown-organisation', slugs })
    const only = open.length === 1 ? open[0] : open.find((each) => each.slug === usualDesk)
    const organisation = named ?? only
    if (!organisation)
      throw new ImportRefused(open.length ? { code: 'choose-organisation', slugs } : { code: 'no-receiver' })
    const team = await currentTeamKey(tx, organisation.id)
    if (!team) throw new ImportRefused({ code: 'no-team', name: organisation.name })
    const worker = { about: { kind: 'worker' as const, organisationId: organisation.id } }
    let insiders: TeamKey | undefined
    // Another service has no claim to what this one's clients said, so only an adviser takes these rows.
    for (const adviser of independentRoutes(worker, all).filter((each) => each.kind === 'adviser'))
      insiders ??= await currentTeamKey(tx, adviser.id)
    return { organisation, team, insiders }
  })
}

/**
 * Stores every row of the log, a hundred in a transaction; a row that stands already counts as a duplicate, so a run that was
 * killed is completed by running it again. The five figures add up. `onFate` hears of each row in the file's order, once it is
 * stored. Throws ImportRefused before anything is stored, ImportStopped once `signal` says so.
 */
export async function importReports(
  house: House,
  options: {
    log: Log
    plan: ImportPlan
    file: string
    receivers: Receivers
    onFate?: (fate: RowFate) => void
    onProgress?: (done: number) => void
    signal?: AbortSignal
  },
): Promise<Totals> {
  const { log, plan, receivers } = options
  if (!receivers.insiders) {
    let rows = 0
    for (const reading of readEach(log, plan)) if (isReport(reading) && mayConcernInsider(reading)) rows++
    if (rows > 0) throw new ImportRefused({ code: 'no-adviser', rows })
  }
  const totals: Totals = { rows: 0, imported: 0, attention: 0, duplicates: 0, blank: 0 }
  let batch: RowReading[] = []
  const finish = async () => {
    const stored = await storeBatch(house, batch.filter(isReport), options)
    for (const reading of batch) {
      const already = isReport(reading) && !stored.has(reading.line)
      const fate: Fate = already ? 'duplicate' : reading.fate
      totals.rows++
      totals[counted[fate]]++
      options.onFate?.({ reading, fate, already })
    }
    options.onProgress?.(totals.rows)
    batch = []
    // Signals are heard between batches.
    await pause(0)
    if (options.signal?.aborted) throw new ImportStopped()
  }
  for (const reading of readEach(log, plan)) {
    batch.push(reading)
    if (batch.length === batchSize) await finish()
  }
  if (batch.length > 0) await finish()
  return totals
}

const counted = { import: 'imported', attention: 'attention', duplicate: 'duplicates', blank: 'blank' } as const

const isReport = ({ fate }: RowReading) => fate === 'import' || fate === 'attention'

/** Returns the lines it stored. */
async function storeBatch(
  house: House,
  readings: readonly RowReading[],
  options: { plan: ImportPlan; file: string; receivers: Receivers },
): Promise<Set<number>> {
  const { receivers } = options
  const marked = readings.map((reading) => ({
    reading,
    fingerprint: fingerprintOf(house, receivers.organisation.id, reading),
  }))
  const known = await house.asActor(importer, (tx) =>
    findImported(
      tx,
      marked.map((each) => each.fingerprint),
    ),
  )
  const fresh = marked.filter((each) => !known.has(Buffer.from(each.fingerprint).toString('hex')))
  if (fresh.length === 0) return new Set()
  const lines = new Map<string, number>()
  const reports = await Promise.all(
    fresh.map(async ({ reading, fingerprint }) => {
      const report = await seal(reading, fingerprint, options)
      lines.set(report.id, reading.line)
      return report
    }),
  )
  const ids = await house.asActor(importer, async (tx) => {
    const stored = await insertImported(tx, house.keys, reports, house.clock.now())
    const organisationId = receivers.organisation.id
    if (stored.size > 0)
      await recordAudit(tx, { kind: 'reports.imported', organisationId, detail: { amount: stored.size } })
    return stored
  })
  return new Set([...ids].map((id) => lines.get(id) ?? 0))
}

/** Each organisation's rows are its own: two that wrote the same bare row may mean two events. */
const fingerprintOf = (house: House, organisationId: string, reading: RowReading) =>
  house.keys.blindIndex('import row', `${organisationId}\u001d${reading.fingerprintSource}`)

async function seal(
  reading: RowReading,
  fingerprint: Uint8Array,
  { plan, file, receivers }: { plan: ImportPlan; file: string; receivers: Receivers },
): Promise<ImportedReport> {
  const id = newId()
  const content = contentOf(reading, plan, file)
  const team = mayConcernInsider(reading) ? receivers.insiders : receivers.team
  if (!team) throw new ImportRefused({ code: 'no-adviser', rows: 1 })
  const sealed = await sealToTeam(content, 'report', id, team)
  return {
    id,
    organisationId: team.organisationId,
    epoch: team.epoch,
    body: sealed.body,
    wrappedKey: sealed.wrapped,
    fingerprint,
    needsAttention: reading.fate === 'attention',
    purposes: reading.record.consent.granted.filter((purpose) => offered.includes(purpose)),
    identifiers: identifiersIn(content),
  }
}
