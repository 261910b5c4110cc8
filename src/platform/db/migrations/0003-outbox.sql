-- The local outbox: what would have been sent by e-mail while no SMTP server is configured. Sealed to the service key.
create table platform.outbox_letter (
  id text primary key,
  sealed bytea not null,
  created_at timestamptz not null default now()
);
alter table platform.outbox_letter enable row level security;
alter table platform.outbox_letter force row level security;
create policy keep on platform.outbox_letter to rowan_app
  using (permissions.fits((select permissions.scopes('outbox.keep')), null, null))
  with check (permissions.fits((select permissions.scopes('outbox.keep')), null, null));
grant select, insert on platform.outbox_letter to rowan_app;
