-- Held reports: words for an adviser that nobody opens until enough different people name the same person.
create schema held_reports;
grant usage on schema held_reports to rowan_app;

-- The adviser's copy of the words. Its key stands with the points, each time under a lock that only enough points give.
create table held_reports.held (
  report_id uuid primary key,
  -- The named adviser.
  organisation_id uuid not null references organisations.organisation,
  people smallint not null check (people in (2, 3)),
  body bytea not null,
  -- For letters to whoever holds it.
  receipt_public_key bytea not null check (length(receipt_public_key) = 32),
  held_at timestamptz not null default now()
);

-- One point a group an identifier counts towards. Tag and person are pseudorandom under two keys outside the database.
create table held_reports.point (
  id uuid primary key,
  report_id uuid not null references held_reports.held on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  people smallint not null check (people in (2, 3)),
  tag bytea not null check (length(tag) = 32),
  person bytea not null check (length(person) = 32),
  -- The share, and the words' key under the group's lock; each wrapped to the adviser's team.
  share bytea not null,
  share_epoch integer not null,
  key bytea not null,
  key_epoch integer not null
);
create index on held_reports.point (tag);
create index on held_reports.point (report_id);

-- A group that is large enough, and what the adviser has done with it.
create table held_reports.match (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  people smallint not null,
  tag bytea not null unique,
  created_at timestamptz not null default now(),
  -- What the adviser found after speaking with everybody.
  verdict text check (verdict in ('different', 'same')),
  told_at timestamptz
);

create table held_reports.party (
  match_id uuid not null references held_reports.match on delete cascade,
  report_id uuid not null references held_reports.held on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  opened_at timestamptz,
  spoken_at timestamptz,
  spoken_by uuid references staff.person,
  primary key (match_id, report_id)
);
create index on held_reports.party (report_id);

-- That a holder was told of others and asked what they want; until this row stands their page says nothing.
create table held_reports.asked (
  report_id uuid primary key references held_reports.held on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  asked_at timestamptz not null default now(),
  answer text check (answer = 'stay'),
  answered_at timestamptz
);

-- What adviser and holder write to each other, sealed to both.
create table held_reports.message (
  id uuid primary key,
  report_id uuid not null references held_reports.held on delete cascade,
  organisation_id uuid not null references organisations.organisation,
  direction text not null check (direction in ('to-reporter', 'from-reporter')),
  body bytea not null,
  team_epoch integer not null,
  team_key_wrap bytea not null,
  receipt_key_wrap bytea,
  created_at timestamptz not null default now()
);
create index on held_reports.message (report_id, created_at);

alter table held_reports.held enable row level security;
alter table held_reports.held force row level security;
alter table held_reports.point enable row level security;
alter table held_reports.point force row level security;
alter table held_reports.match enable row level security;
alter table held_reports.match force row level security;
alter table held_reports.party enable row level security;
alter table held_reports.party force row level security;
alter table held_reports.asked enable row level security;
alter table held_reports.asked force row level security;
alter table held_reports.message enable row level security;
alter table held_reports.message force row level security;

-- Whoever holds the receipt: their own words, points and letters, never a match.
create policy own on held_reports.held to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own on held_reports.point to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own on held_reports.asked for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_answer on held_reports.asked for update to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id))
  with check (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own on held_reports.message for select to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
create policy own_write on held_reports.message for insert to rowan_app
  with check (direction = 'from-reporter' and permissions.fits((select permissions.scopes('report.own')), null, report_id));

-- The task that looks for groups reads tags and writes matches; it opens nothing.
create policy seek on held_reports.point for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.match')), organisation_id, null));
create policy seek on held_reports.match for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.match')), organisation_id, null));
create policy find on held_reports.match for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('held.match')), organisation_id, null));
create policy seek on held_reports.party for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.match')), organisation_id, null));
create policy find on held_reports.party for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('held.match')), organisation_id, null));

-- The adviser's team: a match, and of held reports only those that are party to one.
create policy read on held_reports.match for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null));
create policy work on held_reports.match for update to rowan_app
  using (permissions.fits((select permissions.scopes('held.work')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('held.work')), organisation_id, null));
create policy read on held_reports.party for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null));
create policy work on held_reports.party for update to rowan_app
  using (permissions.fits((select permissions.scopes('held.work')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('held.work')), organisation_id, null));
create policy read on held_reports.held for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null)
    and exists (select from held_reports.party p where p.report_id = held.report_id));
create policy read on held_reports.point for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null)
    and exists (select from held_reports.party p where p.report_id = point.report_id));
create policy read on held_reports.asked for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null));
create policy work on held_reports.asked for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('held.work')), organisation_id, null)
    and exists (select from held_reports.party p where p.report_id = asked.report_id));
create policy read on held_reports.message for select to rowan_app
  using (permissions.fits((select permissions.scopes('held.read')), organisation_id, null)
    and exists (select from held_reports.party p where p.report_id = message.report_id));
create policy work on held_reports.message for insert to rowan_app
  with check (direction = 'to-reporter' and permissions.fits((select permissions.scopes('held.work')), organisation_id, null)
    and exists (select from held_reports.party p where p.report_id = message.report_id));

grant select, insert, delete on held_reports.held to rowan_app;
grant update (organisation_id, people, body, receipt_public_key) on held_reports.held to rowan_app;
grant select, insert, delete on held_reports.point to rowan_app;
grant select, insert on held_reports.match, held_reports.party, held_reports.asked, held_reports.message to rowan_app;
grant update (verdict, told_at) on held_reports.match to rowan_app;
grant update (opened_at, spoken_at, spoken_by) on held_reports.party to rowan_app;
grant update (answer, answered_at) on held_reports.asked to rowan_app;

-- When somebody takes theirs back and too few remain, the others are hidden again, unless they were told already. Runs as the
-- owner, since whoever takes back sees no match. The row is locked first: of two who leave at once, the second counts after
-- the first.
create policy owner on held_reports.match to current_user using (true);
create policy owner on held_reports.point to current_user using (true);
create policy owner on held_reports.party to current_user using (true);
create function held_reports.close_small_group() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from held_reports.match m where m.tag = old.tag for update;
  delete from held_reports.match m
   where m.tag = old.tag and m.told_at is null
     and (select count(distinct p.person) from held_reports.point p where p.tag = old.tag) < m.people;
  delete from held_reports.party p using held_reports.match m
   where m.tag = old.tag and p.match_id = m.id and p.report_id = old.report_id and m.told_at is null;
  return null;
end $$;
revoke all on function held_reports.close_small_group from public;
create trigger close_small_group after delete on held_reports.point
  for each row execute function held_reports.close_small_group();
