-- Data keys of reports and messages, for wrapping them to a team's newer key: the wraps alone, never a body. As owner, because
-- a holder of the team's key need not be one who may read reports.
create policy owner on reporting.message to current_user using (true) with check (true);

create function reporting.team_keys(team uuid, of_kind text, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  if of_kind = 'report' then
    return query select r.id, r.epoch, r.wrapped_key from reporting.report r
      where r.organisation_id = team and r.epoch < before_epoch and r.wrapped_key is not null and r.state not in ('draft', 'erased')
        and (after_id is null or r.id > after_id) order by r.id limit at_most;
  else
    return query select m.id, m.team_epoch, m.team_key_wrap from reporting.message m
      join reporting.report r on r.id = m.report_id
      where r.organisation_id = team and m.team_epoch < before_epoch and (after_id is null or m.id > after_id)
      order by m.id limit at_most;
  end if;
end $$;

create function reporting.count_team_keys(team uuid, of_kind text, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  if of_kind = 'report' then
    return (select count(*)::int from reporting.report r where r.organisation_id = team and r.epoch < before_epoch
      and r.wrapped_key is not null and r.state not in ('draft', 'erased'));
  end if;
  return (select count(*)::int from reporting.message m join reporting.report r on r.id = m.report_id
    where r.organisation_id = team and m.team_epoch < before_epoch);
end $$;

-- Each key is exchanged only where the one it was made from still stands: what was erased or changed meanwhile is left alone.
create function reporting.replace_team_keys(team uuid, of_kind text, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  if of_kind = 'report' then
    update reporting.report r set epoch = new_epoch, wrapped_key = u.fresh
      from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
      where r.id = u.id and r.organisation_id = team and r.epoch < new_epoch and r.wrapped_key = u.old
        and r.state not in ('draft', 'erased');
  else
    update reporting.message m set team_epoch = new_epoch, team_key_wrap = u.fresh
      from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh), reporting.report r
      where m.id = u.id and r.id = m.report_id and r.organisation_id = team and m.team_epoch < new_epoch
        and m.team_key_wrap = u.old;
  end if;
  get diagnostics changed = row_count;
  return changed;
end $$;

revoke all on function reporting.team_keys, reporting.count_team_keys, reporting.replace_team_keys from public;
grant execute on function reporting.team_keys, reporting.count_team_keys, reporting.replace_team_keys to rowan_app;

create function reporting.check_report_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, new.epoch);
  return new;
end $$;
create trigger live_epoch_in before insert on reporting.report for each row
  when (new.wrapped_key is not null and new.state not in ('draft', 'erased')) execute function reporting.check_report_epoch();
create trigger live_epoch_on before update on reporting.report for each row
  when (new.wrapped_key is distinct from old.wrapped_key and new.wrapped_key is not null and new.state not in ('draft', 'erased'))
  execute function reporting.check_report_epoch();

create function reporting.check_message_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(
    (select r.organisation_id from reporting.report r where r.id = new.report_id), new.team_epoch);
  return new;
end $$;
create trigger live_epoch before insert or update of team_key_wrap on reporting.message
  for each row execute function reporting.check_message_epoch();
