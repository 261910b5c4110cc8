-- A held report is a draft that was put aside: only its receipt opens its words, no desk sees the row, and it is not swept away.
alter table reporting.report add column held_at timestamptz check (held_at is null or state in ('draft', 'erased'));
grant update (held_at) on reporting.report to rowan_app;

alter policy sweep_find on reporting.report
  using (state = 'draft' and held_at is null and permissions.fits((select permissions.scopes('draft.sweep')), organisation_id, id));
alter policy sweep on reporting.report
  using (state = 'draft' and held_at is null and permissions.fits((select permissions.scopes('draft.sweep')), organisation_id, id));

-- As before (0040), and for the purpose `match` the report is held, which is to say not sent.
create or replace function reporting.lock_live_consent(report uuid, wanted text)
  returns table (withheld text[], timing text, not_before timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  allowed text[] := permissions.scopes('consent.check');
begin
  if cardinality(allowed) = 0 then return; end if;
  return query
    select c.withheld, c.timing, c.not_before
      from reporting.consent c join reporting.report r on r.id = c.report_id
     where c.report_id = report and c.purpose = wanted and c.is_given
       and case when wanted = 'match' then r.state = 'draft' and r.held_at is not null
                else r.state in ('received', 'in-work', 'closed') end
       and (not r.is_third_party or r.confirmed_at is not null or wanted in ('count', 'warn'))
       and permissions.fits(allowed, r.organisation_id, null)
       for share of c;
end $$;
