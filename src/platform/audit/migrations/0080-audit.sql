-- The audit: what was done to whom it matters, in codes, each entry linked to the one before by SHA-256.
-- The app adds entries and can do nothing else with them. At commit a function of the owner links them: it takes the one head
-- row last of all locks, so nobody waits for anybody in a circle, and many entries of a transaction take it once.
create schema audit;
grant usage on schema audit to rowan_app;

create table audit.entry (
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$' and length(kind) <= 60),
  -- Where it stands on disk: gaps come from what was undone and mean nothing. Its place in the chain is link.sequence.
  position bigint generated always as identity primary key,
  -- Which transaction wrote it, so that the link is made for this transaction's entries and no others.
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  -- Who acts, taken from the transaction itself: whoever writes cannot say they were somebody else.
  roles text not null default coalesce(array_to_string(permissions.roles(), ','), ''),
  actor_id uuid default permissions.subject(),
  organisation_id uuid default permissions.organisation(),
  record_id uuid,
  -- A flat object of codes and whole numbers, kept as the text that was hashed. No blank fits, so no sentence does.
  detail text not null default '{}' check (length(detail) <= 1000 and
    detail ~ '^\{("[a-z][A-Za-z0-9]*":("[A-Za-z0-9._:-]{0,64}"|-?[0-9]{1,15}|true|false)(,(?=")|(?=\})))*\}$')
);

create table audit.link (
  sequence bigint primary key check (sequence > 0),
  position bigint not null unique,
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32)
);

create table audit.head (
  only_one boolean primary key default true check (only_one),
  sequence bigint not null,
  hash bytea not null check (length(hash) = 32)
);

-- What the service signed: so many entries there were, and this was the last one's hash. Partners keep copies.
create table audit.checkpoint (
  sequence bigint primary key check (sequence > 0),
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null,
  count bigint not null,
  signature bytea not null check (length(signature) = 64)
);

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.link enable row level security;
alter table audit.link force row level security;
alter table audit.head enable row level security;
alter table audit.head force row level security;
alter table audit.checkpoint enable row level security;
alter table audit.checkpoint force row level security;

-- What the linking function needs, and no more.
create policy owner on audit.entry for select to current_user using (true);
create policy owner_see on audit.link for select to current_user using (true);
create policy owner_add on audit.link for insert to current_user with check (true);
create policy owner on audit.head to current_user using (true) with check (true);

create policy record on audit.entry for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('audit.record')), null, null));
create policy read on audit.entry for select to rowan_app
  using (permissions.fits((select permissions.scopes('audit.read')), organisation_id, actor_id));
create policy read on audit.link for select to rowan_app
  using (permissions.fits((select permissions.scopes('audit.read')), null, null));
create policy read on audit.head for select to rowan_app
  using (permissions.fits((select permissions.scopes('audit.read')), null, null));
create policy read on audit.checkpoint for select to rowan_app
  using (permissions.fits((select permissions.scopes('checkpoint.read')), null, null));
create policy make on audit.checkpoint for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('checkpoint.make')), null, null));
grant select on audit.entry, audit.link, audit.head, audit.checkpoint to rowan_app;
grant insert (kind, organisation_id, record_id, detail) on audit.entry to rowan_app;
grant insert on audit.checkpoint to rowan_app;

insert into audit.head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

-- One text behind its length, so that two different entries never have the same bytes (engines/audit/chain.ts does the same).
create function audit.field(words text) returns bytea language sql immutable parallel safe
  as $$ select int4send(octet_length(convert_to(words, 'UTF8'))) || convert_to(words, 'UTF8') $$;

-- Links every entry of this transaction on its first call; its further calls find theirs linked and end.
create function audit.link_entries() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  last_sequence bigint;
  last_hash bytea;
  before bytea;
  each audit.entry;
begin
  perform from audit.link l where l.position = new.position;
  if found then return null; end if;
  select h.sequence, h.hash into strict last_sequence, last_hash from audit.head h for update;
  for each in
    select * from audit.entry e
     where e.position >= new.position and e.transaction = pg_current_xact_id()
       and not exists (select from audit.link l where l.position = e.position)
     order by e.position
  loop
    before := last_hash;
    last_sequence := last_sequence + 1;
    last_hash := sha256(audit.field('rowan audit 1') || int8send(last_sequence)
      || int8send((extract(epoch from each.at) * 1000000)::bigint)
      || audit.field(each.kind) || audit.field(each.roles)
      || audit.field(coalesce(each.actor_id::text, '')) || audit.field(coalesce(each.organisation_id::text, ''))
      || audit.field(coalesce(each.record_id::text, '')) || audit.field(each.detail) || before);
    insert into audit.link (sequence, position, previous, hash) values (last_sequence, each.position, before, last_hash);
  end loop;
  update audit.head set sequence = last_sequence, hash = last_hash;
  return null;
end $$;
revoke all on function audit.link_entries from public;
create constraint trigger link after insert on audit.entry deferrable initially deferred
  for each row execute function audit.link_entries();
