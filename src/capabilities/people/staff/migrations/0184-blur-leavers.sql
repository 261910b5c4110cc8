-- The name of somebody who left stands beside what they signed for as long as that may be asked about; then no more.
create function staff.blur_leavers(months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  update staff.person set display_name = 'Somebody who left', username = 'left.' || replace(id::text, '-', '')
    where id in (select p.id from staff.person p where p.left_at < now() - make_interval(months => months)
      and p.username <> 'left.' || replace(p.id::text, '-', '') order by p.id limit at_most for update skip locked);
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function staff.blur_leavers from public;
grant execute on function staff.blur_leavers to rowan_app;
