-- The walls in the database. Row policies everywhere ask these functions; the rules come from permissions/matrix.ts.
create schema permissions;

create table permissions.rule (
  action text not null,
  role text not null,
  scope text not null check (scope in ('organisation', 'own', 'any')),
  primary key (action, role)
);
alter table permissions.rule enable row level security;
alter table permissions.rule force row level security;
create policy owner on permissions.rule to current_user using (true) with check (true);
create policy read on permissions.rule for select to rowan_app using (true);
grant usage on schema permissions to rowan_app;
grant select on permissions.rule to rowan_app;

-- Who is acting, as asActor() said for this transaction; empty outside one, and then everything is denied.
create function permissions.roles() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('rowan.roles', true), ''), ',') $$;
create function permissions.subject() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('rowan.subject', true), '')::uuid $$;
create function permissions.organisation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('rowan.organisation', true), '')::uuid $$;

-- The scopes in which the actor may do an action. Policies call it as (select permissions.scopes('…')): once a query.
create function permissions.scopes(wanted text) returns text[] language sql stable parallel safe
  as $$ select coalesce(array_agg(distinct scope), '{}') from permissions.rule
        where action = wanted and role = any (permissions.roles()) $$;

-- Does a row of this organisation, owned by this subject, fall within the scopes? Written to be inlined.
create function permissions.fits(scopes text[], row_organisation uuid, row_owner uuid) returns boolean
  language sql stable parallel safe
  as $$ select 'any' = any (scopes)
     or ('organisation' = any (scopes) and row_organisation = permissions.organisation())
     or ('own' = any (scopes) and row_owner = permissions.subject()) $$;
