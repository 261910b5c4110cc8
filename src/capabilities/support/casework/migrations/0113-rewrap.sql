-- Data keys of wishes, for wrapping them to a team's newer key: the wraps alone, never a body. As owner, because a holder of the
-- team's key need not be one who may see who waits for a worker.
create policy owner on casework.support_request to current_user using (true) with check (true);

create function casework.team_keys(team uuid, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  return query select s.id, s.epoch, s.wrapped_key from casework.support_request s
    where s.organisation_id = team and s.epoch < before_epoch and length(s.wrapped_key) > 0
      and (after_id is null or s.id > after_id) order by s.id limit at_most;
end $$;

create function casework.count_team_keys(team uuid, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  return (select count(*)::int from casework.support_request s
    where s.organisation_id = team and s.epoch < before_epoch and length(s.wrapped_key) > 0);
end $$;

create function casework.replace_team_keys(team uuid, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  update casework.support_request s set epoch = new_epoch, wrapped_key = u.fresh
    from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
    where s.id = u.id and s.organisation_id = team and s.epoch < new_epoch and s.wrapped_key = u.old;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function casework.team_keys, casework.count_team_keys, casework.replace_team_keys from public;
grant execute on function casework.team_keys, casework.count_team_keys, casework.replace_team_keys to rowan_app;

create function casework.check_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, new.epoch);
  return new;
end $$;
create trigger live_epoch_in before insert on casework.support_request for each row
  when (length(new.wrapped_key) > 0) execute function casework.check_epoch();
create trigger live_epoch_on before update on casework.support_request for each row
  when (new.wrapped_key is distinct from old.wrapped_key and length(new.wrapped_key) > 0) execute function casework.check_epoch();
