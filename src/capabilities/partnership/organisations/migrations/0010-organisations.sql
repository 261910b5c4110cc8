-- Organisations of the Forum and the public keys of their teams. Nothing here is secret; private keys are wrapped per person (staff).
create schema organisations;
grant usage on schema organisations to rowan_app;

create table organisations.organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  name text not null check (length(name) between 2 and 120),
  kind text not null check (kind in ('support', 'police', 'council', 'health', 'adviser', 'other')),
  receives_reports boolean not null default false,
  offers_support boolean not null default false,
  created_at timestamptz not null default now()
);

-- A team's key by epoch: a leaver or a rotation begins a new one; the newest not retired is in use.
create table organisations.team_key (
  organisation_id uuid not null references organisations.organisation,
  epoch integer not null check (epoch > 0),
  public_key bytea not null check (length(public_key) = 32),
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (organisation_id, epoch)
);

alter table organisations.organisation enable row level security;
alter table organisations.organisation force row level security;
alter table organisations.team_key enable row level security;
alter table organisations.team_key force row level security;
create policy read on organisations.organisation for select to rowan_app using (true);
create policy make on organisations.organisation for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('organisation.create')), id, null));
create policy read on organisations.team_key for select to rowan_app using (true);
create policy make on organisations.team_key for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('organisation.create')), organisation_id, null));
grant select, insert on organisations.organisation, organisations.team_key to rowan_app;
