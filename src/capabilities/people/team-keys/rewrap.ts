// What older epochs hold is wrapped to the newest, batch by batch, in the process of the holder who started it: the old keys
// are nowhere else. No body is opened, and each wrap changes hands in one statement, so a crash loses and doubles nothing.
import { setImmediate as breathe } from 'node:timers/promises'
import { unwrapKey, wrapKey } from '#engines/sealing/index.ts'
import { currentTeamKey, holdTeamAlone, listEpochs, retireEpochs } from '#partnership/organisations/index.ts'
import { forgetRetiredEpochs, type StaffVisit } from '#people/staff/index.ts'
import type { StaffActor } from '#permissions/actor.ts'
import { demand } from '#permissions/may.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { House, TeamSealed, TeamWrap } from '#src/capabilities/house.ts'
import { addDone, claimRewrap, endRewrap, holdRewrap, latestRewrap } from './rewrap-store.ts'
import { forgetRecoveryWraps } from './store.ts'

export const batchSize = 500
/** Keys between two breaths of the process: about ten milliseconds of work, so that pages are answered meanwhile. */
const keysABreath = 25

type Work = {
  house: House
  actor: StaffActor
  id: string
  runner: string
  team: { organisationId: string; epoch: number; publicKey: Uint8Array }
  oldKeys: ReadonlyMap<number, Uint8Array>
}

/** The work is no longer this runner's. */
class LetGo extends Error {
  override name = 'LetGo'
}

const running = new WeakMap<House, Map<string, Promise<void>>>()
const runsOf = (house: House) => {
  const known = running.get(house) ?? new Map<string, Promise<void>>()
  running.set(house, known)
  return known
}
const closing = new WeakSet<House>()

/**
 * Starts, or goes on with, wrapping everything of the team to its newest epoch, and returns at once; `finished` settles when
 * this process has nothing more to do. 'elsewhere': another process is at it. 'nothing': there is nothing to do.
 * Throws NoTeamKey when this person lacks an epoch that something is still wrapped to.
 */
export async function startRewrap(
  house: House,
  staff: StaffVisit,
): Promise<{ state: 'started' | 'elsewhere' | 'nothing'; finished: Promise<void> }> {
  const { actor } = staff
  const { organisationId } = actor
  demand(actor, 'team-key.turn')
  const idle = (state: 'elsewhere' | 'nothing') => ({ state, finished: Promise.resolve() })
  const found = await house.asActor(actor, async (tx) => ({
    team: await currentTeamKey(tx, organisationId),
    epochs: await listEpochs(tx, organisationId),
    row: await latestRewrap(tx, organisationId),
  }))
  const { team, row } = found
  if (!team) throw new NotFound()
  if (!row || row.state === 'done' || row.toEpoch !== team.epoch) return idle('nothing')
  const oldKeys = new Map<number, Uint8Array>()
  for (const { epoch, retiredAt } of found.epochs)
    if (!retiredAt && epoch < team.epoch) oldKeys.set(epoch, await staff.teamPrivateKey(epoch))
  // Whoever starts it must be able to read what comes of it.
  await staff.teamPrivateKey(team.epoch)
  const runner = newId()
  const isOurs = await house.asActor(actor, async (tx) => {
    if (!(await claimRewrap(tx, row.id, runner, actor.personId))) return false
    await recordAudit(tx, { kind: 'team-key.rewrap-started', organisationId, detail: { epoch: team.epoch } })
    return true
  })
  if (!isOurs) return idle('elsewhere')
  const finished = run({ house, actor, id: row.id, runner, team, oldKeys }).catch((error: unknown) => {
    if (!(error instanceof LetGo)) house.log.error('rewrap', error)
  })
  runsOf(house).set(organisationId, finished)
  return { state: 'started', finished }
}

/** Tells whoever works on it, in whichever process, to let go after the batch in hand. */
export async function stopRewrap(house: House, actor: StaffActor): Promise<void> {
  demand(actor, 'team-key.turn')
  await house.asActor(actor, async (tx) => {
    const row = await latestRewrap(tx, actor.organisationId)
    if (!row || (row.state !== 'running' && row.state !== 'waiting')) return
    await endRewrap(tx, row.id, 'stopped')
    await recordAudit(tx, { kind: 'team-key.rewrap-stopped', organisationId: actor.organisationId })
  })
}

/** When the process ends: batches in hand are finished, what is left waits for a holder to go on. */
export async function stopAllRewraps(house: House): Promise<void> {
  closing.add(house)
  await Promise.all(runsOf(house).values())
}

async function run(work: Work): Promise<void> {
  const { house, actor, team } = work
  const { organisationId } = team
  for (;;) {
    let changed = 0
    for (const source of house.sealedToTeams) changed += await rewrapSource(work, source)
    if (changed > 0) continue
    const isOver = await house.asActor(actor, async (tx) => {
      if (!(await holdRewrap(tx, work.id, work.runner))) throw new LetGo()
      // Nobody is sealing to the old epochs now, so what is counted is all there is.
      await holdTeamAlone(tx, organisationId)
      const isEmpty = (await countLeft(work, (source) => source.count(tx, organisationId, team.epoch))) === 0
      if (!isEmpty) return false
      await retireEpochs(tx, organisationId, team.epoch)
      await forgetRetiredEpochs(tx, organisationId)
      await forgetRecoveryWraps(tx, organisationId)
      await endRewrap(tx, work.id, 'done')
      await recordAudit(tx, { kind: 'team-key.old-epochs-retired', organisationId, detail: { epoch: team.epoch } })
      return true
    })
    if (isOver) return
    if (await nothingMoves(work)) return
  }
}

const countLeft = async (work: Work, count: (source: TeamSealed) => Promise<number>): Promise<number> => {
  let left = 0
  for (const source of work.house.sealedToTeams) left += await count(source)
  return left
}

/** A whole round changed nothing and yet something is left: those wraps do not open, and the old key must stay for whoever can tell why. */
async function nothingMoves(work: Work): Promise<boolean> {
  const { house, actor } = work
  let changed = 0
  for (const source of house.sealedToTeams) changed += await rewrapSource(work, source)
  if (changed > 0) return false
  await house.asActor(actor, async (tx) => {
    if (!(await holdRewrap(tx, work.id, work.runner))) throw new LetGo()
    await endRewrap(tx, work.id, 'stuck')
    await recordAudit(tx, { kind: 'team-key.rewrap-stuck', organisationId: work.team.organisationId })
  })
  return true
}

/** One walk through a room's wraps; answers how many were exchanged. The next batch is opened while the last is written. */
async function rewrapSource(work: Work, source: TeamSealed): Promise<number> {
  const { house, actor, team } = work
  let after: string | undefined
  let changed = 0
  let writing: Promise<number> = Promise.resolve(0)
  for (;;) {
    if (closing.has(house)) {
      changed += await writing
      throw new LetGo()
    }
    const wraps = await house.asActor(actor, (tx) =>
      source.wraps(tx, team.organisationId, team.epoch, after, batchSize),
    )
    after = wraps.at(-1)?.id
    const fresh = await rewrapAll(work, wraps)
    changed += await writing
    if (wraps.length === 0) return changed
    writing = write(work, source, fresh)
    // Awaited a round later; until then a failure must not count as unheard.
    writing.catch(() => {})
  }
}

type Exchange = { id: string; old: Uint8Array; fresh: Uint8Array }

async function write(work: Work, source: TeamSealed, changes: readonly Exchange[]): Promise<number> {
  const { house, actor, team } = work
  return await house.asActor(actor, async (tx) => {
    if (!(await holdRewrap(tx, work.id, work.runner))) throw new LetGo()
    if (changes.length === 0) return 0
    const changed = await source.replace(tx, team.organisationId, team.epoch, changes)
    await addDone(tx, work.id, changed)
    return changed
  })
}

async function rewrapAll(work: Work, wraps: readonly TeamWrap[]): Promise<Exchange[]> {
  const all: Exchange[] = []
  for (const [at, wrap] of wraps.entries()) {
    if (at % keysABreath === keysABreath - 1) await breathe()
    const fresh = await rewrapOne(work, wrap)
    if (fresh) all.push({ id: wrap.id, old: wrap.wrapped, fresh })
  }
  return all
}

/** Undefined for a wrap that does not open: swapped, changed, or of an epoch whose key is nowhere. It is left as it is. */
async function rewrapOne({ team, oldKeys }: Work, { record, part, epoch, wrapped }: TeamWrap) {
  const key = oldKeys.get(epoch)
  if (!key) return undefined
  const bound = { organisation: team.organisationId, record, part }
  try {
    const dataKey = await unwrapKey(wrapped, key, { ...bound, epoch })
    const fresh = await wrapKey(dataKey, team.publicKey, { ...bound, epoch: team.epoch })
    dataKey.fill(0)
    return fresh
  } catch {
    return undefined
  }
}
