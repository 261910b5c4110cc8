// The matching index of this process: built from the live entries, then kept in step with every other process.
// It only ever proposes: what is told is read again from the database, under the asker's own walls.
import { createMatchIndex, type Match, type Query } from '#engines/matching/index.ts'
import { task } from '#permissions/actor.ts'
import { type Listening, listen } from '#platform/db/listen.ts'
import { isId } from '#platform/ids.ts'
import type { House } from '../../house.ts'
import { channel, type IndexedEntry, liveEntriesOf, pageOfEntries } from './store.ts'

export type MatchMemory = {
  find(query: Query): Match[]
  readonly size: number
  stop(): Promise<void>
}
type Needs = Pick<House, 'db' | 'keys' | 'log' | 'asActor'>

const pageSize = 1000

/** One reading of the entries: the index, and which of its ids came from which report. */
function emptyState() {
  const index = createMatchIndex()
  const idsOf = new Map<string, string[]>()
  return {
    index,
    replace(reportId: string, entries: readonly IndexedEntry[]) {
      for (const id of idsOf.get(reportId) ?? []) index.remove(id)
      if (entries.length === 0) return void idsOf.delete(reportId)
      for (const { id, kind, value } of entries) index.add({ id, kind, value })
      idsOf.set(
        reportId,
        entries.map((entry) => entry.id),
      )
    },
    add({ id, reportId, kind, value }: IndexedEntry) {
      index.add({ id, kind, value })
      const ids = idsOf.get(reportId)
      if (ids) ids.push(id)
      else idsOf.set(reportId, [id])
    },
  }
}
type State = ReturnType<typeof emptyState>

async function readAll(house: Needs): Promise<State> {
  const state = emptyState()
  let after: string | undefined
  while (true) {
    // A transaction a page: between two of them other work of this process has its turn, and no snapshot grows old.
    const page = await house.asActor(task('task-checker'), (tx) => pageOfEntries(tx, house.keys, after, pageSize))
    for (const entry of page) state.add(entry)
    if (page.length < pageSize) return state
    after = page.at(-1)?.id
  }
}

/** Resolves when the index holds every live entry. Changes of the meantime are taken in after it. */
export async function openMatchMemory(house: Needs): Promise<MatchMemory> {
  let state: State = emptyState()
  let rebuilding = 0
  const changed = new Set<string>()
  let turn: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  const takeIn = () =>
    inTurn(async () => {
      for (const reportId of [...changed]) {
        changed.delete(reportId)
        try {
          const entries = await house.asActor(task('task-checker'), (tx) => liveEntriesOf(tx, house.keys, reportId))
          state.replace(reportId, entries)
        } catch (error) {
          changed.add(reportId)
          throw error
        }
      }
    }).catch((error: unknown) => {
      house.log.error('checker-index', error)
      setTimeout(() => void takeIn(), 1000).unref()
    })

  const listening: Listening = await listen(house.db, channel, {
    async connected() {
      const mine = ++rebuilding
      await inTurn(async () => {
        if (mine !== rebuilding) return
        const beganAt = performance.now()
        state = await readAll(house)
        const ms = Math.round(performance.now() - beganAt)
        house.log.info('checker-index', { entries: state.index.size, ms })
      })
      // What was announced while reading may be older or newer than what was read: read those reports once more.
      await takeIn()
    },
    message(payload) {
      if (!isId(payload)) return
      changed.add(payload)
      void takeIn()
    },
    lost(error) {
      house.log.error('checker-listen', error)
    },
  })
  return {
    find: (query) => state.index.find(query),
    get size() {
      return state.index.size
    },
    stop: () => listening.stop(),
  }
}

const memories = new WeakMap<House, Promise<MatchMemory>>()

/** The memory of this house, opened when first asked for. */
export function matchMemoryOf(house: House): Promise<MatchMemory> {
  let memory = memories.get(house)
  if (!memory) {
    memory = openMatchMemory(house)
    memories.set(house, memory)
    memory.catch(() => memories.delete(house))
  }
  return memory
}

/** Stops following changes; the memory is forgotten. */
export async function closeMatchMemory(house: House): Promise<void> {
  const memory = memories.get(house)
  memories.delete(house)
  await (await memory)?.stop()
}
