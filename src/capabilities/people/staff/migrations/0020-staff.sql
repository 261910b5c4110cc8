-- People who work here: how they sign in, and the keys only they can open.
create schema staff;
grant usage on schema staff to rowan_app;

create table staff.person (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  username text not null unique check (username ~ '^[a-z0-9._-]{3,40}$'),
  display_name text not null check (length(display_name) between 1 and 80),
  roles text[] not null,
  -- Argon2id: salt and parameters; the verifier is a hash of half the derived bytes, the other half opens the private key.
  salt bytea not null,
  verifier bytea not null,
  parameters jsonb not null,
  public_key bytea not null check (length(public_key) = 32),
  sealed_private_key bytea not null,
  sealed_totp bytea not null,
  -- The last time-step that was used, so that a code seen over a shoulder does not work twice.
  totp_step integer not null default 0,
  failures integer not null default 0,
  failed_at timestamptz,
  created_at timestamptz not null default now(),
  left_at timestamptz
);

create table staff.team_key_wrap (
  organisation_id uuid not null,
  epoch integer not null,
  person_id uuid not null references staff.person,
  wrapped bytea not null,
  primary key (person_id, organisation_id, epoch),
  foreign key (organisation_id, epoch) references organisations.team_key (organisation_id, epoch)
);

alter table staff.person enable row level security;
alter table staff.person force row level security;
alter table staff.team_key_wrap enable row level security;
alter table staff.team_key_wrap force row level security;

create policy find on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), organisation_id, id));
create policy self on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.self')), organisation_id, id));
create policy colleagues on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.list')), organisation_id, id));
create policy sign_in on staff.person for update to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), organisation_id, id))
  with check (permissions.fits((select permissions.scopes('account.find')), organisation_id, id));
create policy make on staff.person for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.create')), organisation_id, id));
create policy use on staff.team_key_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.use')), organisation_id, person_id));
create policy make on staff.team_key_wrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.create')), organisation_id, person_id));
-- A holder of the team's key may wrap it for a colleague: the database sees that both are of the organisation.
create policy give on staff.team_key_wrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('team-key.give')), organisation_id, null)
    and exists (select from staff.person p where p.id = person_id and p.organisation_id = team_key_wrap.organisation_id));
create policy give_read on staff.team_key_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.give')), organisation_id, null));
grant select, insert on staff.person, staff.team_key_wrap to rowan_app;
grant update (totp_step, failures, failed_at) on staff.person to rowan_app;
