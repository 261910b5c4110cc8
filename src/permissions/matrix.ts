// Who may do what, in one place: action → role → scope. Absent means no.
// This constant types `may()`, guards routes, seeds the table that the row policies read, and prints docs/PERMISSIONS.md.

/** How far a grant reaches: rows of one's own organisation, rows that are one's own, or any row. */
export type Scope = 'organisation' | 'own' | 'any'

export const staffRoles = [
  'desk', // alert desk: triage, sanitise, publish
  'adviser', // independent adviser: reports about officers and partners' workers
  'caseworker', // caseworker, ISVA, IDVA
  'outreach', // outreach, drop-in, clinic worker
  'membership', // makes members' accounts
  'police', // police liaison: receives only what was consented to
  'coordinator', // the Forum's own work
  'operator', // runs the service; can never read a report
] as const
export type StaffRole = (typeof staffRoles)[number]

export const otherRoles = [
  'visitor', // nobody in particular
  'reporter', // holds a receipt, or has just begun a report
  'member',
  'task-session', // reads and writes web sessions
  'task-sign-in', // looks up the account somebody claims to have
  'task-enrolment', // the command line, where an organisation or a person is entered
  'task-receipt', // finds the report of a receipt
  'task-delivery', // hands alerts over to their channels
  'task-checker', // keeps the matching index in step and answers checks
  'task-trace', // writes into a report's trace what another capability tells of it
  'task-retention', // expires what has had its time
  'task-import', // takes in an organisation's log
  'task-demonstration', // loads the fictional demonstration
  'task-invitation', // enters somebody of staff whom two people invited
  'task-joining', // brings newcomers in: vouching codes, applications, their accounts
  'task-matching', // finds held reports that name the same person
  'task-audit', // signs checkpoints of the audit and verifies it
  'task-files', // checks what was added to a report and removes what belongs to nothing
  'task-limits', // counts what was asked lately, under digests
  'task-alarms', // sends word of alarms, and forgets old ones
] as const
export type Role = StaffRole | (typeof otherRoles)[number]

type Rules = Readonly<Record<string, Readonly<Partial<Record<Role, Scope>>>>>

/** Everybody who may act at all: so that no act goes unrecorded for want of a right. */
const everybody = Object.fromEntries([...staffRoles, ...otherRoles].map((role) => [role, 'any'])) as Readonly<
  Record<Role, 'any'>
>
const allStaff = Object.fromEntries(staffRoles.map((role) => [role, 'any'])) as Readonly<Record<StaffRole, 'any'>>

export const matrix = {
  // sessions and accounts
  'session.keep': { 'task-session': 'any' },
  'outbox.keep': { 'task-delivery': 'any' },
  'account.find': { 'task-sign-in': 'any' },
  'staff.self': {
    desk: 'own',
    adviser: 'own',
    caseworker: 'own',
    outreach: 'own',
    membership: 'own',
    police: 'own',
    coordinator: 'own',
    operator: 'own',
  },
  'staff.list': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    outreach: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'organisation',
    operator: 'organisation',
  },
  // Joining takes two people: one proposes, another confirms. Leaving takes one, and gives nobody anything.
  'staff.invite': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'organisation',
    operator: 'organisation',
  },
  'staff.confirm': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    outreach: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'organisation',
    operator: 'organisation',
  },
  // For an organisation of one person: who does the Forum's own work.
  'staff.confirm-alone': { coordinator: 'any', operator: 'any' },
  'staff.join': { 'task-invitation': 'any' },
  'staff.end': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'organisation',
    operator: 'organisation',
  },
  'staff.create': { 'task-enrolment': 'any', 'task-demonstration': 'any' },
  'team-key.use': { desk: 'own', adviser: 'own', caseworker: 'own', membership: 'own' },
  'team-key.give': { desk: 'organisation', adviser: 'organisation', caseworker: 'organisation' },
  // a team's key over time: new epochs, re-wrapping, the paper set
  'team-key.turn': { desk: 'organisation', adviser: 'organisation', caseworker: 'organisation' },
  'team-key.see': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    outreach: 'organisation',
    membership: 'organisation',
  },
  'team-key.recover': { desk: 'organisation', adviser: 'organisation', caseworker: 'organisation' },
  // The second person of a recovery: a colleague, or, for a team of one, the Forum's coordinator.
  'team-key.confirm': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    outreach: 'organisation',
    membership: 'organisation',
    coordinator: 'any',
  },
  'team-key.drill': { 'task-enrolment': 'any' },
  'organisation.create': { 'task-enrolment': 'any', 'task-demonstration': 'any' },

  // a report and the person who made it
  'report.start': { visitor: 'any', desk: 'any', caseworker: 'any', outreach: 'any', 'task-import': 'any' },
  'report.own': { reporter: 'own' },
  'report.find': { 'task-receipt': 'any' },
  'report.import': { 'task-import': 'any' },
  'report.read': { desk: 'organisation', adviser: 'organisation' },
  'report.work': { desk: 'organisation', adviser: 'organisation' },
  'draft.sweep': { 'task-retention': 'any' },
  'attachment.check': { 'task-files': 'any' },
  'consent.check': {
    // A check is answered from every team's entries, so whoever may ask must see whether each consent is live.
    desk: 'any',
    adviser: 'any',
    member: 'any',
    caseworker: 'any',
    outreach: 'any',
    'task-delivery': 'any',
    'task-checker': 'any',
    'task-matching': 'any',
    'task-retention': 'any',
  },
  'use.record': {
    desk: 'any',
    adviser: 'any',
    caseworker: 'any',
    outreach: 'any',
    member: 'any',
    'task-delivery': 'any',
    'task-checker': 'any',
    'task-trace': 'any',
    'task-retention': 'any',
    'task-import': 'any',
  },

  // held reports: only the named adviser, and only once enough different people name the same person
  'held.match': { 'task-matching': 'any' },
  'held.read': { adviser: 'organisation' },
  'held.work': { adviser: 'organisation' },

  // a wish for a worker
  'support.read': { caseworker: 'organisation' },
  'support.work': { caseworker: 'organisation' },
  'support.request': { reporter: 'any', desk: 'any', caseworker: 'any', outreach: 'any' },

  // warnings
  'alert.draft': { desk: 'organisation', adviser: 'organisation' },
  'alert.approve': { desk: 'organisation', adviser: 'organisation' },
  'alert.read': { member: 'any', desk: 'any', adviser: 'any', caseworker: 'any', outreach: 'any' },
  'alert.read-own': { reporter: 'own' },
  'alert.deliver': { 'task-delivery': 'any' },
  'alert.expire': { 'task-retention': 'any' },

  // the checker
  'check.ask': { member: 'any', desk: 'any', adviser: 'any', caseworker: 'any', outreach: 'any' },
  'entry.read': {
    member: 'any',
    desk: 'any',
    adviser: 'any',
    caseworker: 'any',
    outreach: 'any',
    'task-checker': 'any',
  },
  'entry.work': { desk: 'organisation', adviser: 'organisation' },
  'entry.withdraw': { 'task-checker': 'any', 'task-retention': 'any' },

  // members
  'member.create': { membership: 'any', 'task-demonstration': 'any', 'task-joining': 'any' },
  'member.list': { membership: 'any' },
  'member.self': { member: 'own' },
  'member.reach': { 'task-delivery': 'any' },
  'member.vouch': { member: 'own' },
  'joining.work': { 'task-joining': 'any' },
  'joining.sweep': { 'task-retention': 'any' },
  // Whether somebody's account rests is asked wherever they are let in or reached.
  'standing.read': {
    member: 'own',
    membership: 'any',
    'task-sign-in': 'any',
    'task-delivery': 'any',
    'task-joining': 'any',
  },
  'stop.read': {
    member: 'any',
    membership: 'any',
    'task-sign-in': 'any',
    'task-delivery': 'any',
    'task-joining': 'any',
    'task-retention': 'any',
  },
  'branch.stop': { membership: 'any' },
  'application.decide': { membership: 'organisation' },

  // the audit: everybody's acts are recorded; partners hold checkpoints, nobody reads it page by page
  'audit.record': everybody,
  'audit.read': { 'task-audit': 'any' },
  'checkpoint.make': { 'task-audit': 'any' },
  'checkpoint.read': { ...allStaff, 'task-audit': 'any' },

  // the register of legal requests and of what was handed over without consent: two people of different houses or roles
  'legal.read': { desk: 'any', adviser: 'any', caseworker: 'any', coordinator: 'any' },
  'legal.work': { desk: 'any', adviser: 'any', caseworker: 'any', coordinator: 'any' },
  'legal.hand-over': { desk: 'organisation', adviser: 'organisation' },
  'legal.tell': { 'task-trace': 'any' },

  // how long things are kept: what goes by itself, what is held back from going, copies, requests of who is named
  'record.expire': { 'task-retention': 'any' },
  'record.hold': { desk: 'organisation', adviser: 'organisation' },
  'record.copy': { desk: 'organisation', adviser: 'organisation' },
  'record.answer': { desk: 'organisation', adviser: 'organisation', coordinator: 'organisation' },

  // limits, and alarms to staff: never to whom one is about
  'limit.count': { 'task-limits': 'any' },
  'alarm.raise': everybody,
  'alarm.read': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'any',
    operator: 'any',
  },
  'alarm.look': {
    desk: 'organisation',
    adviser: 'organisation',
    caseworker: 'organisation',
    membership: 'organisation',
    police: 'organisation',
    coordinator: 'any',
    operator: 'any',
  },
  'alarm.tell': { 'task-alarms': 'any' },
} as const satisfies Rules

export type Action = keyof typeof matrix

/** The matrix as rows for the table `permissions.rule`. */
export const ruleRows = (): { action: Action; role: Role; scope: Scope }[] =>
  (Object.keys(matrix) as Action[]).flatMap((action) =>
    Object.entries(matrix[action] as Partial<Record<Role, Scope>>).map(([role, scope]) => ({
      action,
      role: role as Role,
      scope,
    })),
  )
