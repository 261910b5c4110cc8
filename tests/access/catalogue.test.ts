// What the catalogue of a prepared database says about its walls, read whole: a table that a migration adds is judged too.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '#tests/harness/database.ts'
import { ourTables } from './access-world.ts'

/** Policies that ask nobody, and why. */
const openPolicies: Readonly<Record<string, string>> = {
  'permissions.rule.read': 'the rules are public, and every other policy reads them',
  'organisations.organisation.read': 'who belongs to the Forum is public',
  'organisations.team_key.read': 'public keys are public',
}

/** Functions that run as their owner, each asking permissions.scopes itself. */
const linking = 'audit.link_entries'
/** Hides a group of held reports that became too small: called by a trigger, for whoever takes theirs back and sees no match. */
const closing = 'held_reports.close_small_group'

const definers = [
  'alarms.raise',
  'alerts.sweep',
  linking,
  'casework.count_team_keys',
  'casework.end_expired',
  'casework.replace_team_keys',
  'casework.sweep',
  'casework.team_keys',
  closing,
  'held_reports.count_team_keys',
  'held_reports.replace_team_keys',
  'held_reports.team_keys',
  'members.count_team_keys',
  'members.replace_team_keys',
  'members.team_keys',
  'oversight.blur_words',
  'platform.sweep_outbox',
  'records.forget_erased',
  'records.is_on_hold',
  'records.sweep',
  'reporting.attachment_keys',
  'reporting.attachment_team',
  'reporting.count_attachment_keys',
  'reporting.count_team_keys',
  'reporting.count_team_part_keys',
  'reporting.erase_expired',
  'reporting.expired',
  'reporting.forget_erased',
  'reporting.live_consents',
  'reporting.lock_expired',
  'reporting.lock_for_check',
  'reporting.lock_live_consent',
  'reporting.replace_attachment_keys',
  'reporting.replace_team_keys',
  'reporting.replace_team_part_keys',
  'reporting.team_keys',
  'reporting.team_part_keys',
  'staff.blur_leavers',
  'staff.change_own_codes',
  'staff.change_own_passphrase',
  'staff.end_person',
  'staff.forget_retired_epochs',
  'team_keys.forget_old_wraps',
]

/** Policies for the owner, who is held to them too: what its functions and the seeding need. */
const ownerPolicies = [
  'alarms.alarm.owner',
  'alerts.alert.owner',
  'alerts.decision.owner',
  'alerts.delivery.owner',
  'audit.entry.owner',
  'audit.head.owner',
  'audit.link.owner_add',
  'audit.link.owner_see',
  'casework.support_request.owner',
  'held_reports.match.owner',
  'held_reports.message.owner',
  'held_reports.party.owner',
  'held_reports.point.owner',
  'held_reports.point.owner_turn',
  'members.application.owner',
  'organisations.team_key.owner',
  'oversight.disclosure.owner',
  'oversight.proposal.owner',
  'oversight.request.owner',
  'oversight.verdict.owner',
  'permissions.rule.owner',
  'platform.key_check.owner',
  'platform.migration.owner',
  'platform.outbox_letter.owner',
  'platform.web_session.owner',
  'records.copy_request.owner',
  'records.hold.owner',
  'records.subject_request.owner',
  'reporting.attachment.owner',
  'reporting.consent.owner',
  'reporting.identifier.owner',
  'reporting.message.owner',
  'reporting.report.owner',
  'reporting.sealed_part.owner',
  'reporting.use.owner',
  'staff.credential.owner',
  'staff.invitation.owner',
  'staff.passkey.owner',
  'staff.person.owner',
  'staff.team_key_wrap.owner',
  'team_keys.recovery_set.owner',
  'team_keys.recovery_wrap.owner',
]

describe('the catalogue', () => {
  let database: TestDatabase
  let owner: pg.Client

  before(async () => {
    database = await createTestDatabase()
    owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
  })
  after(async () => {
    await owner.end()
    await database.drop()
  })

  const column = async (text: string): Promise<string[]> =>
    (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name)

  /** Runs `text` after `plant`, and undoes both: every reading below is shown to find what it looks for. */
  async function withPlanted(plant: string, text: string): Promise<string[]> {
    await owner.query('begin')
    try {
      await owner.query(plant)
      return await column(text)
    } finally {
      await owner.query('rollback')
    }
  }

  const unforced = `with ours as (${ourTables}) select ours.name from ours join pg_class c on c.oid = ours.name::regclass
    where not (c.relrowsecurity and c.relforcerowsecurity) order by 1`

  test('every table has row security, and its owner is held to it', async () => {
    assert.ok((await column(ourTables)).length >= 20)
    assert.deepEqual(await column(unforced), [])
    assert.deepEqual(await withPlanted('create table staff.planted ()', unforced), ['staff.planted'])
    assert.deepEqual(await withPlanted('alter table reporting.use no force row level security', unforced), [
      'reporting.use',
    ])
  })

  test('the app has a plain role: no superuser, no bypass, no making of roles or databases, member of nothing', async () => {
    const { rows } = await owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
       from pg_roles r where rolname = 'rowan_app'`,
    )
    assert.deepEqual(rows, [
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
        memberships: 0,
      },
    ])
  })

  test('the app owns nothing', async () => {
    const owned = `select c.relname as name from pg_class c where pg_get_userbyid(c.relowner) = 'rowan_app'
      union all select nspname from pg_namespace where pg_get_userbyid(nspowner) = 'rowan_app'
      union all select proname from pg_proc where pg_get_userbyid(proowner) = 'rowan_app'
      union all select typname from pg_type where pg_get_userbyid(typowner) = 'rowan_app'`
    assert.deepEqual(await column(owned), [])
  })

  const mayCreate = `select nspname as name from pg_namespace where has_schema_privilege('rowan_app', oid, 'create') order by 1`

  test('the app may create nothing in any schema', async () => {
    assert.deepEqual(await column(mayCreate), [])
    assert.deepEqual(await withPlanted('grant create on schema staff to rowan_app', mayCreate), ['staff'])
  })

  const heavyGrants = `select name from (${ourTables}) t
    where has_table_privilege('rowan_app', name, 'truncate, references, trigger, maintain') order by 1`

  test('the app may truncate no table, hang no trigger on it and refer to none', async () => {
    assert.deepEqual(await column(heavyGrants), [])
    assert.deepEqual(await withPlanted('grant truncate on reporting.report to rowan_app', heavyGrants), [
      'reporting.report',
    ])
  })

  const toEverybody = `select name from (${ourTables}) t, aclexplode((select relacl from pg_class where oid = name::regclass)) a
    where a.grantee = 0`

  test('no table is granted to everybody', async () => {
    assert.deepEqual(await column(toEverybody), [])
    assert.deepEqual(await withPlanted('grant select on staff.person to public', toEverybody), ['staff.person'])
  })

  const unasking = `select format('%s.%s.%s', schemaname, tablename, policyname) as name from pg_policies
    where schemaname <> 'pgboss' and 'rowan_app' = any (roles)
      and concat(qual, with_check) !~ 'permissions\\.' order by 1`

  // A policy that asks through another table's policy names that table and is listed with it.
  const throughReport = ['reporting.consent.read']

  test('every policy for the app asks the permissions, but for a short list', async () => {
    const known = [...Object.keys(openPolicies), ...throughReport].sort()
    assert.deepEqual(await column(unasking), known)
    const planted = await withPlanted('create policy planted on staff.person to rowan_app using (true)', unasking)
    assert.deepEqual(planted, [...known, 'staff.person.planted'].sort())
  })

  test('half a policy is none: what a policy lets change, it also checks afterwards', async () => {
    const unchecked = `select format('%s.%s.%s', schemaname, tablename, policyname) as name from pg_policies
      where schemaname <> 'pgboss' and 'rowan_app' = any (roles)
        and cmd in ('UPDATE', 'ALL') and with_check is null`
    assert.deepEqual(await column(unchecked), [])
  })

  const others = `select format('%s.%s.%s', schemaname, tablename, policyname) as name from pg_policies
    where schemaname <> 'pgboss' and roles <> '{rowan_app}' order by 1`

  test('policies for anybody else are the few for the owner', async () => {
    assert.deepEqual(await column(others), ownerPolicies)
    const planted = await withPlanted('create policy planted on staff.person using (true)', others)
    assert.deepEqual(planted, [...ownerPolicies, 'staff.person.planted'].sort())
  })

  const secdef = `select p.oid::regproc::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`

  test('the functions that run as owner are known, fixed in their search path and closed to everybody else', async () => {
    assert.deepEqual(await column(secdef), definers)
    for (const name of definers) {
      const { rows } = await owner.query<{ config: string[]; is_public: boolean; body: string }>(
        `select proconfig as config, prosrc as body,
          exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0) as is_public
         from pg_proc where oid = $1::regproc`,
        [name],
      )
      assert.deepEqual(rows[0]?.config, ['search_path=pg_catalog'], name)
      assert.equal(rows[0]?.is_public, false, name)
      // Only a trigger calls the linking, after the table's own policy has asked.
      if (name !== linking && name !== closing) assert.match(rows[0]?.body ?? '', /permissions\.scopes\(/, name)
    }
  })
})
