-- How much was asked lately, by whom: leaky buckets under digests whose key is forgotten each day. Unlogged: none of it is in the
-- write-ahead log, and a crash forgets it.
create schema limits;
grant usage on schema limits to rowan_app;

-- One half of each day's key; the other is drawn from the service key. With the row gone, nobody can tell what a digest stood for.
create unlogged table limits.day_seed (
  day date primary key,
  seed bytea not null check (length(seed) = 32)
);

create unlogged table limits.bucket (
  tag bytea primary key check (length(tag) = 32),
  -- What was asked and has not drained yet, at that moment; how much drains in a second.
  level double precision not null check (level >= 0),
  drain double precision not null check (drain > 0),
  at timestamptz not null,
  empty_at timestamptz not null
);
create index on limits.bucket (empty_at);

alter table limits.day_seed enable row level security;
alter table limits.day_seed force row level security;
alter table limits.bucket enable row level security;
alter table limits.bucket force row level security;
create policy keep on limits.day_seed to rowan_app
  using (permissions.fits((select permissions.scopes('limit.count')), null, null))
  with check (permissions.fits((select permissions.scopes('limit.count')), null, null));
create policy keep on limits.bucket to rowan_app
  using (permissions.fits((select permissions.scopes('limit.count')), null, null))
  with check (permissions.fits((select permissions.scopes('limit.count')), null, null));
grant select, insert, delete on limits.day_seed to rowan_app;
grant select, insert, update, delete on limits.bucket to rowan_app;
