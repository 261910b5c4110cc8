// What is kept, how long, from when, why, and what happens then: one table for sweeps, pages, documents and the test that knows
// every table of the database.

/** A time of days or of months; `act`: until somebody does what `from` says; `stays`: as long as the service or the team does. */
export type Keeps = { days: number } | { months: number } | 'act' | 'stays'

/** Why so long. The sentences stand in `reasons`. */
export type Basis = keyof typeof reasons

export const reasons = {
  told: 'so that the person who told can go on telling, read replies and decide',
  warning: 'to warn others while the warning can help',
  practice: 'what sister schemes keep: five years let reports about one person be seen together',
  limitation: 'six years, the ordinary time to bring a claim (Limitation Act 1980): who decided must be able to answer',
  correction: 'so that a mistake in taking something back can be looked into',
  account: 'to have the account, and as long as its holder wants it',
  work: 'to do the work that was asked for, and a short while to look back',
  attack: 'to see and slow an attack, and no longer than that takes',
  machine: 'the machine cannot run without it',
  whole: 'cutting a part out would break the proof that the rest was not changed; no words stand in it',
  forum: 'who belongs to the Forum and with which keys is public',
} as const

/** `erase`: the rows go. `blur`: words and names go, codes and times stay. `follows`: goes with what it belongs to. */
export type Then = 'erase' | 'blur' | 'follows' | 'nothing'

/** Who learns of it before: `organisation` by the list of what goes within thirty days. */
export type Warned = 'reporter' | 'organisation' | 'holder' | 'nobody'

export type Line = {
  /** `report`: what documents, sweeps and pages call it. */
  readonly kind: string
  /** Tables by name. One table may stand in several lines, since its rows or their words may have several times. */
  readonly tables: readonly string[]
  readonly keeps: Keeps
  /** The event from which it is counted, or the act that ends it. */
  readonly from: string
  readonly basis: Basis
  readonly then: Then
  readonly warned: readonly Warned[]
  /** The task, or the act, that does it. */
  readonly by: string
}

const line = (
  kind: string,
  tables: readonly string[],
  keeps: Keeps,
  from: string,
  basis: Basis,
  then: Then,
  by: string,
  warned: readonly Warned[] = ['nobody'],
): Line => ({ kind, tables, keeps, from, basis, then, by, warned })

export const lines: readonly Line[] = [
  // reports
  line('draft', ['reporting.report'], { days: 30 }, 'its last change', 'told', 'erase', 'reporting.sweep-drafts', [
    'reporter',
  ]),
  line(
    'report',
    [
      'reporting.report',
      'reporting.message',
      'reporting.identifier',
      'reporting.attachment',
      'reporting.sealed_part',
      'reporting.consent',
      'reporting.use',
    ],
    { months: 60 },
    'being closed or, if it never was, sent; later if the person who told asks for another year, there is a warning from it, or it is held by two people',
    'practice',
    'blur',
    'records.expire',
    ['reporter', 'organisation'],
  ),
  line(
    'erased-report',
    ['reporting.report', 'reporting.consent', 'reporting.use'],
    { months: 72 },
    'being erased: a row without words, and what others had been shown already. One that the register names stays with it',
    'limitation',
    'erase',
    'records.expire',
  ),
  line(
    'held-report',
    [
      'held_reports.held',
      'held_reports.point',
      'held_reports.match',
      'held_reports.party',
      'held_reports.asked',
      'held_reports.message',
    ],
    'act',
    'its holder sends it on, takes it back or erases it',
    'told',
    'erase',
    'the holder’s own act',
    ['reporter'],
  ),
  line(
    'wish-for-a-worker',
    ['casework.support_request'],
    'act',
    'being closed or taken back: how to reach the person goes at once',
    'work',
    'blur',
    'the worker’s or the reporter’s act',
    ['reporter'],
  ),
  line('ended-wish', ['casework.support_request'], { months: 12 }, 'its last step', 'work', 'erase', 'records.expire'),

  // warnings
  line(
    'ended-alert',
    ['alerts.alert', 'alerts.decision'],
    { months: 12 },
    'being taken back, dropped or over: its words and the reasons written about it',
    'correction',
    'blur',
    'records.expire',
  ),
  line(
    'decision',
    ['alerts.alert', 'alerts.decision'],
    { months: 72 },
    'the end of the alert: who asked, who agreed, when',
    'limitation',
    'erase',
    'records.expire',
  ),
  line('delivery', ['alerts.delivery'], { months: 3 }, 'the end of the alert', 'correction', 'erase', 'records.expire'),
  line('entry', ['checker.entry'], { days: 30 }, 'the end of its alert', 'correction', 'erase', 'checker.sweep'),
  line(
    'questions-asked',
    ['checker.asked'],
    { days: 2 },
    'the hour that is counted',
    'attack',
    'erase',
    'checker.sweep',
  ),

  // members
  line(
    'member',
    ['members.member', 'members.passkey', 'members.recovery', 'members.standing'],
    'act',
    'the member deletes the account',
    'account',
    'erase',
    'the member’s own act',
    ['holder'],
  ),
  line(
    'joining',
    ['members.vouch_code', 'members.application'],
    { days: 30 },
    'its answer at the latest; a vouching code and evidence go after 14 days',
    'work',
    'erase',
    'members.sweep-joining',
    ['holder'],
  ),
  line(
    'vouching',
    ['members.vouch_mark', 'members.standing'],
    { months: 12 },
    'the vouching',
    'attack',
    'blur',
    'members.sweep-joining',
  ),
  line('stop', ['members.stop'], 'act', 'a membership worker lifts it', 'attack', 'erase', 'the worker’s act'),
  line('intake', ['members.intake'], 'act', 'the team takes no more applications', 'work', 'erase', 'the team’s act'),

  // people who work here
  line(
    'way-in-of-staff',
    ['staff.credential', 'staff.passkey', 'staff.team_key_wrap'],
    'act',
    'the person leaves',
    'account',
    'erase',
    'a colleague’s act',
    ['holder'],
  ),
  line(
    'name-of-a-leaver',
    ['staff.person'],
    { months: 72 },
    'leaving: the name stands beside what they signed',
    'limitation',
    'blur',
    'records.expire',
    ['holder'],
  ),
  line('invitation', ['staff.invitation'], { days: 14 }, 'being proposed', 'work', 'erase', 'staff.forget-invitations'),
  line(
    'opening-counted',
    ['staff.opening'],
    { days: 30 },
    'the last opening: what somebody usually opens is compared with',
    'attack',
    'erase',
    'alarms.forget',
    ['nobody'],
  ),
  line(
    'asking',
    ['limits.bucket', 'limits.day_seed'],
    { days: 2 },
    'the day; its key goes, and what is left says nothing',
    'attack',
    'erase',
    'alarms.sweep-limits',
  ),
  line('alarm', ['alarms.alarm'], { days: 90 }, 'happening last', 'attack', 'erase', 'alarms.forget', ['organisation']),
  line(
    'failed-sign-in',
    ['staff.sign_in_attempt'],
    { days: 1 },
    'the last try',
    'attack',
    'erase',
    'staff.forget-tries',
  ),

  // answering for what was done
  line(
    'register',
    ['oversight.request', 'oversight.proposal', 'oversight.verdict'],
    { months: 72 },
    'the entry: its words and reasons; codes and times stay',
    'limitation',
    'blur',
    'records.expire',
  ),
  line(
    'disclosure',
    ['oversight.disclosure'],
    'stays',
    'handing something over without consent',
    'whole',
    'nothing',
    '–',
  ),
  line(
    'audit',
    ['audit.entry', 'audit.link', 'audit.head', 'audit.checkpoint'],
    'stays',
    'the act',
    'whole',
    'nothing',
    '–',
  ),
  line(
    'hold',
    ['records.hold'],
    { months: 24 },
    'its proposal at the latest, when it ends; the row goes with its report',
    'limitation',
    'follows',
    'records.expire',
    ['organisation'],
  ),
  line(
    'copy-of-a-report',
    ['records.copy_request'],
    { days: 30 },
    'being ready: its words and key; an unanswered request after 90 days',
    'told',
    'erase',
    'records.expire',
    ['reporter'],
  ),
  line(
    'request-of-somebody-named',
    ['records.subject_request'],
    { months: 72 },
    'the answer: words and reasons; codes and times stay',
    'limitation',
    'blur',
    'records.expire',
  ),

  // the machine
  line('session', ['platform.web_session'], { days: 1 }, 'its last use', 'machine', 'erase', 'reporting.sweep-drafts'),
  line(
    'letter',
    ['platform.outbox_letter'],
    { days: 30 },
    'being written; with a mail server none are stored',
    'work',
    'erase',
    'records.expire',
  ),
  line(
    'keys-of-a-team',
    [
      'organisations.team_key',
      'team_keys.rewrap',
      'team_keys.recovery_set',
      'team_keys.recovery_wrap',
      'team_keys.recovery_request',
      'team_keys.recovery_confirmation',
    ],
    'stays',
    'the team; wraps of an old key go when nothing is sealed to it any more',
    'machine',
    'nothing',
    'team-keys',
  ),
  line('organisation', ['organisations.organisation'], 'stays', 'belonging to the Forum', 'forum', 'nothing', '–'),
  line(
    'rules',
    ['permissions.rule', 'platform.key_check', 'platform.migration'],
    'stays',
    'the version',
    'machine',
    'nothing',
    '–',
  ),
  line(
    'jobs',
    ['pgboss.*'],
    { days: 14 },
    'being finished; ids and codes only',
    'machine',
    'erase',
    'the job queue itself',
  ),
]

/** Days after which no backup is kept: what the pages say of erasing, and what whoever runs Rowan keeps to. */
export const backupDays = 30
/** The line of a kind. Throws for a kind that is not in the schedule. */
export function lineOf(kind: string): Line {
  const found = lines.find((each) => each.kind === kind)
  if (!found) throw new Error(`nothing is said about keeping ${kind}`)
  return found
}

/** Months a kind is kept. Throws when it is kept by days or by an act. */
export function monthsOf(kind: string): number {
  const { keeps } = lineOf(kind)
  if (typeof keeps === 'string' || !('months' in keeps)) throw new Error(`${kind} is not kept by months`)
  return keeps.months
}

/** Days a kind is kept. Throws when it is kept by months or by an act. */
export function daysOf(kind: string): number {
  const { keeps } = lineOf(kind)
  if (typeof keeps === 'string' || !('days' in keeps)) throw new Error(`${kind} is not kept by days`)
  return keeps.days
}

/** Tables that no line names, `pgboss.*` meaning all of a schema: what somebody added without saying how long it is kept. */
export const unnamed = (tables: readonly string[], among: readonly Line[] = lines): string[] =>
  tables.filter(
    (table) =>
      !among.some((each) => each.tables.some((named) => named === table || named === `${table.split('.')[0]}.*`)),
  )
