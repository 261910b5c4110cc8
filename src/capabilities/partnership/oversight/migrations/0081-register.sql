-- The register: who asked for what, what one person proposed, what a second said to it, and what was handed over. Rows are only
-- ever added, save the one mark that somebody was told at last. Words are sealed to the service key; the rest is codes.
create schema oversight;
grant usage on schema oversight to rowan_app;

create table oversight.request (
  id uuid primary key,
  -- Who received it, and who wrote it down.
  organisation_id uuid not null references organisations.organisation,
  person_id uuid not null references staff.person,
  role text not null,
  asker text not null check (asker ~ '^[a-z-]{3,40}$'),
  power text not null check (power ~ '^[a-z-]{3,40}$'),
  asked_on date not null,
  asked text[] not null check (cardinality(asked) between 1 and 20),
  sealed_words bytea not null,
  at timestamptz not null default now()
);
create index on oversight.request (at);

create table oversight.proposal (
  id uuid primary key,
  request_id uuid not null references oversight.request,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid not null references staff.person,
  role text not null,
  decision text not null check (decision in ('refuse', 'narrow', 'comply', 'nothing-held')),
  basis text check (basis in ('legal-order', 'danger-to-life', 'child-at-risk')),
  -- What may be handed over.
  parts text[] not null default '{}',
  sealed_reason bytea not null,
  -- The day on which a ban on telling ends; absent when nothing forbids telling.
  tell_on date,
  at timestamptz not null default now(),
  unique (id, request_id),
  check ((decision in ('narrow', 'comply')) = (basis is not null)),
  check ((decision in ('narrow', 'comply')) = (cardinality(parts) > 0)),
  -- Only an order can forbid telling.
  check (tell_on is null or basis = 'legal-order')
);
create index on oversight.proposal (request_id);

create table oversight.verdict (
  proposal_id uuid primary key,
  request_id uuid not null,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid not null references staff.person,
  role text not null,
  verdict text not null check (verdict in ('confirmed', 'rejected')),
  sealed_reason bytea,
  at timestamptz not null default now(),
  foreign key (proposal_id, request_id) references oversight.proposal (id, request_id)
);
-- A request is decided once.
create unique index on oversight.verdict (request_id) where verdict = 'confirmed';

create table oversight.disclosure (
  id uuid primary key,
  request_id uuid not null references oversight.request,
  proposal_id uuid not null references oversight.proposal,
  report_id uuid not null references reporting.report,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid not null references staff.person,
  parts text[] not null check (cardinality(parts) > 0),
  -- As the trace will name them.
  by_whom text not null check (by_whom ~ '^[a-z-]{3,40}$'),
  at timestamptz not null default now(),
  -- When the person who told may learn of it; absent when they were told at once.
  tell_on date,
  told_at timestamptz,
  unique (request_id, report_id)
);
create index on oversight.disclosure (tell_on) where told_at is null;

alter table oversight.request enable row level security;
alter table oversight.request force row level security;
alter table oversight.proposal enable row level security;
alter table oversight.proposal force row level security;
alter table oversight.verdict enable row level security;
alter table oversight.verdict force row level security;
alter table oversight.disclosure enable row level security;
alter table oversight.disclosure force row level security;

create policy read on oversight.request for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.read')), organisation_id, person_id));
create policy enter on oversight.request for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('legal.work')), organisation_id, person_id)
    and person_id = permissions.subject() and organisation_id = permissions.organisation() and role = any (permissions.roles()));
grant select, insert on oversight.request to rowan_app;

create policy read on oversight.proposal for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.read')), organisation_id, person_id));
create policy propose on oversight.proposal for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('legal.work')), organisation_id, person_id)
    and person_id = permissions.subject() and organisation_id = permissions.organisation() and role = any (permissions.roles()));
grant select, insert on oversight.proposal to rowan_app;

-- The second person is another one, of another organisation or in another role; the database refuses everybody else.
create policy read on oversight.verdict for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.read')), organisation_id, person_id));
create policy judge on oversight.verdict for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('legal.work')), organisation_id, person_id)
    and person_id = permissions.subject() and organisation_id = permissions.organisation() and role = any (permissions.roles())
    and exists (select from oversight.proposal p where p.id = proposal_id and p.person_id <> permissions.subject()
      and (p.organisation_id <> permissions.organisation() or p.role <> verdict.role)));
grant select, insert on oversight.verdict to rowan_app;

-- Nothing is handed over but what two people agreed to, by somebody of the organisation that holds the report.
create policy read on oversight.disclosure for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.read')), organisation_id, person_id));
create policy hand_over on oversight.disclosure for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('legal.hand-over')), organisation_id, person_id)
    and person_id = permissions.subject() and organisation_id = permissions.organisation()
    and (told_at is null) = (tell_on is not null)
    and exists (select from reporting.report r where r.id = report_id and r.organisation_id = disclosure.organisation_id
      and r.state <> 'erased')
    and exists (select from oversight.proposal p join oversight.verdict v on v.proposal_id = p.id
      where p.id = disclosure.proposal_id and p.request_id = disclosure.request_id and v.verdict = 'confirmed'
        and p.basis is not null and disclosure.parts <@ p.parts and p.tell_on is not distinct from disclosure.tell_on));
create policy tell_find on oversight.disclosure for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.tell')), organisation_id, null));
create policy tell on oversight.disclosure for update to rowan_app
  using (permissions.fits((select permissions.scopes('legal.tell')), organisation_id, null))
  with check (permissions.fits((select permissions.scopes('legal.tell')), organisation_id, null));
create policy tell_read on oversight.proposal for select to rowan_app
  using (permissions.fits((select permissions.scopes('legal.tell')), organisation_id, null));
grant select, insert on oversight.disclosure to rowan_app;
grant update (told_at) on oversight.disclosure to rowan_app;
