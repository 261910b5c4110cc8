-- People who work here: who they are, how they sign in, and the keys only they can open.
create schema staff;
grant usage on schema staff to rowan_app;

create table staff.person (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  username text not null unique check (username ~ '^[a-z0-9._-]{3,40}$'),
  display_name text not null check (length(display_name) between 1 and 80),
  roles text[] not null check (cardinality(roles) between 1 and 8),
  public_key bytea not null check (length(public_key) = 32),
  created_at timestamptz not null default now(),
  left_at timestamptz
);

-- Apart from the person, so that a policy that shows colleagues cannot show how they sign in.
create table staff.credential (
  person_id uuid primary key references staff.person,
  -- Argon2id: salt and parameters; the verifier is a hash of half the derived bytes, the other half opens the private key.
  salt bytea not null,
  verifier bytea not null,
  parameters jsonb not null,
  sealed_private_key bytea not null,
  sealed_totp bytea not null,
  -- The last time-step that was used, so that a code seen over a shoulder does not work twice.
  totp_step integer not null default 0
);

-- Tries to sign in, by keyed digest of the name that was typed, so that a name nobody has is slowed down like any other.
-- Unlogged: it need not survive a crash, and stays out of backups.
create unlogged table staff.sign_in_attempt (
  digest bytea primary key check (length(digest) = 32),
  failures integer not null,
  last_at timestamptz not null
);
create index on staff.sign_in_attempt (last_at);

create table staff.team_key_wrap (
  organisation_id uuid not null,
  epoch integer not null,
  person_id uuid not null references staff.person,
  wrapped bytea not null,
  -- Who gave it; null for the people a team began with.
  given_by uuid references staff.person,
  given_at timestamptz not null default now(),
  primary key (person_id, organisation_id, epoch),
  foreign key (organisation_id, epoch) references organisations.team_key (organisation_id, epoch)
);

alter table staff.person enable row level security;
alter table staff.person force row level security;
alter table staff.credential enable row level security;
alter table staff.credential force row level security;
alter table staff.sign_in_attempt enable row level security;
alter table staff.sign_in_attempt force row level security;
alter table staff.team_key_wrap enable row level security;
alter table staff.team_key_wrap force row level security;

create policy find on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), organisation_id, id));
create policy self on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.self')), organisation_id, id));
create policy colleagues on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.list')), organisation_id, id));
create policy make on staff.person for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.create')), organisation_id, id));
-- Whoever makes accounts sees which stand, to wrap a new team's key to its first people.
create policy make_read on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.create')), organisation_id, id));

create policy find on staff.credential for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, person_id));
create policy use_code on staff.credential for update to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, person_id))
  with check (permissions.fits((select permissions.scopes('account.find')), null, person_id));
create policy make on staff.credential for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.create')), null, person_id));

create policy slow_down on staff.sign_in_attempt to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, null))
  with check (permissions.fits((select permissions.scopes('account.find')), null, null));

-- A team's key goes only to somebody who works in that organisation now, in a role that reads what is sealed to it.
create function staff.may_hold_team_key(who uuid, of_organisation uuid) returns boolean
  language sql stable parallel safe
  as $$ select exists (select from staff.person p join permissions.rule r on r.role = any (p.roles)
        where p.id = who and p.organisation_id = of_organisation and p.left_at is null and r.action = 'team-key.use') $$;

create policy use on staff.team_key_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.use')), organisation_id, person_id));
create policy make on staff.team_key_wrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.create')), organisation_id, person_id)
    and given_by is null and staff.may_hold_team_key(person_id, organisation_id));
-- A holder of the team's key may wrap it for a colleague, in their own name.
create policy give on staff.team_key_wrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('team-key.give')), organisation_id, null)
    and given_by = permissions.subject() and staff.may_hold_team_key(person_id, organisation_id));
create policy give_read on staff.team_key_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.give')), organisation_id, null));

grant select, insert on staff.person, staff.team_key_wrap, staff.credential to rowan_app;
grant update (totp_step) on staff.credential to rowan_app;
grant select, insert, update, delete on staff.sign_in_attempt to rowan_app;
