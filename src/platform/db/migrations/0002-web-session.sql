-- Web sessions of both apps. The state is sealed under a secret that only the visitor's cookie holds.
create table platform.web_session (
  id uuid primary key,
  app text not null check (app in ('public', 'staff')),
  state bytea not null,
  subject uuid,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index on platform.web_session (seen_at);
create index on platform.web_session (subject) where subject is not null;
alter table platform.web_session enable row level security;
alter table platform.web_session force row level security;
create policy keep on platform.web_session to rowan_app
  using (permissions.fits((select permissions.scopes('session.keep')), null, null))
  with check (permissions.fits((select permissions.scopes('session.keep')), null, null));
grant usage on schema platform to rowan_app;
grant select, insert, update, delete on platform.web_session to rowan_app;
