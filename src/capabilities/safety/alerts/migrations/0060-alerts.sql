-- Warnings and where they went. Bodies, areas and kinds of work are sealed to the service key.
create schema alerts;
grant usage on schema alerts to rowan_app;

create table alerts.alert (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  report_id uuid not null,
  state text not null check (state in ('draft', 'awaiting-second', 'published', 'retracted', 'expired', 'dropped')),
  -- Counts what went out: 0 before the first publication; an update waiting for its second person is version + 1.
  version integer not null default 0,
  sealed_body bytea not null,
  -- An update in the making, while the published body stays what members see.
  sealed_update bytea,
  author_id uuid not null references staff.person,
  approver_id uuid references staff.person,
  asked_at timestamptz,
  published_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('withdrawn', 'mistaken', 'challenged', 'expired', 'superseded')),
  -- An alert about an organisation's own worker is not shown to that organisation.
  withheld_from uuid references organisations.organisation,
  created_at timestamptz not null default now(),
  check (approver_id is null or approver_id <> author_id)
);
create unique index one_open_alert_per_report on alerts.alert (report_id) where state in ('draft', 'awaiting-second', 'published');
create index on alerts.alert (state, published_at desc);

-- Who asked, approved, sent back or recused themselves: kept for good.
create table alerts.decision (
  id uuid primary key,
  alert_id uuid not null references alerts.alert,
  organisation_id uuid not null references organisations.organisation,
  version integer not null,
  person_id uuid not null references staff.person,
  what text not null check (what in ('asked', 'approved', 'returned', 'recused', 'retracted', 'updated', 'dropped')),
  sealed_reason bytea,
  at timestamptz not null default now()
);
create index on alerts.decision (alert_id, at);

create table alerts.delivery (
  alert_id uuid not null references alerts.alert,
  version integer not null,
  kind text not null check (kind in ('alert', 'retraction')),
  member_id uuid not null,
  channel text not null check (channel in ('in-app', 'email')),
  state text not null check (state in ('waiting', 'handed-over', 'stopped', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  handed_over_at timestamptz,
  seen_at timestamptz,
  primary key (alert_id, version, kind, channel, member_id)
);
create index on alerts.delivery (member_id, created_at desc) where channel = 'in-app';
create index on alerts.delivery (alert_id, state);

alter table alerts.alert enable row level security;
alter table alerts.alert force row level security;
alter table alerts.decision enable row level security;
alter table alerts.decision force row level security;
alter table alerts.delivery enable row level security;
alter table alerts.delivery force row level security;

create policy desk on alerts.alert to rowan_app
  using (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null));
create policy read on alerts.alert for select to rowan_app
  using (state in ('published', 'retracted', 'expired')
    and (withheld_from is null or withheld_from is distinct from permissions.organisation())
    and permissions.fits((select permissions.scopes('alert.read')), organisation_id, null));
create policy own on alerts.alert for select to rowan_app
  using (permissions.fits((select permissions.scopes('alert.read-own')), null, report_id));
create policy deliver on alerts.alert for select to rowan_app
  using (permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null));
create policy deliver_end on alerts.alert for update to rowan_app
  using (permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null))
  with check (state in ('retracted', 'expired', 'dropped') and permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null));
create policy expire_read on alerts.alert for select to rowan_app
  using (permissions.fits((select permissions.scopes('alert.expire')), organisation_id, null));
create policy expire on alerts.alert for update to rowan_app
  using (permissions.fits((select permissions.scopes('alert.expire')), organisation_id, null))
  with check (state = 'expired' and permissions.fits((select permissions.scopes('alert.expire')), organisation_id, null));
grant select, insert on alerts.alert to rowan_app;
grant update (state, version, sealed_body, sealed_update, author_id, approver_id, asked_at, published_at, expires_at, ended_at,
  end_reason, withheld_from) on alerts.alert to rowan_app;

create policy desk on alerts.decision to rowan_app
  using (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null)
    and person_id = permissions.subject());
grant select, insert on alerts.decision to rowan_app;

create policy deliver on alerts.delivery to rowan_app
  using (permissions.fits((select permissions.scopes('alert.deliver')), null, null))
  with check (permissions.fits((select permissions.scopes('alert.deliver')), null, null));
create policy own on alerts.delivery for select to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, member_id));
create policy own_seen on alerts.delivery for update to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, member_id))
  with check (permissions.fits((select permissions.scopes('member.self')), null, member_id));
create policy reach on alerts.delivery for select to rowan_app
  using (exists (select from alerts.alert a where a.id = alert_id
    and permissions.fits((select permissions.scopes('alert.draft')), a.organisation_id, null)));
grant select, insert on alerts.delivery to rowan_app;
grant update (state, attempts, handed_over_at, seen_at) on alerts.delivery to rowan_app;
