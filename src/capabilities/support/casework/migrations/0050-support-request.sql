-- Wishes for a worker: how, when and where somebody may be contacted, sealed to the team that will do it.
create schema casework;
grant usage on schema casework to rowan_app;

create table casework.support_request (
  id uuid primary key,
  report_id uuid not null,
  organisation_id uuid not null references organisations.organisation,
  epoch integer not null,
  body bytea not null,
  wrapped_key bytea not null,
  state text not null check (state in ('waiting', 'owned', 'contacted', 'closed', 'withdrawn')),
  owner_id uuid references staff.person,
  due_at timestamptz not null,
  created_at timestamptz not null default now(),
  owned_at timestamptz,
  contacted_at timestamptz,
  closed_at timestamptz,
  closed_reason text check (closed_reason in ('supported', 'declined-by-person', 'could-not-reach', 'no-capacity', 'referred-on'))
);
create index on casework.support_request (organisation_id, state, due_at);
create index on casework.support_request (report_id);

alter table casework.support_request enable row level security;
alter table casework.support_request force row level security;
create policy read on casework.support_request for select to rowan_app
  using (state <> 'withdrawn' and permissions.fits((select permissions.scopes('support.read')), organisation_id, null));
create policy work on casework.support_request for update to rowan_app
  using (state <> 'withdrawn' and permissions.fits((select permissions.scopes('support.work')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('support.work')), organisation_id, null));
create policy ask on casework.support_request for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own on casework.support_request for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy withdraw on casework.support_request for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (state = 'withdrawn' and permissions.fits((select permissions.scopes('report.own')), null, report_id));
grant select, insert on casework.support_request to rowan_app;
grant update (state, owner_id, owned_at, contacted_at, closed_at, closed_reason, due_at, body, wrapped_key) on casework.support_request to rowan_app;
