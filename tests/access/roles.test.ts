// Every role on every table with every verb, against the real row policies: what the matrix grants is reached, all else is not.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Action, matrix, otherRoles, type Role, type Scope, staffRoles } from '#permissions/matrix.ts'
import { type Context, ids, insertOf, type Outcome, openAccessWorld, type World } from './access-world.ts'

const verbs = ['select', 'insert', 'update', 'delete'] as const
type Verb = (typeof verbs)[number]

/** Which actions open a table, by verb. A verb that is absent is opened by nothing. */
type Openings = Readonly<Partial<Record<Verb, readonly Action[]>>> & {
  /** Everybody may read it, for this reason. */
  isOpen?: string
  /** Whatever the scope says, only rows of one's own: a policy that is narrower than the matrix. */
  isOwnOnly?: boolean
}

const own: readonly Action[] = ['report.own']
const openings: Readonly<Record<string, Openings>> = {
  'permissions.rule': { isOpen: 'the rules are public' },
  'platform.key_check': {},
  'platform.migration': {},
  'platform.web_session': each(['session.keep'], 'select', 'insert', 'update', 'delete'),
  'platform.outbox_letter': each(['outbox.keep'], 'select', 'insert'),
  'organisations.organisation': { isOpen: 'the Forum is public', insert: ['organisation.create'] },
  'organisations.team_key': {
    isOpen: 'public keys',
    insert: ['organisation.create', 'team-key.turn'],
    update: ['team-key.turn'],
  },
  'team_keys.rewrap': { select: ['team-key.see'], insert: ['team-key.turn'], update: ['team-key.turn'] },
  'team_keys.recovery_set': {
    select: ['team-key.see', 'team-key.drill'],
    insert: ['team-key.turn'],
    update: ['team-key.turn', 'team-key.drill'],
  },
  'team_keys.recovery_wrap': { select: ['team-key.recover', 'team-key.drill'], insert: ['team-key.turn'] },
  'team_keys.recovery_request': {
    select: ['team-key.confirm'],
    insert: ['team-key.recover'],
    update: ['team-key.confirm'],
  },
  'team_keys.recovery_confirmation': { select: ['team-key.confirm'], insert: ['team-key.confirm'] },
  'staff.person': {
    select: ['account.find', 'staff.self', 'staff.list', 'staff.create', 'staff.join'],
    insert: ['staff.create', 'staff.join'],
  },
  'staff.credential': { select: ['account.find'], update: ['account.find'], insert: ['staff.create', 'staff.join'] },
  'staff.invitation': {
    select: ['staff.confirm', 'staff.confirm-alone', 'staff.join'],
    insert: ['staff.invite'],
    update: ['staff.confirm', 'staff.confirm-alone', 'staff.invite'],
    delete: ['staff.invite', 'staff.join'],
  },
  'staff.sign_in_attempt': each(['account.find'], 'select', 'insert', 'update', 'delete'),
  'staff.team_key_wrap': {
    select: ['team-key.use', 'team-key.give', 'staff.end'],
    insert: ['staff.create', 'team-key.give'],
  },
  'staff.passkey': {
    select: ['account.find', 'staff.self'],
    insert: ['staff.self'],
    update: ['account.find'],
    delete: ['staff.self'],
  },
  'members.passkey': {
    select: ['account.find', 'member.self'],
    insert: ['member.self'],
    update: ['account.find'],
    delete: ['member.self'],
  },
  'members.member': {
    select: ['account.find', 'member.self', 'member.reach', 'member.list', 'joining.work'],
    insert: ['member.create'],
    update: ['account.find', 'member.self'],
    delete: ['member.self'],
  },
  'members.recovery': {
    ...each(['account.find'], 'select', 'update', 'delete'),
    insert: ['account.find', 'member.create'],
  },
  'members.standing': {
    select: ['standing.read', 'joining.sweep'],
    insert: ['member.create'],
    update: ['joining.sweep'],
  },
  'members.vouch_code': {
    ...each(['joining.work'], 'insert', 'update'),
    ...each(['joining.work', 'joining.sweep'], 'select', 'delete'),
  },
  'members.vouch_mark': {
    ...each(['joining.work'], 'insert', 'update'),
    ...each(['joining.work', 'joining.sweep'], 'select', 'delete'),
  },
  'members.stop': { select: ['stop.read'], ...each(['branch.stop'], 'insert', 'delete') },
  'members.intake': {
    select: ['joining.work', 'application.decide'],
    ...each(['application.decide'], 'insert', 'delete'),
  },
  'members.application': {
    select: ['joining.work', 'application.decide', 'joining.sweep'],
    insert: ['joining.work'],
    update: ['joining.work', 'application.decide', 'joining.sweep'],
    delete: ['joining.work', 'joining.sweep'],
  },
  'reporting.report': {
    select: ['report.own', 'report.find', 'report.read', 'report.import', 'draft.sweep'],
    insert: ['report.own', 'report.import'],
    update: ['report.own', 'report.find', 'report.work', 'report.import'],
    delete: ['report.own', 'report.import', 'draft.sweep'],
  },
  'reporting.consent': {
    select: ['report.own', 'report.find', 'report.read', 'report.import', 'draft.sweep'],
    insert: ['report.own', 'report.import'],
    update: ['report.own'],
  },
  'reporting.attachment': {
    select: ['report.own', 'report.read', 'attachment.check'],
    insert: ['report.own'],
    update: ['report.own', 'attachment.check'],
    delete: ['report.own'],
  },
  'reporting.message': {
    select: ['report.own', 'report.read'],
    insert: ['report.own', 'report.work'],
    update: ['report.own', 'report.work'],
    delete: ['report.own'],
  },
  'reporting.use': { select: ['report.own', 'report.read'], insert: ['report.own', 'use.record'], delete: own },
  'reporting.identifier': {
    select: ['report.own', 'report.read'],
    insert: ['report.own', 'report.import', 'report.read'],
    delete: ['report.own'],
  },
  'reporting.sealed_part': { select: ['report.own', 'report.read'], ...each(own, 'insert', 'update', 'delete') },
  'casework.support_request': {
    select: ['support.read', 'report.own'],
    insert: ['report.own'],
    update: ['support.work', 'report.own'],
  },
  'held_reports.held': {
    select: ['report.own', 'held.read'],
    insert: ['report.own'],
    update: ['report.own'],
    delete: ['report.own'],
  },
  'held_reports.point': {
    select: ['report.own', 'held.match', 'held.read'],
    insert: ['report.own'],
    delete: ['report.own'],
  },
  'held_reports.match': { select: ['held.match', 'held.read'], insert: ['held.match'], update: ['held.work'] },
  'held_reports.party': { select: ['held.match', 'held.read'], insert: ['held.match'], update: ['held.work'] },
  'held_reports.asked': { select: ['report.own', 'held.read'], insert: ['held.work'], update: ['report.own'] },
  'held_reports.message': { select: ['report.own', 'held.read'], insert: ['report.own', 'held.work'] },
  'alerts.alert': {
    select: ['alert.draft', 'alert.read', 'alert.read-own', 'alert.deliver', 'alert.expire'],
    insert: ['alert.draft'],
    update: ['alert.draft', 'alert.deliver', 'alert.expire'],
  },
  'alerts.decision': {
    select: ['alert.draft', 'alert.deliver'],
    insert: ['alert.draft'],
    update: ['alert.deliver'],
  },
  'alerts.delivery': {
    select: ['alert.deliver', 'member.self', 'alert.draft'],
    insert: ['alert.deliver'],
    update: ['alert.deliver', 'member.self'],
  },
  'checker.entry': {
    select: ['entry.read', 'report.own', 'entry.withdraw'],
    insert: ['entry.work'],
    update: ['entry.work', 'report.own', 'entry.withdraw'],
    delete: ['entry.withdraw'],
  },
  'audit.entry': { select: ['audit.read'], insert: ['audit.record'] },
  'audit.link': each(['audit.read'], 'select'),
  'audit.head': each(['audit.read'], 'select'),
  'oversight.request': { select: ['legal.read'], insert: ['legal.work'] },
  'oversight.proposal': { select: ['legal.read', 'legal.tell'], insert: ['legal.work'] },
  'oversight.verdict': { select: ['legal.read'], insert: ['legal.work'] },
  'oversight.disclosure': {
    select: ['legal.read', 'legal.tell'],
    insert: ['legal.hand-over'],
    update: ['legal.tell'],
  },
  'records.hold': each(['record.hold'], 'select', 'insert', 'update'),
  'records.copy_request': {
    select: ['report.own', 'record.copy'],
    insert: ['report.own'],
    update: ['report.own', 'record.copy'],
  },
  'records.subject_request': each(['record.answer'], 'select', 'insert', 'update'),
  'limits.day_seed': each(['limit.count'], 'select', 'insert', 'delete'),
  'limits.bucket': each(['limit.count'], 'select', 'insert', 'update', 'delete'),
  'staff.opening': each(['limit.count'], 'select', 'insert', 'update', 'delete'),
  'alarms.alarm': {
    select: ['alarm.read', 'alarm.tell'],
    update: ['alarm.look', 'alarm.tell'],
    delete: ['alarm.tell'],
  },
  'audit.checkpoint': { select: ['checkpoint.read'], insert: ['checkpoint.make'] },
  'checker.asked': {
    select: ['check.ask', 'entry.withdraw'],
    insert: ['check.ask'],
    update: ['check.ask'],
    delete: ['check.ask', 'entry.withdraw'],
    isOwnOnly: true,
  },
}

function each(actions: readonly Action[], ...of: readonly Verb[]): Openings {
  return Object.fromEntries(of.map((verb) => [verb, actions]))
}

const roles: readonly Role[] = [...staffRoles, ...otherRoles]
const isStaff = (role: Role) => (staffRoles as readonly Role[]).includes(role)

/** Who a role is in the world: the worker, the reporter and the member whose rows stand there. */
function insider(role: Role): Context {
  if (isStaff(role)) return { roles: [role], subject: ids.person, organisation: ids.ours }
  if (role === 'reporter') return { roles: [role], subject: ids.report }
  if (role === 'member') return { roles: [role], subject: ids.member }
  return { roles: [role] }
}

/** The same role, somebody else, working elsewhere: no row of the world is theirs. */
const stranger = (role: Role): Context => ({
  roles: [role],
  subject: randomUUID(),
  ...(isStaff(role) ? { organisation: ids.empty } : {}),
})

const scopesFor = (role: Role, table: string, verb: Verb): Scope[] =>
  (openings[table]?.[verb] ?? []).flatMap((action) => (matrix[action] as Partial<Record<Role, Scope>>)[role] ?? [])

const reached = (outcome: Outcome) => 'rows' in outcome && outcome.rows > 0
/** A row that was found but may not become what the statement makes of it: reached all the same, for an update. */
const touched = (outcome: Outcome) => reached(outcome) || ('refused' in outcome && outcome.refused === 'policy')

describe('every role on every table', () => {
  let world: World
  const updatable = new Map<string, string>()

  before(async () => {
    world = await openAccessWorld()
    const { rows } = await world.owner.query<{ name: string; column: string }>(
      `select format('%I.%I', table_schema, table_name) as name, min(column_name) as column
       from information_schema.column_privileges where grantee = 'rowan_app' and privilege_type = 'UPDATE' group by 1`,
    )
    for (const { name, column } of rows) updatable.set(name, column)
  })
  after(() => world.close())

  /** One verb on the whole table, each of the world's rows in turn for an insert; true as soon as one is reached. */
  async function reaches(context: Context, table: string, verb: Verb): Promise<boolean> {
    if (verb === 'select') return reached(await world.tryAs(context, `select from ${table}`))
    if (verb === 'delete') {
      const outcome = await world.tryAs(context, `delete from ${table}`)
      return touched(outcome)
    }
    if (verb === 'update') {
      const column = updatable.get(table)
      const text = `update ${table} set ${column ? `${column} = ${column}` : `${await anyColumn(table)} = null`}`
      return touched(await world.tryAs(context, text))
    }
    for (const row of world.rows.get(table) ?? [])
      if (reached(await world.tryAs(context, ...insertOf(table, row)))) return true
    return false
  }

  const anyColumn = async (table: string): Promise<string> => {
    const { rows } = await world.owner.query<{ name: string }>(
      'select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum = 1',
      [table],
    )
    return rows[0]!.name
  }

  test('the world has rows in every table, and every table stands in the list above', async () => {
    assert.deepEqual(Object.keys(openings).sort(), [...world.tables].sort())
    for (const table of world.tables) {
      if (['audit.head', 'permissions.rule', 'platform.key_check', 'platform.migration'].includes(table)) continue
      assert.ok((world.rows.get(table)?.length ?? 0) > 0, `no row in ${table}`)
    }
  })

  test('nobody in particular reads, writes, changes and removes nothing', async () => {
    const wrong: string[] = []
    for (const table of world.tables)
      for (const verb of verbs) {
        const isOpen = verb === 'select' && openings[table]?.isOpen
        if (!isOpen && (await reaches({ roles: [] }, table, verb))) wrong.push(`${verb} ${table}`)
      }
    assert.deepEqual(wrong, [])
  })

  test('a role that does not exist is nobody', async () => {
    for (const table of world.tables)
      if (!openings[table]?.isOpen)
        assert.equal(
          await reaches({ roles: ['superuser'], subject: ids.person, organisation: ids.ours }, table, 'select'),
          false,
          table,
        )
  })

  for (const role of roles)
    test(`${role}: reaches what the matrix grants, and nothing else`, async () => {
      const wrong: string[] = []
      for (const table of world.tables)
        for (const verb of verbs) {
          const isOpen = verb === 'select' && openings[table]?.isOpen !== undefined
          const isGranted = isOpen || scopesFor(role, table, verb).length > 0
          const isReached = await reaches(insider(role), table, verb)
          if (isReached !== isGranted)
            wrong.push(`${verb} ${table}: ${isReached ? 'reached without a grant' : 'granted, not reached'}`)
        }
      assert.deepEqual(wrong, [])
    })

  for (const role of roles)
    test(`${role}: somebody of the same role elsewhere reaches no row that is granted by organisation or by oneself`, async () => {
      const wrong: string[] = []
      for (const table of world.tables)
        for (const verb of verbs) {
          const isOpen = verb === 'select' && openings[table]?.isOpen
          if (isOpen || scopesFor(role, table, verb).includes('any')) continue
          if (await reaches(stranger(role), table, verb)) wrong.push(`${verb} ${table}`)
        }
      assert.deepEqual(wrong, [])
    })

  const walledOff = ['reporting', 'alerts', 'checker', 'casework', 'members']

  // Written out rather than read from the matrix: a change there that opened a report to them must fail here.
  for (const role of ['police', 'coordinator', 'operator'] as const)
    test(`${role} sees no report, no alert, no entry, no wish for a worker and no member`, async () => {
      const seen: string[] = []
      for (const table of world.tables)
        if (walledOff.includes(table.split('.')[0]!) && (await reaches(insider(role), table, 'select')))
          seen.push(table)
      assert.deepEqual(seen, [])
    })

  test('no worker sees a report, a decision or a key of another organisation', async () => {
    for (const [table, column] of [
      ['reporting.report', 'organisation_id'],
      ['reporting.identifier', 'organisation_id'],
      ['alerts.decision', 'organisation_id'],
      ['casework.support_request', 'organisation_id'],
      ['staff.person', 'organisation_id'],
      ['staff.team_key_wrap', 'organisation_id'],
    ] as const)
      for (const role of staffRoles) {
        const outcome = await world.tryAs(insider(role), `select from ${table} where ${column} <> $1`, [ids.ours])
        assert.deepEqual(outcome, { rows: 0 }, `${role} ${table}`)
      }
  })

  test('all staff roles together in one person still see nothing of another organisation, and no account', async () => {
    const everything: Context = { roles: staffRoles, subject: ids.person, organisation: ids.ours }
    const outcome = await world.tryAs(everything, 'select from reporting.report where organisation_id <> $1', [
      ids.ours,
    ])
    assert.deepEqual(outcome, { rows: 0 })
    assert.deepEqual(await world.tryAs(everything, 'select from staff.credential'), { rows: 0 })
  })

  test('one reporter, one member and one worker see no row of another', async () => {
    const others: [Context, string, string][] = [
      [insider('reporter'), 'reporting.report', 'id'],
      [insider('reporter'), 'reporting.message', 'report_id'],
      [insider('reporter'), 'casework.support_request', 'report_id'],
      [insider('member'), 'members.member', 'id'],
      [insider('member'), 'alerts.delivery', 'member_id'],
      [insider('member'), 'checker.asked', 'subject'],
      [insider('outreach'), 'checker.asked', 'subject'],
    ]
    for (const [context, table, column] of others) {
      const outcome = await world.tryAs(context, `select from ${table} where ${column} <> $1`, [context.subject])
      assert.deepEqual(outcome, { rows: 0 }, `${context.roles.join()} ${table}`)
    }
  })

  test('a hole in a policy is seen: planted, and found by the same questions', async () => {
    await world.owner.query('create policy planted on reporting.report for select to rowan_app using (true)')
    try {
      assert.equal(await reaches(insider('police'), 'reporting.report', 'select'), true)
      assert.equal(await reaches({ roles: [] }, 'reporting.report', 'select'), true)
    } finally {
      await world.owner.query('drop policy planted on reporting.report')
    }
    assert.equal(await reaches(insider('police'), 'reporting.report', 'select'), false)
  })
})
