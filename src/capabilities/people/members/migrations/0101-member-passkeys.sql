-- Passkeys of members. Found by a keyed hash of the credential's id; the rest is sealed to the service key, so that a thief of
-- the table with somebody's phone in hand cannot tell which account it opens. No times: when somebody came in is not kept.
create table members.passkey (
  id uuid primary key,
  member_id uuid not null references members.member on delete cascade,
  lookup bytea not null unique check (length(lookup) = 32),
  sealed bytea not null
);
create index on members.passkey (member_id);

alter table members.passkey enable row level security;
alter table members.passkey force row level security;

create policy find on members.passkey for select to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, member_id));
create policy use on members.passkey for update to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, member_id))
  with check (permissions.fits((select permissions.scopes('account.find')), null, member_id));
create policy self on members.passkey for select to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, member_id));
create policy make on members.passkey for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('member.self')), null, member_id));
create policy remove on members.passkey for delete to rowan_app
  using (permissions.fits((select permissions.scopes('member.self')), null, member_id));

grant select, insert, delete, update (sealed) on members.passkey to rowan_app;
