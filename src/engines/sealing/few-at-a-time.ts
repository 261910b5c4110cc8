// A bounded doorway for work that takes much memory: few at once, few waiting, the rest refused at the door. Apart because
// receipts and passphrases must share one, or together they would take twice the memory.
import { AsyncLocalStorage } from 'node:async_hooks'

/** Thrown at once when the waiting places are full. The caller answers "busy, try again" and counts it. */
export class TooBusy extends Error {
  constructor() {
    super('Too many are waiting already.')
    this.name = 'TooBusy'
  }
}

/** Who has places of their own: people telling or coming back, staff signing in, and everybody else. */
export type Lane = 'reporter' | 'staff' | 'rest'

/** Where somebody stands: a lane, and whose turn they share in it: first their network's, then their visit's. */
export type Standing = { lane: Lane; network: string; visit: string }

const nobody: Standing = { lane: 'rest', network: '', visit: '' }
const here = new AsyncLocalStorage<Standing>()

/** Everything that `work` takes through a doorway, it takes in this place. */
export const standingIn = <T>(standing: Standing, work: () => Promise<T>): Promise<T> => here.run(standing, work)

export type FewAtATime = {
  /**
   * Runs `work` when a place is free. Lanes take turns, in a lane the networks do, in a network its visits: so that nobody takes
   * all, and whoever is alone in a lane waits for at most the work that is running. Rejects with TooBusy when the lane's
   * waiting places are full; a newcomer from where few wait takes the place of the last from where most do.
   */
  run<T>(work: () => Promise<T>): Promise<T>
  /** How many run and how many wait, for the log and for tests. */
  load(): { running: number; waiting: number }
}

type Waiting = Standing & { enter: () => void; refuse: (error: TooBusy) => void }

const laneNames: readonly Lane[] = ['reporter', 'staff', 'rest']

/** Whose turn it is when a place is free: every second one is the reporters'. */
const turns: readonly Lane[] = ['reporter', 'staff', 'reporter', 'rest']

/** At most `atOnce` pieces of work running, at most `mayWait` waiting; `kept` of those places are each lane's own. */
export function fewAtATime({
  atOnce,
  mayWait,
  kept = { reporter: 0, staff: 0, rest: 0 },
}: {
  atOnce: number
  mayWait: number
  kept?: Readonly<Record<Lane, number>>
}): FewAtATime {
  let running = 0
  let turn = 0
  let clock = 0
  const lanes: Readonly<Record<Lane, Waiting[]>> = { reporter: [], staff: [], rest: [] }
  /** When each network, and each visit of it, last had its turn; forgotten when nobody waits. */
  const served = new Map<string, number>()
  const lastOf = (each: Standing): [number, number] => [
    served.get(`${each.lane}\n${each.network}`) ?? 0,
    served.get(`${each.lane}\n${each.network}\n${each.visit}`) ?? 0,
  ]

  const markServed = (each: Standing) => {
    clock++
    served.set(`${each.lane}\n${each.network}`, clock)
    served.set(`${each.lane}\n${each.network}\n${each.visit}`, clock)
  }
  const waitingNow = () => lanes.reporter.length + lanes.staff.length + lanes.rest.length
  /** Places that are kept for the others and empty are taken as well. */
  const isFull = (lane: Lane) =>
    laneNames.reduce((taken, other) => taken + Math.max(lanes[other].length, other === lane ? 0 : kept[other]), 0) >=
    mayWait

  /** Takes out whoever is next: the lane whose turn it is, there the network served longest ago, there its visit, there the first. */
  const takeNext = (): Waiting | undefined => {
    for (let tried = 0; tried < turns.length; tried++) {
      const lane = lanes[turns[turn++ % turns.length] ?? 'rest']
      if (lane.length === 0) continue
      let best = 0
      for (let i = 1; i < lane.length; i++)
        if (isBefore(lastOf(lane[i] as Waiting), lastOf(lane[best] as Waiting))) best = i
      const [next] = lane.splice(best, 1)
      if (next) markServed(next)
      return next
    }
    return undefined
  }

  /** Makes room for a newcomer, when they come from where fewer wait than somewhere else. */
  const makeRoom = (lane: Waiting[], newcomer: Standing): boolean => {
    const amount = (same: (each: Waiting) => boolean) => lane.filter(same).length
    const crowd = (each: Standing): [number, number] => [
      amount((other) => other.network === each.network),
      amount((other) => other.network === each.network && other.visit === each.visit),
    ]
    const [network, visit] = crowd(newcomer)
    const mine: [number, number] = [network + 1, visit + 1]
    let worst = -1
    for (let i = 0; i < lane.length; i++)
      if (worst < 0 || !isBefore(crowd(lane[i] as Waiting), crowd(lane[worst] as Waiting))) worst = i
    const last = lane[worst]
    if (!last || !isBefore(mine, last.network === newcomer.network ? plusNetwork(crowd(last)) : crowd(last)))
      return false
    lane.splice(worst, 1)
    last.refuse(new TooBusy())
    return true
  }
  // Of one network both would stand in the same crowd: only the visits decide.
  const plusNetwork = ([network, visit]: [number, number]): [number, number] => [network + 1, visit]

  return {
    async run(work) {
      const standing = here.getStore() ?? nobody
      if (running >= atOnce) {
        const lane = lanes[standing.lane]
        if (isFull(standing.lane) && !makeRoom(lane, standing)) throw new TooBusy()
        // The one who leaves hands over the place itself, so `running` does not change and nobody slips in between.
        await new Promise<void>((enter, refuse) => lane.push({ ...standing, enter, refuse }))
      } else {
        running++
        markServed(standing)
      }
      try {
        return await work()
      } finally {
        const next = takeNext()
        if (next) next.enter()
        else {
          running--
          if (waitingNow() === 0 && running === 0) served.clear()
        }
      }
    },
    load: () => ({ running, waiting: waitingNow() }),
  }
}

const isBefore = ([one, then]: [number, number], [other, later]: [number, number]): boolean =>
  one < other || (one === other && then < later)
