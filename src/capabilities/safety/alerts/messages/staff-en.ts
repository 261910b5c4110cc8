// The words of staff's pages about alerts. English alone, typed so that another language can be added.
import type { AlertProblem } from '../alert.ts'

const count = (amount: number, one: string, other: string) => `${amount} ${amount === 1 ? one : other}`

const problems: Partial<Record<AlertProblem, string>> = {
  'wrong-state': 'Somebody was quicker: it is not published any more.',
}

export const staffEn = {
  title: 'Alerts',
  expired: 'That page had been open too long. Nothing was changed: please do it again.',
  problem: (problem: AlertProblem) => problems[problem] ?? 'That did not work. Look again below.',
  tabs: { ours: 'Ours', everybody: 'What members see' },
  state: 'State',
  states: { '': 'All', published: 'published', retracted: 'taken back', expired: 'ended in its time' },
  caption: 'Alerts of your team',
  columns: {
    alert: 'Alert',
    report: 'Report',
    state: 'State',
    since: 'Published',
    until: 'Stands until',
    reached: 'Reached',
    seen: 'Seen',
    waiting: 'Letters waiting',
    act: 'Take it back',
  },
  version: (p: { version: number }) => `version ${p.version}`,
  hasUpdate: 'change waiting',
  erased: 'words removed',
  reasons: {
    withdrawn: 'consent withdrawn',
    mistaken: 'mistaken',
    challenged: 'challenged',
    superseded: 'another one takes its place',
    expired: 'its time was over',
  },
  retract: 'Take it back',
  retractHint: 'Everybody who was sent it is told: no longer shown; this does not mean safe.',
  why: 'Why',
  note: 'For your colleagues',
  retracted: (p: { reached: number }) => `Taken back. ${count(p.reached, 'person is', 'people are')} being told.`,
  empty: 'No alert yet',
  emptyText: 'When a second person agrees to a warning, it appears here.',
  toDesk: 'Alert desk',
  everybodyLead: 'Read these out to people who have no account. Never more than stands here.',
  emptyEverybody: 'Nothing is published at this moment',
  older: 'Older',
  newer: 'Newer',
  outbox: {
    title: 'Outbox',
    lead: 'No mail server is set up. These letters would have been sent.',
    empty: 'No letter yet',
    emptyText: 'Publish a warning that fits a member who wants letters.',
    to: 'To',
    subject: 'Subject',
    text: 'Text',
    at: 'When',
  },
}
