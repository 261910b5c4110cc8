-- Photos, recordings and papers beside a report. The bytes are sealed and stand in the file store; here is what opens them, sealed
-- too: to the service only while a file is being checked, then to the receipt, and from the sending on to the team.
create table reporting.attachment (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  state text not null check (state in ('checking', 'ready', 'refused')),
  -- Why it was not taken, and what the scanner said: codes.
  refused text check (refused ~ '^[a-zA-Z]{3,20}$'),
  scan text check (scan in ('clean', 'not-scanned', 'off')),
  -- The sealed file's name in the store, random, and its sealed size in bytes.
  blob uuid,
  size integer not null check (size >= 0),
  -- The key of a file that is being checked, under the service key. Gone as soon as that has ended.
  checking_key bytea,
  -- What the file is and the key of its bytes, sealed; its own key wrapped to the receipt (epoch null) or to the team.
  head bytea,
  wrapped_key bytea,
  epoch integer,
  created_at timestamptz not null default now(),
  check (case state
    when 'checking' then blob is not null and checking_key is not null and head is null and wrapped_key is null and refused is null
    when 'ready' then blob is not null and checking_key is null and head is not null and wrapped_key is not null and refused is null
    else blob is null and checking_key is null and head is null and wrapped_key is null and refused is not null end)
);
create index on reporting.attachment (report_id, created_at);
create index on reporting.attachment (blob);

alter table reporting.attachment enable row level security;
alter table reporting.attachment force row level security;

create policy own on reporting.attachment to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy read on reporting.attachment for select to rowan_app
  using (exists (select from reporting.report r where r.id = report_id and r.state <> 'draft'
    and permissions.fits((select permissions.scopes('report.read')), r.organisation_id, null)));
create policy checking_see on reporting.attachment for select to rowan_app
  using (permissions.fits((select permissions.scopes('attachment.check')), null, null));
create policy checking_change on reporting.attachment for update to rowan_app
  using (permissions.fits((select permissions.scopes('attachment.check')), null, null))
  with check (permissions.fits((select permissions.scopes('attachment.check')), null, null));
grant select, insert, delete on reporting.attachment to rowan_app;
grant update (state, refused, scan, blob, size, checking_key, head, wrapped_key, epoch) on reporting.attachment to rowan_app;

-- To whom a checked file is to be sealed. Waits for a sending, an erasure and a new receipt in flight, and holds the next off
-- until the file stands: whoever comes second sees what the first has done. Runs as owner because a lock needs update rights.
create policy owner on reporting.attachment to current_user using (true) with check (true);
create function reporting.lock_for_check(report uuid)
  returns table (state text, organisation_id uuid, receipt_public_key bytea)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('attachment.check'), null, null) then return; end if;
  return query select r.state, r.organisation_id, r.receipt_public_key from reporting.report r where r.id = report for share of r;
end $$;

-- Data keys of attachments, for wrapping them to a team's newer key (as in 0112).
create function reporting.attachment_keys(team uuid, before_epoch integer, after_id uuid, at_most integer)
  returns table (id uuid, epoch integer, wrapped bytea)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return; end if;
  return query select a.id, a.epoch, a.wrapped_key from reporting.attachment a join reporting.report r on r.id = a.report_id
    where r.organisation_id = team and a.epoch < before_epoch and r.state not in ('draft', 'erased')
      and (after_id is null or a.id > after_id) order by a.id limit at_most;
end $$;

create function reporting.count_attachment_keys(team uuid, before_epoch integer) returns integer
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  return (select count(*)::int from reporting.attachment a join reporting.report r on r.id = a.report_id
    where r.organisation_id = team and a.epoch < before_epoch and r.state not in ('draft', 'erased'));
end $$;

create function reporting.replace_attachment_keys(team uuid, ids uuid[], old_wraps bytea[], new_epoch integer, new_wraps bytea[])
  returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  if not permissions.fits(permissions.scopes('team-key.turn'), team, null) then return 0; end if;
  update reporting.attachment a set epoch = new_epoch, wrapped_key = u.fresh
    from unnest(ids, old_wraps, new_wraps) as u (id, old, fresh), reporting.report r
    where a.id = u.id and r.id = a.report_id and r.organisation_id = team and a.epoch < new_epoch and a.wrapped_key = u.old
      and r.state not in ('draft', 'erased');
  get diagnostics changed = row_count;
  return changed;
end $$;

revoke all on function reporting.lock_for_check, reporting.attachment_keys, reporting.count_attachment_keys,
  reporting.replace_attachment_keys from public;
grant execute on function reporting.lock_for_check, reporting.attachment_keys, reporting.count_attachment_keys,
  reporting.replace_attachment_keys to rowan_app;

create function reporting.check_attachment_epoch() returns trigger language plpgsql as $$
begin
  perform organisations.demand_live_epoch(
    (select f.organisation_id from reporting.attachment_team(new.report_id) f), new.epoch);
  return new;
end $$;

-- The team of a report, for the check above: whoever seals a file to it need not be one who may read the report's row.
create function reporting.attachment_team(report uuid) returns table (organisation_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select r.organisation_id from reporting.report r where r.id = report
    and (cardinality(permissions.scopes('attachment.check')) > 0 or permissions.fits(permissions.scopes('report.own'), null, report)
      or permissions.fits(permissions.scopes('team-key.turn'), r.organisation_id, null))
$$;
revoke all on function reporting.attachment_team from public;
grant execute on function reporting.attachment_team to rowan_app;
create trigger live_epoch before insert or update of wrapped_key, epoch on reporting.attachment
  for each row when (new.epoch is not null) execute function reporting.check_attachment_epoch();
