// What every capability is given (the house) and what it gives back (a capability): the composition joins the two.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { Mail } from '#platform/delivery/mail.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { SessionStore } from '#platform/http/session.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import type { Assets } from '#ui/assets.ts'

/** What a capability tells the others, in the transaction of the change. Identifiers only. */
export type Events = {
  'report-sent': { reportId: string }
  'consent-withdrawn': { reportId: string; purpose: string }
  /** A purpose that stays given now holds back other fields, or waits. */
  'consent-changed': { reportId: string; purpose: string }
  'report-erased': { reportId: string }
  'alert-published': { alertId: string; version: number }
  'alert-ended': { alertId: string; version: number }
  'entries-changed': { reportId: string }
  /** What a worker did for whoever asked for one: `support-opened`, `support-contacted` or `support-closed`. `useId` is told once. */
  'support-changed': { reportId: string; organisationId: string; kind: string; useId: string }
}
export type EventName = keyof Events

export type House = {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly keys: ServiceKeys
  readonly jobs: Jobs
  readonly mail: Mail
  readonly sessions: SessionStore
  /** Addresses of styles and scripts, for the page shells. */
  readonly assets: Assets
  /** The pool itself: for LISTEN and health only. Data is reached through `asActor`. */
  readonly db: Database
  /** One transaction as somebody; the only way to data. */
  asActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Tells every capability that listens, through the job queue, exactly if `tx` commits. */
  publish<E extends EventName>(tx: Tx, event: E, data: Events[E]): Promise<void>
}

export type Listener<E extends EventName> = (house: House, data: Events[E]) => Promise<void>

export type Capability = {
  /** Its folder: `safety/reporting`. */
  readonly name: string
  /** The capabilities whose index.ts it may import; checked by tools/boundaries. */
  readonly uses: readonly string[]
  readonly listens?: { readonly [E in EventName]?: Listener<E> }
  /** Work of its own: queue name (`reporting.something`) → handler, run at least once. */
  readonly tasks?: Readonly<
    Record<string, { run(house: House, data: unknown): Promise<void>; cron?: string; atOnce?: number }>
  >
  /** Runs when a process starts, before it answers: caches are rebuilt from the database here. */
  readonly prepare?: (house: House) => Promise<void>
  /** Undoes `prepare` when the house closes: connections of its own, timers. */
  readonly close?: (house: House) => Promise<void>
}

export type AppRoutes = Routes<Actor>
export type RegisterRoutes = (routes: AppRoutes, house: House) => void
