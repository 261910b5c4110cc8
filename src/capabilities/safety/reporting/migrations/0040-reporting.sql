-- Reports and what may be done with them. Words are sealed to a team; consent stands in its own rows so that it can be locked.
create schema reporting;
grant usage on schema reporting to rowan_app;

create table reporting.report (
  id uuid primary key,
  state text not null check (state in ('draft', 'received', 'in-work', 'closed', 'erased')),
  -- The receiving team. A draft names it too, as far as its answers tell.
  organisation_id uuid not null references organisations.organisation,
  epoch integer not null,
  origin text not null check (origin in ('web', 'assisted', 'import')),
  -- Somebody else's story: only `count` and `warn` until the person concerned confirms.
  is_third_party boolean not null default false,
  confirmed_at timestamptz,
  receipt_lookup bytea unique check (length(receipt_lookup) = 32),
  receipt_public_key bytea check (length(receipt_public_key) = 32),
  receipt_used_at timestamptz,
  receipt_repeated_at timestamptz,
  -- The sealed words. A draft's data key is wrapped to its receipt, a sent report's to the team.
  body bytea,
  wrapped_key bytea,
  version integer not null default 1,
  -- Keyed hash of an imported row, so that importing twice does nothing twice.
  import_fingerprint bytea unique,
  needs_attention boolean not null default false,
  claimed_by uuid references staff.person,
  claimed_at timestamptz,
  outcome text check (outcome in ('warned', 'nothing-to-warn', 'not-published')),
  due_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  sent_at timestamptz,
  closed_at timestamptz,
  -- A withdrawal that the reporter says may be forced: shown to the desk, never to whoever holds the receipt.
  pressure_flag_at timestamptz
);
create index on reporting.report (organisation_id, state, sent_at);
create index on reporting.report (changed_at) where state = 'draft';

create table reporting.consent (
  report_id uuid not null references reporting.report on delete cascade,
  purpose text not null check (purpose in
    ('count', 'warn', 'support', 'police-anonymous', 'police-questions', 'police-report', 'match')),
  is_given boolean not null,
  -- Fields that this purpose may not use.
  withheld text[] not null default '{}',
  -- For `warn`: 'now', or waiting for another report or until a date.
  timing text not null default 'now' check (timing in ('now', 'another-report', 'until')),
  not_before timestamptz,
  given_at timestamptz,
  withdrawn_at timestamptz,
  primary key (report_id, purpose),
  check ((timing = 'until') = (not_before is not null))
);

create table reporting.message (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  direction text not null check (direction in ('to-reporter', 'from-reporter')),
  body bytea not null,
  team_epoch integer not null,
  team_key_wrap bytea not null,
  receipt_key_wrap bytea,
  written_by uuid references staff.person,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index on reporting.message (report_id, created_at);

-- The trace: every use made of a report, for the reporter to see. Codes only, never words.
create table reporting.use (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  kind text not null check (kind ~ '^[a-z-]{3,40}$'),
  by_whom text not null check (by_whom ~ '^[a-z-]{3,40}$'),
  organisation_id uuid references organisations.organisation,
  amount integer check (amount >= 0),
  at timestamptz not null default now()
);
create index on reporting.use (report_id, at);

-- Identifiers found in a report, for the desk to see who else gave them: sealed to the service key, found by keyed hash.
create table reporting.identifier (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  kind text not null check (kind in ('phone', 'plate', 'email', 'name')),
  lookup bytea not null check (length(lookup) = 32),
  sealed bytea not null,
  is_partial boolean not null default false,
  created_at timestamptz not null default now()
);
create index on reporting.identifier (lookup);
create index on reporting.identifier (report_id);

alter table reporting.report enable row level security;
alter table reporting.report force row level security;
alter table reporting.consent enable row level security;
alter table reporting.consent force row level security;
alter table reporting.message enable row level security;
alter table reporting.message force row level security;
alter table reporting.use enable row level security;
alter table reporting.use force row level security;
alter table reporting.identifier enable row level security;
alter table reporting.identifier force row level security;

-- report
create policy own on reporting.report to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), organisation_id, id))
  with check (permissions.fits((select permissions.scopes('report.own')), organisation_id, id));
create policy find on reporting.report for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.find')), organisation_id, id));
create policy find_use on reporting.report for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.find')), organisation_id, id))
  with check (permissions.fits((select permissions.scopes('report.find')), organisation_id, id));
create policy read on reporting.report for select to rowan_app
  using (state <> 'draft' and permissions.fits((select permissions.scopes('report.read')), organisation_id, id));
create policy work on reporting.report for update to rowan_app
  using (state <> 'draft' and permissions.fits((select permissions.scopes('report.work')), organisation_id, id))
  with check (permissions.fits((select permissions.scopes('report.work')), organisation_id, id));
create policy import on reporting.report to rowan_app
  using (origin = 'import' and permissions.fits((select permissions.scopes('report.import')), organisation_id, id))
  with check (origin = 'import' and permissions.fits((select permissions.scopes('report.import')), organisation_id, id));
create policy sweep_find on reporting.report for select to rowan_app
  using (state = 'draft' and permissions.fits((select permissions.scopes('draft.sweep')), organisation_id, id));
create policy sweep on reporting.report for delete to rowan_app
  using (state = 'draft' and permissions.fits((select permissions.scopes('draft.sweep')), organisation_id, id));
grant select, insert, delete on reporting.report to rowan_app;
grant update (state, organisation_id, epoch, is_third_party, confirmed_at, receipt_lookup, receipt_public_key, receipt_used_at,
  receipt_repeated_at, body, wrapped_key, version, claimed_by, claimed_at, outcome, due_at, changed_at, sent_at, closed_at,
  pressure_flag_at) on reporting.report to rowan_app;

-- Which rows of the other tables one may see follows from the report one may see.
create policy own on reporting.consent to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy read on reporting.consent for select to rowan_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy import on reporting.consent for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('report.import')), null, report_id));
grant select, insert on reporting.consent to rowan_app;
grant update (is_given, withheld, timing, not_before, given_at, withdrawn_at) on reporting.consent to rowan_app;

create policy own_read on reporting.message for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_write on reporting.message for insert to rowan_app
  with check (direction = 'from-reporter' and permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_mark on reporting.message for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_erase on reporting.message for delete to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy team_read on reporting.message for select to rowan_app
  using (exists (select from reporting.report r where r.id = report_id
    and permissions.fits((select permissions.scopes('report.read')), r.organisation_id, null)));
create policy team_write on reporting.message for insert to rowan_app
  with check (direction = 'to-reporter' and exists (select from reporting.report r where r.id = report_id
    and permissions.fits((select permissions.scopes('report.work')), r.organisation_id, null)));
create policy team_mark on reporting.message for update to rowan_app
  using (direction = 'from-reporter' and exists (select from reporting.report r where r.id = report_id
    and permissions.fits((select permissions.scopes('report.work')), r.organisation_id, null)))
  with check (direction = 'from-reporter' and exists (select from reporting.report r where r.id = report_id
    and permissions.fits((select permissions.scopes('report.work')), r.organisation_id, null)));
grant select, insert, delete on reporting.message to rowan_app;
grant update (read_at) on reporting.message to rowan_app;

create policy own on reporting.use for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_write on reporting.use for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy read on reporting.use for select to rowan_app
  using (exists (select from reporting.report r where r.id = report_id
    and permissions.fits((select permissions.scopes('report.read')), r.organisation_id, null)));
create policy write on reporting.use for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('use.record')), null, null));
grant select, insert on reporting.use to rowan_app;

create policy own on reporting.identifier to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), organisation_id, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), organisation_id, report_id));
create policy read on reporting.identifier for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.read')), organisation_id, null));
create policy import on reporting.identifier for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('report.import')), organisation_id, report_id));
grant select, insert, delete on reporting.identifier to rowan_app;

-- Locks a purpose's consent for as long as the disclosing transaction lasts. A withdrawal takes the row FOR UPDATE and so waits.
-- Answers a row only while the consent is live: given, not withdrawn, the report sent and not erased. When it may be used
-- (timing, not_before) is answered with it, for the discloser to keep to.
-- Runs as owner because a share lock needs update rights that no discloser may have.
create policy owner on reporting.report to current_user using (true);
create policy owner on reporting.consent to current_user using (true);
create function reporting.lock_live_consent(report uuid, wanted text)
  returns table (withheld text[], timing text, not_before timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  allowed text[] := permissions.scopes('consent.check');
begin
  if cardinality(allowed) = 0 then return; end if;
  return query
    select c.withheld, c.timing, c.not_before
      from reporting.consent c join reporting.report r on r.id = c.report_id
     where c.report_id = report and c.purpose = wanted and c.is_given
       and r.state in ('received', 'in-work', 'closed')
       and (not r.is_third_party or r.confirmed_at is not null or wanted in ('count', 'warn'))
       and permissions.fits(allowed, r.organisation_id, null)
       for share of c;
end $$;
revoke all on function reporting.lock_live_consent from public;
grant execute on function reporting.lock_live_consent to rowan_app;

-- Which of many reports may be used for a purpose at this moment, without locking: for showing what was published already.
-- A page begun after a withdrawal was acknowledged never shows it; what hands anything over uses lock_live_consent.
create function reporting.live_consents(reports uuid[], wanted text)
  returns table (report_id uuid, withheld text[], timing text, not_before timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  allowed text[] := permissions.scopes('consent.check');
begin
  if cardinality(allowed) = 0 then return; end if;
  return query
    select c.report_id, c.withheld, c.timing, c.not_before
      from reporting.consent c join reporting.report r on r.id = c.report_id
     where c.report_id = any (reports) and c.purpose = wanted and c.is_given
       and r.state in ('received', 'in-work', 'closed')
       and (not r.is_third_party or r.confirmed_at is not null or wanted in ('count', 'warn'))
       and permissions.fits(allowed, r.organisation_id, null);
end $$;
revoke all on function reporting.live_consents from public;
grant execute on function reporting.live_consents to rowan_app;
