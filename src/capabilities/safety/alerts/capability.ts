// Alerts: warnings that two people agreed on, delivered, corrected and taken back.

import { isId } from '#platform/ids.ts'
import type { Capability } from '#src/capabilities/house.ts'
import type { Sending } from './delivery-store.ts'
import { handOver } from './hand-over.ts'
import { handOverQueue, planAlert, planQueue, planRetraction } from './plan-delivery.ts'
import { endForReport, endUncovered, expireAlerts } from './retract-alert.ts'

const isSending = (data: unknown): data is Sending => {
  const sending = data as Partial<Sending> | null
  return (
    isId(sending?.alertId) &&
    Number.isInteger(sending.version) &&
    (sending.kind === 'alert' || sending.kind === 'retraction')
  )
}

function sendingOf(data: unknown): Sending {
  if (!isSending(data)) throw new TypeError('a job of alerts that cannot be read')
  return { alertId: data.alertId, version: data.version, kind: data.kind }
}

export const alerts: Capability = {
  name: 'safety/alerts',
  uses: ['partnership/organisations', 'people/members', 'people/staff', 'safety/reporting', 'safety/checker'],
  listens: {
    'alert-published': async (house, { alertId, version }) => planAlert(house, { alertId, version, kind: 'alert' }),
    'consent-withdrawn': async (house, { reportId, purpose }) => {
      if (purpose === 'warn') await endForReport(house, reportId, 'withdrawn')
    },
    'consent-changed': async (house, { reportId, purpose }) => {
      if (purpose === 'warn') await endUncovered(house, reportId)
    },
    'report-erased': async (house, { reportId }) => endForReport(house, reportId, 'erased'),
  },
  tasks: {
    [planQueue]: {
      run: async (house, data) => {
        const sending = sendingOf(data)
        await (sending.kind === 'alert' ? planAlert(house, sending) : planRetraction(house, sending))
      },
    },
    [handOverQueue]: {
      atOnce: 2,
      run: async (house, data) => {
        const { first, last } = data as { first?: unknown; last?: unknown }
        if (!isId(first) || !isId(last)) throw new TypeError('a job of alerts that cannot be read')
        await handOver(house, sendingOf(data), { first, last })
      },
    },
    'alerts.expire': { cron: '17 * * * *', run: async (house) => void (await expireAlerts(house)) },
  },
}
