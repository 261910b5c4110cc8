-- Members: a pseudonym and a passphrase. Everything about a person is sealed to the service key; tags are keyed.
create schema members;
grant usage on schema members to rowan_app;

create table members.member (
  id uuid primary key,
  kind text not null check (kind in ('individual', 'venue', 'project')),
  -- Keyed hash of the pseudonym: finds the account at sign-in, tells a thief nothing.
  lookup bytea not null unique check (length(lookup) = 32),
  salt bytea not null,
  verifier bytea not null,
  parameters jsonb not null,
  -- Pseudonym, e-mail if given, language, areas and kinds of work, as JSON sealed to the service key.
  sealed_profile bytea not null,
  -- Keyed hashes of areas, kinds of work and channels, to choose whom an alert concerns.
  tags bytea[] not null default '{}',
  feed_lookup bytea unique,
  failures integer not null default 0,
  failed_at timestamptz,
  created_at timestamptz not null default now(),
  left_at timestamptz
);
create index on members.member using gin (tags);

alter table members.member enable row level security;
alter table members.member force row level security;
create policy find on members.member for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, id));
create policy sign_in on members.member for update to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, id))
  with check (permissions.fits((select permissions.scopes('account.find')), null, id));
create policy self on members.member for select to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, id));
create policy change_self on members.member for update to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, id))
  with check (permissions.fits((select permissions.scopes('member.self')), null, id));
create policy leave on members.member for delete to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, id));
create policy reach on members.member for select to rowan_app
  using (permissions.fits((select permissions.scopes('member.reach')), null, id));
create policy list on members.member for select to rowan_app
  using (permissions.fits((select permissions.scopes('member.list')), null, id));
create policy make on members.member for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('member.create')), null, id));
grant select, insert, delete on members.member to rowan_app;
grant update (salt, verifier, parameters, sealed_profile, tags, feed_lookup, failures, failed_at) on members.member to rowan_app;
