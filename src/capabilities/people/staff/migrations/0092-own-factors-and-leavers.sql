-- What changes a way in, or ends it, does so through three functions of the owner and nothing else: nobody who works here has a
-- grant on a passphrase, a code secret or the date somebody left. Each asks who is acting.
create policy owner on staff.person to current_user using (true);
create policy owner on staff.credential to current_user using (true);
create policy owner on staff.invitation to current_user using (true);
create policy owner on platform.web_session to current_user using (subject is not null);

-- One's own passphrase, and one's private key sealed under it. Whose it is, is not asked: it is the actor's.
create function staff.change_own_passphrase(new_salt bytea, new_verifier bytea, new_parameters jsonb, new_sealed_key bytea)
  returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not 'own' = any (permissions.scopes('staff.self')) then return false; end if;
  update staff.credential set salt = new_salt, verifier = new_verifier, parameters = new_parameters,
    sealed_private_key = new_sealed_key where person_id = permissions.subject();
  return found;
end $$;

-- One's own secret for codes. `step` is the one of the code that showed the new app works, so that it does not work twice.
create function staff.change_own_codes(new_sealed_totp bytea, step integer)
  returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not 'own' = any (permissions.scopes('staff.self')) then return false; end if;
  update staff.credential set sealed_totp = new_sealed_totp, totp_step = step where person_id = permissions.subject();
  return found;
end $$;

-- Somebody leaves: at once and in one transaction every way in, every session, every key and every invitation they had a hand in.
-- Their name stays, for what they signed. False for oneself, for another organisation, and for who has left already.
create function staff.end_person(who uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  update staff.person set left_at = now() where id = who and left_at is null and id <> permissions.subject()
    and permissions.fits(permissions.scopes('staff.end'), organisation_id, null);
  if not found then return false; end if;
  delete from platform.web_session where subject = who;
  delete from staff.credential where person_id = who;
  delete from staff.passkey where person_id = who;
  delete from staff.team_key_wrap where person_id = who;
  delete from staff.invitation where proposed_by = who or confirmed_by = who;
  return true;
end $$;

revoke all on function staff.change_own_passphrase, staff.change_own_codes, staff.end_person from public;
grant execute on function staff.change_own_passphrase, staff.change_own_codes, staff.end_person to rowan_app;

-- Whoever may mark a leaver sees who holds the team's key: what they press may leave nobody who does.
create policy end_read on staff.team_key_wrap for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.end')), organisation_id, null));
