// Each night: what has had its time goes, in small transactions, so that a kill leaves nothing half gone and the next run goes on.
import { daysOf, monthsOf } from '#engines/retention/index.ts'
import { blurOldWords } from '#partnership/oversight/index.ts'
import { blurLeavers } from '#people/staff/index.ts'
import { task } from '#permissions/actor.ts'
import { recordAudit } from '#platform/audit/record-audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { sweepOutbox } from '#platform/delivery/sweep-outbox.ts'
import { hasStandingAlert, sweepAlerts } from '#safety/alerts/index.ts'
import { eraseExpired, expiredReports, forgetErased, lockExpired } from '#safety/reporting/index.ts'
import type { House } from '#src/capabilities/house.ts'
import { sweepRequests } from '#support/casework/index.ts'
import { sweepOwn } from './sweep-store.ts'

const keeper = task('task-retention')
/** Rows a transaction. */
const batch = 200
/** Days after which a request for a copy that nobody answered is over. */
export const unansweredDays = 90

type Sweep = (tx: Tx, atMost: number) => Promise<number>

/** What goes without anybody having to be told at that moment, by the name under which the audit counts it. */
const sweeps: Readonly<Record<string, Sweep>> = {
  alerts: sweepAlerts,
  wishes: sweepRequests,
  erasedReports: forgetErased,
  leavers: (tx, atMost) => blurLeavers(tx, monthsOf('name-of-a-leaver'), atMost),
  register: (tx, atMost) => blurOldWords(tx, monthsOf('register'), atMost),
  letters: (tx, atMost) => sweepOutbox(tx, daysOf('letter'), atMost),
  own: (tx, atMost) =>
    sweepOwn(
      tx,
      { copy: daysOf('copy-of-a-report'), unanswered: unansweredDays, answer: monthsOf('request-of-somebody-named') },
      atMost,
    ),
}

/** Safe to run at any time, twice, and by two processes at once. */
export async function expireRecords(house: House): Promise<void> {
  const gone: Record<string, number> = {}
  const reports = await expireReports(house)
  if (reports > 0) gone.reports = reports
  for (const [name, sweep] of Object.entries(sweeps)) {
    let amount = 0
    while (true) {
      const some = await house.asActor(keeper, (tx) => sweep(tx, batch))
      amount += some
      if (some === 0) break
    }
    if (amount > 0) gone[name] = amount
  }
  if (Object.keys(gone).length === 0) return
  await house.asActor(keeper, (tx) => recordAudit(tx, { kind: 'records.swept', detail: gone }))
  house.log.info('records-swept', gone)
}

/** A transaction a report: its consents are taken first, so that it goes before or after a disclosure and never within one. */
async function expireReports(house: House): Promise<number> {
  let amount = 0
  let after: string | undefined
  while (true) {
    const ids = await house.asActor(keeper, (tx) => expiredReports(tx, after, batch))
    for (const id of ids) {
      const isGone = await house.asActor(keeper, async (tx) => {
        if (!(await lockExpired(tx, id)) || (await hasStandingAlert(tx, id))) return false
        await eraseExpired(house, tx, id)
        return true
      })
      if (isGone) amount++
    }
    after = ids.at(-1)
    if (ids.length < batch) return amount
  }
}
