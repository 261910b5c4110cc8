// What every capability is given (the house) and what it gives back (a capability): the composition joins the two.
import type { ServiceKeys } from '#engines/sealing/index.ts'
import type { Actor } from '#permissions/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { Mail } from '#platform/delivery/mail.ts'
import type { Files } from '#platform/files/open-files.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { SessionStore } from '#platform/http/session.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'
import type { Limits } from '#platform/limits/limits.ts'
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
  /** Somebody of the staff left: their ways in, sessions and wraps of keys are gone. Their team's key should turn. */
  'staff-left': { personId: string; organisationId: string }
}
export type EventName = keyof Events

/** A data key wrapped to a team's key, with what the wrap is bound to beside organisation and epoch. */
export type TeamWrap = { id: string; record: string; part: string; epoch: number; wrapped: Uint8Array }

/**
 * What a room keeps sealed to teams, so that a new epoch can reach all of it (people/team-keys). Called as a member of staff
 * who holds the team's key; none of it opens a body. Ids are uuids and passed in order.
 */
export type TeamSealed = {
  /** `reporting.report`: for the progress and the drill. */
  readonly name: string
  /** How many keys are wrapped to epochs before `epoch`. */
  count(tx: Tx, organisationId: string, epoch: number): Promise<number>
  /** The next of them, in the order of their ids, after `after`. */
  wraps(tx: Tx, organisationId: string, epoch: number, after: string | undefined, limit: number): Promise<TeamWrap[]>
  /** Puts each fresh wrap where its old one still stands, and the new epoch beside it; answers how many. */
  replace(
    tx: Tx,
    organisationId: string,
    epoch: number,
    changes: readonly { id: string; old: Uint8Array; fresh: Uint8Array }[],
  ): Promise<number>
  /** With the bodies, as somebody who may read them: for a rehearsal on a copy. */
  bodies(
    tx: Tx,
    organisationId: string,
    after: string | undefined,
    limit: number,
  ): Promise<(TeamWrap & { body: Uint8Array })[]>
}

export type House = {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly keys: ServiceKeys
  readonly jobs: Jobs
  readonly mail: Mail
  /** Sealed files, and the scanner for those that are not sealed yet. */
  readonly files: Files
  readonly sessions: SessionStore
  /** What may be asked freely, and what costs a proof or a wait. */
  readonly limits: Limits
  /** What all capabilities keep sealed to teams. */
  readonly sealedToTeams: readonly TeamSealed[]
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
  /** What it keeps sealed to teams. */
  readonly sealedToTeams?: readonly TeamSealed[]
  /** Undoes `prepare` when the house closes: connections of its own, timers. */
  readonly close?: (house: House) => Promise<void>
}

export type AppRoutes = Routes<Actor>
export type RegisterRoutes = (routes: AppRoutes, house: House) => void
