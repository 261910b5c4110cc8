-- Alerts that are over: their words and reasons go first, then who was sent them, at last who decided. As owner, so that the task
-- that sweeps can change nothing of an alert that stands.
create policy owner on alerts.alert to current_user using (true) with check (true);
create policy owner on alerts.decision to current_user using (true) with check (true);
create policy owner on alerts.delivery to current_user using (true) with check (true);

create function alerts.sweep(word_months integer, delivery_months integer, row_months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  old uuid[];
  one uuid;
  changed integer;
  gone integer;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  old := array(select a.id from alerts.alert a where a.state in ('retracted', 'expired', 'dropped')
    and a.ended_at < now() - make_interval(months => word_months)
    and (length(a.sealed_body) > 0 or a.sealed_update is not null
      or exists (select from alerts.decision d where d.alert_id = a.id and d.sealed_reason is not null))
    order by a.id limit at_most for update skip locked);
  update alerts.alert set sealed_body = '', sealed_update = null where id = any (old);
  get diagnostics changed = row_count;
  update alerts.decision set sealed_reason = null where alert_id = any (old) and sealed_reason is not null;
  delete from alerts.delivery d where d.ctid = any (array(select x.ctid from alerts.delivery x join alerts.alert a on a.id = x.alert_id
    where a.state in ('retracted', 'expired', 'dropped') and a.ended_at < now() - make_interval(months => delivery_months)
    limit at_most for update of x skip locked));
  get diagnostics gone = row_count;
  changed := changed + gone;
  for one in select a.id from alerts.alert a where a.state in ('retracted', 'expired', 'dropped')
      and a.ended_at < now() - make_interval(months => row_months) order by a.id limit at_most for update skip locked loop
    begin
      delete from alerts.decision where alert_id = one;
      delete from alerts.alert where id = one;
      changed := changed + 1;
    exception when foreign_key_violation then null;
    end;
  end loop;
  return changed;
end $$;
revoke all on function alerts.sweep from public;
grant execute on function alerts.sweep to rowan_app;
