-- What may stay longer than its time, and requests about what is kept: holds, copies for who told, requests of who is named.
create schema records;
grant usage on schema records to rowan_app;

-- Two people of the holding organisation say why a report stays; until the second has, it binds for fourteen days.
create table records.hold (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  reason text not null check (reason in ('live-casework', 'court', 'complaint')),
  sealed_words bytea not null,
  ends_on date not null,
  proposed_by uuid not null references staff.person,
  proposed_at timestamptz not null default now(),
  confirmed_by uuid references staff.person check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  ended_by uuid references staff.person,
  ended_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  -- A date of years is no date: it is asked again.
  check (ends_on <= (proposed_at at time zone 'UTC')::date + 731)
);
create index on records.hold (report_id);

-- Somebody with a receipt asks for a copy. What is prepared is sealed to the team until a second person has read it, then to the receipt.
create table records.copy_request (
  id uuid primary key,
  report_id uuid not null references reporting.report on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  state text not null check (state in ('asked', 'prepared', 'ready', 'refused', 'taken-back', 'over')),
  asked_at timestamptz not null default now(),
  -- How it was made sure that it is the person who told: never the words of it.
  known_by text check (known_by in ('in-person', 'agreed-contact', 'questions')),
  epoch integer,
  body bytea,
  wrapped_key bytea,
  receipt_wrap bytea,
  prepared_by uuid references staff.person,
  prepared_at timestamptz,
  checked_by uuid references staff.person check (checked_by <> prepared_by),
  checked_at timestamptz,
  ends_at timestamptz,
  check ((body is null) = (state not in ('prepared', 'ready'))),
  check (receipt_wrap is null or state = 'ready'),
  check (wrapped_key is null or state = 'prepared')
);
create unique index one_open_copy on records.copy_request (report_id) where state in ('asked', 'prepared', 'ready');

-- Somebody who may be named asks what is held about them. Words sealed to the service key; two people answer.
create table records.subject_request (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  asked_on date not null,
  due_on date not null,
  sealed_words bytea not null,
  entered_by uuid not null references staff.person,
  entered_at timestamptz not null default now(),
  answer text check (answer in ('neither-confirm-nor-deny', 'told-in-part', 'not-identified')),
  sealed_reason bytea,
  proposed_by uuid references staff.person,
  proposed_at timestamptz,
  confirmed_by uuid references staff.person check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  check ((proposed_by is null) = (answer is null)),
  check (confirmed_by is null or proposed_by is not null)
);
create index on records.subject_request (organisation_id, entered_at);

do $$
declare name text;
begin
  foreach name in array array['hold', 'copy_request', 'subject_request'] loop
    execute format('alter table records.%I enable row level security', name);
    execute format('alter table records.%I force row level security', name);
    execute format('create policy owner on records.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

create policy read on records.hold for select to rowan_app
  using (permissions.fits((select permissions.scopes('record.hold')), organisation_id, null));
create policy propose on records.hold for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('record.hold')), organisation_id, null)
    and proposed_by = permissions.subject() and confirmed_by is null and ended_by is null
    and exists (select from reporting.report r where r.id = report_id and r.organisation_id = hold.organisation_id
      and r.state in ('received', 'in-work', 'closed')));
create policy confirm on records.hold for update to rowan_app
  using (ended_at is null and permissions.fits((select permissions.scopes('record.hold')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('record.hold')), organisation_id, null)
    and (confirmed_by = permissions.subject() or ended_by = permissions.subject()));
grant select, insert, update (confirmed_by, confirmed_at, ended_by, ended_at) on records.hold to rowan_app;

-- Who confirmed stays who confirmed, and what is over does not begin again.
create function records.hold_stands() returns trigger language plpgsql as $$
begin
  if old.confirmed_by is not null and (new.confirmed_by, new.confirmed_at) is distinct from (old.confirmed_by, old.confirmed_at) then
    raise exception 'a hold is confirmed once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before update on records.hold for each row execute function records.hold_stands();

create policy own on records.copy_request for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy ask on records.copy_request for insert to rowan_app
  with check (state = 'asked' and permissions.fits((select permissions.scopes('report.own')), null, report_id)
    and exists (select from reporting.report r where r.id = report_id and r.organisation_id = copy_request.organisation_id
      and r.state in ('received', 'in-work', 'closed')));
create policy take_back on records.copy_request for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (state = 'taken-back' and permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy read on records.copy_request for select to rowan_app
  using (permissions.fits((select permissions.scopes('record.copy')), organisation_id, null));
-- The second person of a copy is another one: whoever prepared it cannot make it ready.
create policy work on records.copy_request for update to rowan_app
  using (state in ('asked', 'prepared') and permissions.fits((select permissions.scopes('record.copy')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('record.copy')), organisation_id, null)
    and (state = 'prepared' and prepared_by = permissions.subject() and checked_by is null
      or state = 'ready' and checked_by = permissions.subject()
      or state in ('asked', 'refused')));
grant select, insert on records.copy_request to rowan_app;
grant update (state, known_by, epoch, body, wrapped_key, receipt_wrap, prepared_by, prepared_at, checked_by, checked_at, ends_at)
  on records.copy_request to rowan_app;

-- Ready comes after prepared, by somebody else, and what the first made stays theirs.
create function records.copy_stands() returns trigger language plpgsql as $$
begin
  if new.state = 'ready' and old.state <> 'ready' and (old.state <> 'prepared' or new.prepared_by is distinct from old.prepared_by
    or new.checked_by is null or new.checked_by = old.prepared_by or new.receipt_wrap is null) then
    raise exception 'a copy is read by a second person' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before update on records.copy_request for each row execute function records.copy_stands();

create policy read on records.subject_request for select to rowan_app
  using (permissions.fits((select permissions.scopes('record.answer')), organisation_id, null));
create policy enter on records.subject_request for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('record.answer')), organisation_id, null)
    and entered_by = permissions.subject() and proposed_by is null);
create policy answer on records.subject_request for update to rowan_app
  using (confirmed_by is null and permissions.fits((select permissions.scopes('record.answer')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('record.answer')), organisation_id, null)
    and (confirmed_by = permissions.subject() or confirmed_by is null and (proposed_by is null or proposed_by = permissions.subject())));
grant select, insert on records.subject_request to rowan_app;
grant update (answer, sealed_reason, proposed_by, proposed_at, confirmed_by, confirmed_at) on records.subject_request to rowan_app;

create function records.answer_stands() returns trigger language plpgsql as $$
begin
  if new.confirmed_by is not null and (new.answer, new.sealed_reason, new.proposed_by)
    is distinct from (old.answer, old.sealed_reason, old.proposed_by) then
    raise exception 'what is confirmed is what was proposed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before update on records.subject_request for each row when (current_user = 'rowan_app')
  execute function records.answer_stands();

-- Erased by whoever it may be, a report takes its copies, requests for one and the words of its holds along.
create function records.forget_erased() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Whoever erases was let through by the report's own policies; nobody in particular erases nothing.
  if cardinality(permissions.scopes('audit.record')) = 0 then return null; end if;
  delete from records.copy_request where report_id = new.id;
  delete from records.hold where report_id = new.id;
  return null;
end $$;
revoke all on function records.forget_erased from public;
create trigger forget_erased after update of state on reporting.report for each row
  when (new.state = 'erased' and old.state <> 'erased') execute function records.forget_erased();

-- Whether two people hold a report, or one does and the second still may.
create function records.is_on_hold(report uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return true; end if;
  return exists (select from records.hold h where h.report_id = report and h.ended_at is null
    and h.ends_on >= (now() at time zone 'UTC')::date
    and (h.confirmed_at is not null or h.proposed_at > now() - interval '14 days'));
end $$;

-- Copies that had their time, requests nobody answered, words of old answers. Answers how many rows changed.
create function records.sweep(copy_days integer, unanswered_days integer, answer_months integer, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
  gone integer;
begin
  if cardinality(permissions.scopes('record.expire')) = 0 then return 0; end if;
  update records.copy_request set state = 'over', body = null, wrapped_key = null, receipt_wrap = null, epoch = null
    where id in (select c.id from records.copy_request c
      where c.state = 'ready' and c.ends_at < now()
        or c.state in ('asked', 'prepared') and c.asked_at < now() - make_interval(days => unanswered_days)
      order by c.id limit at_most for update skip locked);
  get diagnostics changed = row_count;
  delete from records.copy_request where id in (select c.id from records.copy_request c
    where c.state in ('refused', 'taken-back', 'over')
      and greatest(c.asked_at, c.prepared_at, c.checked_at, c.ends_at) < now() - make_interval(days => copy_days)
    order by c.id limit at_most for update skip locked);
  get diagnostics gone = row_count;
  changed := changed + gone;
  update records.subject_request set sealed_words = '', sealed_reason = case when sealed_reason is null then null else '\x'::bytea end
    where id in (select s.id from records.subject_request s
      where length(s.sealed_words) > 0 and coalesce(s.confirmed_at, s.entered_at) < now() - make_interval(months => answer_months)
      order by s.id limit at_most for update skip locked);
  get diagnostics gone = row_count;
  return changed + gone;
end $$;

revoke all on function records.is_on_hold, records.sweep from public;
grant execute on function records.is_on_hold, records.sweep to rowan_app;
