-- Of the trace of an erased report only what was disclosed stays: that others saw something cannot be undone, so it is not
-- denied either. What the reporter did, and what was prepared and never shown, goes.
create policy own_erase on reporting.use for delete to rowan_app
  using (permissions.fits((select permissions.scopes('report.own')), null, report_id));
grant delete on reporting.use to rowan_app;
