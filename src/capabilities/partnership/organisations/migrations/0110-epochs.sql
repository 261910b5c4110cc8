-- A team's key turns: a new epoch begins at once, an old one is retired when nothing is wrapped to it any more. Whoever seals to
-- a team holds its key, shared, until their transaction ends; whoever retires an epoch holds it alone. So nothing can be sealed
-- to a key in the moment in which it is thrown away.
create function organisations.team_lock(team uuid) returns bigint language sql immutable parallel safe
  as $$ select hashtextextended('rowan team key ' || team::text, 0) $$;

-- The key a team seals to now, held until the transaction ends. Volatile: what it reads is read after the waiting.
create function organisations.sealing_key(team uuid) returns table (epoch integer, public_key bytea)
  language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(organisations.team_lock(team));
  return query select k.epoch, k.public_key from organisations.team_key k
    where k.organisation_id = team and k.retired_at is null order by k.epoch desc limit 1;
end $$;

-- Refuses a key wrapped to an epoch whose private half is gone, wherever it was wrapped and however long ago.
create function organisations.demand_live_epoch(team uuid, wanted integer) returns void
  language plpgsql volatile as $$
begin
  if team is null then return; end if;
  perform pg_advisory_xact_lock_shared(organisations.team_lock(team));
  if exists (select from organisations.team_key k
      where k.organisation_id = team and k.epoch = wanted and k.retired_at is not null) then
    raise exception 'this epoch of the team''s key is retired' using errcode = 'RWN01';
  end if;
end $$;

create policy turn on organisations.team_key for insert to rowan_app
  with check (retired_at is null and permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
create policy retire on organisations.team_key for update to rowan_app
  using (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('team-key.turn')), organisation_id, null));
grant update (retired_at) on organisations.team_key to rowan_app;
-- For the functions of other rooms that run as owner.
create policy owner on organisations.team_key to current_user using (true);
