// Work that runs later: a thin door to pg-boss. A job is queued in the transaction that makes it necessary.
import { fromKysely, PgBoss } from 'pg-boss'
import type { Tx } from '#platform/db/database.ts'
import type { Log } from '#platform/log.ts'

export type JobHandler = (data: unknown) => Promise<void>
export type Jobs = {
  /** Queues a job inside `tx`: it exists exactly if the transaction commits. `data` carries identifiers only. */
  send(tx: Tx, queue: string, data: Record<string, string | number>): Promise<void>
  sendMany(tx: Tx, queue: string, data: readonly Record<string, string | number>[]): Promise<void>
  /** Runs `handler` for each job of `queue`, at least once; a throw means: again later. */
  work(queue: string, handler: JobHandler, options?: { atOnce?: number }): Promise<void>
  /** Runs `queue` every so often by a cron line, once in the whole installation. */
  repeat(queue: string, cron: string): Promise<void>
  stop(): Promise<void>
}

/** Connects to the prepared queue schema. `working` also supervises: retries, expiry, schedules. */
export async function openJobs(appUrl: string, log: Log, working: boolean): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: appUrl,
    max: working ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: working,
    schedule: working,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    useListenNotify: working,
    application_name: 'rowan-jobs',
  })
  boss.on('error', (error) => log.error('jobs', error))
  await boss.start()
  return {
    async send(tx, queue, data) {
      await boss.send(queue, data, { db: fromKysely(tx) })
    },
    async sendMany(tx, queue, data) {
      if (data.length === 0) return
      await boss.insert(
        queue,
        data.map((each) => ({ data: each })),
        { db: fromKysely(tx) },
      )
    },
    async work(queue, handler, options = {}) {
      await boss.work(
        queue,
        { pollingIntervalSeconds: 2, localConcurrency: options.atOnce ?? 1, batchSize: 1 },
        async (jobs) => {
          for (const job of jobs) {
            try {
              await handler(job.data)
            } catch (error) {
              log.error('job-failed', error, { queue })
              // pg-boss stores what it is given: hand it a bare name, never a message that may quote a row.
              throw new Error('failed')
            }
          }
        },
      )
    },
    async repeat(queue, cron) {
      await boss.schedule(queue, cron)
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
