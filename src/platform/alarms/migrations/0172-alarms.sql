-- What staff are told to look at: a kind, whose house, whose account, how often. Words only sealed.
create schema alarms;
grant usage on schema alarms to rowan_app;

create table alarms.alarm (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$' and length(kind) <= 40),
  -- The house concerned; null: the service as a whole.
  organisation_id uuid references organisations.organisation,
  -- Whose account it is about. They are never shown it.
  person_id uuid,
  amount integer not null default 1 check (amount > 0),
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  -- Codes and whole numbers, as in the audit: no blank fits, so no sentence does.
  detail text not null default '{}' check (length(detail) <= 500 and
    detail ~ '^\{("[a-z][A-Za-z0-9]*":("[A-Za-z0-9._:-]{0,64}"|-?[0-9]{1,15}|true|false)(,(?=")|(?=\})))*\}$'),
  -- What the person gave as their reason, sealed to the service key.
  sealed_reason bytea,
  told_at timestamptz,
  looked_at timestamptz,
  looked_by uuid,
  sealed_note bytea,
  check ((looked_at is null) = (looked_by is null))
);
-- What goes on while nobody has looked is one alarm that counts.
create unique index one_open on alarms.alarm (kind, organisation_id, person_id) nulls not distinct where looked_at is null;
create index on alarms.alarm (organisation_id, last_at);

alter table alarms.alarm enable row level security;
alter table alarms.alarm force row level security;
create policy owner on alarms.alarm to current_user using (true) with check (true);
-- Never to whom it is about, whatever else they may do here.
create policy read on alarms.alarm for select to rowan_app
  using (person_id is distinct from permissions.subject()
    and permissions.fits((select permissions.scopes('alarm.read')), organisation_id, null));
create policy look on alarms.alarm for update to rowan_app
  using (looked_at is null and person_id is distinct from permissions.subject()
    and permissions.fits((select permissions.scopes('alarm.look')), organisation_id, null))
  with check (looked_by is null or looked_by = permissions.subject());
create policy tell_read on alarms.alarm for select to rowan_app
  using (permissions.fits((select permissions.scopes('alarm.tell')), null, null));
create policy tell on alarms.alarm for update to rowan_app
  using (permissions.fits((select permissions.scopes('alarm.tell')), null, null))
  with check (permissions.fits((select permissions.scopes('alarm.tell')), null, null));
create policy forget on alarms.alarm for delete to rowan_app
  using (permissions.fits((select permissions.scopes('alarm.tell')), null, null));
grant select, delete on alarms.alarm to rowan_app;
grant update (told_at, looked_at, looked_by, sealed_note) on alarms.alarm to rowan_app;

-- Whoever acts may raise one and sees nothing of those there are. True when it is a new one.
create function alarms.raise(
  new_id uuid, new_kind text, new_organisation uuid, new_person uuid, new_detail text, new_reason bytea)
  returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  raised uuid;
begin
  if cardinality(permissions.scopes('alarm.raise')) = 0 then
    raise insufficient_privilege using message = 'nobody in particular raises no alarm';
  end if;
  insert into alarms.alarm as a (id, kind, organisation_id, person_id, detail, sealed_reason)
    values (new_id, new_kind, new_organisation, new_person, new_detail, new_reason)
    on conflict (kind, organisation_id, person_id) where looked_at is null do update set
      amount = least(a.amount + 1, 1000000), last_at = now(), detail = excluded.detail,
      sealed_reason = coalesce(excluded.sealed_reason, a.sealed_reason)
    returning a.id into raised;
  return raised = new_id;
end $$;
revoke all on function alarms.raise from public;
grant execute on function alarms.raise to rowan_app;
