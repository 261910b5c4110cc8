-- How many sealed records somebody of staff has opened lately, and how many they usually do: numbers only, no record is named.
create table staff.opening (
  person_id uuid primary key references staff.person,
  organisation_id uuid not null references organisations.organisation,
  -- What has not drained yet, at that moment (openings/weigh-opening.ts).
  level double precision not null default 0,
  at timestamptz not null,
  day date not null,
  peak double precision not null default 0,
  usual double precision not null default 0,
  -- Until when a reason that was given counts.
  more_until timestamptz
);
alter table staff.opening enable row level security;
alter table staff.opening force row level security;
create policy count on staff.opening to rowan_app
  using (permissions.fits((select permissions.scopes('limit.count')), null, null))
  with check (permissions.fits((select permissions.scopes('limit.count')), null, null));
grant select, insert, delete on staff.opening to rowan_app;
grant update (level, at, day, peak, usual, more_until) on staff.opening to rowan_app;
