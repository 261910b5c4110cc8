// The job queue's own tables, made by the owner role; the app only uses them. Jobs carry identifiers, never words.
import { PgBoss } from 'pg-boss'

/** Creates or upgrades the queue's schema and the named queues. */
export async function prepareJobSchema(ownerUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    for (const name of queues) {
      if (await boss.getQueue(name)) continue
      await boss.createQueue(name, {
        retryLimit: 20,
        retryDelay: 2,
        retryBackoff: true,
        expireInSeconds: 120,
        // A worker that was killed says nothing any more: its job goes to another within seconds, not when it expires.
        heartbeatSeconds: 15,
        notify: true,
      })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
