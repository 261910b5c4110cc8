-- Wishes of a report that had its time end with it; rows of ended ones, which say no more how to reach anybody, go a while later.
create function casework.end_expired(report uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return; end if;
  update casework.support_request set state = 'withdrawn', body = '', wrapped_key = '' where report_id = report and state <> 'withdrawn';
end $$;

create function casework.sweep(months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone integer;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  delete from casework.support_request where id in (select s.id from casework.support_request s
    where s.state in ('closed', 'withdrawn')
      and greatest(s.created_at, s.owned_at, s.contacted_at, s.closed_at) < now() - make_interval(months => months)
    order by s.id limit at_most for update skip locked);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function casework.end_expired, casework.sweep from public;
grant execute on function casework.end_expired, casework.sweep to rowan_app;
