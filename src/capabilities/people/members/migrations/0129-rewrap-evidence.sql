-- Data keys of evidence that waits to be looked at, for wrapping them to a team's newer key: the wraps alone, never a body.
create policy owner on members.application to current_user using (true) with check (true);

create function members.team_keys(team uuid, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  return query select a.id, a.epoch, a.wrapped_key from members.application a
    where a.organisation_id = team and a.epoch < before_epoch and a.wrapped_key is not null
      and (after_id is null or a.id > after_id) order by a.id limit at_most;
end $$;

create function members.count_team_keys(team uuid, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  return (select count(*)::int from members.application a
    where a.organisation_id = team and a.epoch < before_epoch and a.wrapped_key is not null);
end $$;

create function members.replace_team_keys(team uuid, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  update members.application a set epoch = new_epoch, wrapped_key = u.fresh
    from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
    where a.id = u.id and a.organisation_id = team and a.epoch < new_epoch and a.wrapped_key = u.old;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function members.team_keys, members.count_team_keys, members.replace_team_keys from public;
grant execute on function members.team_keys, members.count_team_keys, members.replace_team_keys to rowan_app;

create function members.check_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, new.epoch);
  return new;
end $$;
create trigger live_epoch_in before insert on members.application for each row
  when (new.wrapped_key is not null) execute function members.check_epoch();
create trigger live_epoch_on before update on members.application for each row
  when (new.wrapped_key is distinct from old.wrapped_key and new.wrapped_key is not null) execute function members.check_epoch();
