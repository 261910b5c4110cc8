-- Words that a browser sealed before they left it: their data keys, one row a team that may come to read them. The words stand
-- beside their key only once the report is with that team; while a draft waits they are inside it, under its receipt, so that
-- neither the receipt nor a team opens them alone.
create table reporting.sealed_part (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  -- What the envelope is bound to: the report, or the wish for a worker.
  record uuid not null,
  part text not null check (part ~ '^(words [A-Za-z0-9_-]{22}|contact)$'),
  organisation_id uuid not null references organisations.organisation,
  epoch integer not null,
  wrapped_key bytea not null check (length(wrapped_key) = 81),
  body bytea,
  -- When that team came to be the one that reads it, by being sent the report or by holding it.
  given_at timestamptz,
  unique (report_id, record, part, organisation_id)
);
create index on reporting.sealed_part (organisation_id, epoch);
alter table reporting.sealed_part enable row level security;
alter table reporting.sealed_part force row level security;

create policy own on reporting.sealed_part to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), organisation_id, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), organisation_id, report_id));
create policy read on reporting.sealed_part for select to rowan_app
  using (given_at is not null and permissions.fits((select permissions.scopes('report.read')), organisation_id, null));
create policy owner on reporting.sealed_part to current_user using (true) with check (true);
grant select, insert, delete on reporting.sealed_part to rowan_app;
grant update (body, given_at) on reporting.sealed_part to rowan_app;

create function reporting.check_part_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, new.epoch);
  return new;
end $$;
create trigger live_epoch before insert or update of wrapped_key on reporting.sealed_part
  for each row execute function reporting.check_part_epoch();

-- For wrapping them to a team's newer key, those of drafts as well: an epoch that is retired while a draft waits takes no word
-- with it. The keys alone, never the words.
create function reporting.team_part_keys(team uuid, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea, record uuid, part text)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  return query select p.id, p.epoch, p.wrapped_key, p.record, p.part from reporting.sealed_part p
    where p.organisation_id = team and p.epoch < before_epoch and (after_id is null or p.id > after_id)
    order by p.id limit at_most;
end $$;

create function reporting.count_team_part_keys(team uuid, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  return (select count(*)::int from reporting.sealed_part p where p.organisation_id = team and p.epoch < before_epoch);
end $$;

create function reporting.replace_team_part_keys(team uuid, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  update reporting.sealed_part p set epoch = new_epoch, wrapped_key = u.fresh
    from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
    where p.id = u.id and p.organisation_id = team and p.epoch < new_epoch and p.wrapped_key = u.old;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function reporting.team_part_keys, reporting.count_team_part_keys, reporting.replace_team_part_keys from public;
grant execute on function reporting.team_part_keys, reporting.count_team_part_keys, reporting.replace_team_part_keys to rowan_app;

-- Numbers and plates that stand in words the service could not read are found when the team opens them.
create unique index on reporting.identifier (report_id, kind, lookup);
create policy found on reporting.identifier for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('report.read')), organisation_id, null)
    and exists (select from reporting.report r where r.id = report_id and r.organisation_id = identifier.organisation_id));
