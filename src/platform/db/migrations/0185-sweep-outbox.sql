-- Letters that were kept because there is no mail server go after a while; nobody who sends may remove one.
create policy owner on platform.outbox_letter to current_user using (true) with check (true);
create function platform.sweep_outbox(days integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone integer;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  delete from platform.outbox_letter where id in (select o.id from platform.outbox_letter o
    where o.created_at < now() - make_interval(days => days) order by o.id limit at_most for update skip locked);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function platform.sweep_outbox from public;
grant execute on function platform.sweep_outbox to rowan_app;
