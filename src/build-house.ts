// Composition: opens the database, keys, jobs and mail that every capability is given.
import { dirname } from 'node:path'
import { serviceKeys } from '#engines/sealing/index.ts'
import { memberStanding } from '#people/members/index.ts'
import { task } from '#permissions/actor.ts'
import { asActor } from '#permissions/as-actor.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { defaultDataDir } from '#platform/db/embedded/embedded.ts'
import { type Letter, openMail } from '#platform/delivery/mail.ts'
import { keepLetter } from '#platform/delivery/outbox.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { sessionStore } from '#platform/http/session.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { createLimits } from '#platform/limits/limits.ts'
import { createLog, type Log } from '#platform/log.ts'
import type { Assets } from '#ui/assets.ts'
import { capabilities, eventQueue, workQueues } from './apps.ts'
import type { House } from './capabilities/house.ts'

/** Where keys, files and the embedded database live. */
export const dataDirOf = (config: Config): string => config.dataDir ?? defaultDataDir(dirname(import.meta.dirname))

export type BuiltHouse = House & { close(): Promise<void> }

/** The password of the `rowan_app` role, drawn from the service key so that every process knows it and no file holds it. */
export const appPassword = (rootKey: Uint8Array): string =>
  Buffer.from(serviceKeys(rootKey).secret('database app role')).toString('base64url')

/** The app role's address on the owner's server. */
export function appUrlOf(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = 'rowan_app'
  url.password = password
  return url.href
}

/** `working` also runs queued tasks in this process. */
export async function buildHouse(options: {
  config: Config
  appUrl: string
  rootKey: Uint8Array
  working: boolean
  clock?: Clock
  log?: Log
  poolSize?: number
  assets: Assets
}): Promise<BuiltHouse> {
  const { config, appUrl } = options
  const log = options.log ?? createLog()
  const clock = options.clock ?? systemClock
  const keys = serviceKeys(options.rootKey)
  const db = openDatabase(appUrl, (error) => log.error('database-connection', error), options.poolSize)
  const run: House['asActor'] = (actor, work) => asActor(db, actor, work)
  const jobs = await openJobs(appUrl, log, options.working)
  const keep = (letter: Letter, id: string) =>
    run(task('task-delivery'), (tx) => keepLetter(tx, id, keys.sealField(JSON.stringify(letter), `outbox:${id}`)))
  const mail = openMail(config, keep)
  const house: BuiltHouse = {
    config,
    clock,
    log,
    keys,
    db,
    jobs,
    mail,
    files: openFiles(config, dataDirOf(config), keys),
    assets: options.assets,
    sealedToTeams: capabilities.flatMap((capability) => capability.sealedToTeams ?? []),
    sessions: sessionStore({
      run: (work) => run(task('task-session'), work),
      ask: async (query) => (await db.executeQuery(query)).rows,
      standing: { public: memberStanding },
    }),
    limits: createLimits({
      keys,
      clock,
      proxies: config.trustedProxies,
      scale: config.limitsScale,
      run: (work) => run(task('task-limits'), work),
    }),
    asActor: run,
    async publish(tx, event, data) {
      for (const capability of capabilities)
        if (capability.listens?.[event]) await jobs.send(tx, eventQueue(event, capability.name), data)
    },
    async close() {
      for (const capability of capabilities) await capability.close?.(house)
      await jobs.stop()
      mail.close()
      await db.destroy()
    },
  }
  for (const capability of capabilities) await capability.prepare?.(house)
  if (options.working) {
    for (const { queue, run: work, cron, atOnce } of workQueues) {
      await jobs.work(queue, (data) => work(house, data), atOnce === undefined ? {} : { atOnce })
      if (cron) await jobs.repeat(queue, cron)
    }
  }
  return house
}
