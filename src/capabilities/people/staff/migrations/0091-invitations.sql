-- Joining by invitation: one person proposes, a second one confirms, and each hands the invited person half of a code. Only with
-- both halves is somebody entered, and they choose their own passphrase and enrol their own phone.
create table staff.invitation (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  username text not null unique check (username ~ '^[a-z0-9._-]{3,40}$'),
  display_name text not null check (length(display_name) between 1 and 80),
  roles text[] not null check (cardinality(roles) between 1 and 8),
  proposed_by uuid not null references staff.person,
  proposed_at timestamptz not null default now(),
  -- Nobody else works there: then the second person comes from those who do the Forum's own work.
  is_alone boolean not null,
  confirmed_by uuid references staff.person check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  -- Keyed digests of the two halves of the code; the halves themselves are nowhere.
  confirmer_half bytea check (length(confirmer_half) = 32),
  proposer_half bytea unique check (length(proposer_half) = 32),
  expires_at timestamptz,
  check ((confirmed_by is null) = (confirmer_half is null) and (confirmed_by is null) = (confirmed_at is null)),
  check ((proposer_half is null) = (expires_at is null)),
  check (proposer_half is null or confirmed_by is not null)
);
create index on staff.invitation (organisation_id);

-- What was confirmed stays what was confirmed: no later statement swaps the other's half, or makes one of two people.
create function staff.invitation_stands() returns trigger language plpgsql as $$
begin
  if old.confirmed_by is not null and (new.confirmed_by, new.confirmed_at, new.confirmer_half)
    is distinct from (old.confirmed_by, old.confirmed_at, old.confirmer_half) then
    raise exception 'an invitation is confirmed once' using errcode = 'check_violation';
  end if;
  if old.proposer_half is not null and (new.proposer_half, new.expires_at) is distinct from (old.proposer_half, old.expires_at) then
    raise exception 'a code is made once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before update on staff.invitation for each row execute function staff.invitation_stands();

-- How many work there now, among those whom the actor sees: whoever may invite sees all their colleagues.
create function staff.works_alone(there uuid) returns boolean language sql stable parallel safe
  as $$ select count(*) = 1 from staff.person p where p.organisation_id = there and p.left_at is null $$;

-- Whether both people have said yes to exactly this person, and the code has not run out.
create function staff.is_invited(there uuid, name text, shown text, as_roles text[]) returns boolean
  language sql stable parallel safe
  as $$ select exists (select from staff.invitation i where i.organisation_id = there and i.username = name
        and i.display_name = shown and i.roles = as_roles and i.proposer_half is not null and i.expires_at > now()) $$;
create function staff.is_joining(who uuid) returns boolean language sql stable parallel safe
  as $$ select exists (select from staff.person p where p.id = who and p.left_at is null
        and staff.is_invited(p.organisation_id, p.username, p.display_name, p.roles)) $$;

alter table staff.invitation enable row level security;
alter table staff.invitation force row level security;

create policy own_people on staff.invitation for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.confirm')), organisation_id, null));
create policy of_one_alone on staff.invitation for select to rowan_app
  using (is_alone and permissions.fits((select permissions.scopes('staff.confirm-alone')), organisation_id, null));
create policy join_read on staff.invitation for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.join')), organisation_id, null));
create policy propose on staff.invitation for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.invite')), organisation_id, null)
    and proposed_by = permissions.subject() and confirmed_by is null and is_alone = staff.works_alone(organisation_id));
create policy confirm on staff.invitation for update to rowan_app
  using (confirmed_by is null and proposed_by <> permissions.subject()
    and (permissions.fits((select permissions.scopes('staff.confirm')), organisation_id, null)
      or (is_alone and permissions.fits((select permissions.scopes('staff.confirm-alone')), organisation_id, null))))
  with check (confirmed_by = permissions.subject() and proposer_half is null);
create policy make_code on staff.invitation for update to rowan_app
  using (proposed_by = permissions.subject() and confirmed_by is not null and proposer_half is null
    and permissions.fits((select permissions.scopes('staff.invite')), organisation_id, null))
  with check (proposed_by = permissions.subject() and confirmed_by is not null);
create policy take_back on staff.invitation for delete to rowan_app
  using (permissions.fits((select permissions.scopes('staff.invite')), organisation_id, null)
    or permissions.fits((select permissions.scopes('staff.join')), organisation_id, null));

grant select, insert, delete, update (confirmed_by, confirmed_at, confirmer_half, proposer_half, expires_at)
  on staff.invitation to rowan_app;

-- Somebody is entered as they were invited, and only so.
create policy join_in on staff.person for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.join')), organisation_id, id) and left_at is null
    and staff.is_invited(organisation_id, username, display_name, roles));
create policy join_read on staff.person for select to rowan_app
  using (permissions.fits((select permissions.scopes('staff.join')), organisation_id, id));
create policy join_in on staff.credential for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('staff.join')), null, person_id) and staff.is_joining(person_id));
