-- Words and reasons of the register go when nobody can ask about them any more; who, what, when and the ground stay.
create policy owner on oversight.request to current_user using (true) with check (true);
create policy owner on oversight.proposal to current_user using (true) with check (true);
create policy owner on oversight.verdict to current_user using (true) with check (true);
-- Which erased reports the register names (reporting.forget_erased).
create policy owner on oversight.disclosure for select to current_user using (true);
create function oversight.blur_words(months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  old uuid[];
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  old := array(select r.id from oversight.request r where r.at < now() - make_interval(months => months)
    and length(r.sealed_words) > 0
    -- What is still being decided about keeps its words.
    and not exists (select from oversight.proposal p where p.request_id = r.id and p.at >= now() - make_interval(months => months))
    order by r.id limit at_most for update skip locked);
  update oversight.request set sealed_words = '' where id = any (old);
  update oversight.proposal set sealed_reason = '' where request_id = any (old);
  update oversight.verdict set sealed_reason = null where request_id = any (old);
  return cardinality(old);
end $$;
revoke all on function oversight.blur_words from public;
grant execute on function oversight.blur_words to rowan_app;
