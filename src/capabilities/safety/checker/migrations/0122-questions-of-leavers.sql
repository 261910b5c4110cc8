-- How often somebody asked goes with the member, as that member: the function runs with the rights of whoever leaves.
create function checker.forget_asked() returns trigger language plpgsql set search_path = pg_catalog
  as $$ begin delete from checker.asked where subject = old.id; return null; end $$;
create trigger forget_asked after delete on members.member for each row execute function checker.forget_asked();
