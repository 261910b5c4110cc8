-- Ways in and back in: recovery words, vouching, evidence that is seen once, branches that rest. What would show who brought
-- whom stands sealed or under keyed tags, and no row of a voucher is touched when somebody joins: even which rows changed
-- together, as the server's files show it, joins no two members.

-- What recovery words are recognised by; the words themselves are nowhere.
create table members.recovery (
  member_id uuid primary key references members.member on delete cascade,
  salt bytea not null,
  verifier bytea not null,
  parameters jsonb not null
);

-- How somebody joined and who stands behind them, for a year, sealed to the service key and always of one length.
create table members.standing (
  member_id uuid primary key references members.member on delete cascade,
  sealed bytea not null
);

-- A vouching code on its way from a member to a newcomer. `owner` is a keyed hash, so that a giver can take codes back.
create table members.vouch_code (
  lookup bytea primary key check (length(lookup) = 32),
  owner bytea not null check (length(owner) = 32),
  sealed bytea not null,
  tries integer not null default 0,
  expires_on date not null
);
create index on members.vouch_code (owner);

-- How many codes somebody gave within a year, and which two vouched together: keyed hashes that lead to no account.
create table members.vouch_mark (
  tag bytea primary key check (length(tag) = 32),
  amount integer not null check (amount > 0),
  ends_on date not null
);

-- Accounts that rest, alone or with everybody they brought in: keyed hashes again.
create table members.stop (
  tag bytea primary key check (length(tag) = 32),
  made_on date not null default current_date
);

-- The teams that look at applications.
create table members.intake (
  organisation_id uuid primary key references organisations.organisation
);

-- Somebody's evidence of their work, sealed to one team. The key goes when it is shown, the rest when it is decided.
create table members.application (
  id uuid primary key,
  lookup bytea not null unique check (length(lookup) = 32),
  organisation_id uuid not null references organisations.organisation,
  epoch integer not null,
  state text not null check (state in ('waiting', 'opened', 'accepted', 'declined', 'again', 'expired')),
  body bytea,
  wrapped_key bytea,
  opened_by uuid references staff.person,
  tries integer not null default 0,
  received_on date not null,
  ends_on date not null,
  check (state in ('waiting', 'opened') or (body is null and wrapped_key is null))
);
create index on members.application (organisation_id, state);

do $$
declare name text;
begin
  foreach name in array array['recovery', 'standing', 'vouch_code', 'vouch_mark', 'stop', 'intake', 'application'] loop
    execute format('alter table members.%I enable row level security', name);
    execute format('alter table members.%I force row level security', name);
  end loop;
end $$;

create policy join_read on members.member for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.work')), null, id));

create policy find on members.recovery to rowan_app
  using (permissions.fits((select permissions.scopes('account.find')), null, member_id))
  with check (permissions.fits((select permissions.scopes('account.find')), null, member_id));
create policy make on members.recovery for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('member.create')), null, member_id));
grant select, insert, delete, update (salt, verifier, parameters) on members.recovery to rowan_app;

create policy read on members.standing for select to rowan_app
  using (permissions.fits((select permissions.scopes('standing.read')), null, member_id));
create policy make on members.standing for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('member.create')), null, member_id));
create policy sweep_read on members.standing for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, member_id));
create policy sweep on members.standing for update to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, member_id))
  with check (permissions.fits((select permissions.scopes('joining.sweep')), null, member_id));
grant select, insert, update (sealed) on members.standing to rowan_app;

create policy work on members.vouch_code to rowan_app
  using (permissions.fits((select permissions.scopes('joining.work')), null, null))
  with check (permissions.fits((select permissions.scopes('joining.work')), null, null));
create policy sweep_read on members.vouch_code for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, null));
create policy sweep on members.vouch_code for delete to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, null));
grant select, insert, delete, update (tries) on members.vouch_code to rowan_app;

create policy work on members.vouch_mark to rowan_app
  using (permissions.fits((select permissions.scopes('joining.work')), null, null))
  with check (permissions.fits((select permissions.scopes('joining.work')), null, null));
create policy sweep_read on members.vouch_mark for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, null));
create policy sweep on members.vouch_mark for delete to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), null, null));
grant select, insert, delete, update (amount, ends_on) on members.vouch_mark to rowan_app;

create policy read on members.stop for select to rowan_app
  using (permissions.fits((select permissions.scopes('stop.read')), null, null));
create policy make on members.stop for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('branch.stop')), null, null));
create policy lift on members.stop for delete to rowan_app
  using (permissions.fits((select permissions.scopes('branch.stop')), null, null));
grant select, insert, delete on members.stop to rowan_app;

create policy read on members.intake for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.work')), organisation_id, null));
create policy read_own on members.intake for select to rowan_app
  using (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null));
create policy begin on members.intake for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null));
create policy cease on members.intake for delete to rowan_app
  using (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null));
grant select, insert, delete on members.intake to rowan_app;

create policy work on members.application to rowan_app
  using (permissions.fits((select permissions.scopes('joining.work')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('joining.work')), organisation_id, null));
create policy read on members.application for select to rowan_app
  using (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null));
create policy decide on members.application for update to rowan_app
  using (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('application.decide')), organisation_id, null));
create policy sweep_read on members.application for select to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), organisation_id, null));
create policy sweep_expire on members.application for update to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), organisation_id, null))
  with check (state = 'expired' and permissions.fits((select permissions.scopes('joining.sweep')), organisation_id, null));
create policy sweep on members.application for delete to rowan_app
  using (permissions.fits((select permissions.scopes('joining.sweep')), organisation_id, null));
grant select, insert, delete, update (state, body, wrapped_key, opened_by, tries, ends_on) on members.application to rowan_app;
