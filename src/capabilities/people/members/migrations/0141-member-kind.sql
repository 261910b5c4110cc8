-- The kind of a member's account, asked with their session in one statement. Runs as whoever calls it: it asks as that member,
-- meets the member's own row policy, and puts back what was set. Null for an account that is no more; with a question mark behind
-- it while any account at all rests: whether it is this one is told by keyed hashes that only the service can make.
create function members.kind_of(wanted uuid) returns text
  language plpgsql strict as $$
declare
  roles_before text := coalesce(current_setting('rowan.roles', true), '');
  subject_before text := coalesce(current_setting('rowan.subject', true), '');
  found_kind text;
begin
  perform set_config('rowan.roles', 'member', true), set_config('rowan.subject', wanted::text, true);
  select m.kind into found_kind from members.member m where m.id = wanted and m.left_at is null;
  if exists (select from members.stop) then
    found_kind := found_kind || '?';
  end if;
  perform set_config('rowan.roles', roles_before, true), set_config('rowan.subject', subject_before, true);
  return found_kind;
end $$;
revoke all on function members.kind_of from public;
grant execute on function members.kind_of to rowan_app;
