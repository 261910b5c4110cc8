-- Which service key this database was filled under: a keyed digest of a fixed word. It opens nothing; it tells a wrong key from
-- the right one before anything is sealed under it.
create table platform.key_check (
  only_one boolean primary key default true check (only_one),
  digest bytea not null check (length(digest) = 32)
);
alter table platform.key_check enable row level security;
alter table platform.key_check force row level security;
create policy owner on platform.key_check to current_user using (true) with check (true);
