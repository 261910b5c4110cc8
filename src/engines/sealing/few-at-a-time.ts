// A bounded doorway for work that takes much memory: few at once, few waiting, the rest refused at the door. Apart because
// receipts and passphrases must share one, or together they would take twice the memory.

/** Thrown at once when the waiting places are full. The caller answers "busy, try again" and counts it. */
export class TooBusy extends Error {
  constructor() {
    super('Too many are waiting already.')
    this.name = 'TooBusy'
  }
}

export type FewAtATime = {
  /** Runs `work` when a place is free, in order of arrival. Rejects with TooBusy when the waiting places are full. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** How many run and how many wait, for the log and for tests. */
  load(): { running: number; waiting: number }
}

/** At most `atOnce` pieces of work running, at most `mayWait` waiting. */
export function fewAtATime({ atOnce, mayWait }: { atOnce: number; mayWait: number }): FewAtATime {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async run(work) {
      if (running >= atOnce) {
        if (waiting.length >= mayWait) throw new TooBusy()
        // The one who leaves hands over the place itself, so `running` does not change and nobody slips in between.
        await new Promise<void>((enter) => waiting.push(enter))
      } else {
        running++
      }
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
    load: () => ({ running, waiting: waiting.length }),
  }
}
