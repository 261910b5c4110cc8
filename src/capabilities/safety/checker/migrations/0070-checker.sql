-- Entries of the checker: identifiers that two people agreed to warn about. Values and details are sealed to the service key.
create schema checker;
grant usage on schema checker to rowan_app;

create table checker.entry (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  report_id uuid not null,
  alert_id uuid references alerts.alert,
  kind text not null check (kind in ('phone', 'plate', 'email', 'name')),
  lookup bytea not null check (length(lookup) = 32),
  sealed_value bytea not null,
  sealed_detail bytea not null,
  -- A worker has confirmed that this report comes from another person than the other reports about this identifier.
  is_different_person boolean not null default false,
  state text not null check (state in ('live', 'withdrawn', 'expired')),
  withheld_from uuid references organisations.organisation,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index on checker.entry (lookup) where state = 'live';
create index on checker.entry (report_id);
create index on checker.entry (expires_at) where state = 'live';

-- How often somebody asks, per account and hour: counts only, no question is ever stored.
create table checker.asked (
  subject uuid not null,
  hour timestamptz not null,
  amount integer not null,
  primary key (subject, hour)
);

alter table checker.entry enable row level security;
alter table checker.entry force row level security;
alter table checker.asked enable row level security;
alter table checker.asked force row level security;
create policy read on checker.entry for select to rowan_app
  -- Most who ask belong to no organisation, and most entries are withheld from none: two nulls are not the same organisation.
  using ((withheld_from is null or withheld_from is distinct from permissions.organisation())
    and permissions.fits((select permissions.scopes('entry.read')), organisation_id, null));
create policy make on checker.entry for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('entry.work')), organisation_id, null));
create policy work on checker.entry for update to rowan_app
  using (permissions.fits((select permissions.scopes('entry.work')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('entry.work')), organisation_id, null));
create policy own_read on checker.entry for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_withdraw on checker.entry for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (state = 'withdrawn' and permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy end_read on checker.entry for select to rowan_app
  using (permissions.fits((select permissions.scopes('entry.withdraw')), organisation_id, null));
create policy end_entry on checker.entry for update to rowan_app
  using (permissions.fits((select permissions.scopes('entry.withdraw')), organisation_id, null))
  with check (state in ('withdrawn', 'expired') and permissions.fits((select permissions.scopes('entry.withdraw')), organisation_id, null));
-- What has ended is removed: at once when its report is erased, else after a while.
create policy sweep on checker.entry for delete to rowan_app
  using (state <> 'live' and permissions.fits((select permissions.scopes('entry.withdraw')), organisation_id, null));
grant select, insert, delete on checker.entry to rowan_app;
grant update (state, is_different_person, ended_at, expires_at, sealed_detail) on checker.entry to rowan_app;
create policy count on checker.asked to rowan_app
  using (subject = permissions.subject() and cardinality((select permissions.scopes('check.ask'))) > 0)
  with check (subject = permissions.subject() and cardinality((select permissions.scopes('check.ask'))) > 0);
create policy sweep_read on checker.asked for select to rowan_app
  using (permissions.fits((select permissions.scopes('entry.withdraw')), null, null));
create policy sweep on checker.asked for delete to rowan_app
  using (permissions.fits((select permissions.scopes('entry.withdraw')), null, null));
grant select, insert, delete on checker.asked to rowan_app;
grant update (amount) on checker.asked to rowan_app;
