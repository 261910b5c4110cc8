-- Teams' keys over time: how far a re-wrap has come, and the paper on which a team's key survives its people.
create schema team_keys;
grant usage on schema team_keys to rowan_app;

-- One a turn of the key. The keys themselves stand only in the process of whoever runs it.
create table team_keys.rewrap (
  id uuid primary key,
  organisation_id uuid not null,
  to_epoch integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'stopped', 'stuck', 'done')),
  done integer not null default 0 check (done >= 0),
  -- Which process works on it; another takes over when it has been silent.
  runner uuid,
  beat_at timestamptz,
  begun_by uuid references staff.person,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (organisation_id, to_epoch),
  foreign key (organisation_id, to_epoch) references organisations.team_key (organisation_id, epoch)
);

-- A recovery key pair: every epoch's private key is wrapped to its public half; its private half stands on paper, in shares.
create table team_keys.recovery_set (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  share_set text not null check (share_set ~ '^[0-9a-f]{8}$'),
  public_key bytea not null check (length(public_key) = 32),
  threshold smallint not null check (threshold >= 2),
  shares smallint not null check (shares >= threshold),
  made_by uuid not null references staff.person,
  made_at timestamptz not null default now(),
  -- The paper is with its keepers: only then does it take the place of the set before.
  handed_out_at timestamptz,
  replaced_at timestamptz,
  drilled_at timestamptz
);
create index on team_keys.recovery_set (organisation_id) where replaced_at is null;

create table team_keys.recovery_wrap (
  set_id uuid not null references team_keys.recovery_set,
  organisation_id uuid not null,
  epoch integer not null,
  wrapped bytea not null,
  primary key (set_id, epoch),
  foreign key (organisation_id, epoch) references organisations.team_key (organisation_id, epoch)
);

create table team_keys.recovery_request (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  set_id uuid not null references team_keys.recovery_set,
  requested_by uuid not null references staff.person,
  requested_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('recovered', 'refused', 'taken-back')),
  check ((ended_at is null) = (outcome is null))
);
create unique index on team_keys.recovery_request (organisation_id, requested_by) where ended_at is null;

-- Apart from the request and never changed, so that nobody can write somebody else's name beside their own.
create table team_keys.recovery_confirmation (
  request_id uuid primary key references team_keys.recovery_request,
  organisation_id uuid not null,
  confirmed_by uuid not null references staff.person,
  confirmed_at timestamptz not null default now()
);

alter table team_keys.rewrap enable row level security;
alter table team_keys.rewrap force row level security;
alter table team_keys.recovery_set enable row level security;
alter table team_keys.recovery_set force row level security;
alter table team_keys.recovery_wrap enable row level security;
alter table team_keys.recovery_wrap force row level security;
alter table team_keys.recovery_request enable row level security;
alter table team_keys.recovery_request force row level security;
alter table team_keys.recovery_confirmation enable row level security;
alter table team_keys.recovery_confirmation force row level security;

create policy see on team_keys.rewrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.see')), organisation_id, null));
create policy begin_one on team_keys.rewrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
create policy run on team_keys.rewrap for update to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
grant select, insert on team_keys.rewrap to rowan_app;
grant update (state, done, runner, beat_at, begun_by, ended_at) on team_keys.rewrap to rowan_app;

create policy see on team_keys.recovery_set for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.see')), organisation_id, null));
create policy make on team_keys.recovery_set for insert to rowan_app
  with check (made_by = permissions.subject()
    and permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
create policy hand_out on team_keys.recovery_set for update to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
create policy drill_find on team_keys.recovery_set for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.drill')), organisation_id, null));
create policy drill on team_keys.recovery_set for update to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.drill')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('team-key.drill')), organisation_id, null));
grant select, insert on team_keys.recovery_set to rowan_app;
grant update (handed_out_at, replaced_at, drilled_at) on team_keys.recovery_set to rowan_app;

create policy ask on team_keys.recovery_request for insert to rowan_app
  with check (requested_by = permissions.subject() and ended_at is null
    and permissions.fits((select permissions.scopes('team-key.recover')), organisation_id, null));
create policy see on team_keys.recovery_request for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.confirm')), organisation_id, null));
create policy finish on team_keys.recovery_request for update to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.confirm')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('team-key.confirm')), organisation_id, null));
grant select, insert on team_keys.recovery_request to rowan_app;
grant update (ended_at, outcome) on team_keys.recovery_request to rowan_app;

-- Never the one who asked, whatever roles they hold.
create policy confirm on team_keys.recovery_confirmation for insert to rowan_app
  with check (confirmed_by = permissions.subject()
    and permissions.fits((select permissions.scopes('team-key.confirm')), organisation_id, null)
    and exists (select from team_keys.recovery_request r where r.id = request_id and r.organisation_id = recovery_confirmation.organisation_id
      and r.requested_by <> permissions.subject() and r.ended_at is null));
create policy see on team_keys.recovery_confirmation for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.confirm')), organisation_id, null));
grant select, insert on team_keys.recovery_confirmation to rowan_app;

create policy add on team_keys.recovery_wrap for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
-- Shown to nobody but whoever asked, while a second person's yes is fresh: an hour.
create policy recover on team_keys.recovery_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.recover')), organisation_id, null)
    and exists (select from team_keys.recovery_request r join team_keys.recovery_confirmation c on c.request_id = r.id
      where r.set_id = recovery_wrap.set_id and r.requested_by = permissions.subject() and c.confirmed_by <> permissions.subject()
        and r.ended_at is null and c.confirmed_at > now() - interval '1 hour'));
create policy rehearse on team_keys.recovery_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.drill')), organisation_id, null));
grant select, insert on team_keys.recovery_wrap to rowan_app;

-- Wraps of epochs that are retired and of sets that were replaced go: the paper before opens nothing any more.
create policy owner on team_keys.recovery_wrap to current_user using (true);
create policy owner on team_keys.recovery_set to current_user using (true);
create function team_keys.forget_old_wraps(team uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  delete from team_keys.recovery_wrap w where w.organisation_id = team and (
    exists (select from organisations.team_key k
      where k.organisation_id = team and k.epoch = w.epoch and k.retired_at is not null)
    or exists (select from team_keys.recovery_set s where s.id = w.set_id and s.replaced_at is not null));
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function team_keys.forget_old_wraps from public;
grant execute on function team_keys.forget_old_wraps to rowan_app;
