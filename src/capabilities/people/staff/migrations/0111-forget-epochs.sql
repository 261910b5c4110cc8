-- An old epoch's wraps go when the epoch is retired, and only then: with them the old private key is gone. As owner, because
-- nobody who works here may remove a wrap otherwise.
create policy owner on staff.team_key_wrap to current_user using (true);
create function staff.forget_retired_epochs(team uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  delete from staff.team_key_wrap w using organisations.team_key k
    where w.organisation_id = team and k.organisation_id = team and k.epoch = w.epoch and k.retired_at is not null;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function staff.forget_retired_epochs from public;
grant execute on function staff.forget_retired_epochs to rowan_app;
