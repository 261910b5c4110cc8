-- Wraps to the adviser's team, for wrapping them to its newer key: shares, keys under their locks, and letters' keys; never a
-- body, and nothing of it opens a held report. As owner, because a point that is in no match is hidden from the adviser too.
create policy owner_turn on held_reports.point for update to current_user using (true) with check (true);
create policy owner on held_reports.message to current_user using (true) with check (true);

create function held_reports.team_keys(team uuid, kind text, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  if kind = 'letter' then
    return query select m.id, m.team_epoch, m.team_key_wrap from held_reports.message m
      where m.organisation_id = team and m.team_epoch < before_epoch and (after_id is null or m.id > after_id)
      order by m.id limit at_most;
  elsif kind = 'share' then
    return query select p.id, p.share_epoch, p.share from held_reports.point p
      where p.organisation_id = team and p.share_epoch < before_epoch and (after_id is null or p.id > after_id)
      order by p.id limit at_most;
  else
    return query select p.id, p.key_epoch, p.key from held_reports.point p
      where p.organisation_id = team and p.key_epoch < before_epoch and (after_id is null or p.id > after_id)
      order by p.id limit at_most;
  end if;
end $$;

create function held_reports.count_team_keys(team uuid, kind text, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  return case kind
    when 'letter' then (select count(*)::int from held_reports.message m where m.organisation_id = team and m.team_epoch < before_epoch)
    when 'share' then (select count(*)::int from held_reports.point p where p.organisation_id = team and p.share_epoch < before_epoch)
    else (select count(*)::int from held_reports.point p where p.organisation_id = team and p.key_epoch < before_epoch)
  end;
end $$;

create function held_reports.replace_team_keys(team uuid, kind text, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  if kind = 'letter' then
    update held_reports.message m set team_epoch = new_epoch, team_key_wrap = u.fresh
      from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
      where m.id = u.id and m.organisation_id = team and m.team_epoch < new_epoch and m.team_key_wrap = u.old;
  elsif kind = 'share' then
    update held_reports.point p set share_epoch = new_epoch, share = u.fresh
      from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
      where p.id = u.id and p.organisation_id = team and p.share_epoch < new_epoch and p.share = u.old;
  else
    update held_reports.point p set key_epoch = new_epoch, key = u.fresh
      from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh)
      where p.id = u.id and p.organisation_id = team and p.key_epoch < new_epoch and p.key = u.old;
  end if;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function held_reports.team_keys, held_reports.count_team_keys, held_reports.replace_team_keys from public;
grant execute on function held_reports.team_keys, held_reports.count_team_keys, held_reports.replace_team_keys to rowan_app;

create function held_reports.check_point_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, least(new.share_epoch, new.key_epoch));
  return new;
end $$;
create trigger live_epoch_in before insert on held_reports.point for each row execute function held_reports.check_point_epoch();
create function held_reports.check_letter_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(new.organisation_id, new.team_epoch);
  return new;
end $$;
create trigger live_epoch_in before insert on held_reports.message for each row execute function held_reports.check_letter_epoch();
