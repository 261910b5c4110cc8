-- Passkeys of people who work here. Found by a keyed hash of the credential's id; all that tells one from another is sealed to
-- the service key, and the person's private key once more, under a secret that the passkey alone gives.
create table staff.passkey (
  id uuid primary key,
  person_id uuid not null references staff.person,
  lookup bytea not null unique check (length(lookup) = 32),
  -- Name, credential id, public key, counter, as JSON sealed to the service key and bound to this row and person.
  sealed bytea not null,
  sealed_private_key bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  -- Its counter went back, so there may be a copy: it opens nothing any more.
  doubted_at timestamptz
);
create index on staff.passkey (person_id);

alter table staff.passkey enable row level security;
alter table staff.passkey force row level security;

create policy find on staff.passkey for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, person_id));
create policy use on staff.passkey for update to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, person_id))
  with check (permissions.fits((select permissions.scopes('account.find')), null, person_id));
-- Made and removed by the person themselves: no role reaches anybody else's.
create policy self on staff.passkey for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.self')), null, person_id));
create policy make on staff.passkey for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.self')), null, person_id));
create policy remove on staff.passkey for delete to rowan_app
  using (permissions.fits((select permissions.scopes('staff.self')), null, person_id));

grant select, insert, delete, update (sealed, used_at, doubted_at) on staff.passkey to rowan_app;
-- A leaver's go with them: staff.end_person removes them as owner.
create policy owner on staff.passkey to current_user using (true);
