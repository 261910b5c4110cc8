-- Reports that have had their time. As owner and in few statements, so that the task which expires them holds no right to read
-- a word, a message or an identifier.
alter table reporting.report add column keep_until timestamptz;
grant update (keep_until) on reporting.report to rowan_app;

create policy owner on reporting.use to current_user using (true) with check (true);
create policy owner on reporting.identifier to current_user using (true) with check (true);

-- When a sent report goes, holds aside. In one place: pages, lists and the sweep ask it.
create function reporting.goes_at(sent_at timestamptz, closed_at timestamptz, keep_until timestamptz, months integer)
  returns timestamptz language sql immutable parallel safe
  as $$ select greatest(coalesce(closed_at, sent_at) + make_interval(months => months), keep_until) $$;

create function reporting.expired(months integer, after_id uuid, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return; end if;
  return query select r.id from reporting.report r
    where r.state in ('received', 'in-work', 'closed') and (after_id is null or r.id > after_id)
      and reporting.goes_at(r.sent_at, r.closed_at, r.keep_until, months) < now() and not records.is_on_hold(r.id)
    order by r.id limit at_most;
end $$;

-- Takes consents and report as an erasure does, and looks again: true while the report still is to go. Waits for nobody: what
-- somebody is busy with is left for the next night. Consents twice, since a purpose may be given before the report is taken.
create function reporting.lock_expired(report uuid, months integer) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return false; end if;
  begin
    perform from reporting.consent c where c.report_id = report order by c.purpose for update nowait;
    perform from reporting.report r where r.id = report and r.state in ('received', 'in-work', 'closed')
      and reporting.goes_at(r.sent_at, r.closed_at, r.keep_until, months) < now() for update nowait;
    if not found then return false; end if;
    perform from reporting.consent c where c.report_id = report order by c.purpose for update nowait;
  exception when lock_not_available then return false;
  end;
  return not records.is_on_hold(report);
end $$;

-- What change-consent.ts does for somebody with a receipt, for a report whose time is over. `undisclosed`: kinds of the trace that
-- showed nobody anything.
create function reporting.erase_expired(report uuid, months integer, undisclosed text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if cardinality(permissions.scopes('record.expire')) = 0 or not reporting.lock_expired(report, months) then
    raise exception 'this report has time left' using errcode = 'insufficient_privilege';
  end if;
  update reporting.consent set is_given = false, withheld = '{}', timing = 'now', not_before = null,
    withdrawn_at = case when is_given then now() else withdrawn_at end where report_id = report;
  update reporting.report r set state = 'erased', body = null, wrapped_key = null, receipt_lookup = null, receipt_public_key = null,
    receipt_used_at = null, receipt_repeated_at = null, pressure_flag_at = null, proof = null, concerned = null, keep_until = null,
    changed_at = now() where r.id = report;
  delete from reporting.message where report_id = report;
  delete from reporting.identifier where report_id = report;
  delete from reporting.attachment where report_id = report;
  delete from reporting.sealed_part where report_id = report;
  delete from reporting.use where report_id = report and kind = any (undisclosed);
end $$;

-- Rows of erased reports go at last, with what is left of their trace; one that the register names stays with it.
create function reporting.forget_erased(months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  one uuid;
  gone integer := 0;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  for one in select r.id from reporting.report r where r.state = 'erased' and r.changed_at < now() - make_interval(months => months)
      and not exists (select from oversight.disclosure d where d.report_id = r.id)
      order by r.id limit at_most for update skip locked loop
    begin
      delete from reporting.report where id = one;
      gone := gone + 1;
    exception when foreign_key_violation then null;
    end;
  end loop;
  return gone;
end $$;

revoke all on function reporting.expired, reporting.lock_expired, reporting.erase_expired, reporting.forget_erased from public;
grant execute on function reporting.expired, reporting.lock_expired, reporting.erase_expired, reporting.forget_erased to rowan_app;
