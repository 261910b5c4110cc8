-- A session in one call to the database instead of four. These run as whoever calls them, with no right of their own: they take
-- the task's role for their own statements, meet the same row policy as before, and put back what was set.
create function platform.load_session(session_id uuid, session_app text, idle_minutes integer)
  returns table (state bytea, subject uuid, is_stale boolean)
  language plpgsql as $$
declare
  before text := coalesce(current_setting('rowan.roles', true), '');
begin
  perform set_config('rowan.roles', 'task-session', true);
  select s.state, s.subject, s.seen_at < now() - interval '1 minute' into state, subject, is_stale
    from platform.web_session s
   where s.id = session_id and s.app = session_app and s.seen_at > now() - make_interval(mins => idle_minutes);
  if found then return next; end if;
  perform set_config('rowan.roles', before, true);
end $$;
revoke all on function platform.load_session from public;
grant execute on function platform.load_session to rowan_app;

-- Only one that has just begun is inserted: saving must not bring back a session that was ended meanwhile.
create function platform.save_session(
  session_id uuid, session_app text, new_state bytea, new_subject uuid, new_about bytea, is_new boolean)
  returns void language plpgsql as $$
declare
  before text := coalesce(current_setting('rowan.roles', true), '');
begin
  perform set_config('rowan.roles', 'task-session', true);
  if is_new then
    insert into platform.web_session (id, app, state, subject, about)
      values (session_id, session_app, new_state, new_subject, new_about)
      on conflict (id) do update set state = excluded.state, subject = excluded.subject, seen_at = now();
  else
    update platform.web_session s set state = new_state, subject = new_subject, seen_at = now() where s.id = session_id;
  end if;
  perform set_config('rowan.roles', before, true);
end $$;
revoke all on function platform.save_session from public;
grant execute on function platform.save_session to rowan_app;
