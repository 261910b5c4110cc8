-- What workers wrote about an erased report goes with it: the task that takes its alerts back blanks their reasons. It may
-- see and change nothing else of a decision, and the desk, which has written them, may change none.
drop policy desk on alerts.decision;
create policy desk_read on alerts.decision for select to rowan_app
  using (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null));
create policy desk_write on alerts.decision for insert to rowan_app
  with check (permissions.fits((select permissions.scopes('alert.draft')), organisation_id, null)
    and person_id = permissions.subject());
create policy erase_read on alerts.decision for select to rowan_app
  using (permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null));
create policy erase on alerts.decision for update to rowan_app
  using (permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null))
  with check (sealed_reason is null and permissions.fits((select permissions.scopes('alert.deliver')), organisation_id, null));
grant update (sealed_reason) on alerts.decision to rowan_app;
