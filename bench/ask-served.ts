// Starts a process to be put under load and asks it: its address, processor seconds, prepared sessions.
import { fork } from 'node:child_process'
import { join } from 'node:path'

export type Prepared = { cookie: string; token: string }

export type Question =
  | { what: 'url' | 'cpu' | 'question' | 'blank' | 'logged' | 'rss' | 'stop' }
  /** Drafts that stand at "check your answers", each with a receipt derived for it and a session of its own. */
  | { what: 'drafts'; count: number }
  /**
   * Argon2id for so many receipts at once, or for so many members signing in, for that long; answers how many were done. Bare,
   * as many at once as Rowan's doorway lets in.
   */
  | { what: 'receipts' | 'sign-ins' | 'bare-argon2'; atOnce: number; milliseconds: number }

export type Served = {
  url: string
  /** The database of a served Rowan, as its owner. */
  ownerUrl: string
  /** Processor seconds, of user and system, that the process has taken so far. */
  cpu(): Promise<number>
  ask<T>(question: Question): Promise<T>
  stop(): Promise<void>
}

/** `floorBytes` serves one constant string of that size, without Rowan. `nodeArguments` go to the process under load. */
export async function startServed(options: { floorBytes?: number; nodeArguments?: string[] } = {}): Promise<Served> {
  const { floorBytes, nodeArguments = [] } = options
  const child = fork(join(import.meta.dirname, 'served-rowan.ts'), {
    execArgv: [...process.execArgv, ...nodeArguments],
    env: { ...process.env, ...(floorBytes === undefined ? {} : { ROWAN_BENCH_FLOOR: String(floorBytes) }) },
  })
  const waiting = new Map<number, (answer: unknown) => void>()
  let asked = 0
  const ready = new Promise<unknown>((resolve, reject) => {
    waiting.set(0, resolve)
    child.once('exit', (code) => reject(new Error(`the process under load ended with ${code}`)))
  })
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  await ready
  const ask = <T>(question: Question) =>
    new Promise<T>((resolve) => {
      const id = ++asked
      waiting.set(id, resolve as (answer: unknown) => void)
      child.send({ id, question })
    })
  const { url, ownerUrl } = await ask<{ url: string; ownerUrl: string }>({ what: 'url' })
  return {
    url,
    ownerUrl,
    ask,
    cpu: () => ask<number>({ what: 'cpu' }),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      await ask({ what: 'stop' })
      await gone
    },
  }
}
