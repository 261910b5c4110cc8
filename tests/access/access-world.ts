// One row or more in every table, for two organisations, laid down by the owner; and asking as somebody, row policies and all.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { staffRoles } from '#permissions/matrix.ts'
import { createTestDatabase } from '#tests/harness/database.ts'
import { heldReportRows } from './held-rows.ts'
import { legalRows } from './legal-rows.ts'
import { memberRows } from './member-rows.ts'
import { recordRows } from './record-rows.ts'
import { teamKeyRows } from './team-key-rows.ts'

export type Row = Readonly<Record<string, unknown>>
export type Context = { roles: readonly string[]; subject?: string; organisation?: string }

/** What came of one statement: rows reached, or who refused it: the grant or the row policy. */
export type Outcome = { rows: number } | { refused: 'grant' | 'policy' }

const bytes = (length: number) =>
  Buffer.from(
    randomUUID()
      .replaceAll('-', '')
      .padEnd(length * 2, '0')
      .slice(0, length * 2),
    'hex',
  )

export const ids = {
  /** Works in `ours`, in every role; made for tests of one role at a time. */
  person: randomUUID(),
  colleague: randomUUID(),
  elsewhere: randomUUID(),
  ours: randomUUID(),
  theirs: randomUUID(),
  /** An organisation without anything. */
  empty: randomUUID(),
  report: randomUUID(),
  member: randomUUID(),
}

/** Rows by table, in an order that foreign keys accept. */
function worldRows(): [table: string, rows: Row[]][] {
  const other = { report: randomUUID(), draft: randomUUID(), imported: randomUUID(), member: randomUUID() }
  const alerts = [randomUUID(), randomUUID(), randomUUID()] as const
  const sealed = Buffer.from('sealed')
  const account = { salt: sealed, verifier: sealed, parameters: '{}' }
  const organisation = (id: string) => ({
    id,
    slug: `org-${id.slice(0, 8)}`,
    name: `Organisation ${id.slice(0, 4)}`,
    kind: 'support',
  })
  const person = (id: string, organisation_id: string, roles: readonly string[]) => ({
    id,
    organisation_id,
    username: `p${id.slice(0, 8)}`,
    display_name: 'Somebody',
    roles,
    public_key: bytes(32),
  })
  const report = (id: string, organisation_id: string, state: string, origin = 'web') => ({
    id,
    organisation_id,
    state,
    origin,
    epoch: 1,
  })
  const reports = [
    report(ids.report, ids.ours, 'received'),
    report(other.report, ids.theirs, 'received'),
    report(other.draft, ids.ours, 'draft'),
    report(other.imported, ids.ours, 'in-work', 'import'),
  ]
  const alert = (id: string, organisation_id: string, state: string, report_id: string) => ({
    id,
    organisation_id,
    report_id,
    state,
    sealed_body: sealed,
    author_id: organisation_id === ids.ours ? ids.person : ids.elsewhere,
  })
  const entry = (organisation_id: string, report_id: string, state: string) => ({
    id: randomUUID(),
    organisation_id,
    report_id,
    kind: 'phone',
    lookup: bytes(32),
    sealed_value: sealed,
    sealed_detail: sealed,
    state,
    expires_at: '2099-01-01',
  })
  const message = (report_id: string, direction: string) => ({
    id: randomUUID(),
    report_id,
    direction,
    body: sealed,
    team_epoch: 1,
    team_key_wrap: sealed,
  })
  const delivery = (alert_id: string, member_id: string) => ({
    alert_id,
    version: 1,
    kind: 'alert',
    member_id,
    channel: 'in-app',
    state: 'waiting',
  })
  const request = (organisation_id: string, report_id: string, state: string) => ({
    id: randomUUID(),
    organisation_id,
    report_id,
    epoch: 1,
    body: sealed,
    wrapped_key: sealed,
    state,
    due_at: '2099-01-01',
  })
  const wrap = (person_id: string, organisation_id: string, given_by: string | null) => ({
    person_id,
    organisation_id,
    epoch: 1,
    wrapped: sealed,
    given_by,
  })
  const invitation = (organisation_id: string, proposed_by: string) => ({
    id: randomUUID(),
    organisation_id,
    username: `i${randomUUID().slice(0, 8)}`,
    display_name: 'Somebody',
    roles: ['desk'],
    proposed_by,
    is_alone: false,
  })
  const decision = (alert_id: string, organisation_id: string, person_id: string) => ({
    id: randomUUID(),
    alert_id,
    organisation_id,
    version: 1,
    person_id,
    what: 'asked',
  })
  const legal = legalRows(ids, sealed)
  const people = [
    person(ids.person, ids.ours, staffRoles),
    person(ids.colleague, ids.ours, ['desk']),
    person(ids.elsewhere, ids.theirs, ['desk']),
  ]
  const heldRows = () =>
    heldReportRows(
      [
        [ids.report, ids.ours],
        [other.report, ids.theirs],
      ],
      bytes,
      message,
    )
  return [
    ['platform.web_session', [{ id: randomUUID(), app: 'public', state: sealed }]],
    ['platform.outbox_letter', [{ id: randomUUID(), sealed }]],
    ['organisations.organisation', [organisation(ids.ours), organisation(ids.theirs), organisation(ids.empty)]],
    [
      'organisations.team_key',
      [ids.ours, ids.theirs].map((organisation_id) => ({ organisation_id, epoch: 1, public_key: bytes(32) })),
    ],
    ['staff.person', people],
    [
      'staff.credential',
      people.map(({ id }) => ({ person_id: id, ...account, sealed_private_key: sealed, sealed_totp: sealed })),
    ],
    [
      'staff.invitation',
      [
        invitation(ids.ours, ids.person),
        invitation(ids.ours, ids.colleague),
        { ...invitation(ids.theirs, ids.elsewhere), is_alone: true },
        // Confirmed, with its code made: for somebody who stands here already, so that only their being here stops it.
        {
          ...invitation(ids.ours, ids.colleague),
          username: `p${ids.colleague.slice(0, 8)}`,
          confirmed_by: ids.person,
          confirmed_at: '2026-01-01',
          confirmer_half: bytes(32),
          proposer_half: bytes(32),
          expires_at: '2099-01-01',
        },
      ],
    ],
    ['staff.sign_in_attempt', [{ digest: bytes(32), failures: 1, last_at: '2026-01-01' }]],
    [
      'staff.team_key_wrap',
      [
        wrap(ids.person, ids.ours, null),
        wrap(ids.colleague, ids.ours, ids.person),
        wrap(ids.elsewhere, ids.theirs, null),
      ],
    ],
    ...teamKeyRows(ids, bytes, sealed),
    [
      'staff.passkey',
      [ids.person, ids.colleague, ids.elsewhere].map((person_id) => ({
        id: randomUUID(),
        person_id,
        lookup: bytes(32),
        sealed,
        sealed_private_key: sealed,
      })),
    ],
    ...memberRows(ids, other.member, bytes, sealed),
    ['reporting.report', reports],
    ['reporting.consent', reports.map(({ id }) => ({ report_id: id, purpose: 'warn', is_given: true }))],
    [
      'reporting.message',
      [
        message(ids.report, 'to-reporter'),
        message(ids.report, 'from-reporter'),
        message(other.report, 'to-reporter'),
        message(other.report, 'from-reporter'),
      ],
    ],
    [
      'reporting.attachment',
      [ids.report, other.report].map((report_id) => ({
        id: randomUUID(),
        report_id,
        state: 'ready',
        blob: randomUUID(),
        size: 16,
        head: sealed,
        wrapped_key: sealed,
      })),
    ],
    [
      'reporting.use',
      reports.map(({ id }) => ({ id: randomUUID(), report_id: id, kind: 'answered-check', by_whom: 'member' })),
    ],
    [
      'reporting.identifier',
      reports.map(({ id, organisation_id }) => ({
        id: randomUUID(),
        report_id: id,
        organisation_id,
        kind: 'phone',
        lookup: bytes(32),
        sealed,
      })),
    ],
    [
      'reporting.sealed_part',
      reports.map(({ id, organisation_id }) => ({
        id: randomUUID(),
        report_id: id,
        record: id,
        part: `words ${'a'.repeat(22)}`,
        organisation_id,
        epoch: 1,
        wrapped_key: bytes(81),
        given_at: '2026-01-01',
      })),
    ],
    [
      'casework.support_request',
      [
        request(ids.ours, ids.report, 'waiting'),
        request(ids.ours, ids.report, 'withdrawn'),
        request(ids.theirs, other.report, 'waiting'),
      ],
    ],
    ...heldRows(),
    [
      'alerts.alert',
      [
        alert(alerts[0], ids.ours, 'published', ids.report),
        alert(alerts[1], ids.theirs, 'published', other.report),
        alert(alerts[2], ids.ours, 'draft', other.imported),
      ],
    ],
    ['alerts.decision', [decision(alerts[0], ids.ours, ids.person), decision(alerts[1], ids.theirs, ids.elsewhere)]],
    ['alerts.delivery', [delivery(alerts[0], ids.member), delivery(alerts[1], other.member)]],
    [
      'checker.entry',
      [
        entry(ids.ours, ids.report, 'live'),
        entry(ids.ours, ids.report, 'withdrawn'),
        entry(ids.theirs, other.report, 'live'),
      ],
    ],
    ['oversight.request', legal.requests],
    ['oversight.proposal', legal.proposals],
    ['oversight.verdict', legal.verdicts],
    [
      'oversight.disclosure',
      [
        {
          id: randomUUID(),
          request_id: legal.requests[0]?.id,
          proposal_id: legal.proposals[0]?.id,
          report_id: ids.report,
          organisation_id: ids.ours,
          person_id: ids.person,
          parts: ['words'],
          by_whom: 'alert-desk',
          told_at: '2026-01-02',
        },
      ],
    ],
    ...recordRows(ids, other.report, sealed),
    ['limits.day_seed', [{ day: '2026-01-01', seed: bytes(32) }]],
    ['limits.bucket', [{ tag: bytes(32), level: 1, drain: 1, at: '2026-01-01', empty_at: '2026-01-02' }]],
    ['staff.opening', [{ person_id: ids.person, organisation_id: ids.ours, at: '2026-01-01', day: '2026-01-01' }]],
    [
      'alarms.alarm',
      [ids.ours, ids.theirs].map((organisation_id) => ({
        kind: 'openings-many',
        organisation_id,
        person_id: randomUUID(),
      })),
    ],
    ['audit.entry', [{ kind: 'report.opened', organisation_id: ids.ours, record_id: ids.report }]],
    ['audit.link', [{ sequence: 9, position: 9, previous: bytes(32), hash: bytes(32) }]],
    ['audit.checkpoint', [{ sequence: 1, hash: bytes(32), at: '2026-01-01', count: 1, signature: bytes(64) }]],
    ['checker.asked', [ids.person, ids.member].map((subject) => ({ subject, hour: '2026-01-01', amount: 1 }))],
  ]
}

export type World = Awaited<ReturnType<typeof openAccessWorld>>

/** A database with `worldRows`, and a connection of the app's own role to it. */
export async function openAccessWorld() {
  const database = await createTestDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  const app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), app.connect()])
  const rows = new Map(worldRows())
  const { rows: found } = await owner.query<{ name: string }>(ourTables)
  // Even the owner is held to the policies; for laying down the world, and only here, it is let off.
  await owner.query('begin')
  for (const { name } of found) await owner.query(`alter table ${name} no force row level security`)
  for (const [table, ofTable] of rows) for (const row of ofTable) await owner.query(...insertOf(table, row))
  // What waits for the commit is done now: a table with work waiting cannot be altered.
  await owner.query('set constraints all immediate')
  for (const { name } of found) await owner.query(`alter table ${name} force row level security`)
  await owner.query('commit')
  return {
    owner,
    app,
    rows,
    tables: found.map(({ name }) => name),
    /** Runs one statement in this context and undoes it. */
    async tryAs(context: Context, text: string, values: unknown[] = []): Promise<Outcome> {
      await app.query('begin')
      try {
        await app.query(
          `select set_config('rowan.roles', $1, true), set_config('rowan.subject', $2, true), set_config('rowan.organisation', $3, true)`,
          [context.roles.join(','), context.subject ?? '', context.organisation ?? ''],
        )
        return { rows: (await app.query(text, values)).rowCount ?? 0 }
      } catch (error) {
        return outcomeOf(error)
      } finally {
        await app.query('rollback')
      }
    },
    async close() {
      await Promise.all([owner.end(), app.end()])
      await database.drop()
    },
  }
}

/** Row policies are asked before constraints, so a row that stands already was let in if only its uniqueness stops it. */
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof pg.DatabaseError)) throw error
  if (error.code === '42501') return { refused: /row-level security/.test(error.message) ? 'policy' : 'grant' }
  if (error.code === '23505' || error.code === '23503') return { rows: 1 }
  throw error
}

/** Every table that is ours; the job queue's own schema belongs to its library. */
export const ourTables = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pgboss', 'pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  order by 1`

export function insertOf(table: string, row: Row): [string, unknown[]] {
  const columns = Object.keys(row)
  const places = columns.map((_, i) => `$${i + 1}`)
  return [`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row)]
}
